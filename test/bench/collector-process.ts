// Runs the built collector in a folder of its own for a benchmark, and sends it lines.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../src/base/ports.ts';
import { attachCollector, type AttachedCollector } from '../../src/collector/client/attach.ts';

const root = path.resolve(import.meta.dirname, '../..');
const SCRIPT = path.join(root, 'dist', 'collector.js');
/** Stays this long without a client, so that a benchmark that died leaves none behind; longer than any opening takes. */
const LINGER_SECONDS = 20;

export interface BenchCollector {
  readonly client: AttachedCollector['client'];
  readonly pid: number;
  readonly tcpPort: number;
  readonly dataDir: string;
  /** Ends the process and removes its temporary folder. */
  stop(): Promise<void>;
  /** Kills the process as a crash would (SIGKILL); its folder stays as it is. */
  kill(): Promise<void>;
}

/** Starts a collector with any free ports on `dataDir` (a new temporary folder where absent; then removed at the end). */
export async function startBenchCollector(dataDir?: string): Promise<BenchCollector> {
  if (!existsSync(SCRIPT)) throw new Error('dist/collector.js is missing: run npm run build first');
  const dir = dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  const settings = { tcpPort: 0, udpPort: 0, retentionBytes: 50e9, retentionDays: 36_500 };
  const { client, pid } = await attachCollector({
    dataDir: dir,
    version: '0.0.0',
    kind: 'cli',
    program: { execPath: process.execPath, script: SCRIPT, env: process.env, lingerSeconds: LINGER_SECONDS },
    settings,
    log: silentLog,
  });
  const status = await client.request('status', {});
  const tcpPort = status.doors.find(({ id }) => id === 'tcp')?.port;
  if (tcpPort === undefined) throw new Error('the TCP door is not open');
  return {
    client,
    pid,
    tcpPort,
    dataDir: dir,
    async stop() {
      await client.request('stop', {}).catch(() => undefined);
      await client.closed;
      client.dispose();
      if (dataDir === undefined) {
        await sleep(300);
        rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    },
    async kill() {
      process.kill(pid, 'SIGKILL');
      await client.closed;
      client.dispose();
    },
  };
}

/** Opens a TCP connection to a door. */
export async function openDoor(port: number): Promise<Socket> {
  const socket = createConnection({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  return socket;
}

/** Writes chunks as fast as the other side takes them, then ends the connection. */
export async function sendAll(socket: Socket, chunks: Iterable<Buffer>): Promise<void> {
  for (const chunk of chunks) {
    if (!socket.write(chunk)) await once(socket, 'drain');
  }
  socket.end();
  await once(socket, 'close');
}

/** Waits until the store holds this many records; rejects after a minute without progress. */
export async function untilStored(client: AttachedCollector['client'], records: number): Promise<void> {
  let last = -1;
  let lastChange = Date.now();
  for (;;) {
    const { store } = await client.request('status', {});
    if (store.records >= records) return;
    if (store.records !== last) {
      last = store.records;
      lastChange = Date.now();
    } else if (Date.now() - lastChange > 60_000) {
      throw new Error(`stuck at ${store.records} of ${records} records`);
    }
    await sleep(20);
  }
}

/** The process and all that it started, as far as they still run. */
function withChildren(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(withChildren)];
}

/** Resident memory in MB of a process with its threads and children, now and at its peak; undefined where /proc does not tell. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } | undefined {
  try {
    const texts = withChildren(pid).map((one) => readFileSync(`/proc/${one}/status`, 'utf8'));
    const sum = (key: string): number =>
      texts.reduce((all, text) => all + Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) / 1024, 0);
    return { now: sum('VmRSS'), peak: sum('VmHWM') };
  } catch {
    return undefined;
  }
}

/** Lets the peak of a process begin anew at what it has now; no effect where /proc does not offer it. */
export function forgetPeak(pid: number): void {
  try {
    // proc(5): 5 resets the peak of the resident set.
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // The peak is then one of the whole run, which is no smaller.
  }
}
