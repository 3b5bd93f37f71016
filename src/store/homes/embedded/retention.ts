// Deletes the oldest blocks: above a size, beyond an age, or all of them. In slices; the file shrinks.

import type { Blocks } from './blocks.ts';
import type { Database } from './database.ts';
import type { Retention } from '../../log-store.ts';
import { startPace } from './pace.ts';

const DAY_MS = 86_400_000;
/** Blocks per transaction, and pages given back at once: a few milliseconds. */
const BLOCKS = 32;
const PAGES = 256;

/** Deletes what is beyond the limits, oldest first by arrival; the age of a block is that of its last arrival. `now` in milliseconds since the Unix epoch. */
export async function retain(
  blocks: Blocks,
  database: Database,
  { bytes = Infinity, days = Infinity }: Retention,
  now: number,
  signal: AbortSignal,
): Promise<void> {
  const pace = startPace(signal);
  let deleted = 0;
  for (;;) {
    const stored = storedCount(blocks);
    const infos = blocks.infos().slice(0, Math.min(stored, BLOCKS));
    const tooOld = infos.findIndex((info) => info.observed >= now - days * DAY_MS);
    const old = tooOld < 0 ? infos.length : tooOld;
    // Above the size, an eighth of such a slice at a time: no more goes than must.
    const most = old > 0 ? old : database.usedBytes() > bytes ? Math.ceil(infos.length / 8) : 0;
    const last = infos[most - 1];
    if (last === undefined) break;
    database.deleteBefore(last.first + 1, most);
    blocks.dropOldest(most);
    deleted += most;
    const rest = pace.step();
    if (rest !== undefined) await rest;
  }
  if (deleted > 0) await shrink(database, signal);
}

/** How many of the oldest blocks are in the file and will not change. */
function storedCount(blocks: Blocks): number {
  const closed = blocks.infos().length - (blocks.open.info().count > 0 ? 1 : 0);
  return closed - blocks.waiting.size;
}

/** Deletes every block of the file that arrived before `first`. */
export async function deleteBefore(database: Database, first: number, signal: AbortSignal): Promise<void> {
  const pace = startPace(signal);
  while (database.deleteBefore(first, BLOCKS) > 0) {
    const rest = pace.step();
    if (rest !== undefined) await rest;
  }
  await shrink(database, signal);
}

async function shrink(database: Database, signal: AbortSignal): Promise<void> {
  const pace = startPace(signal);
  while (database.shrink(PAGES)) {
    const rest = pace.step();
    if (rest !== undefined) await rest;
  }
  database.checkpoint();
}
