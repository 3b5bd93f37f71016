// What was acknowledged outlives a kill, a damaged file costs that file only and is said, a full disk is said.
import assert from 'node:assert/strict';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import {
  openSegmentStore,
  type SegmentStore,
  type SegmentStoreOptions,
} from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { createWorkerSealer } from '../../../src/store/homes/embedded/segments/files/worker-sealer.ts';
import { verifySegmentFile } from '../../../src/store/homes/embedded/segments/files/sealed-segment.ts';
import { plainRecord } from '../plain-record.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-durability-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = (): string => path.join(root, String(count++));

const open = (folder: string, more: Partial<SegmentStoreOptions> = {}): SegmentStore =>
  openSegmentStore({
    folder,
    log: silentLog,
    clock: systemClock,
    retention: {},
    read: readLine,
    segmentRows: 100,
    ...more,
  });

const records = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => plainRecord(from + at));
const ALL = { query: { kind: 'all' }, range: {}, order: 'oldest', limit: 5000 } as const;
const sealEntry = path.resolve(import.meta.dirname, '../../../src/seal.ts');

it('seals in a worker, and answers the same while and after', async () => {
  const folder = newFolder();
  const store = open(folder, { sealer: createWorkerSealer(sealEntry) });
  await store.append(records(0, 450));
  const during = await store.search(ALL);
  await store.close();
  assert.equal(readdirSync(folder).filter((file) => file.endsWith('.seg')).length, 4);
  const again = open(folder);
  assert.deepEqual(await again.search(ALL), during);
  await again.close();
});

async function damagedStore(damage: (file: string) => void): Promise<{ store: SegmentStore; file: string }> {
  const folder = newFolder();
  const store = open(folder);
  await store.append(records(0, 250));
  await store.close();
  const file = path.join(
    folder,
    readdirSync(folder)
      .filter((name) => name.endsWith('.seg'))
      .sort()[0]!,
  );
  damage(file);
  return { store: open(folder), file };
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = bytes[at]! ^ 0x55;
  writeFileSync(file, bytes);
}

it('answers without a segment that is damaged, and says so', async () => {
  const damages: ((file: string) => void)[] = [
    (file) => flip(file, 40),
    (file) => flip(file, statSync(file).size - 40),
    (file) => flip(file, statSync(file).size - 1),
    (file) => truncateSync(file, statSync(file).size - 100),
    (file) => truncateSync(file, 0),
    (file) => rmSync(file),
  ];
  for (const damage of damages) {
    const { store, file } = await damagedStore(damage);
    const page = await store.search({ ...ALL, order: 'newest' });
    assert.equal(page.records.filter(({ arrival }) => arrival > 100).length, 150);
    assert.ok(page.records.length === 150 ? page.partial !== undefined : page.records.length === 250, page.partial);
    assert.notEqual(verifySegmentFile(file).problem, undefined);
    await store.append(records(0, 10));
    assert.equal(store.status().upTo, 260);
    await store.close();
  }
});

it('finds its segments again where the manifest is lost', async () => {
  const folder = newFolder();
  const store = open(folder);
  await store.append(records(0, 350));
  await store.close();
  rmSync(path.join(folder, 'manifest.json'));
  const again = open(folder);
  assert.equal((await again.search(ALL)).records.length, 350);
  assert.equal(await again.append(records(0, 1)), 351);
  await again.close();
});

it('cuts off what of its log is torn', async () => {
  const folder = newFolder();
  const store = open(folder);
  await store.append(records(0, 20));
  await store.append(records(20, 40));
  await store.close();
  const wal = path.join(
    folder,
    readdirSync(folder).find((file) => file.endsWith('.wal'))!,
  );
  truncateSync(wal, statSync(wal).size - 7);
  const again = open(folder);
  assert.equal(again.status().records, 20);
  assert.equal(await again.append(records(40, 50)), 30);
  await again.close();
  assert.equal((await open(folder).search(ALL)).records.length, 30);
});

it('is read by another while it is written', async () => {
  const folder = newFolder();
  const store = open(folder);
  await store.append(records(0, 130));
  const reader = open(folder, { readOnly: true });
  assert.equal((await reader.search(ALL)).records.length, 130);
  await store.append(records(130, 140));
  await reader.close();
  assert.equal((await store.search(ALL)).records.length, 140);
  await store.close();
});

it('drops the oldest segments above a number of bytes', async () => {
  const folder = newFolder();
  let store = open(folder);
  await store.append(records(0, 950));
  await store.close();
  store = open(folder);
  const before = store.status();
  await store.setRetention({ bytes: before.bytes - 1 });
  const { records: left, bytes, upTo } = store.status();
  assert.equal(left, 850);
  assert.ok(bytes < before.bytes);
  assert.equal(upTo, 950);
  const { records: found } = await store.search(ALL);
  assert.equal(found[0]!.arrival, 101);
  await store.close();
});

it('tells the templates of messages, the same in every segment', async () => {
  const store = open(newFolder());
  await store.append(
    Array.from({ length: 220 }, (_, at) => plainRecord(at, { message: `order ${at} took ${at % 7} ms` })),
  );
  const { templates } = await store.templates({ query: { kind: 'all' }, range: {}, limit: 10 });
  const [template, ...more] = templates;
  assert.deepEqual(more, []);
  assert.equal(template!.text, 'order <*> took <*> ms');
  assert.match(template!.id, /^[0-9a-f]{16}$/);
  assert.equal(template!.count, 220);
  await store.close();
});

it('writes in the place of what a crash left half written', async () => {
  const folder = newFolder();
  const store = open(folder);
  await store.append(records(0, 120));
  await store.close();
  const draft = openSync(path.join(folder, '000000000000101.seg.draft'), 'w');
  writeSync(draft, 'half');
  closeSync(draft);
  const again = open(folder);
  await again.append(records(120, 330));
  await again.close();
  assert.equal((await open(folder).search(ALL)).records.length, 330);
});
