// The numbers of a segment: where its frames are and what is known of each without reading it, kept as packed as it lies in the file.

import type { FrameRef } from './segment-format.ts';

/** Stands for a frame that there is none of. */
const NONE = 0xffffffff;
const FRAME = 3;
const BLOCK = 3;
const COLUMN = 6;

/** The frames of a block's rows. */
export const ROW_FRAMES = ['shapes', 'timestamps', 'nanos', 'observed', 'origins'] as const;
export type RowFrame = (typeof ROW_FRAMES)[number];

/** What is known of a block of a column that has values. */
export interface BlockEntry {
  readonly main: number;
  /** Absent where all are 0. */
  readonly side: number | undefined;
  readonly count: number;
  /** Smallest and largest of `main`. */
  readonly min: number;
  readonly max: number;
}

export interface ColumnEntry {
  /** By block; undefined where it has no value there. */
  readonly blocks: readonly (BlockEntry | undefined)[];
  /** The first of the frames of its dictionary's chunks, which follow one another. */
  readonly chunks?: number;
  /** Filters of its chunks, where there are any. */
  readonly filters?: number;
  /** The low hashes of its values, where they are kept; the high ones follow (value-hashes.ts). */
  readonly hashes?: number;
  /** Counts of its values by time, where there are few (summary.ts). */
  readonly summary?: number;
}

/** Everything in a table, as it is written. Frames are named by their number. */
export interface TableContent {
  readonly frames: readonly FrameRef[];
  readonly columns: readonly ColumnEntry[];
  /** By block. */
  readonly rowFrames: readonly Readonly<Record<RowFrame, number | undefined>>[];
  readonly timeRanges: readonly { readonly min: number; readonly max: number }[];
  readonly shapeBlocks: readonly number[];
  /** Counts of the rows by time. */
  readonly summary: number | undefined;
}

/** Sizes of the parts, in this order: then doubles, then words. */
const SIZES = 8;

/** The bytes of a table. */
export function packTable(content: TableContent): Uint8Array {
  const { frames, columns, rowFrames, timeRanges, shapeBlocks, summary } = content;
  const entries = columns.flatMap(({ blocks }) => blocks.filter((block) => block !== undefined));
  const doubles = [
    ...entries.flatMap(({ min, max }) => [min, max]),
    ...timeRanges.flatMap(({ min, max }) => [min, max]),
  ];
  const words = [
    ...frames.flat(),
    ...entries.flatMap(({ main, side, count }) => [main, side ?? NONE, count]),
    ...rowFrames.flatMap((one) => ROW_FRAMES.map((kind) => one[kind] ?? NONE)),
    ...shapeBlocks.map((mask) => mask >>> 0),
  ];
  let first = 0;
  for (const { blocks, chunks, filters, hashes, summary: counts } of columns) {
    const mask = blocks.reduce((sum, block, at) => (block === undefined ? sum : sum | (1 << at)), 0);
    words.push(first, mask >>> 0, chunks ?? NONE, filters ?? NONE, counts ?? NONE, hashes ?? NONE);
    first += blocks.filter((block) => block !== undefined).length;
  }
  const sizes = [
    frames.length,
    entries.length,
    rowFrames.length,
    shapeBlocks.length,
    columns.length,
    summary ?? NONE,
    0,
    0,
  ];
  const bytes = new Uint8Array(SIZES * 4 + doubles.length * 8 + words.length * 4);
  new Uint32Array(bytes.buffer, 0, SIZES).set(sizes);
  new Float64Array(bytes.buffer, SIZES * 4, doubles.length).set(doubles);
  new Uint32Array(bytes.buffer, SIZES * 4 + doubles.length * 8).set(words);
  return bytes;
}

/** A table that is read. */
export interface SegmentTable {
  /** What it takes in memory. */
  readonly bytes: number;
  readonly blocks: number;
  readonly frames: number;
  frame(number: number): FrameRef;
  /** Number of a frame of a block's rows; undefined where all are 0. */
  rowFrame(block: number, kind: RowFrame): number | undefined;
  block(column: number, block: number): BlockEntry | undefined;
  dictionary(column: number): {
    readonly chunks: number;
    readonly filters: number | undefined;
    readonly hashes: number | undefined;
  };
  timeRange(block: number): { readonly min: number; readonly max: number };
  shapeBlocks(shape: number): number;
  /** Number of the frame with the counts of a column's values by time, or of the rows. */
  summary(column: number | 'rows'): number | undefined;
}

/** Reads a table. Throws a RangeError where the bytes are too few. */
export function openTable(packed: Uint8Array): SegmentTable {
  const bytes = packed.byteOffset % 8 === 0 ? packed : new Uint8Array(packed);
  const sizes = new Uint32Array(bytes.buffer, bytes.byteOffset, SIZES);
  const [frameCount, entryCount, blockCount, shapeCount, columnCount, rowSummary] = sizes as unknown as number[];
  const doubles = new Float64Array(bytes.buffer, bytes.byteOffset + SIZES * 4, (entryCount! + blockCount!) * 2);
  const entriesAt = frameCount! * FRAME;
  const rowsAt = entriesAt + entryCount! * BLOCK;
  const shapesAt = rowsAt + blockCount! * ROW_FRAMES.length;
  const columnsAt = shapesAt + shapeCount!;
  const words = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset + SIZES * 4 + doubles.byteLength,
    columnsAt + columnCount! * COLUMN,
  );
  const orNone = (frame: number): number | undefined => (frame === NONE ? undefined : frame);
  return {
    bytes: bytes.length,
    blocks: blockCount!,
    frames: frameCount!,
    frame(number) {
      const at = number * FRAME;
      return [words[at]!, words[at + 1]!, words[at + 2]!];
    },
    rowFrame: (block, kind) => orNone(words[rowsAt + block * ROW_FRAMES.length + ROW_FRAMES.indexOf(kind)]!),
    block(column, block) {
      const at = columnsAt + column * COLUMN;
      const mask = words[at + 1]!;
      if (((mask >>> block) & 1) === 0) return undefined;
      const entry = words[at]! + countBits(mask & ((1 << block) - 1));
      const place = entriesAt + entry * BLOCK;
      return {
        main: words[place]!,
        side: orNone(words[place + 1]!),
        count: words[place + 2]!,
        min: doubles[entry * 2]!,
        max: doubles[entry * 2 + 1]!,
      };
    },
    dictionary(column) {
      const at = columnsAt + column * COLUMN;
      return { chunks: words[at + 2]!, filters: orNone(words[at + 3]!), hashes: orNone(words[at + 5]!) };
    },
    timeRange(block) {
      const at = (entryCount! + block) * 2;
      return { min: doubles[at]!, max: doubles[at + 1]! };
    },
    shapeBlocks: (shape) => words[shapesAt + shape]! | 0,
    summary: (column) => orNone(column === 'rows' ? rowSummary! : words[columnsAt + column * COLUMN + 4]!),
  };
}

/** How many bits of a word are set (H. S. Warren, Hacker's Delight, 5-1). */
function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
