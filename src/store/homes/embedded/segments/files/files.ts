// What the store does to its folder and what can fail there: one small port, so that a test can break every step.

import {
  close,
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';

/** Every call throws what the file system throws. */
export interface Files {
  readonly makeFolder: (folder: string) => void;
  /** Opens a file to be written: `w` begins it anew, `r+` keeps what it has. */
  readonly open: (file: string, flags: 'w' | 'r+') => number;
  /** Writes at most `length` bytes of `bytes` after `from` at the file's offset `at`; returns how many. */
  readonly write: (descriptor: number, bytes: Uint8Array, from: number, length: number, at: number) => number;
  readonly truncate: (descriptor: number, length: number) => void;
  /** Makes what was written durable. */
  readonly sync: (descriptor: number) => void;
  readonly close: (descriptor: number) => void;
  /** Closes without waiting; never throws. */
  readonly release: (descriptor: number) => void;
  readonly rename: (from: string, to: string) => void;
  /** Makes the folder's entries durable: new names, and files that are gone. */
  readonly syncFolder: (folder: string) => void;
  /** A file that is not there is no error. */
  readonly remove: (file: string) => void;
}

/** The machine's own. */
export const diskFiles: Files = {
  makeFolder: (folder) => void mkdirSync(folder, { recursive: true, mode: 0o700 }),
  open: (file, flags) => openSync(file, flags, 0o600),
  write: writeSync,
  truncate: ftruncateSync,
  sync: fdatasyncSync,
  close: closeSync,
  release: (descriptor) => close(descriptor, () => undefined),
  rename: renameSync,
  syncFolder(folder) {
    // Windows has no such thing: there the names are the file system's own business.
    if (process.platform === 'win32') return;
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  remove: (file) => rmSync(file, { force: true }),
};

/** Writes all of `bytes` at an offset. */
export function writeAll(files: Files, descriptor: number, bytes: Uint8Array, offset: number): void {
  for (let at = 0; at < bytes.length;) at += files.write(descriptor, bytes, at, bytes.length - at, offset + at);
}

/** Writes a file in full beside its place and moves it there, durable: readers see the one before or this one. */
export function replaceFile(files: Files, file: string, fill: (descriptor: number) => void): void {
  const draft = `${file}${DRAFT}`;
  try {
    const descriptor = files.open(draft, 'w');
    try {
      fill(descriptor);
      files.sync(descriptor);
    } finally {
      files.close(descriptor);
    }
    files.rename(draft, file);
  } catch (error) {
    // On a full disk half a file would be in the way of the next try.
    tryTo(() => files.remove(draft));
    throw error;
  }
}

/** Ending of files that are being written; those found at an opening are a crash's. */
export const DRAFT = '.draft';

/** Does what need not succeed. Says whether it did. */
export function tryTo(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

/** What went wrong with the folder, in one sentence with what to do. */
export function describeTrouble(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full: new records can’t be kept in ${folder}. Free some space or lower the retention; keeping goes on by itself.`;
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return `${folder} can’t be written to: new records can’t be kept. Make the folder writable or choose another one.`;
  if (code === 'EIO')
    return `The disk of ${folder} reports errors: new records can’t be kept. Check the disk or choose another folder.`;
  return `New records can’t be kept in ${folder}: ${error instanceof Error ? error.message : String(error)}.`;
}
