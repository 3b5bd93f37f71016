// What a sealed segment file holds: frames of bytes, and a footer that says where and what they are.

import type { ColumnKind, Origin } from './layout.ts';

/** First and last bytes of a segment file; the digits are the version of the format. */
export const SEGMENT_MAGIC = 'SLSEG001';
/** Length and checksum of the footer, then the magic again. */
export const TRAILER_BYTES = 16;

/** Offset, length and CRC-32 of a frame. */
export type FrameRef = readonly [offset: number, length: number, crc: number];

/** The values of a block of a column: their frame, their number, smallest and largest, and the frame of their sides where not all are 0. */
export interface BlockRef {
  readonly main: FrameRef;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly side?: FrameRef;
}

export interface DictionaryRef {
  readonly size: number;
  /** zstd of: the length of each value (u32), then all values. */
  readonly chunks: readonly FrameRef[];
  /** The filters of all chunks, one after the other; absent where there are few values. */
  readonly filters?: { readonly frame: FrameRef; readonly lengths: readonly number[] };
}

export interface ColumnRef {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Null where a block has no value. */
  readonly blocks: readonly (BlockRef | null)[];
  readonly dictionary?: DictionaryRef;
}

/** Texts are bytes as Latin-1. */
export interface StructureRef {
  readonly source: string;
  readonly hint: string;
  readonly pieces: readonly string[];
  readonly kinds: readonly number[];
  readonly example: readonly string[];
  readonly paths: readonly string[];
  /** Column of each value. */
  readonly columns: readonly number[];
  /** Its lines can only be read in full. */
  readonly slow: boolean;
}

/** A shape: its structure, and how the message is cut where it is. */
export interface ShapeRef {
  readonly structure: number;
  readonly slot?: number;
  /** The text between the message's values. */
  readonly inner?: readonly string[];
  readonly columns?: readonly number[];
  readonly kinds?: readonly number[];
}

export interface Footer {
  readonly firstArrival: number;
  readonly rows: number;
  readonly origins: readonly Origin[];
  readonly structures: readonly StructureRef[];
  readonly shapes: readonly ShapeRef[];
  readonly shapeBlocks: readonly number[];
  readonly timeRanges: readonly { readonly min: number; readonly max: number }[];
  readonly columns: readonly ColumnRef[];
  /** Per block: shapes, timestamps, nanoseconds (null: all 0), times of arrival, origins. */
  readonly rowFrames: readonly {
    readonly shapes: FrameRef;
    readonly timestamps: FrameRef;
    readonly nanos: FrameRef | null;
    readonly observed: FrameRef;
    readonly origins: FrameRef;
  }[];
  /** Fields of lines kept whole: name, types, count. */
  readonly wholeFields: readonly (readonly [string, number, number])[];
}
