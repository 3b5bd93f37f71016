// A window's lasting connection: it comes back by itself, and leaves alone what the user stopped.

import assert from 'node:assert/strict';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../src/base/ports.ts';
import {
  createCollectorConnection,
  type CollectorConnection,
  type CollectorConnectionOptions,
} from '../../src/collector/client/connection.ts';
import type { HomeState } from '../../src/protocol/page-contract.ts';
import { RpcError } from '../../src/protocol/rpc.ts';
import { attach, isRunning, kill, PROGRAM, programOfVersion, VERSION } from './programs.ts';
import { tempFolder } from './temp-folder.ts';

interface Window {
  readonly connection: CollectorConnection;
  /** States in order, as they were told. */
  readonly told: HomeState['state'][];
}

function openWindow(t: TestContext, dataDir: string, given: Partial<CollectorConnectionOptions> = {}): Window {
  const told: HomeState['state'][] = [];
  const connection = createCollectorConnection({
    dataDir,
    version: VERSION,
    kind: 'window',
    program: PROGRAM,
    settings: () => ({ tcpPort: 0, udpPort: 0 }),
    log: silentLog,
    ...given,
  });
  connection.onDidChangeState(({ state }) => told.push(state));
  t.after(() => connection.dispose());
  return { connection, told };
}

async function pidOf(t: TestContext, { connection }: Window): Promise<number> {
  const { pid } = await connection.request('status', {});
  t.after(() => kill(pid));
  return pid;
}

async function untilState({ connection }: Window, wanted: HomeState['state']): Promise<void> {
  while (connection.state.state !== wanted) await sleep(5);
}

test('nothing runs before it is needed; a request brings it up', async (t) => {
  const window = openWindow(t, tempFolder(t));
  await sleep(50);
  assert.deepEqual([window.connection.state.state, window.told], ['connecting', []]);
  await pidOf(t, window);
  assert.deepEqual(window.connection.state, { state: 'ready', upTo: 0 });
  assert.deepEqual(window.told, ['ready']);
});

test('a killed collector is back without anybody asking, and requests wait for it', async (t) => {
  const window = openWindow(t, tempFolder(t));
  const first = await pidOf(t, window);
  process.kill(first, 'SIGKILL');
  await untilState(window, 'connecting');
  const second = await pidOf(t, window);
  assert.notEqual(second, first);
  assert.deepEqual(window.told, ['ready', 'connecting', 'ready']);
  process.kill(second, 'SIGKILL');
  await untilState(window, 'connecting');
  await untilState(window, 'ready');
});

test('two windows, one collector; when it is killed they meet again', async (t) => {
  const dataDir = tempFolder(t);
  const [one, two] = [openWindow(t, dataDir), openWindow(t, dataDir)];
  const [first, other] = await Promise.all([pidOf(t, one), pidOf(t, two)]);
  assert.equal(first, other);
  process.kill(first, 'SIGKILL');
  await Promise.all([untilState(one, 'connecting'), untilState(two, 'connecting')]);
  const [second, again] = await Promise.all([pidOf(t, one), pidOf(t, two)]);
  assert.equal(second, again);
});

test('what the user stopped stays stopped, in every window, until it is started', async (t) => {
  const dataDir = tempFolder(t);
  const [one, two] = [openWindow(t, dataDir), openWindow(t, dataDir)];
  const [pid] = await Promise.all([pidOf(t, one), pidOf(t, two)]);
  await one.connection.stop();
  await untilState(two, 'stopped');
  assert.equal(one.connection.state.state, 'stopped');
  while (isRunning(pid)) await sleep(5);
  await assert.rejects(
    two.connection.request('status', {}),
    (error) => error instanceof RpcError && error.kind === 'closed',
  );
  two.connection.start();
  await untilState(two, 'ready');
  await pidOf(t, two);
});

test('a window whose collector is replaced by a newer one goes on with that', async (t) => {
  const folder = tempFolder(t);
  const dataDir = path.join(folder, 'data');
  const old = openWindow(t, dataDir);
  const first = await pidOf(t, old);
  const newer = await attach(t, dataDir, { version: '99.0.0', program: programOfVersion(folder, '99.0.0') });
  while (old.told.at(-1) !== 'ready' || old.told.length < 3) await sleep(5);
  const second = await pidOf(t, old);
  assert.deepEqual([second, second === first], [newer.pid, false]);
});

test('settings are told at the start, at every attach, and when they change', async (t) => {
  let redaction = false;
  const window = openWindow(t, tempFolder(t), { settings: () => ({ tcpPort: 0, udpPort: 0, redaction }) });
  await pidOf(t, window);
  const status = (): Promise<{ readonly redaction: boolean }> => window.connection.request('status', {});
  assert.equal((await status()).redaction, false);
  redaction = true;
  let nudged = 0;
  window.connection.onStatusChanged(() => nudged++);
  await window.connection.configure();
  assert.equal((await status()).redaction, true);
  while (nudged === 0) await sleep(5);
});

test('a wrong setting keeps nobody from their records', async (t) => {
  const window = openWindow(t, tempFolder(t), {
    settings: () => ({ tcpPort: 0, udpPort: 0, retentionBytes: 0, redaction: false }),
  });
  await pidOf(t, window);
  assert.equal((await window.connection.request('status', {})).redaction, false);
  await assert.rejects(
    window.connection.configure(),
    (error) => error instanceof RpcError && error.kind === 'invalid' && /retentionBytes/.test(error.message),
  );
});

test('a collector that can not be started is told as unreachable, with the reason, and tried again when asked', async (t) => {
  const folder = tempFolder(t);
  const program = { ...PROGRAM, execPath: path.join(folder, 'no-node') };
  const window = openWindow(t, path.join(folder, 'data'), { program });
  await assert.rejects(
    window.connection.request('status', {}),
    (error) => error instanceof RpcError && error.kind === 'closed' && /could not be started/.test(error.message),
  );
  const { state } = window.connection;
  assert.ok(state.state === 'unreachable' && /no-node/.test(state.message));
});

test('a request given up while the collector is on its way is cancelled', async (t) => {
  const window = openWindow(t, tempFolder(t));
  const giveUp = new AbortController();
  const asked = window.connection.request('status', {}, { signal: giveUp.signal });
  giveUp.abort();
  await assert.rejects(asked, (error) => error instanceof RpcError && error.kind === 'cancelled');
  await untilState(window, 'ready');
  await pidOf(t, window);
});

test('a window that is closed while it attaches leaves nothing connected', async (t) => {
  const dataDir = tempFolder(t);
  const watcher = await attach(t, dataDir);
  const window = openWindow(t, dataDir);
  window.connection.start();
  window.connection.dispose();
  await sleep(300);
  assert.equal((await watcher.client.request('status', {})).clients, 1);
});
