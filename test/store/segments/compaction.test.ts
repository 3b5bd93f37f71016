// Small segments become one: with the same answers, over crashes between any two steps, and under running questions.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { smallNeighbours } from '../../../src/store/homes/embedded/segments/files/compaction.ts';
import { diskFiles } from '../../../src/store/homes/embedded/segments/files/files.ts';
import { createKnownStructures } from '../../../src/store/homes/embedded/segments/lines/known-structures.ts';
import { openSealedList, type SealedSegment } from '../../../src/store/homes/embedded/segments/files/sealed-list.ts';
import {
  openSegmentStore,
  type SegmentStore,
  type SegmentStoreOptions,
} from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { BASE, plainRecord } from '../plain-record.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-compaction-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = (): string => path.join(root, String(count++));

const open = (folder: string, more: Partial<SegmentStoreOptions> = {}): SegmentStore =>
  openSegmentStore({ folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, ...more });

const ALL = { query: { kind: 'all' }, range: {}, order: 'oldest', limit: 5000 } as const;
const records = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) =>
    plainRecord(from + at, { message: `order ${from + at} took ${at % 7} ms` }),
  );
const segmentsOf = (folder: string): string[] => readdirSync(folder).filter((file) => file.endsWith('.seg'));

/** A folder with ten segments of 20 rows, and 5 rows in the log. */
async function tenSmall(): Promise<string> {
  const folder = newFolder();
  const store = open(folder, { segmentRows: 20 });
  await store.append(records(0, 205));
  await store.close();
  assert.equal(segmentsOf(folder).length, 10);
  return folder;
}

const DAY = 86_400_000;

it('merges neighbours into one segment that answers as they did, under the same numbers', async () => {
  const folder = await tenSmall();
  const store = open(folder);
  const before = await store.search(ALL);
  const { templates } = await store.templates({ query: { kind: 'all' }, range: {}, limit: 10 });
  const fields = await store.fields();
  const { bytes } = store.status();
  const { merged, into, freed } = await store.compact();
  assert.deepEqual([merged, into, segmentsOf(folder)], [10, 1, ['000000000000001-000000000000200.seg']]);
  assert.ok(freed > 0);
  assert.equal(store.status().bytes, bytes - freed);
  for (const after of [store, open(folder, { readOnly: true })]) {
    assert.deepEqual(await after.search(ALL), before);
    assert.deepEqual(await after.fields(), fields);
    assert.equal(
      (await after.templates({ query: { kind: 'all' }, range: {}, limit: 10 })).templates[0]!.id,
      templates[0]!.id,
    );
    assert.equal((await after.get('137'))?.arrival, 137);
  }
  assert.deepEqual(await store.compact(), { merged: 0, into: 0, freed: 0 });
  assert.equal(await store.append(records(0, 1)), 206);
  await store.close();
});

it('keeps lines byte for byte, and what is known of them', async () => {
  const folder = newFolder();
  const lines = [
    '{"a":1.0,"a":1e3,"message":"x 1"}',
    'plain \u00e4 text',
    Buffer.from([0x66, 0xff, 0xfe, 0x00]),
    '',
    '{"message":"two\\nlines","n":12345678901234567890}',
  ].map((line) => Buffer.from(line as string));
  const bytes = Buffer.concat(lines);
  let end = 0;
  const spans = Uint32Array.from(lines.flatMap((line) => [end, (end += line.length)]));
  const store = open(folder, { segmentRows: 5 });
  for (let batch = 0; batch < 6; batch++) {
    const meta = { source: 'tcp', hint: `peer${batch % 2}`, masked: batch, truncated: batch === 3 };
    await store.appendLines([{ meta: { ...meta, observedTimestamp: BASE + batch }, bytes, spans }]);
  }
  await store.close();
  const wide = open(folder);
  const before = await wide.search(ALL);
  assert.equal(before.records.length, 30);
  assert.equal((await wide.compact()).merged, 6);
  assert.deepEqual(await wide.search(ALL), before);
  await wide.close();
});

it('has every row once wherever a crash comes', async () => {
  const before = await tenSmall();
  const expected = await (async () => {
    const store = open(before);
    const page = await store.search(ALL);
    await store.close();
    return page;
  })();
  const done = newFolder();
  cpSync(before, done, { recursive: true });
  const store = open(done);
  await store.compact();
  await store.close();
  const [merged = ''] = segmentsOf(done);
  const states: ((folder: string) => void)[] = [
    // The merged file half written; written; named by the manifest; some of its parts deleted.
    (folder) => writeFileSync(path.join(folder, `${merged}.draft`), 'half'),
    (folder) => cpSync(path.join(done, merged), path.join(folder, merged)),
    (folder) => cpSync(done, folder, { recursive: true }),
    (folder) => {
      cpSync(done, folder, { recursive: true });
      for (const file of segmentsOf(before).slice(0, 4)) rmSync(path.join(folder, file));
    },
    // Written, and the manifest lost.
    (folder) => {
      cpSync(done, folder, { recursive: true });
      rmSync(path.join(folder, 'manifest.json'));
    },
  ];
  for (const reach of states) {
    const folder = newFolder();
    cpSync(before, folder, { recursive: true });
    reach(folder);
    const reader = open(folder, { readOnly: true });
    assert.deepEqual(await reader.search(ALL), expected);
    await reader.close();
    const again = open(folder);
    assert.deepEqual(await again.search(ALL), expected);
    assert.deepEqual(
      readdirSync(folder).filter((file) => file.endsWith('.draft')),
      [],
    );
    assert.equal(await again.append(records(0, 1)), 206);
    await again.close();
  }
});

it('loses and doubles nothing over kill -9 while segments are merged all the time', async () => {
  for (const runs of [1, 3]) {
    const folder = newFolder();
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'compacting-child.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const merged = existsSync(folder) && segmentsOf(folder).filter((file) => file.includes('-')).length;
      if (Number(merged) >= runs) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const acknowledged = Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1));
    const store = open(folder);
    const { records: found, partial } = await store.search({ ...ALL, order: 'newest' });
    const { upTo } = store.status();
    assert.equal(partial, undefined);
    assert.ok(upTo >= acknowledged, `${upTo} < ${acknowledged}`);
    assert.deepEqual(
      found.map(({ arrival }) => arrival).sort((a, b) => a - b),
      Array.from({ length: upTo }, (_, at) => at + 1),
    );
    assert.ok(found.every(({ message, arrival }) => message === `record ${arrival}`));
    await store.close();
  }
});

it('seals a segment a day, and merges them by itself when there are many', async () => {
  const folder = newFolder();
  let now = BASE;
  const store = open(folder, { clock: { now: () => now } });
  for (let day = 0; day < 30; day++) {
    await store.append(records(day * 3, day * 3 + 3));
    now += DAY;
  }
  // What was begun in the background ends before a question of the same kind.
  await store.compact();
  assert.ok(segmentsOf(folder).length <= 2, segmentsOf(folder).join(' '));
  assert.equal((await store.search(ALL)).records.length, 90);
  await store.close();
});

it('leaves alone what is large, far apart in time, or between which rows are missing', () => {
  const segment = (firstArrival: number, rows: number, min = BASE, bytes = 1000): SealedSegment => ({
    file: `${firstArrival}`,
    firstArrival,
    rows,
    min,
    max: min + 1000,
    bytes,
    sealedAt: min,
    view: () => assert.fail('not opened'),
  });
  const grouped = (...segments: SealedSegment[]): number[][] =>
    smallNeighbours(segments, 2, 100).map((group) => group.map(({ firstArrival }) => firstArrival));
  assert.deepEqual(grouped(segment(1, 10), segment(11, 60), segment(71, 10), segment(81, 50)), [[71, 81]]);
  assert.deepEqual(grouped(segment(1, 10), segment(12, 10)), []);
  assert.deepEqual(grouped(segment(1, 40), segment(41, 40), segment(81, 40), segment(121, 40)), [
    [1, 41],
    [81, 121],
  ]);
  assert.deepEqual(grouped(segment(1, 10), segment(11, 10, BASE + 8 * DAY)), []);
  assert.deepEqual(grouped(segment(1, 10, BASE, 10 << 20), segment(11, 10, BASE, 10 << 20)), []);
  assert.deepEqual(smallNeighbours([segment(1, 10), segment(11, 10)], 3, 100), []);
});

it('keeps files that a running question may need until it has ended', async () => {
  const folder = await tenSmall();
  const sealed = openSealedList({
    folder,
    known: createKnownStructures(readLine),
    readOnly: false,
    log: silentLog,
    files: diskFiles,
  });
  const [first, second, third] = sealed.all();
  const exists = (one: SealedSegment | undefined): boolean => existsSync(path.join(folder, one!.file));
  const early = sealed.hold();
  sealed.drop([first!]);
  const late = sealed.hold();
  sealed.drop([second!]);
  early();
  assert.deepEqual([exists(first), exists(second), exists(third)], [false, true, true]);
  assert.equal(second!.view().rows, 20);
  late();
  assert.equal(exists(second), false);
  assert.equal(sealed.replace([second!, third!], third!), false);
  sealed.close();
});

it('answers from what was there when a reader opened, though the writer merges and drops it', async () => {
  const folder = await tenSmall();
  const store = open(folder);
  const reader = open(folder, { readOnly: true });
  await store.compact();
  await store.deleteAll();
  const page = await reader.search(ALL);
  assert.deepEqual([page.records.length, page.partial], [205, undefined]);
  await reader.close();
  await store.close();
});

it('keeps what is in the log when retention has dropped segments before', async () => {
  const folder = await tenSmall();
  let store = open(folder, { segmentRows: 20 });
  await store.setRetention({ bytes: 1 });
  assert.equal(store.status().records, 5);
  await store.close();
  store = open(folder, { segmentRows: 20 });
  assert.equal(store.status().records, 5);
  assert.equal(await store.append(records(0, 1)), 206);
  await store.close();
});

it('leaves segments that are damaged as they are, and the rest is merged', async () => {
  const folder = await tenSmall();
  const [, , , damaged = ''] = segmentsOf(folder).sort();
  const file = path.join(folder, damaged);
  const bytes = readFileSync(file);
  bytes[20]! ^= 0x55;
  writeFileSync(file, bytes);
  const store = open(folder);
  assert.deepEqual([(await store.compact()).merged, (await store.compact()).merged], [9, 0]);
  assert.ok(existsSync(file));
  const page = await store.search(ALL);
  assert.equal(page.records.length, 185);
  assert.match(page.partial ?? '', /20 records/);
  await store.close();
});
