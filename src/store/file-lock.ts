// A lock on a file that the operating system lets go of however the process ends.

import { DatabaseSync } from 'node:sqlite';

/** Held until `release` or the end of the process, kill -9 included. */
export interface FileLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Undefined where another holds it (this process included); throws where the file can't be written. The lock is
 * SQLite's own exclusive lock on an empty file: Node has no other way to the locks of the operating system, and a file
 * with a process id in it can be neither taken nor given up without a race. On POSIX systems closing any descriptor of
 * the file gives the lock up, so nothing else in this process may open it.
 */
export function tryFileLock(file: string): FileLock | undefined {
  const database = new DatabaseSync(file);
  try {
    // Nothing is ever written, so there is nothing to journal.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}
