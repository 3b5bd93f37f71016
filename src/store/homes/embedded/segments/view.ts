// What questions see of a segment, whether it is being filled or lies sealed in a file.

import type { ColumnBlock, ColumnKind, Origin, Shape } from './layout.ts';
import type { Structure } from './lines/structure.ts';
import type { Summary } from './files/summary.ts';
import type { ValueHashes } from './files/value-hashes.ts';

/** Values of a dictionary as they lie in memory. */
export interface ValueChunk {
  readonly bytes: Uint8Array;
  /** Where the first begins in `bytes`. */
  readonly start: number;
  /** Where each ends, and the next begins. */
  readonly ends: Uint32Array | Int32Array;
}

/** The different values of a column. */
export interface DictionaryView {
  /** How many there are at the moment. */
  readonly size: number;
  /** The bytes of a value, as the line had them. */
  bytes(number: number): Uint8Array;
  /** A chunk of CHUNK_VALUES values. */
  chunk(chunk: number): ValueChunk;
  /** The chunks that may have a value with all these words (hashWord of each, folded). */
  chunksWith(words: readonly number[]): readonly number[];
  /** Hashes of its values, where they were made beforehand. */
  readonly hashes?: ValueHashes;
}

/** Values of a block by their index among them. */
export interface BlockCells {
  main(index: number): number;
  side(index: number): number;
}

export interface ColumnView {
  readonly name: string;
  readonly kind: ColumnKind;
  block(block: number): ColumnBlock;
  /** Single values of a block that has some, read where they are. */
  cells(block: number): BlockCells;
  /** Smallest and largest of `main` in a block; undefined where it has no value there. */
  range(block: number): { readonly min: number; readonly max: number } | undefined;
  /** Of columns of kind dictionary. */
  readonly dictionary?: DictionaryView;
}

/** Types of a field's values as bits, and in how many rows it is. */
export interface FieldCount {
  types: number;
  count: number;
}

export interface SegmentView {
  /** Arrival number of its first row; rows follow one another. */
  readonly firstArrival: number;
  /** Grows while it is filled. */
  readonly rows: number;
  readonly structures: readonly Structure[];
  readonly shapes: readonly Shape[];
  readonly columns: readonly ColumnView[];
  readonly origins: readonly Origin[];
  /** One bit a block that has rows of a shape. */
  shapeBlocks(shape: number): number;
  /** Earliest and latest timestamp of a block, milliseconds. */
  timeRange(block: number): { readonly min: number; readonly max: number };
  shapeIds(block: number): Int32Array;
  timestamps(block: number): Float64Array | Int32Array;
  /** Undefined where all are 0. */
  nanos(block: number): Int32Array | undefined;
  /** By row of a block. */
  observed(block: number): (row: number) => number;
  originIds(block: number): (row: number) => number;
  /** Fields of the lines that are kept whole: name → types (FIELD_TYPES) and how many of them have it. */
  readonly wholeFields: ReadonlyMap<string, FieldCount>;
  /** Rows, or values of a column that no row has two of, counted by time; undefined where they are not. */
  summary(column: number | 'rows'): Summary | undefined;
}

/** A segment, opened when it is needed. */
export interface SegmentRef {
  readonly firstArrival: number;
  readonly rows: number;
  /** Earliest and latest timestamp. */
  readonly min: number;
  readonly max: number;
  /** Throws where its file can't be read. */
  view(): SegmentView;
}
