// The embedded home in trouble: kill -9, a full disk, damage, folders that can't be written, limits on what is kept.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { silentLog, systemClock } from '../../src/base/ports.ts';
import {
  createEmbeddedLogStore,
  type EmbeddedStoreOptions,
  type FirstLogStore,
} from '../../src/store/homes/embedded/embedded-store.ts';
import { BASE, plainRecord } from './plain-record.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-troubles-'));
const opened: FirstLogStore[] = [];
after(async () => {
  // Those that a failed test left open, too.
  for (const store of opened) await store.close();
  rmSync(root, { recursive: true, force: true });
});
let folders = 0;
const newFolder = (): string => path.join(root, String(folders++));

async function open(folder: string, over: Partial<EmbeddedStoreOptions> = {}): Promise<FirstLogStore> {
  const store = await createEmbeddedLogStore({ folder, log: silentLog, clock: systemClock, retention: {}, ...over });
  opened.push(store);
  return store;
}

/** Records that do not pack well. */
function bulky(count: number, from = 0) {
  return Array.from({ length: count }, (_, at) =>
    plainRecord(from + at, { raw: Array.from({ length: 40 }, () => Math.random().toString(36).slice(2)).join(' ') }),
  );
}

async function messagesOf(store: FirstLogStore): Promise<string[]> {
  return (await store.search({ query: { kind: 'all' }, range: {}, order: 'oldest', limit: 5000 })).records.map(
    ({ message }) => message,
  );
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a killed writer loses at most its last second, and numbers are not given twice', async () => {
  const folder = newFolder();
  const writer = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'embedded-writer.ts'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  /** What the writer said: the arrival number it had reached, and when. */
  const said: [upTo: number, at: number][] = [];
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.trim().split('\n')) said.push([Number(line), Date.now()]);
  });
  await until(() => said.length > 0 && Date.now() - said[0]![1] > 2500);
  writer.kill('SIGKILL');
  await new Promise((resolve) => writer.on('exit', resolve));
  const killed = Date.now();
  const sure = said.filter(([, at]) => at < killed - 1000).at(-1)![0];
  const store = await open(folder);
  const { records, upTo, problem } = store.status();
  assert.equal(problem, undefined);
  assert.ok(records >= sure, `${records} kept of ${sure}`);
  assert.ok((await store.append([plainRecord(1)])) > said.at(-1)![0]);
  assert.ok(upTo >= records);
  await store.close();
});

test('a full disk is said, what fits is held in memory, the rest is counted, and it goes on by itself', async () => {
  const store = await open(newFolder(), { pageLimit: 60, holdBytes: 1_500_000 });
  await store.append(bulky(2000));
  await until(() => store.status().problem !== undefined);
  assert.match(store.status().problem!, /The disk is full: .* Free some space/);
  assert.equal(store.status().lost, 0);
  assert.equal((await messagesOf(store)).length, 2000);
  await store.append(bulky(6000, 2000));
  const { lost, records, upTo } = store.status();
  assert.ok(lost > 0);
  assert.equal(lost + records, 8000);
  assert.equal(upTo, records);
  assert.equal((await messagesOf(store)).length, Math.min(5000, records));
  await store.deleteAll();
  await store.append([plainRecord(1, { message: 'after' })]);
  await store.flush();
  assert.equal(store.status().problem, undefined);
  assert.deepEqual(await messagesOf(store), ['after']);
  await store.close();
});

test('a file that is no database is set aside, said, and a fresh one begun', async () => {
  const folder = newFolder();
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'logs.db'), 'not a database, by far '.repeat(500));
  let store = await open(folder);
  await store.append([plainRecord(1)]);
  await store.flush();
  assert.match(
    store.status().problem!,
    /was damaged\. It was set aside as .*logs\.db\.damaged-.*, and a fresh one begun\./,
  );
  await store.close();
  const aside = readdirSync(folder).filter((name) => name.includes('.damaged-'));
  assert.equal(aside.length, 1);
  assert.match(readFileSync(path.join(folder, aside[0]!), 'utf8'), /^not a database/);
  store = await open(folder);
  assert.equal(store.status().problem, undefined);
  assert.deepEqual(await messagesOf(store), ['record 1']);
  await store.close();
});

test('damage inside the file costs what it hit, and is said in the answer', async () => {
  const folder = newFolder();
  let store = await open(folder);
  await store.append(bulky(3000));
  await store.close();
  const file = path.join(folder, 'logs.db');
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  // Zeroes over the second half: bodies of records lie there.
  writeSync(handle, Buffer.alloc(Math.floor(size / 4)), 0, Math.floor(size / 4), Math.floor(size / 2));
  closeSync(handle);
  store = await open(folder);
  const page = await store.search({ query: { kind: 'all' }, range: {}, order: 'oldest', limit: 5000 });
  const moved = store.status().problem !== undefined;
  assert.ok(moved || (page.records.length < 3000 && /damaged/.test(page.partial!)), page.partial);
  await store.append([plainRecord(5000, { message: 'still taken' })]);
  assert.ok((await messagesOf(store)).includes('still taken'));
  await store.close();
});

test('a folder that can not be made is said; records are held and searchable', async () => {
  const blocked = newFolder();
  writeFileSync(blocked, 'a file where a folder should be');
  const store = await open(path.join(blocked, 'data'));
  assert.equal(await store.append([plainRecord(1)]), 1);
  assert.match(store.status().problem!, /is not a folder.*Choose another folder/);
  assert.deepEqual(await messagesOf(store), ['record 1']);
  rmSync(blocked);
  await until(() => store.status().problem === undefined);
  assert.ok(existsSync(path.join(blocked, 'data', 'logs.db')));
  await store.close();
});

test('a reader sees what the writer writes, and takes nothing in', async () => {
  const folder = newFolder();
  const writer = await open(folder);
  await writer.append([plainRecord(1)]);
  await writer.flush();
  const reader = await open(folder, { readOnly: true });
  assert.deepEqual(await messagesOf(reader), ['record 1']);
  await writer.append([plainRecord(2)]);
  await writer.flush();
  assert.deepEqual(await messagesOf(reader), ['record 1', 'record 2']);
  assert.equal(reader.status().upTo, 2);
  await reader.append([plainRecord(3)]);
  assert.equal(reader.status().lost, 1);
  await reader.close();
  await writer.close();
});

test('a reader of a folder with nothing in it finds nothing', async () => {
  const reader = await open(newFolder(), { readOnly: true });
  assert.deepEqual(await messagesOf(reader), []);
  assert.equal((await reader.histogram({ query: { kind: 'all' }, range: {}, buckets: 5, by: 'level' })).total, 0);
  await reader.close();
});

test('a file locked by another program is said, and written once it is free', async () => {
  const folder = newFolder();
  const store = await open(folder);
  const { DatabaseSync } = await import('node:sqlite');
  const other = new DatabaseSync(path.join(folder, 'logs.db'));
  other.exec('BEGIN IMMEDIATE');
  await store.append([plainRecord(1)]);
  await until(() => store.status().problem !== undefined);
  assert.match(store.status().problem!, /holds .* locked/);
  other.exec('COMMIT');
  other.close();
  await until(() => store.status().problem === undefined);
  await store.close();
  const again = await open(folder);
  assert.deepEqual(await messagesOf(again), ['record 1']);
  await again.close();
});

test('above the size the oldest go, and the file shrinks', async () => {
  const folder = newFolder();
  const store = await open(folder);
  await store.append(bulky(6000));
  await store.flush();
  const before = statSync(path.join(folder, 'logs.db')).size + statSync(path.join(folder, 'logs.db-wal')).size;
  await store.setRetention({ bytes: 600_000 });
  const left = await messagesOf(store);
  assert.ok(left.length > 100 && left.length < 3000, String(left.length));
  assert.equal(left.at(-1), 'record 5999');
  assert.equal(left[0], `record ${6000 - left.length}`);
  assert.ok(store.status().bytes < before / 2, `${store.status().bytes} of ${before}`);
  assert.ok(store.status().bytes < 700_000);
  await store.append(bulky(3000, 6000));
  await store.flush();
  await until(() => store.status().bytes < 900_000);
  assert.equal((await messagesOf(store)).at(-1), 'record 8999');
  await store.close();
});

test('beyond the age the oldest go, by when they arrived', async () => {
  const folder = newFolder();
  let now = BASE;
  const clock = { now: () => now };
  const day = 86_400_000;
  let store = await open(folder, { clock, retention: { days: 7 } });
  const batch = (arrivedAt: number, message: string) =>
    Array.from({ length: 200 }, () => plainRecord(-400 * day, { message, observedTimestamp: arrivedAt }));
  await store.append(batch(BASE, 'old'));
  await store.append(batch(BASE + 6 * day, 'young'));
  await store.close();
  now = BASE + 8 * day;
  store = await open(folder, { clock, retention: { days: 7 } });
  await store.flush();
  const left = await messagesOf(store);
  // Whole blocks go: a few old records share one with young ones.
  assert.ok(left.length < 400 && left.length >= 200, String(left.length));
  assert.equal(left.filter((message) => message === 'young').length, 200);
  await store.close();
});

test('deleting everything goes on after a crash in its middle', async () => {
  const folder = newFolder();
  let store = await open(folder);
  await store.append(bulky(1000));
  await store.flush();
  // As a crash right after the line was drawn would leave it.
  const { DatabaseSync } = await import('node:sqlite');
  await store.close();
  const file = new DatabaseSync(path.join(folder, 'logs.db'));
  file.exec("INSERT OR REPLACE INTO state VALUES ('forgotten', 1001)");
  file.close();
  store = await open(folder);
  assert.deepEqual(await messagesOf(store), []);
  await store.flush();
  await store.close();
  const left = new DatabaseSync(path.join(folder, 'logs.db'));
  assert.equal(left.prepare('SELECT count(*) AS n FROM body').get()!.n, 0);
  left.close();
});

test('questions asked of a closed store are given up, and records counted as lost', async () => {
  const store = await open(newFolder());
  await store.append([plainRecord(1)]);
  await store.close();
  await assert.rejects(messagesOf(store), { name: 'AbortError' });
  await store.append([plainRecord(2)]);
  assert.equal(store.status().lost, 1);
});

test('records nested beyond measure, and lines beyond the size of a block, come back', async () => {
  const store = await open(newFolder());
  let deep = {};
  for (let depth = 0; depth < 100_000; depth++) deep = { a: deep };
  await store.append([
    plainRecord(1, { attributes: deep, raw: 'deep' }),
    plainRecord(2, { raw: 'x'.repeat(1_000_000) }),
    plainRecord(3),
  ]);
  const { records } = await store.search({ query: { kind: 'all' }, range: {}, order: 'oldest', limit: 10 });
  assert.deepEqual(
    records.map(({ raw }) => raw.length),
    [4, 1_000_000, 7],
  );
  await store.close();
});
