// All blocks of the store as one sequence, wherever they are: in the file, waiting to be written, or still filling.

import type { BlockInfo, OpenBlock, StoredBlock, Tally } from './block.ts';
import { createOpenBlock } from './block.ts';
import { unpack } from './codec.ts';
import type { Database } from './database.ts';
import type { FieldCount } from './field-counter.ts';

/** Reads blocks by the arrival number of their first record. */
export interface BlockReader {
  /** Every block with a record in it, in order of arrival, as it is now. */
  infos(): readonly BlockInfo[];
  /** Its records as lines (line.ts); more than its info says where it went on filling. Undefined: deleted meanwhile. Throws where damaged. */
  lines(first: number): readonly string[] | undefined;
  /** Its words (words.ts); undefined where none are known. */
  words(first: number): Uint8Array | undefined;
  tallies(first: number): readonly Tally[];
  fields(first: number): readonly FieldCount[];
  /** First arrival numbers of the blocks that may hold a correlation ID (hashValue). */
  correlated(hash: number): ReadonlySet<number>;
}

/** Blocks on their way into the file. */
export interface Blocks extends BlockReader {
  /** The block that takes records in; begins a new one after a full one. */
  readonly open: OpenBlock;
  /** Closes the open block, begins a new one and returns the closed. */
  seal(): StoredBlock;
  /** Closed blocks that are not in the file yet, oldest first. */
  readonly waiting: ReadonlyMap<number, StoredBlock>;
  /** These are in the file now. */
  written(blocks: readonly StoredBlock[]): void;
  /** Forgets the oldest closed blocks, as many as were deleted from the file. */
  dropOldest(count: number): void;
  /** Forgets everything; the next record gets arrival number `next`. */
  clear(next: number): void;
  /** Reads from this file, as it is now, and from what waits. */
  attach(database: Database): void;
}

/** Blocks whose lines are kept at hand: those that several questions of one view look into. */
const CACHED = 32;

/** Creates an empty sequence, not attached to a file; the first record gets arrival number 1. */
export function createBlocks(): Blocks {
  let database: Database | undefined;
  let closed: BlockInfo[] = [];
  let open = createOpenBlock(1);
  const waiting = new Map<number, StoredBlock>();
  const cache = new Map<number, readonly string[]>();

  function cachedLines(first: number): readonly string[] | undefined {
    const cached = cache.get(first);
    if (cached !== undefined) {
      cache.delete(first);
      cache.set(first, cached);
      return cached;
    }
    const packed = waiting.get(first)?.body ?? database?.body(first);
    if (packed === undefined) return undefined;
    const lines = unpack(packed).split('\n');
    const oldest = cache.keys().next();
    if (cache.size >= CACHED && oldest.done !== true) cache.delete(oldest.value);
    cache.set(first, lines);
    return lines;
  }

  return {
    infos() {
      const filling = open.info();
      return filling.count > 0 ? [...closed, filling] : closed.slice();
    },
    lines: (first) => (first === open.info().first ? open.lines() : cachedLines(first)),
    words: (first) => (first === open.info().first ? undefined : (waiting.get(first)?.words ?? database?.words(first))),
    tallies: (first) =>
      first === open.info().first ? open.tallies() : (waiting.get(first)?.tallies ?? database?.tallies(first) ?? []),
    fields: (first) =>
      first === open.info().first ? open.fields() : (waiting.get(first)?.fields ?? database?.fields(first) ?? []),
    correlated(hash) {
      const firsts = new Set(database?.correlated(hash));
      for (const block of waiting.values()) if (block.correlations.includes(hash)) firsts.add(block.first);
      if (open.correlations().has(hash)) firsts.add(open.info().first);
      return firsts;
    },
    get open() {
      return open;
    },
    seal() {
      const block = open.toStored();
      waiting.set(block.first, block);
      closed.push(infoOf(block));
      open = createOpenBlock(block.first + block.count);
      return block;
    },
    waiting,
    written(blocks) {
      for (const block of blocks) waiting.delete(block.first);
    },
    dropOldest(count) {
      for (const { first } of closed.splice(0, count)) {
        cache.delete(first);
        waiting.delete(first);
      }
    },
    clear(from) {
      closed = [];
      open = createOpenBlock(from);
      waiting.clear();
      cache.clear();
    },
    attach(other) {
      database = other;
      cache.clear();
      closed = [...other.infos(), ...[...waiting.values()].map(infoOf)];
    },
  };
}

function infoOf({ first, count, earliest, latest, observed }: StoredBlock): BlockInfo {
  return { first, count, earliest, latest, observed };
}
