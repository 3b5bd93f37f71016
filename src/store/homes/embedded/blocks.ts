// All blocks of the store as one sequence, wherever they are: in the file, waiting to be written, or still filling.

import { createBlockText, type BlockText } from './block-text.ts';
import type { BlockInfo, OpenBlock, StoredBlock } from './block.ts';
import { createOpenBlock } from './block.ts';
import { unpack } from './codec.ts';
import type { Database } from './database.ts';
import type { FieldCount } from './field-counter.ts';
import { createKinds, readTallies, type Tally } from './tallies.ts';

/** Reads blocks by the arrival number of their first record. */
export interface BlockReader {
  /** Every block with a record in it, in order of arrival, as it is now. */
  infos(): readonly BlockInfo[];
  /** Its records as lines (line.ts); more than its info says where it went on filling. Undefined: deleted meanwhile. Throws where damaged. */
  text(first: number): BlockText | undefined;
  /** Its words (words.ts); undefined where none are known. */
  words(first: number): Uint8Array | undefined;
  /** Its records by kind; undefined where that is not known. */
  tallies(first: number): readonly Tally[] | undefined;
  fields(first: number): readonly FieldCount[];
  /** Whether it may hold a correlation ID (hashValue). */
  mayHoldCorrelation(first: number, hash: number): boolean;
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

/** Blocks whose summaries are kept at hand: 5 million records, some 25 MB. */
const SUMMARIES = 40_000;

/** What is asked of most blocks, small. */
type Summary = Pick<StoredBlock, 'tallies' | 'correlations'>;

/** Creates an empty sequence, not attached to a file; the first record gets arrival number 1. */
export function createBlocks(): Blocks {
  let database: Database | undefined;
  let closed: BlockInfo[] = [];
  const kinds = createKinds();
  let open = createOpenBlock(1, kinds);
  const waiting = new Map<number, StoredBlock>();
  const cache = new Map<number, BlockText>();
  const summaries = new Map<number, Summary>();

  function cachedText(first: number): BlockText | undefined {
    const cached = cache.get(first);
    if (cached !== undefined) {
      cache.delete(first);
      cache.set(first, cached);
      return cached;
    }
    const packed = waiting.get(first)?.body ?? database?.body(first);
    if (packed === undefined) return undefined;
    const text = createBlockText(unpack(packed));
    const oldest = cache.keys().next();
    if (cache.size >= CACHED && oldest.done !== true) cache.delete(oldest.value);
    cache.set(first, text);
    return text;
  }

  function summaryOf(first: number): Summary | undefined {
    const there = summaries.get(first) ?? waiting.get(first);
    if (there !== undefined) return there;
    const stored = database?.summary(first);
    if (stored === undefined) return undefined;
    const summary = { tallies: readTallies(stored.tallies, kinds), correlations: stored.correlations };
    keepSummary(first, summary);
    return summary;
  }

  function keepSummary(first: number, { tallies, correlations }: Summary): void {
    const oldest = summaries.keys().next();
    if (summaries.size >= SUMMARIES && oldest.done !== true) summaries.delete(oldest.value);
    summaries.set(first, { tallies, correlations });
  }

  return {
    infos() {
      const filling = open.info();
      return filling.count > 0 ? [...closed, filling] : closed.slice();
    },
    text: (first) => (first === open.first ? createBlockText(open.lines().join('\n')) : cachedText(first)),
    words: (first) => (first === open.first ? undefined : (waiting.get(first)?.words ?? database?.words(first))),
    tallies: (first) => (first === open.first ? open.tallies() : summaryOf(first)?.tallies),
    fields: (first) =>
      first === open.first ? open.fields() : (waiting.get(first)?.fields ?? database?.fields(first) ?? []),
    mayHoldCorrelation: (first, hash) =>
      first === open.first ? open.correlations().has(hash) : (summaryOf(first)?.correlations.includes(hash) ?? true),
    get open() {
      return open;
    },
    seal() {
      const block = open.toStored();
      keepSummary(block.first, block);
      waiting.set(block.first, block);
      closed.push(infoOf(block));
      open = createOpenBlock(block.first + block.count, kinds);
      return block;
    },
    waiting,
    written(blocks) {
      for (const block of blocks) waiting.delete(block.first);
    },
    dropOldest(count) {
      for (const { first } of closed.splice(0, count)) {
        cache.delete(first);
        summaries.delete(first);
        waiting.delete(first);
      }
    },
    clear(from) {
      closed = [];
      open = createOpenBlock(from, kinds);
      summaries.clear();
      waiting.clear();
      cache.clear();
    },
    attach(other) {
      database = other;
      cache.clear();
      summaries.clear();
      closed = [...other.infos(), ...[...waiting.values()].map(infoOf)];
    },
  };
}

function infoOf({ first, count, earliest, latest, observed }: StoredBlock): BlockInfo {
  return { first, count, earliest, latest, observed };
}
