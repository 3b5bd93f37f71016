// A full, broken or read-only disk at every single step of the store's writing: counted, said, outlived.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { seal } from '../../../src/store/homes/embedded/segments/files/seal.ts';
import {
  openSegmentStore,
  type SegmentStore,
  type SegmentStoreOptions,
} from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { plainRecord } from '../plain-record.ts';
import { createBreakableFiles, type Fault } from './breakable-files.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-faults-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = (): string => path.join(root, String(count++));

const ALL = { query: { kind: 'all' }, range: {}, order: 'oldest', limit: 5000 } as const;
const SAID: Readonly<Record<Fault, RegExp>> = {
  ENOSPC: /The disk is full: .* Free some space/,
  EIO: /reports errors: .* Check the disk/,
  EROFS: /can’t be written to: .* Make the folder writable/,
};
const BATCH = 7;
const BATCHES = 7;
/** Trouble, where it lasts, ends before this batch. */
const HEALED = 4;

function open(folder: string, more: Partial<SegmentStoreOptions> = {}): SegmentStore {
  const options = { folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, segmentRows: 15 };
  return openSegmentStore({ ...options, ...more });
}

const batchOf = (turn: number) => Array.from({ length: BATCH }, (_, at) => plainRecord(turn * BATCH + at));

async function messagesOf(store: SegmentStore): Promise<string[]> {
  const page = await store.search(ALL);
  assert.equal(page.partial, undefined);
  return page.records.map(({ message }) => message);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** What a store finds whose writer was killed in the middle of its trouble. */
async function crashHere(folder: string, kept: readonly string[]): Promise<void> {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  const store = open(copy);
  assert.deepEqual(await messagesOf(store), kept);
  assert.equal(store.status().problem, undefined);
  await store.close();
  rmSync(copy, { recursive: true });
}

/** Lives through one fault; returns how many steps the writing took. */
async function live(fault: Fault, broken: (step: number) => boolean): Promise<number> {
  const folder = newFolder();
  const files = createBreakableFiles();
  const store = open(folder, { files });
  const start = files.steps();
  let failed = 0;
  files.breaks((step) => (broken(step - start) && ++failed > 0 ? fault : undefined));
  const kept: string[] = [];
  let upTo = 0;
  for (let turn = 0; turn < BATCHES; turn++) {
    if (turn === HEALED) files.heal();
    const failedBefore = failed;
    const { lost } = store.status();
    const batch = batchOf(turn);
    const reached = await store.append(batch);
    // What is taken is the beginning of the batch; the rest is counted, and why is said.
    kept.push(...batch.slice(0, reached - upTo).map(({ message }) => message));
    const status = store.status();
    assert.equal(status.lost - lost, BATCH - (reached - upTo));
    if (status.lost > lost) {
      assert.ok(failed > failedBefore);
      assert.match(status.problem ?? '', SAID[fault]);
    }
    upTo = reached;
    if (turn >= HEALED - 1) assert.deepEqual(await messagesOf(store), kept);
    if (turn === HEALED - 1) await crashHere(folder, kept);
  }
  assert.equal(store.status().problem, undefined);
  assert.ok(kept.includes(`record ${BATCHES * BATCH - 1}`));
  const steps = files.steps() - start;
  await store.close();
  const again = open(folder);
  assert.deepEqual(await messagesOf(again), kept);
  assert.equal(again.status().problem, undefined);
  assert.equal(await again.append(batchOf(99)), upTo + BATCH);
  await again.close();
  const left = readdirSync(folder);
  assert.ok(!left.some((file) => file.endsWith('.draft')), left.join(' '));
  assert.equal(left.filter((file) => file.endsWith('.wal')).length, 1, left.join(' '));
  rmSync(folder, { recursive: true });
  return steps;
}

const FAULTS: readonly Fault[] = ['ENOSPC', 'EIO', 'EROFS'];

it('stands one failing step, whichever it is', async () => {
  const steps = await live('EIO', () => false);
  assert.ok(steps > 40, `${steps} steps`);
  for (let step = 0; step < steps; step++) await live(FAULTS[step % 3]!, (one) => one === step);
});

it('stands trouble that begins at any step and lasts', async () => {
  const steps = await live('EIO', () => false);
  for (let step = 0; step < steps; step++) await live(FAULTS[step % 3]!, (one) => one >= step);
});

it('opens whatever fails meanwhile, or says why not', async () => {
  const folder = newFolder();
  const first = open(folder);
  for (let turn = 0; turn < 10; turn++) await first.append(batchOf(turn));
  const expected = await messagesOf(first);
  await first.close();
  let opened = 0;
  for (let step = 0; step < 12; step++) {
    const files = createBreakableFiles();
    files.breaks((one) => (one === step ? FAULTS[step % 3] : undefined));
    let store: SegmentStore;
    try {
      store = open(folder, { files });
    } catch (error) {
      assert.match(String(error), /broken by the test/);
      continue;
    }
    opened++;
    assert.deepEqual(await messagesOf(store), expected);
    await store.close();
  }
  assert.ok(opened >= 10);
});

it('shows what is in a folder that can only be read, counts what it can’t keep, and says so', async () => {
  const folder = newFolder();
  const first = open(folder);
  for (let turn = 0; turn < 10; turn++) await first.append(batchOf(turn));
  const expected = await messagesOf(first);
  await first.close();
  const before = readdirSync(folder);
  const files = createBreakableFiles();
  files.breaks(() => 'EROFS');
  const store = open(folder, { files });
  assert.deepEqual(await messagesOf(store), expected);
  assert.equal(await store.append(batchOf(10)), 70);
  assert.equal(store.status().lost, BATCH);
  assert.match(store.status().problem ?? '', /can’t be written to.*Make the folder writable/);
  await store.close();
  assert.deepEqual(readdirSync(folder), before);
});

it('tries a segment that could not be sealed again by itself, and keeps no more in memory than a few', async () => {
  let broken = true;
  const folder = newFolder();
  const store = open(folder, {
    sealer: (input, file) =>
      broken
        ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
        : Promise.resolve(seal(input, file)),
  });
  let upTo = 0;
  for (let turn = 0; turn < 30; turn++) upTo = await store.append(batchOf(turn));
  const { lost, problem } = store.status();
  assert.ok(lost > 0 && lost + upTo === 30 * BATCH);
  assert.match(problem ?? '', SAID.ENOSPC);
  broken = false;
  // All that were full are sealed, and the one that was filled then.
  await until(() => readdirSync(folder).filter((file) => file.endsWith('.seg')).length === 5);
  assert.equal(await store.append(batchOf(30)), upTo + BATCH);
  assert.equal(store.status().problem, undefined);
  assert.equal((await messagesOf(store)).length, upTo + BATCH);
  await store.close();
});

it('makes durable what was written though nothing more comes, and whatever the clock does', async () => {
  const disk = createBreakableFiles();
  const synced: number[] = [];
  let now = Date.UTC(2026, 5, 1);
  const store = open(newFolder(), {
    clock: { now: () => (now -= 3_600_000) },
    files: {
      ...disk,
      sync(descriptor) {
        synced.push(descriptor);
        disk.sync(descriptor);
      },
    },
  });
  await store.append(batchOf(0));
  await until(() => synced.length > 0);
  await store.append(batchOf(1));
  await until(() => synced.length > 1);
  await store.close();
});
