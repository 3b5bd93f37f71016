// Damaged, missing and foreign files: cost what is in them, and are said; nothing that can't be read is deleted.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { FolderTaken } from '../../../src/store/homes/embedded/segments/files/enter-folder.ts';
import { OtherFormat } from '../../../src/store/homes/embedded/segments/files/other-format.ts';
import {
  openSegmentStore,
  type SegmentStore,
  type SegmentStoreOptions,
} from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { BASE, plainRecord } from '../plain-record.ts';
import { runOf } from './line-run.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-damage-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = (): string => path.join(root, String(count++));
const ALL = { query: { kind: 'all' }, range: {}, order: 'oldest', limit: 5000 } as const;

function open(folder: string, more: Partial<SegmentStoreOptions> = {}): SegmentStore {
  const options = { folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, segmentRows: 60 };
  return openSegmentStore({ ...options, ...more });
}

const meta = { source: 'tcp', hint: 'orders', masked: 0, truncated: false, observedTimestamp: BASE };
const lineOf = (n: number): string =>
  n % 9 === 0
    ? `plain text of record ${n} ünd mehr`
    : `{"timestamp":"${new Date(BASE + n).toISOString()}","level":"INFO","message":"record ${n} took ${n % 7} ms","n":${n}}`;
const LINES = Array.from({ length: 160 }, (_, n) => lineOf(n));

/** A folder with two sealed segments, a log of several frames, and a manifest. */
const whole = newFolder();
before(async () => {
  const store = open(whole);
  for (let from = 0; from < LINES.length; from += 8)
    await store.appendLines([runOf(LINES.slice(from, from + 8), meta)]);
  await store.close();
});

function copy(): string {
  const folder = newFolder();
  cpSync(whole, folder, { recursive: true });
  return folder;
}

const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name));

/** Every file's name and content, but for the lock. */
function contents(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== 'lock')
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex')}`,
    );
}

function flip(file: string, at: number, bit: number): void {
  const bytes = readFileSync(file);
  bytes[at] = bytes[at]! ^ (1 << bit);
  writeFileSync(file, bytes);
}

/** What of the lines is still there; fails where something is there that never was. */
async function kept(store: SegmentStore): Promise<{ readonly lines: ReadonlySet<string>; readonly said: boolean }> {
  const page = await store.search(ALL);
  const lines = new Set(page.records.map(({ raw }) => raw));
  assert.equal(lines.size, page.records.length);
  for (const line of lines) assert.ok(LINES.includes(line), line);
  return { lines, said: page.partial !== undefined || store.status().problem !== undefined };
}

/** Opens a damaged folder, looks what is left, writes on, and opens it again. */
async function survive(folder: string, safe: readonly string[], what: string): Promise<void> {
  let store = open(folder);
  const { lines, said } = await kept(store);
  for (const line of safe) assert.ok(lines.has(line), `${what}: ${line} is lost`);
  assert.ok(
    said || lines.size === LINES.length,
    `${what}: ${LINES.length - lines.size} lines are lost and nothing is said`,
  );
  for (let turn = 0; turn < 10; turn++) await store.append([plainRecord(turn), plainRecord(1000 + turn)]);
  await store.close();
  store = open(folder);
  const after = (await store.search(ALL)).records;
  assert.equal(after.filter(({ format }) => format === 'schema').length >= 20, true, what);
  for (const line of lines)
    assert.ok(
      after.some(({ raw }) => raw === line),
      `${what}: ${line} is lost later`,
    );
  assert.equal(new Set(after.map(({ id }) => id)).size, after.length, what);
  await store.close();
  rmSync(folder, { recursive: true });
}

/** Places over a file: all of the first and last bytes, and some between. */
function places(size: number): number[] {
  const found = [0, 3, 7, 8, 12, 17, 21, 25];
  for (let at = 40; at < size; at += Math.ceil(size / 25)) found.push(at);
  return [...found, ...Array.from({ length: 26 }, (_, back) => size - 1 - back)].filter((at) => at >= 0 && at < size);
}

const KINDS = [
  { name: 'segment', file: (folder: string) => filesOf(folder, '.seg')[0]!, safe: LINES.slice(60) },
  {
    name: 'last segment',
    file: (folder: string) => filesOf(folder, '.seg')[1]!,
    safe: [...LINES.slice(0, 60), ...LINES.slice(120)],
  },
  { name: 'log', file: (folder: string) => filesOf(folder, '.wal')[0]!, safe: LINES.slice(0, 120) },
  { name: 'manifest', file: (folder: string) => path.join(folder, 'manifest.json'), safe: LINES },
];

for (const { name, file, safe } of KINDS) {
  it(`outlives a flipped bit anywhere in the ${name}`, async () => {
    const { size } = statSync(file(whole));
    for (const at of places(size)) {
      const folder = copy();
      flip(file(folder), at, at % 8);
      await survive(folder, safe, `${name}, bit ${at % 8} of byte ${at} of ${size}`);
    }
  });

  it(`outlives the ${name} cut off anywhere, and gone`, async () => {
    const { size } = statSync(file(whole));
    for (const at of places(size)) {
      const folder = copy();
      truncateSync(file(folder), at);
      // What a crash cuts off of a log was not acknowledged: that alone is not said.
      if (name === 'log') {
        const store = open(folder);
        const { lines } = await kept(store);
        for (const line of safe) assert.ok(lines.has(line));
        await store.close();
      } else await survive(folder, safe, `${name} cut off at ${at} of ${size}`);
    }
    const folder = copy();
    rmSync(file(folder));
    const store = open(folder);
    const { lines } = await kept(store);
    for (const line of safe) assert.ok(lines.has(line));
    await store.close();
  });
}

it('gives what is whole behind the damage in a log, and keeps the log', async () => {
  const folder = copy();
  const [log] = filesOf(folder, '.wal');
  flip(log!, 40, 3);
  const store = open(folder);
  const { lines } = await kept(store);
  assert.deepEqual([...lines].sort(), [...LINES.slice(0, 120), ...LINES.slice(128)].sort());
  assert.match(store.status().problem ?? '', /\.wal is damaged: only 32 of its records could be read/);
  await store.close();
  assert.ok(existsSync(`${log!}.damaged`));
});

it('leaves the files of another version alone, and says so', async () => {
  const foreign: ((folder: string) => void)[] = [
    (folder) => writeFileSync(path.join(folder, 'manifest.json'), '{"version":2,"parts":[]}'),
    (folder) =>
      writeFileSync(filesOf(folder, '.wal')[0]!, 'SLWAL009 and a body that nobody here can read, of a later day'),
  ];
  for (const write of foreign) {
    const folder = copy();
    write(folder);
    const before = contents(folder);
    assert.throws(
      () => open(folder),
      (error: Error) => error instanceof OtherFormat && /another version/.test(error.message),
    );
    assert.throws(() => open(folder, { readOnly: true }), OtherFormat);
    assert.deepEqual(contents(folder), before);
  }
  const folder = copy();
  rmSync(path.join(folder, 'manifest.json'));
  const later = path.join(folder, '000000000000300.seg');
  writeFileSync(later, 'SLSEG999 of a later day SLSEG999');
  const store = open(folder);
  assert.equal((await kept(store)).lines.size, LINES.length);
  assert.match(store.status().problem ?? '', /000000000000300\.seg can’t be read/);
  for (let turn = 0; turn < 100; turn++) await store.append([plainRecord(turn)]);
  await store.close();
  assert.equal(readFileSync(later, 'latin1'), 'SLSEG999 of a later day SLSEG999');
});

it('lets one writer in at a time, and any number of readers', async () => {
  const folder = copy();
  const writer = open(folder);
  assert.throws(
    () => open(folder),
    (error: Error) => error instanceof FolderTaken && /Another program keeps records/.test(error.message),
  );
  const readers = Array.from({ length: 5 }, () => open(folder, { readOnly: true }));
  await writer.append([plainRecord(1)]);
  for (const reader of readers) {
    assert.equal((await kept(reader)).lines.size, LINES.length);
    assert.equal(await reader.append([plainRecord(1)]), LINES.length);
    assert.equal(reader.status().lost, 1);
    await reader.close();
  }
  await writer.close();
  const next = open(folder);
  assert.equal(next.status().records, LINES.length + 1);
  await next.close();
});

it('drops by age what is old, though a record of it comes from the future', async () => {
  const folder = newFolder();
  const DAY = 86_400_000;
  let now = BASE;
  const clock = { now: () => now };
  const store = open(folder, { clock, retention: { days: 30 } });
  const times = [Date.UTC(2100, 0, 1), 0, BASE];
  for (let turn = 0; turn < 130; turn++)
    await store.append([plainRecord(turn, { timestamp: times[turn % 3]!, observedTimestamp: now })]);
  await store.setRetention({ days: 30 });
  assert.equal(store.status().records, 130);
  now -= 400 * DAY;
  await store.setRetention({ days: 30 });
  assert.equal(store.status().records, 130);
  now += 431 * DAY;
  await store.setRetention({ days: 30 });
  assert.equal(store.status().records, 10);
  await store.close();
  const again = open(folder, { clock });
  assert.equal(again.status().records, 10);
  assert.equal(again.status().upTo, 130);
  await again.close();
});

it('keeps the open log over a reopening after retention has dropped all that is sealed', async () => {
  const folder = newFolder();
  let store = open(folder);
  for (let turn = 0; turn < 70; turn++) await store.append([plainRecord(turn)]);
  await store.setRetention({ bytes: 1 });
  assert.equal(store.status().records, 10);
  await store.close();
  store = open(folder);
  assert.equal(store.status().records, 10);
  assert.equal(await store.append([plainRecord(70)]), 71);
  await store.close();
});

it('says what is wrong with a folder that can’t be made', () => {
  const file = newFolder();
  mkdirSync(root, { recursive: true });
  writeFileSync(file, 'a file');
  assert.throws(() => open(path.join(file, 'store')), /ENOTDIR|EEXIST/);
});
