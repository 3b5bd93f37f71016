// One collector a data folder: a lock the operating system lets go of however the process ends.

import { rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { DataFolder } from './client/data-folder.ts';

/** Held until `release` or the end of the process, kill -9 included. */
export interface Lock {
  release(): void;
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

/**
 * Undefined where another process holds it; throws where the folder can't be written to. The lock is SQLite's own
 * exclusive lock on an empty file: Node has no other way to the locks of the operating system, and a file with a
 * process id in it can be neither taken nor given up without a race. On POSIX systems closing any descriptor of the
 * file gives the lock up, so nothing else in this process may open it.
 */
export function tryLock({ lock, pid }: DataFolder): Lock | undefined {
  const database = new DatabaseSync(lock);
  try {
    // Nothing is ever written, so there is nothing to journal.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  writeFileSync(pid, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      rmSync(pid, { force: true });
      database.close();
    },
  };
}
