// What a store does in the background: deletes what is beyond its limits, finishes what a crash cut short, warms up.

import type { Clock } from '../../../base/ports.ts';
import type { Retention } from '../../log-store.ts';
import type { Blocks } from './blocks.ts';
import type { Database } from './database.ts';
import { startPace } from './pace.ts';
import { deleteBefore, retain } from './retention.ts';
import type { StoreFile } from './store-file.ts';

/** Background work, one thing after another. What fails is told in the store's status. */
export interface Upkeep {
  /** Looks whether something is beyond the limits, and deletes it. */
  ifDue(): void;
  /** Sets the limits and applies them; resolves when that is done. */
  setRetention(retention: Retention): Promise<void>;
  /** Deletes the blocks that arrived before this number; resolves when they are gone. */
  deleteBefore(first: number): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** What upkeep works on. */
export interface UpkeepParts {
  readonly blocks: Blocks;
  readonly file: StoreFile<Database>;
  readonly clock: Clock;
  readonly retention: Retention;
  /** Aborted when the store closes. */
  readonly closing: AbortSignal;
}

/** Ages are looked at this often; sizes after every write. */
const AGE_CHECK_MS = 60_000;

/** Creates the upkeep of a store and begins with what an earlier process left undone. */
export function startUpkeep({ blocks, file, clock, closing, retention: first }: UpkeepParts): Upkeep {
  let retention = first;
  let lastAgeCheck = -Infinity;
  let queued = 0;
  let last: Promise<void> = Promise.resolve();

  function run(work: (database: Database) => Promise<void>): Promise<void> {
    queued++;
    last = last.then(async () => {
      const database = file.opened;
      try {
        if (database !== undefined && !closing.aborted) await work(database);
      } catch (error) {
        if (!closing.aborted) file.failed(error);
      }
      queued--;
    });
    return last;
  }

  const apply = (): Promise<void> => run((database) => retain(blocks, database, retention, clock.now(), closing));

  function ifDue(): void {
    if (queued > 0) return;
    const now = clock.now();
    const isLarge = retention.bytes !== undefined && (file.opened?.usedBytes() ?? 0) > retention.bytes;
    const isAgeDue = retention.days !== undefined && Math.abs(now - lastAgeCheck) > AGE_CHECK_MS;
    if (!isLarge && !isAgeDue) return;
    lastAgeCheck = now;
    void apply();
  }

  /** The first question after a start would otherwise wait for the summaries of all blocks. */
  async function warm(): Promise<void> {
    const pace = startPace(closing);
    for (const { first: block } of blocks.infos().toReversed()) {
      try {
        blocks.tallies(block);
      } catch {
        return; // Damage is told by the questions that meet it.
      }
      const rest = pace.step();
      if (rest !== undefined) await rest;
    }
  }

  const unfinished = file.opened?.forgottenBefore() ?? 0;
  if (unfinished > 0) void run((database) => deleteBefore(database, unfinished, closing));
  ifDue();
  void run(warm);

  return {
    ifDue,
    setRetention(limits) {
      retention = limits;
      return apply();
    },
    deleteBefore: (before) => run((database) => deleteBefore(database, before, closing)),
    idle: () => last,
  };
}
