// Attaches to the collector of a data folder: connects, starts one where none runs, replaces an older one.

import type { ChildProcess } from 'node:child_process';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/ports.ts';
import type { CollectorSettings } from '../../model/collector.ts';
import type { CollectorContract } from '../../protocol/collector-contract.ts';
import { connect, type Client } from '../../protocol/rpc.ts';
import { findDataFolder, openDataFolder, type DataFolder } from './data-folder.ts';
import { lastLogLine, startCollector, type CollectorProgram } from './program.ts';
import { compareVersions } from './version.ts';
import { socketConnection } from './wire.ts';

export interface AttachOptions {
  readonly dataDir: string;
  /** Version of the asking program; an older collector is replaced, a newer one is used as it is. */
  readonly version: string;
  readonly kind: 'window' | 'cli';
  /** Absent: only a collector that runs already is attached to, whatever its version. */
  readonly program?: CollectorProgram;
  /** What a newly started collector begins with. */
  readonly settings?: CollectorSettings;
  /** Leave this long for somebody else's collector to appear before one is started; milliseconds. */
  readonly startAfterMs?: number;
  readonly signal?: AbortSignal;
  readonly log: Log;
}

/** A collector that has said hello. */
export interface AttachedCollector {
  readonly client: Client<CollectorContract>;
  readonly version: string;
  readonly pid: number;
}

/** Nobody listens, and none was to be started. */
export class NoCollectorError extends Error {
  constructor(dataDir: string) {
    super(`no collector is running for ${dataDir}`);
    this.name = 'NoCollectorError';
  }
}

/** Answers of the collector may be pages of large records; what it is asked is small. */
const LIMITS = { maxMessageBytes: 512 * 1024 * 1024, maxQueuedBytes: 64 * 1024 * 1024 };
const GIVE_UP_MS = 20_000;
const HELLO_MS = 10_000;
const FIRST_PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 100;

/** Undefined where nobody listens (yet, or any more). */
function openSocket(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => resolve(socket));
    // Stays on: an error after connecting settles nothing, but must have a listener.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const nobody = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EAGAIN'].includes(error.code ?? '');
      if (nobody) resolve(undefined);
      else reject(error);
    });
  });
}

/** Undefined where the collector went away before it answered: it is ending. */
async function greet(
  socket: Socket,
  pidFile: string,
  { version, kind }: AttachOptions,
): Promise<AttachedCollector | undefined> {
  const connection = socketConnection(socket, LIMITS);
  const client = connect<CollectorContract>(connection);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), HELLO_MS);
  try {
    const answer = await client.request('hello', { version, kind }, { signal: timeout.signal });
    return { client, version: answer.version, pid: answer.pid };
  } catch {
    client.dispose();
    if (timeout.signal.aborted) throw new Error(`the collector does not answer; its process id is in ${pidFile}`);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Asks an older collector to end, and waits until it has. */
async function retire(old: AttachedCollector, log: Log): Promise<void> {
  log.info(`collector ${old.version} (pid ${old.pid}) is older; asking it to end`);
  await old.client.request('stop', { replace: true }).catch(() => undefined);
  const gone = new AbortController();
  await Promise.race([old.client.closed, sleep(GIVE_UP_MS, undefined, { signal: gone.signal }).catch(() => undefined)]);
  gone.abort();
  old.client.dispose();
}

/** A collector that was started by us, and whether it failed. */
interface Start {
  readonly child: ChildProcess;
  ended: { readonly code: number | null; readonly error?: Error } | undefined;
}

function start(program: CollectorProgram, folder: DataFolder, options: AttachOptions): Start {
  const started: Start = { child: startCollector(program, folder, options.settings), ended: undefined };
  started.child.once('exit', (code) => {
    started.ended ??= { code };
  });
  started.child.once('error', (error) => {
    started.ended ??= { code: null, error };
  });
  options.log.info(`started a collector (pid ${started.child.pid ?? 'none'}) for ${folder.dir}`);
  return started;
}

/** Throws where it can't be expected to come any more. True: it left the place to another one. */
function hasStepBack({ ended }: Start, folder: DataFolder): boolean {
  if (ended === undefined) return false;
  if (ended.error !== undefined) throw new Error(`the collector could not be started: ${messageOf(ended.error)}`);
  if (ended.code !== 0)
    throw new Error(`the collector ended at once: ${lastLogLine(folder)} (all of it in ${folder.logFile})`);
  return true;
}

/**
 * Resolves with a connection to the one collector of the folder. However many attach at once, one collector comes out
 * of it. Rejects with NoCollectorError where none runs and none may be started; with an Error that says why where it
 * can't be reached or started; with an AbortError when cancelled.
 */
export async function attachCollector(options: AttachOptions): Promise<AttachedCollector> {
  const { program, signal, log } = options;
  const folder = program === undefined ? findDataFolder(options.dataDir) : openDataFolder(options.dataDir);
  if (folder === undefined) throw new NoCollectorError(options.dataDir);
  const began = Date.now();
  let started: Start | undefined;
  let pause = FIRST_PAUSE_MS;
  for (;;) {
    signal?.throwIfAborted();
    const socket = await openSocket(folder.socket);
    const found = socket === undefined ? undefined : await greet(socket, folder.pid, options);
    if (found !== undefined) {
      // What our own program turns out to be is the newest there is here, even where it is not what we were told.
      const isOurs = started?.child.pid === found.pid;
      if (program === undefined || isOurs || compareVersions(found.version, options.version) >= 0) return found;
      await retire(found, log);
      continue;
    }
    if (program === undefined) throw new NoCollectorError(folder.dir);
    if (Date.now() - began > GIVE_UP_MS)
      throw new Error(`the collector did not come up within ${GIVE_UP_MS / 1000} s; see ${folder.logFile}`);
    if (started !== undefined && hasStepBack(started, folder)) started = undefined;
    if (started === undefined && Date.now() - began >= (options.startAfterMs ?? 0))
      started = start(program, folder, options);
    await sleep(pause, undefined, { signal });
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
  }
}
