// The collector as a process: one a folder whatever happens, replaced by a newer version, gone when nobody needs it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../src/base/ports.ts';
import { attachCollector, NoCollectorError } from '../../src/collector/client/attach.ts';
import { attach, isRunning, kill, PROGRAM, programOfVersion, VERSION } from './programs.ts';
import { tempFolder } from './temp-folder.ts';

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

test('eight programs started at once for one folder: one stays', async (t) => {
  const dataDir = tempFolder(t);
  const settings = JSON.stringify({ tcpPort: 0, udpPort: 0 });
  const started = Array.from({ length: 8 }, () =>
    spawn(process.execPath, [PROGRAM.script, '--data', dataDir, '--settings', settings], { stdio: 'ignore' }),
  );
  t.after(() => started.forEach(({ pid }) => kill(pid!)));
  const codes: (number | null)[] = [];
  for (const one of started) one.once('exit', (code) => codes.push(code));
  await until(() => codes.length === 7);
  assert.deepEqual(codes, [0, 0, 0, 0, 0, 0, 0]);
  const { pid } = await attach(t, dataDir);
  assert.ok(started.some((one) => one.pid === pid && one.exitCode === null));
  assert.equal(readFileSync(path.join(dataDir, 'pid'), 'utf8'), `${pid}\n`);
});

test('eight clients that attach at once meet the same collector', async (t) => {
  const dataDir = tempFolder(t);
  const attached = await Promise.all(Array.from({ length: 8 }, () => attach(t, dataDir)));
  assert.equal(new Set(attached.map(({ pid }) => pid)).size, 1);
  const status = await attached[0]!.client.request('status', {});
  assert.equal(status.clients, 8);
  assert.equal(status.pid, attached[0]!.pid);
});

test('killed again and again while clients attach, there is always exactly one', async (t) => {
  const dataDir = tempFolder(t);
  for (let round = 0; round < 6; round++) {
    const attached = await Promise.all(Array.from({ length: 4 }, () => attach(t, dataDir)));
    const [{ pid, client }] = attached as [(typeof attached)[0]];
    assert.equal(new Set(attached.map((one) => one.pid)).size, 1);
    assert.equal((await client.request('status', {})).pid, pid);
    process.kill(pid, 'SIGKILL');
    await client.closed;
  }
});

test('what a killed collector leaves behind does not keep the next one from starting', async (t) => {
  const dataDir = tempFolder(t);
  const first = await attach(t, dataDir);
  process.kill(first.pid, 'SIGKILL');
  await first.client.closed;
  assert.ok(existsSync(path.join(dataDir, 'socket')) && existsSync(path.join(dataDir, 'pid')));
  // Also where the process id has since been given to a program that lives.
  writeFileSync(path.join(dataDir, 'pid'), `${process.pid}\n`);
  const second = await attach(t, dataDir);
  assert.notEqual(second.pid, first.pid);
});

test('the socket, the log and the lock are for this user only', async (t) => {
  const dataDir = path.join(tempFolder(t), 'data');
  await attach(t, dataDir);
  for (const name of ['socket', 'collector.log', 'lock'])
    assert.equal(statSync(path.join(dataDir, name)).mode & 0o777, 0o600, name);
  assert.equal(statSync(dataDir).mode & 0o777, 0o700);
});

test('a second folder has a collector of its own, beside the first', async (t) => {
  const [one, two] = [await attach(t, tempFolder(t)), await attach(t, tempFolder(t))];
  assert.notEqual(one.pid, two.pid);
  await one.client.request('stop', {});
  await one.client.closed;
  assert.equal((await two.client.request('status', {})).pid, two.pid);
});

test('a folder whose path is too long for a socket works like any other', async (t) => {
  const dataDir = path.join(tempFolder(t), 'x'.repeat(80), 'y'.repeat(80));
  const first = await attach(t, dataDir);
  const second = await attach(t, dataDir);
  assert.equal(first.pid, second.pid);
});

test('nothing is started where nothing may be: told apart from a failure', async (t) => {
  const dataDir = path.join(tempFolder(t), 'none');
  await assert.rejects(attachCollector({ dataDir, version: VERSION, kind: 'cli', log: silentLog }), NoCollectorError);
  assert.ok(!existsSync(dataDir));
});

test('a newer version takes the place of an older one; an older client uses the newer', async (t) => {
  const folder = tempFolder(t);
  const dataDir = path.join(folder, 'data');
  const newer = programOfVersion(folder, '99.0.0');
  const old = await attach(t, dataDir);
  let told: boolean | undefined;
  old.client.on('stopping', ({ replaced }) => {
    told = replaced;
  });
  const replaced = await attach(t, dataDir, { version: '99.0.0', program: newer });
  assert.equal(replaced.version, '99.0.0');
  await old.client.closed;
  assert.equal(told, true);
  await until(() => !isRunning(old.pid));
  const again = await attach(t, dataDir);
  assert.deepEqual([again.version, again.pid], ['99.0.0', replaced.pid]);
});

test('several newer clients at once replace an older collector once', async (t) => {
  const folder = tempFolder(t);
  const dataDir = path.join(folder, 'data');
  const newer = programOfVersion(folder, '99.0.0');
  await attach(t, dataDir);
  const attached = await Promise.all(
    Array.from({ length: 4 }, () => attach(t, dataDir, { version: '99.0.0', program: newer })),
  );
  assert.deepEqual(
    new Set(attached.map(({ version, pid }) => `${version} ${pid}`)),
    new Set([`99.0.0 ${attached[0]!.pid}`]),
  );
});

test('a program that is older than its client believes is used all the same', async (t) => {
  const dataDir = tempFolder(t);
  assert.equal((await attach(t, dataDir, { version: '99.0.0' })).version, VERSION);
});

test('it ends some time after its last client has left, not before', async (t) => {
  const dataDir = tempFolder(t);
  const program = { ...PROGRAM, lingerSeconds: 1 };
  const first = await attach(t, dataDir, { program });
  const second = await attach(t, dataDir, { program });
  first.client.dispose();
  await sleep(1_500);
  assert.ok(isRunning(second.pid));
  second.client.dispose();
  await until(() => !isRunning(second.pid));
  assert.match(readFileSync(path.join(dataDir, 'collector.log'), 'utf8'), /ending: no client for 1 s[^]*ended\n$/);
  assert.ok(!existsSync(path.join(dataDir, 'socket')));
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends it in good order`, async (t) => {
    const dataDir = tempFolder(t);
    const child = spawn(process.execPath, [PROGRAM.script, '--data', dataDir, '--tcp', '0', '--udp', '0'], {
      stdio: 'ignore',
    });
    t.after(() => kill(child.pid!));
    await until(() => existsSync(path.join(dataDir, 'socket')));
    const { client, pid } = await attach(t, dataDir);
    assert.equal(pid, child.pid);
    const exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    assert.equal(await exited, 0);
    await client.closed;
  });
}

test('a collector whose folder is taken away ends', async (t) => {
  const dataDir = path.join(tempFolder(t), 'data');
  const { pid } = await attach(t, dataDir);
  rmSync(dataDir, { recursive: true });
  await until(() => !isRunning(pid));
});

test('a collector that can not start says why', async (t) => {
  const folder = tempFolder(t);
  const script = path.join(folder, 'broken.mjs');
  writeFileSync(script, 'console.error("no disk in drive A"); process.exit(3);');
  await assert.rejects(
    attach(t, path.join(folder, 'data'), { program: { ...PROGRAM, script } }),
    /ended at once: no disk in drive A .*collector\.log/,
  );
  mkdirSync(path.join(folder, 'locked', 'lock'), { recursive: true });
  await assert.rejects(attach(t, path.join(folder, 'locked')), /ended at once: unable to open database file/);
  await assert.rejects(
    attach(t, path.join(folder, 'data'), { program: { ...PROGRAM, execPath: path.join(folder, 'no-node') } }),
    /could not be started: .*ENOENT/,
  );
});

test('attaching can be given up', async (t) => {
  const folder = tempFolder(t);
  const script = path.join(folder, 'asleep.mjs');
  writeFileSync(script, 'setTimeout(() => {}, 3000);');
  const signal = AbortSignal.timeout(200);
  await assert.rejects(
    attach(t, path.join(folder, 'data'), { program: { ...PROGRAM, script }, signal }),
    (error) => signal.aborted && error instanceof Error,
  );
});
