// How much a segment held in the end, by column: the one behind it is made as large from the start.

import { sizeOf, type ColumnSize, type OpenColumn } from './open-column.ts';

export interface SegmentSize {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ColumnSize>;
}

/** Of a segment of which nothing is known. */
export const EMPTY_SIZE: SegmentSize = { rows: 1024, columns: new Map() };

/** How much a segment with these columns holds. */
export function segmentSize(rows: number, columns: readonly OpenColumn[]): SegmentSize {
  return { rows, columns: new Map(columns.map((column) => [column.name, sizeOf(column)])) };
}
