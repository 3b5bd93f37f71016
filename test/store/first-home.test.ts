// Records of the first home, a file of SQLite that its code wrote, come over once: all of them, whatever interrupts it.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { silentLog, systemClock } from '../../src/base/ports.ts';
import type { LogRecord } from '../../src/model/record.ts';
import { openFirstHome } from '../../src/store/homes/embedded/first-home/blocks.ts';
import { moveFirstHome, openSegmentStore, type SegmentStore } from '../../src/store/homes/index.ts';
import { plainRecord } from './plain-record.ts';
import { readLine } from './segments/read-line.ts';

const FIXTURE = path.join(import.meta.dirname, 'fixtures/first-home.db');
const RECORDS = 400;

function folderWith(t: TestContext): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-move-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'logs.db');
  copyFileSync(FIXTURE, file);
  return { folder, file };
}

const open = (folder: string): SegmentStore =>
  openSegmentStore({
    folder: path.join(folder, 'records'),
    log: silentLog,
    clock: systemClock,
    retention: {},
    read: readLine,
  });

async function all(store: SegmentStore): Promise<readonly LogRecord[]> {
  const query = { kind: 'all' } as const;
  return (await store.search({ query, range: {}, order: 'oldest', limit: 1000 })).records;
}

/** What the old file holds. */
function oldRecords(): ReturnType<ReturnType<typeof openFirstHome>['records']> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-old-'));
  const file = path.join(folder, 'logs.db');
  copyFileSync(FIXTURE, file);
  const blocks = openFirstHome(file);
  const records = [];
  for (let first = blocks.oldest(); first !== undefined; first = blocks.oldest()) {
    records.push(...blocks.records(first));
    blocks.remove(first);
  }
  blocks.close();
  rmSync(folder, { recursive: true });
  return records;
}

test('all records come over as they were, beside new ones, and the old file goes', async (t) => {
  const { folder, file } = folderWith(t);
  const store = open(folder);
  const move = moveFirstHome(file, store, silentLog);
  await store.append([plainRecord(0, { message: 'new' })]);
  await move.done;
  const records = await all(store);
  assert.equal(records.length, RECORDS + 1);
  const moved = records.filter(({ message }) => message !== 'new').sort((a, b) => a.arrival - b.arrival);
  assert.deepEqual(
    moved,
    oldRecords().map((old, at) => ({ ...old, id: moved[at]?.id, arrival: moved[at]?.arrival })),
  );
  assert.ok(moved.some(({ raw }) => raw.includes('Traceback')) && moved.some(({ masked }) => masked === 1));
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('logs.db')),
    [],
  );
  await moveFirstHome(file, store, silentLog).done;
  assert.equal(store.status().records, RECORDS + 1);
  await store.close();
});

test('a move that was cut off after any of its steps doubles nothing and loses nothing', async (t) => {
  for (const step of ['marked', 'appended'] as const) {
    const { folder, file } = folderWith(t);
    const store = open(folder);
    await store.append([plainRecord(0), plainRecord(1)]);
    const blocks = openFirstHome(file);
    const first = blocks.oldest()!;
    blocks.mark(first, store.status().upTo + 1);
    if (step === 'appended') await store.append(blocks.records(first));
    blocks.close();
    await moveFirstHome(file, store, silentLog).done;
    assert.equal(store.status().records, RECORDS + 2, step);
    assert.equal(new Set((await all(store)).map(({ raw }) => raw)).size, RECORDS + 2, step);
    await store.close();
  }
});

test('stopped, it goes on at the next start; discarded, nothing comes over', async (t) => {
  const { folder, file } = folderWith(t);
  const store = open(folder);
  await moveFirstHome(file, store, silentLog).stop();
  assert.ok(existsSync(file));
  await moveFirstHome(file, store, silentLog).done;
  assert.equal(store.status().records, RECORDS);
  copyFileSync(FIXTURE, file);
  await moveFirstHome(file, store, silentLog).discard();
  assert.ok(!existsSync(file));
  await store.close();
});

test('a file that is none is set aside', async (t) => {
  const { folder, file } = folderWith(t);
  writeFileSync(file, 'no database');
  const store = open(folder);
  await moveFirstHome(file, store, silentLog).done;
  assert.equal(store.status().records, 0);
  assert.ok(!existsSync(file) && existsSync(`${file}.damaged`));
  await store.close();
});
