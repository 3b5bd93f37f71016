// What reads the store's files without a collector: query --offline, store info, verify, compact and export.

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog, systemClock } from '../../src/base/ports.ts';
import { createLineReader } from '../../src/ingest/reading/line-reader.ts';
import { openSegmentStore, verifyStore, type SegmentStore } from '../../src/store/homes/index.ts';
import { attach } from '../collector/programs.ts';
import { tempFolder } from '../collector/temp-folder.ts';
import { listen, run, start, type Ran } from './cli.ts';

const START = Date.parse('2026-01-31T12:00:00Z');
const MASKED_BY_INGEST = { masked: 0, truncated: false, source: 'tcp', hint: '["worker"]' };

const line = (at: number, start = START): string =>
  `{"timestamp":"${new Date(start + at).toISOString()}","level":"${at % 10 === 0 ? 'ERROR' : 'INFO'}","service":"${at % 4 === 0 ? 'orders' : 'gateway'}","message":"order ${at} took 7 ms","n":1.0}`;

interface Kept {
  readonly dataDir: string;
  readonly folder: string;
  readonly lines: readonly string[];
  readonly sightline: (...args: string[]) => Promise<Ran>;
}

function openStore(folder: string, segmentRows?: number): SegmentStore {
  const log = silentLog;
  return openSegmentStore({
    folder,
    log,
    clock: systemClock,
    retention: {},
    read: createLineReader(),
    ...(segmentRows === undefined ? undefined : { segmentRows }),
  });
}

async function append(store: SegmentStore, lines: readonly string[]): Promise<void> {
  const buffers = lines.map((text) => Buffer.from(text));
  let end = 0;
  const spans = Uint32Array.from(buffers.flatMap(({ length }) => [end, (end += length)]));
  const meta = { ...MASKED_BY_INGEST, observedTimestamp: START + 3_600_000 };
  await store.appendLines([{ meta, bytes: Buffer.concat(buffers), spans }]);
}

/** A data folder whose collector has ended: full segments of 50 records, and a log. */
async function kept(t: TestContext, lines = Array.from({ length: 230 }, (_, at) => line(at))): Promise<Kept> {
  const dataDir = path.join(tempFolder(t), 'data');
  const folder = path.join(dataDir, 'store', 'records');
  mkdirSync(dataDir);
  const store = openStore(folder, 50);
  await append(store, lines);
  await store.close();
  return { dataDir, folder, lines, sightline: (...args) => run(t, args, { env: { SIGHTLINE_DATA: dataDir } }) };
}

const segmentsOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.seg'))
    .sort();

test('query --offline answers as the collector does, and starts none', async (t) => {
  const { dataDir, sightline } = await kept(t);
  const found = await sightline('query', 'level:ERROR service:orders', '--offline', '--limit', '2', '--format', 'csv');
  assert.deepEqual([found.code, found.err], [0, '']);
  assert.match(found.out, /^timestamp,[^]*order 220 took[^]*order 200 took/);
  const [none, wrong, nowhere] = await Promise.all([
    sightline('query', 'absent', '--offline'),
    sightline('query', 'a level:', '--offline'),
    run(t, ['query', '--offline', '--data', path.join(dataDir, 'none')]),
  ]);
  assert.deepEqual([none.code, none.out, none.err], [1, '', '']);
  assert.deepEqual([wrong.code, wrong.out], [2, '']);
  assert.match(wrong.err, /^error: expected a value after "level:"\n {2}a level:\n/);
  assert.deepEqual([nowhere.code, nowhere.out], [2, '']);
  assert.match(nowhere.err, /^error: no records are kept in /);
  assert.ok(!existsSync(path.join(dataDir, 'socket')));
  assert.ok(!existsSync(path.join(dataDir, 'none')));
});

test('store info tells records, bytes, segments, times and shares', async (t) => {
  const { dataDir, folder, sightline } = await kept(t);
  const shown = await sightline('store', 'info', '--format', 'json');
  assert.deepEqual([shown.code, shown.err], [0, '']);
  const info = JSON.parse(shown.out) as Record<string, unknown>;
  const bytes = readdirSync(folder).reduce((sum, file) => sum + readFileSync(path.join(folder, file)).length, 0);
  assert.deepEqual(
    { ...info, bytes_per_record: undefined, log_bytes: undefined, formats: undefined },
    {
      data_dir: dataDir,
      records: 230,
      bytes,
      bytes_per_record: undefined,
      segments: 4,
      log_bytes: undefined,
      formats: undefined,
      from: '2026-01-31T12:00:00.000Z',
      to: '2026-01-31T12:00:00.229Z',
      services: [
        { service: 'gateway', records: 172, share: 0.7478 },
        { service: 'orders', records: 58, share: 0.2522 },
      ],
      partial: null,
    },
  );
  const text = await sightline('store', 'info');
  assert.match(text.out, /^230 records in [^]*4 segments[^]*172 {3}74\.8 % {2}gateway\n/);
});

test('store export prints every record byte for byte, oldest first, in bounded pieces', async (t) => {
  const odd = [
    '{"a":1,"a":1e3,"message":"twice \\u00e9","timestamp":"2026-01-31T13:00:00Z"}',
    'not JSON, häßlich \u{1f600}',
    '2026-01-31 13:00:01,000 ERROR orders: two\n  lines',
  ];
  const { lines, sightline } = await kept(t, [
    ...odd,
    ...Array.from({ length: 6_000 }, (_, at) => line(at)).toReversed(),
  ]);
  const raw = await sightline('store', 'export');
  assert.deepEqual([raw.code, raw.err], [0, '']);
  const inOrder = lines.slice(odd.length).toReversed();
  assert.equal(raw.out.slice(0, inOrder.join('\n').length), inOrder.join('\n'));
  for (const text of odd) assert.ok(raw.out.includes(`${text}\n`), text);
  assert.equal(raw.out.length, `${lines.join('\n')}\n`.length);

  const part = await sightline(
    'store',
    'export',
    'level:ERROR',
    '--from',
    '2026-01-31T12:00:00.100Z',
    '--to',
    '2026-01-31T12:00:00.130Z',
    '--format',
    'ndjson',
  );
  assert.deepEqual(
    part.out
      .trimEnd()
      .split('\n')
      .map((row) => (JSON.parse(row) as { message: string }).message),
    [100, 110, 120].map((at) => `order ${at} took 7 ms`),
  );
  const none = await sightline('store', 'export', 'absent');
  assert.deepEqual([none.code, none.out], [0, '']);
});

test('a reader that has enough of an export ends it quietly', async (t) => {
  const { dataDir } = await kept(
    t,
    Array.from({ length: 8_000 }, (_, at) => line(at)),
  );
  const child = start(t, ['store', 'export'], { env: { SIGHTLINE_DATA: dataDir } });
  const heard = listen(child);
  await heard.until((out) => out !== '');
  child.stdout.destroy();
  assert.deepEqual([await heard.exited, heard.err()], [0, '']);
});

test('store compact merges small files and changes no answer', async (t) => {
  const { folder, lines, sightline } = await kept(t);
  const before = await sightline('store', 'export');
  const merged = await sightline('store', 'compact');
  assert.match(merged.out, /^Merged 4 segments into 1; /);
  assert.deepEqual([merged.code, merged.err, segmentsOf(folder).length], [0, '', 1]);
  assert.equal((await sightline('store', 'export')).out, before.out);
  assert.equal(before.out, `${lines.join('\n')}\n`);
  assert.match((await sightline('store', 'compact')).out, /^Nothing to merge/);
});

test('store verify names each damaged file and what it costs; the rest is answered', async (t) => {
  const { dataDir, folder, sightline } = await kept(t);
  const whole = await sightline('store', 'verify');
  assert.deepEqual([whole.code, whole.err], [0, '']);
  assert.match(whole.out, /^6 files \(.*\) read; 230 records are whole\.\n$/);
  const pristine = path.join(dataDir, 'pristine');
  cpSync(folder, pristine, { recursive: true });

  const check = async (): Promise<unknown> =>
    (await verifyStore(folder, new AbortController().signal)).damaged.map(({ file, records }) => [file, records]);
  const [segment = ''] = segmentsOf(folder);
  const wal = readdirSync(folder).find((file) => file.endsWith('.wal'))!;
  // A bit in each part of each kind of file.
  for (const [file, ats, records] of [
    [segment, [0, 20, -200, -20, -10, -1], 50],
    [wal, [3, 9, 30], undefined],
    ['manifest.json', [5, 60], 0],
  ] as const) {
    for (const at of ats) {
      const place = path.join(folder, file);
      const bytes = readFileSync(place);
      const index = at < 0 ? bytes.length + at : at;
      bytes[index] = bytes[index]! ^ 1;
      writeFileSync(place, bytes);
      assert.deepEqual(await check(), [[file, records]], `${file} at ${at}`);
      cpSync(path.join(pristine, file), place);
    }
  }
  rmSync(path.join(folder, segment));
  const json = await sightline('store', 'verify', '--format', 'json');
  const { ok, damaged } = JSON.parse(json.out) as { ok: boolean; damaged: { file: string; records: number }[] };
  assert.deepEqual([json.code, ok, damaged.map(({ file, records }) => [file, records])], [1, false, [[segment, 50]]]);
  const text = await sightline('store', 'verify');
  assert.equal(text.code, 1);
  assert.match(text.out, /^damaged {2}000000000000001\.seg: .* It costs 50 records\.\n/);
  const left = await sightline('store', 'export');
  assert.deepEqual([left.code, left.out.split('\n').length - 1], [1, 180]);
  assert.match(left.err, /this is not everything: 50 records/);
});

test('a log that ends in the middle of a write is not damaged', async (t) => {
  const { folder, sightline } = await kept(t);
  const wal = path.join(
    folder,
    readdirSync(folder).find((file) => file.endsWith('.wal'))!,
  );
  writeFileSync(wal, readFileSync(wal).subarray(0, -5));
  const { code, out } = await sightline('store', 'verify');
  assert.equal(code, 0);
  assert.match(out, /200 records are whole/);
});

test('beside a running collector: read, checked, merged through it, copied; and after kill -9', async (t) => {
  // The collector deletes what is some weeks old.
  const recent = Date.now() - 60_000;
  const { dataDir, folder, sightline } = await kept(
    t,
    Array.from({ length: 230 }, (_, at) => line(at, recent)),
  );
  const env = { SIGHTLINE_DATA: dataDir };
  const child = start(t, ['collect', '--tcp', '0', '--udp', '0'], { env });
  const heard = listen(child);
  await heard.until((out) => out.includes('UDP'));
  const port = Number(/TCP +listening on 127\.0\.0\.1:(\d+)/.exec(heard.out())![1]);
  const { client, pid } = await attach(t, dataDir, { program: undefined });
  createConnection(port, '127.0.0.1').end(`${line(500, recent)}\n${line(501, recent)}\n`);
  while ((await client.request('status', {})).store.records < 232) await sleep(10);

  const [query, info, verify] = await Promise.all([
    sightline('query', '"order 501"', '--offline', '--format', 'ndjson'),
    sightline('store', 'info', '--format', 'json'),
    sightline('store', 'verify'),
  ]);
  assert.match(query.out, /"message":"order 501 took 7 ms"/);
  assert.equal((JSON.parse(info.out) as { records: number }).records, 232);
  assert.deepEqual([verify.code, verify.err], [0, '']);
  const merged = await sightline('store', 'compact');
  assert.match(merged.out, /^Merged 4 segments into 1; /);
  assert.equal((await client.request('status', {})).store.records, 232);

  const backup = path.join(dataDir, '..', 'backup');
  cpSync(folder, path.join(backup, 'store', 'records'), { recursive: true });
  process.kill(pid, 'SIGKILL');
  await heard.exited;
  for (const data of [dataDir, backup]) {
    const { code, out } = await sightline('store', 'export', '--data', data);
    assert.deepEqual([code, out.split('\n').length - 1, segmentsOf(folder).length], [0, 232, 1]);
  }
});

test('each store command tells its usage', async (t) => {
  for (const name of ['info', 'verify', 'compact', 'export']) {
    const { code, out } = await run(t, ['store', name, '--help']);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^Usage: sightline store ${name} [^]*Exit code: 0 [^]*Examples:\n {2}`));
  }
  const { code, err } = await run(t, ['store', 'verify', '--format', 'xml']);
  assert.deepEqual([code, /^error: /.test(err)], [2, true]);
});
