// The commands that talk to a collector: collect, status, query, tail, stop.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import type { CollectorStatus } from '../../src/model/collector.ts';
import { attach, isRunning } from '../collector/programs.ts';
import { tempFolder } from '../collector/temp-folder.ts';
import { listen, run, start, type Listening, type Ran, type RunOptions } from './cli.ts';

interface Collecting {
  readonly dataDir: string;
  readonly env: RunOptions['env'];
  readonly heard: Listening;
  readonly child: ReturnType<typeof start>;
  readonly pid: number;
  readonly tcpPort: number;
  /** Runs another command for the same data. */
  sightline(...args: string[]): Promise<Ran>;
  status(): Promise<CollectorStatus>;
  /** Resolves when they are kept. */
  send(...records: object[]): Promise<void>;
}

/** `sightline collect` on free ports, in a folder of its own. */
async function collect(t: TestContext, ...more: string[]): Promise<Collecting> {
  const dataDir = path.join(tempFolder(t), 'data');
  const env = { SIGHTLINE_DATA: dataDir };
  const child = start(t, ['collect', '--tcp', '0', '--udp', '0', ...more], { env });
  const heard = listen(child);
  await heard.until((out) => out.includes('UDP'));
  const tcpPort = Number(/TCP +listening on 127\.0\.0\.1:(\d+)/.exec(heard.out())![1]);
  const { client, pid } = await attach(t, dataDir, { program: undefined });
  return {
    dataDir,
    env,
    heard,
    child,
    pid,
    tcpPort,
    sightline: (...args) => run(t, args, { env }),
    status: () => client.request('status', {}),
    async send(...records) {
      const before = (await client.request('status', {})).store.records;
      const socket = createConnection(tcpPort, '127.0.0.1');
      for (const record of records) socket.write(`${JSON.stringify(record)}\n`);
      socket.end();
      while ((await client.request('status', {})).store.records < before + records.length) await sleep(10);
    },
  };
}

const RECORDS = Array.from({ length: 6 }, (_, index) => ({
  timestamp: `2026-01-31T12:00:0${index}Z`,
  level: index === 5 ? 'ERROR' : 'INFO',
  service: index % 2 === 0 ? 'orders' : 'gateway',
  message: `message ${index}`,
  correlation_id: 'req_1',
  context: { n: index },
}));

test('collect, status, query, stop: from a line on a port to its answer', async (t) => {
  const collector = await collect(t);
  await collector.send(...RECORDS);

  const newest = await collector.sightline('query', '--limit', '2', '--format', 'ndjson');
  assert.deepEqual(
    newest.out
      .trimEnd()
      .split('\n')
      .map((row) => (JSON.parse(row) as { message: string }).message),
    ['message 5', 'message 4'],
  );
  const oldest = await collector.sightline('query', 'service:orders', '--order', 'oldest', '--format', 'json');
  assert.deepEqual(
    (JSON.parse(oldest.out) as { message: string }[]).map(({ message }) => message),
    ['message 0', 'message 2', 'message 4'],
  );
  const ranged = await collector.sightline(
    'query',
    '--from',
    '2026-01-31T12:00:02Z',
    '--to',
    '2026-01-31T12:00:04Z',
    '--format',
    'csv',
    '--limit',
    'all',
  );
  assert.equal(ranged.out.split('\r\n').length, 4);
  assert.deepEqual([newest.code, oldest.code, ranged.code, newest.err], [0, 0, 0, '']);

  const text = await collector.sightline('query', 'level:ERROR');
  assert.equal(text.out, '2026-01-31T12:00:05.000Z  ERROR     gateway       message 5  correlation_id=req_1  n=5\n');
  const coloured = await run(t, ['query', 'level:ERROR'], { env: { ...collector.env, FORCE_COLOR: '1' } });
  assert.match(coloured.out, /\u001b\[31mERROR/);

  const stats = await collector.sightline('query', '--stats', 'context.n', '--by', 'service');
  assert.deepEqual(
    [stats.code, stats.out.split('\n')],
    [
      0,
      [
        'count  min  mean  p50  p90  p95  p99  max  sum  service',
        '    3    1     3    3    5    5    5    5    9  gateway',
        '    3    0     2    2    4    4    4    4    6  orders',
        '    6    0   2.5    2    5    5    5    5   15  (all)',
        '',
      ],
    ],
  );
  const summed = await collector.sightline('query', 'level:INFO', '--stats', 'context.n', '--format', 'json');
  assert.equal((JSON.parse(summed.out) as { all: { sum: number } }).all.sum, 10);
  const templates = await collector.sightline('query', '--templates');
  assert.match(
    templates.out,
    /^count +last +id +template\n +6 {2}2026-01-31T12:00:05\.000Z {2}[0-9a-f]{16} {2}message <\*>\n$/,
  );
  assert.equal((await collector.sightline('query', 'nothing', '--templates')).code, 1);
  assert.match((await collector.sightline('query', '--by', 'service')).err, /--by goes with --stats/);

  const none = await collector.sightline('query', 'nothing', '--format', 'json');
  assert.deepEqual([none.code, JSON.parse(none.out)], [1, []]);
  const shown = await collector.sightline('status');
  assert.match(
    shown.out,
    /^Collector \S+ is running \(pid \d+[^]*records {2}6 [^]*TCP {2}127\.0\.0\.1:\d+.* 6 lines received, 6 kept\n/,
  );

  const stopped = await collector.sightline('stop');
  assert.deepEqual([stopped.code, await collector.heard.exited], [0, 0]);
  assert.match(stopped.out, /^Collector stopped/);
  assert.equal((await collector.sightline('status')).code, 1);
  assert.match((await collector.sightline('stop')).out, /^No collector was running/);
});

test('a mistake in a query is shown where it is, and nothing else is printed', async (t) => {
  const collector = await collect(t);
  for (const command of ['query', 'tail']) {
    const { code, out, err } = await collector.sightline(command, 'service:a level:');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^error: expected a value after "level:"\n {2}service:a level:\n +\^+\n$/);
  }
});

test('tail prints what arrives, the newest before that where asked, and ends with Ctrl+C', async (t) => {
  const collector = await collect(t);
  await collector.send(...RECORDS);
  const tail = start(t, ['tail', 'level:INFO', '-n', '2'], { env: collector.env });
  const heard = listen(tail);
  await heard.until((out) => out.includes('message 4'));
  await collector.send(
    { level: 'INFO', message: 'live' },
    { level: 'ERROR', message: 'not asked for' },
    { level: 'INFO', message: 'evil \u001b]0;title\u0007\u001b[2Jtext' },
  );
  await heard.until((out) => out.includes('text'));
  assert.deepEqual(
    heard
      .out()
      .trimEnd()
      .split('\n')
      .map((row) => row.replace(/^\S+ +\S+ +\S+ +/, '').replace(/ +correlation_id.*/, '')),
    ['message 3', 'message 4', 'live', 'evil text'],
  );
  tail.kill('SIGINT');
  assert.deepEqual([await heard.exited, heard.err()], [0, '']);
});

test('tail brings a killed collector back where services write to it, and misses nothing', async (t) => {
  const collector = await collect(t);
  await collector.send({ message: 'before' });
  const heard = listen(start(t, ['tail', '--json', '-n', '1'], { env: collector.env }));
  await heard.until((out) => out.includes('before'));
  process.kill(collector.pid, 'SIGKILL');
  await collector.heard.exited;
  let socket: Socket | undefined;
  while (socket === undefined) {
    await sleep(20);
    socket = await new Promise((resolve) => {
      const trying = createConnection(collector.tcpPort, '127.0.0.1', () => resolve(trying));
      trying.on('error', () => resolve(undefined));
    });
  }
  socket.end('{"message":"after"}\n');
  await heard.until((out) => out.includes('after'));
  const messages = heard
    .out()
    .trimEnd()
    .split('\n')
    .map((row) => (JSON.parse(row) as { message: string }).message);
  assert.deepEqual(messages, ['before', 'after']);
  const { pid } = await attach(t, collector.dataDir, { program: undefined });
  assert.notEqual(pid, collector.pid);
});

test('a reader that has enough ends the command quietly', async (t) => {
  const collector = await collect(t);
  await collector.send(...Array.from({ length: 3_000 }, (_, index) => ({ message: `${index} ${'x'.repeat(200)}` })));
  const child = start(t, ['query', '--limit', 'all', '--format', 'ndjson'], { env: collector.env });
  const heard = listen(child);
  await heard.until((out) => out !== '');
  child.stdout.destroy();
  assert.deepEqual([await heard.exited, heard.err()], [0, '']);
});

test('a second collect in the same folder is refused and says what to do', async (t) => {
  const collector = await collect(t);
  const { code, out, err } = await collector.sightline('collect');
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /^error: a collector is running already for .*\(pid \d+\): `sightline status`/);
});

test('collect without masking says so', async (t) => {
  const collector = await collect(t, '--no-redaction');
  assert.match(collector.heard.err(), /masking is off/);
  assert.equal((await collector.status()).redaction, false);
});

test('collect ends when the process that runs it is killed', async (t) => {
  const collector = await collect(t);
  collector.child.kill('SIGKILL');
  while (isRunning(collector.pid)) await sleep(20);
  assert.ok(!existsSync(path.join(collector.dataDir, 'socket')));
});

test('status and stop start nothing and make no folder', async (t) => {
  const dataDir = path.join(tempFolder(t), 'none');
  const [status, stop] = [await run(t, ['status', '--data', dataDir]), await run(t, ['stop', '--data', dataDir])];
  assert.deepEqual([status.code, stop.code, existsSync(dataDir)], [1, 0, false]);
  assert.match(status.err, /^No collector is running for /);
});

test('wrong usage is said on the error output, with code 2', async (t) => {
  const mistakes = [
    ['query', '--from', 'yesterday'],
    ['query', '--limit', '0'],
    ['query', '--format', 'xml'],
    ['query', 'a', 'b'],
    ['tail', '-n', '-1'],
    ['collect', '--tcp', '70000'],
    ['lint'],
    ['nonsense'],
  ];
  const ran = await Promise.all(mistakes.map((args) => run(t, args, { env: { SIGHTLINE_DATA: '/nowhere' } })));
  for (const [index, { code, out, err }] of ran.entries()) {
    assert.deepEqual([code, out], [2, ''], mistakes[index]!.join(' '));
    assert.match(err, /^error: /);
  }
});

test('help for the program and for each command', async (t) => {
  const names = Object.keys(COMMANDS);
  const [all, ...each] = await Promise.all([run(t, ['--help']), ...names.map((name) => run(t, [name, '--help']))]);
  assert.equal(all.code, 0);
  for (const [index, name] of names.entries()) {
    assert.match(all.out, new RegExp(`^ {2}${name} `, 'm'));
    const { code, out } = each[index]!;
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^Usage: sightline ${name} [^]*Exit code: 0 [^]*Examples:\n {2}`));
  }
});

test('where no Node at hand can run the collector, it says which is needed', async (t) => {
  const folder = tempFolder(t);
  const old = path.join(folder, 'node');
  writeFileSync(old, '#!/bin/sh\necho v20.20.2\n');
  chmodSync(old, 0o755);
  const env = { SIGHTLINE_DATA: path.join(folder, 'data') };
  const tooOld = await run(t, ['query'], { env: { ...env, SIGHTLINE_NODE: old } });
  assert.deepEqual([tooOld.code, tooOld.out], [2, '']);
  assert.match(tooOld.err, /SIGHTLINE_NODE is .*, which is Node 20\.20\.2: the collector needs Node 22\.15 or newer/);
  const none = await run(t, ['collect'], { env: { ...env, SIGHTLINE_NODE: path.join(folder, 'missing') } });
  assert.match(none.err, /which is no Node/);
});
