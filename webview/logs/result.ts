// The rows of one result by rank, oldest first: how many there are, which are held, which must be asked for. Memory stays constant.

import type { LogRecord } from '../../src/model/record.ts';

/** Records asked for at once. */
export const BLOCK = 200;
/** Blocks held; the longest unseen go first. */
const MOST_BLOCKS = 40;
/** Newest records held in order, so that what arrives finds its place; beyond it the older half is let go. */
const MOST_IN_TAIL = 2000;

/** A part of the result to fetch: `skip` and `order` count from the nearer end. */
export interface BlockRequest {
  readonly block: number;
  readonly order: 'newest' | 'oldest';
  readonly skip: number;
  readonly limit: number;
  readonly upTo: number;
  readonly generation: number;
}

export interface Result {
  /** How many records there are, held or not. */
  readonly total: number;
  /** Highest arrival number that is part of it. */
  readonly upTo: number;
  /** Starts anew: `tail` holds the newest records, oldest first. */
  reset(total: number, upTo: number, tail: readonly LogRecord[]): void;
  /** Takes in records that arrived after `upTo`, each at its place by time. */
  add(records: readonly LogRecord[], upTo: number): void;
  /** The record of this rank (0 is the oldest); undefined where it is not held. */
  at(rank: number): LogRecord | undefined;
  /** What to ask for so that ranks `from` to `end` (exclusive) are held. */
  missing(from: number, end: number): readonly BlockRequest[];
  /** Takes the answer in, in the order asked for; an answer from before a change of ranks is dropped. */
  fill(request: BlockRequest, records: readonly LogRecord[]): void;
  /** Rank of a held record; undefined where it is not held. */
  rankOf(id: string): number | undefined;
}

/** Order of a result: by time, then arrival. */
export function compareRecords(a: LogRecord, b: LogRecord): number {
  return a.timestamp - b.timestamp || a.nanos - b.nanos || a.arrival - b.arrival;
}

/** Index at which `record` belongs in a sorted list. */
function placeIn(sorted: readonly LogRecord[], record: LogRecord): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareRecords(sorted[middle]!, record) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Creates an empty result. */
export function createResult(): Result {
  let upTo = 0;
  let generation = 0;
  /** Records older than the tail: only counted, and held in blocks where seen. */
  let head = 0;
  let tail: LogRecord[] = [];
  // Insertion order is order of use. `asked` may exceed what came: records go by retention, and are not asked for again.
  const blocks = new Map<number, { readonly records: readonly LogRecord[]; readonly asked: number }>();

  const forgetBlocks = (): void => {
    generation += 1;
    blocks.clear();
  };
  const holds = (block: number, rank: number): boolean => rank - block * BLOCK < (blocks.get(block)?.asked ?? 0);

  return {
    get total() {
      return head + tail.length;
    },
    get upTo() {
      return upTo;
    },
    reset(total, newUpTo, newest) {
      forgetBlocks();
      tail = newest.slice();
      head = Math.max(0, total - tail.length);
      upTo = newUpTo;
    },
    add(records, newUpTo) {
      let late = 0;
      for (const record of records) {
        const oldest = tail[0];
        if (head > 0 && oldest !== undefined && compareRecords(record, oldest) < 0) late += 1;
        else tail.splice(placeIn(tail, record), 0, record);
      }
      if (late > 0) {
        head += late;
        forgetBlocks();
      }
      if (tail.length > MOST_IN_TAIL) {
        const gone = tail.length - MOST_IN_TAIL / 2;
        tail = tail.slice(gone);
        head += gone;
      }
      upTo = Math.max(upTo, newUpTo);
    },
    at(rank) {
      if (rank >= head) return tail[rank - head];
      const block = Math.floor(rank / BLOCK);
      return blocks.get(block)?.records[rank - block * BLOCK];
    },
    missing(from, end) {
      const requests: BlockRequest[] = [];
      const total = head + tail.length;
      for (let block = Math.floor(Math.max(0, from) / BLOCK); block * BLOCK < Math.min(end, head); block += 1) {
        const start = block * BLOCK;
        const held = blocks.get(block);
        if (held !== undefined && holds(block, Math.min(end, head, start + BLOCK) - 1)) {
          blocks.delete(block);
          blocks.set(block, held);
          continue;
        }
        const limit = Math.min(BLOCK, total - start);
        const fromOldest = start < total / 2;
        requests.push({
          block,
          order: fromOldest ? 'oldest' : 'newest',
          skip: fromOldest ? start : total - start - limit,
          limit,
          upTo,
          generation,
        });
      }
      return requests;
    },
    fill(request, records) {
      if (request.generation !== generation) return;
      blocks.delete(request.block);
      blocks.set(request.block, {
        records: request.order === 'oldest' ? records : records.toReversed(),
        asked: request.limit,
      });
      for (const oldest of blocks.keys()) {
        if (blocks.size <= MOST_BLOCKS) break;
        blocks.delete(oldest);
      }
    },
    rankOf(id) {
      const inTail = tail.findIndex((record) => record.id === id);
      if (inTail >= 0) return head + inTail;
      for (const [block, { records }] of blocks) {
        const place = records.findIndex((record) => record.id === id);
        if (place >= 0) return block * BLOCK + place;
      }
      return undefined;
    },
  };
}
