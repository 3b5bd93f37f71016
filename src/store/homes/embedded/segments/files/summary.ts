// Counts made when a segment is sealed: rows by time, structure and value, so that a day is counted without going through its rows.

import { openInts, packInts } from './ints.ts';

/** One entry each at the same index: so many rows of a structure in a span of time have the value. */
export interface SummaryEntries {
  readonly count: number;
  /** Spans of `unitMs` since the Unix epoch. */
  readonly spans: Int32Array | Float64Array;
  readonly structures: Int32Array | Float64Array;
  /** Numbers in the column's dictionary; 0 for rows. */
  readonly values: Int32Array | Float64Array;
  readonly rows: Int32Array | Float64Array;
}

export interface Summary {
  /** Length of a span of time, milliseconds. */
  readonly unitMs: number;
  readonly entries: SummaryEntries;
}

const MINUTE = 60_000;
const UNITS: readonly number[] = [MINUTE, 60 * MINUTE, 24 * 60 * MINUTE];
/** Spans a segment may have in a unit; the next unit where there are more. */
const MAX_SPANS = 1500;
/** Counters that are held while counting, and entries that are kept. */
const MAX_COUNTERS = 1 << 20;
const MAX_ENTRIES = 1 << 14;

/** The unit in which the time from `min` to `max` is counted, milliseconds; undefined where it is too long for any. */
export function summaryUnit(min: number, max: number): number | undefined {
  return UNITS.find((unit) => (max - min) / unit < MAX_SPANS);
}

/** A count that is made row by row; packs to undefined where it would be too large. */
export function createSummary(
  unitMs: number,
  range: { readonly min: number; readonly max: number },
  structures: number,
  values: number,
): { add(ms: number, structure: number, value: number): void; pack(): Uint8Array | undefined } | undefined {
  const first = Math.floor(range.min / unitMs);
  const spans = Math.floor(range.max / unitMs) - first + 1;
  const perSpan = structures * values;
  if (spans * perSpan > MAX_COUNTERS) return undefined;
  const counts = new Uint32Array(spans * perSpan);
  return {
    add(ms, structure, value) {
      counts[(Math.floor(ms / unitMs) - first) * perSpan + structure * values + value]!++;
    },
    pack() {
      const found: number[] = [];
      for (let at = 0; at < counts.length; at++) if (counts[at] !== 0) found.push(at);
      if (found.length > MAX_ENTRIES) return undefined;
      const parts = [
        found.map((at) => first + Math.floor(at / perSpan)),
        found.map((at) => Math.floor((at % perSpan) / values)),
        found.map((at) => at % values),
        found.map((at) => counts[at]!),
      ].map((list) => packInts(list));
      const head = Buffer.alloc(24);
      head.writeDoubleLE(unitMs, 0);
      parts.forEach((part, index) => head.writeUInt32LE(part.length, 8 + index * 4));
      return Buffer.concat([head, ...parts]);
    },
  };
}

/** Reads counts again. */
export function readSummary(bytes: Buffer): Summary {
  let at = 24;
  const [spans, structures, values, rows] = [0, 1, 2, 3].map((index) => {
    const length = bytes.readUInt32LE(8 + index * 4);
    return openInts(bytes.subarray(at, (at += length)));
  });
  const all = { spans: spans!.all(), structures: structures!.all(), values: values!.all(), rows: rows!.all() };
  return { unitMs: bytes.readDoubleLE(0), entries: { count: rows!.count, ...all } };
}
