// What a sealed segment file holds: frames of bytes, a table that says where they are, and a head that says what they are.
//
//   magic | frames … | head (zstd of JSON) | table (zstd of numbers) | lengths of both (u32), CRC-32 of both (u32), magic

import type { ColumnKind, Origin } from '../layout.ts';

/** First and last bytes of a segment file; the digits are the version of the format. */
export const SEGMENT_MAGIC = 'SLSEG003';
/** Lengths of head and table, their checksum, four free bytes, the magic. */
export const TRAILER_BYTES = 24;

/** Offset, length and CRC-32 of a frame. */
export type FrameRef = readonly [offset: number, length: number, crc: number];

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
  /** What was told of its lines besides (told.ts); its values come behind the line's own. */
  readonly told?: string;
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

/** What is said in words; the numbers that go with it are in the table (segment-table.ts). */
export interface SegmentHead {
  readonly firstArrival: number;
  readonly rows: number;
  readonly origins: readonly Origin[];
  readonly structures: readonly StructureRef[];
  readonly shapes: readonly ShapeRef[];
  /** `size`: how many different values a dictionary column has. */
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind; readonly size?: number }[];
  /** Fields of lines kept whole: name, types, count. */
  readonly wholeFields: readonly (readonly [string, number, number])[];
}
