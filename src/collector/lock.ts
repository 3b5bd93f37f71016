// One collector a data folder: a lock the operating system lets go of however the process ends.

import { rmSync, writeFileSync } from 'node:fs';
import { tryFileLock, type FileLock } from '../store/file-lock.ts';
import type { DataFolder } from './client/data-folder.ts';

export type Lock = FileLock;

/** Undefined where another process holds it; throws where the folder can't be written to. */
export function tryLock({ lock, pid }: DataFolder): Lock | undefined {
  const held = tryFileLock(lock);
  if (held === undefined) return undefined;
  writeFileSync(pid, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      rmSync(pid, { force: true });
      held.release();
    },
  };
}
