// Runs a collector as a process: takes the lock, opens the socket, ends in good order.

import { createConnection } from 'node:net';
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import { systemClock, type Log } from '../base/ports.ts';
import { openDataFolder, type DataFolder } from './client/data-folder.ts';
import { createCollector, type Collector } from './collector.ts';
import type { CollectorCommand } from './command-line.ts';
import { createIngest } from '../ingest/create-ingest.ts';
import { openEmbeddedHome } from './embedded-home.ts';
import { createLogFile } from './log-file.ts';
import { listenForClients } from './listen.ts';
import { tryLock, type Lock } from './lock.ts';

export interface RunOptions {
  readonly command: CollectorCommand;
  readonly dataDir: string;
  readonly version: string;
  /** Script of the thread that seals segments. */
  readonly sealScript: string;
}

/** What a process that was started with `--attached` tells the one that started it, over its channel. */
export interface ReadyMessage {
  readonly sightline: 'ready';
  /** A CollectorStatus. */
  readonly status: unknown;
}

const MAX_LOG_BYTES = 5_000_000;
const LOCK_WITHIN_MS = 15_000;
const LOCK_EVERY_MS = 15;
const END_WITHIN_MS = 15_000;
const CHECK_FOLDER_EVERY_MS = 5_000;

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Undefined where another collector serves this folder. Waits for one that is ending. Throws where it neither serves nor ends. */
async function takeLock(folder: DataFolder): Promise<Lock | undefined> {
  const began = Date.now();
  for (;;) {
    const lock = tryLock(folder);
    if (lock !== undefined) return lock;
    if (await answers(folder.socket)) return undefined;
    if (Date.now() - began > LOCK_WITHIN_MS)
      throw new Error(`another process holds ${folder.lock} and does not answer; its id is in ${folder.pid}`);
    await sleep(LOCK_EVERY_MS);
  }
}

/** Calls `end` when the last client has been gone for so long; also when none ever came. */
function lingerAfter(collector: Collector, seconds: number, end: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    clearTimeout(timer);
    if (collector.clients === 0) timer = setTimeout(end, seconds * 1_000);
  };
  collector.onDidChangeClients(look);
  look();
}

/** Calls `end` when somebody has taken the folder away: what would be written then is lost, and a second collector could start beside this one. */
function watchFolder({ lock }: DataFolder, end: () => void): void {
  const inode = statSync(lock).ino;
  setInterval(() => {
    if (statSync(lock, { throwIfNoEntry: false })?.ino !== inode) end();
  }, CHECK_FOLDER_EVERY_MS).unref();
}

function report(status: unknown): void {
  // The one that started it may have gone: then `disconnect` ends us.
  process.send?.({ sightline: 'ready', status } satisfies ReadyMessage, undefined, undefined, () => undefined);
}

async function runWithLock(
  { command, version, sealScript }: RunOptions,
  folder: DataFolder,
  lock: Lock,
  log: Log,
): Promise<void> {
  const collector = createCollector({
    folder,
    version,
    settings: command.settings,
    fixed: command.fixed,
    openHome: (retention) => openEmbeddedHome({ folder: folder.store, sealScript, retention, log, clock: systemClock }),
    createIngest,
    log,
    clock: systemClock,
  });
  const listening = await listenForClients(folder, collector.accept, (error) =>
    log.error('the socket for clients failed', error),
  );

  let ending = false;
  const end = (why: string, { code = 0, replaced = false } = {}): void => {
    if (ending) return;
    ending = true;
    log.info(`ending: ${why}`);
    setTimeout(() => {
      log.error(`did not end in good order within ${END_WITHIN_MS / 1_000} s`);
      process.exit(1);
    }, END_WITHIN_MS).unref();
    listening.close();
    void collector.close({ replaced }).then(() => {
      lock.release();
      log.info('ended');
      process.exit(code);
    });
  };

  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  process.on('SIGHUP', () => end('SIGHUP'));
  if (command.attached) process.on('disconnect', () => end('the process that started it has gone'));
  collector.onStopAsked(({ replaced }) =>
    end(replaced ? 'a newer version takes over' : 'a client asked for it', { replaced }),
  );
  watchFolder(folder, () => end(`${folder.dir} was taken away`, { code: 1 }));
  if (command.lingerSeconds !== 'forever') {
    const seconds = command.lingerSeconds;
    lingerAfter(collector, seconds, () => end(`no client for ${seconds} s`));
  }
  await collector.opened;
  const status = await collector.status();
  log.info(
    `collecting: ${status.doors.map(({ title, state, addresses, reason }) => `${title} ${state} ${addresses.join(' ')}${reason === undefined ? '' : ` (${reason})`}`).join(', ')}`,
  );
  report(status);
}

/**
 * Runs until told to end, until the last client is long gone, or not at all where another collector serves the folder
 * already (exit code 0 in all three cases). What it can't go on from is logged and ends the process with code 1.
 */
export async function runCollector(options: RunOptions): Promise<void> {
  process.title = 'sightline-collector';
  process.umask(0o077);
  const folder = openDataFolder(options.dataDir);
  const log = createLogFile({ file: folder.logFile, maxBytes: MAX_LOG_BYTES, clock: systemClock });
  const die = (error: unknown): void => {
    log.error('can not go on', error);
    // Last, as this is the line that clients show.
    log.error(messageOf(error));
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  try {
    const lock = await takeLock(folder);
    if (lock === undefined) {
      log.info('another collector serves this folder; ending');
      process.exit(0);
    }
    log.info(`collector ${options.version} on Node ${process.versions.node} for ${folder.dir}`);
    for (const mistake of options.command.mistakes) log.warn(`a setting was left out: ${mistake}`);
    await runWithLock(options, folder, lock, log);
  } catch (error) {
    die(error);
  }
}
