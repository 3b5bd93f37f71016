// The sizes everything in a segment is cut by, and what a row, a shape and a column are.

/** Rows of a block: the unit that is read, searched and merged by time. */
export const BLOCK_ROWS = 4096;
/**
 * Blocks of a segment; a mask of 32 bits names them. With fewer a question has more segments to look into; with more,
 * more lines are taken in again after a crash, and more is held in memory.
 */
export const SEGMENT_BLOCKS = 16;
export const SEGMENT_ROWS = BLOCK_ROWS * SEGMENT_BLOCKS;
/** Values of a dictionary chunk: what is compressed and filtered as one. */
export const CHUNK_VALUES = 1024;
/** Shapes of a segment; lines of others are kept whole. */
export const MAX_SHAPES = 4096;

export type { LineMeta, LineOrigin as Origin } from '../../../../model/line.ts';

/**
 * The text between the values of a line, and where its values are kept: line = piece 0, value 0, piece 1, … In `cut`
 * the value of the structure's slot `cut.slot` (its message) is itself cut into pieces and values.
 */
export interface Shape {
  /** Index into the structures of the segment. */
  readonly structure: number;
  /** One more than there are values in the line. */
  readonly pieces: readonly Uint8Array[];
  /** Per value: index of its column. Behind the line's own values come those that were told of it (told.ts). */
  readonly columns: readonly number[];
  /** Per value: its kind (scan-json.ts). */
  readonly kinds: readonly number[];
  readonly cut?: Span;
}

/** A stretch of a line. */
export interface Span {
  /** The first value in it, or behind it where there is none. */
  readonly slot: number;
  /** How many values are in it. */
  readonly values: number;
  /** It begins at this byte of piece `slot`… */
  readonly start: number;
  /** …and ends before this byte of piece `slot + values`. */
  readonly end: number;
}

export type ColumnKind = 'dictionary' | 'decimal' | 'time';

/** The values of one block of a column, in order of rows: only rows whose shape has the column have some. */
export interface ColumnBlock {
  readonly count: number;
  /** Numbers in the dictionary; mantissas; milliseconds. */
  readonly main: Int32Array | Float64Array;
  /** Scales; nanoseconds. Absent where all are 0. */
  readonly side?: Int32Array;
}
