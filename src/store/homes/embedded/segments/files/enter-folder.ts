// Enters a store's folder: one writer at a time, and what can only be read is read.

import path from 'node:path';
import { tryFileLock, type FileLock } from '../../../../file-lock.ts';
import { messageOf } from '../../../../../base/errors.ts';
import type { Files } from './files.ts';

export interface Entered {
  /** Nothing in the folder may be changed. */
  readonly readOnly: boolean;
  /** Why nothing can be written though it was asked for. */
  readonly problem?: string;
  /** Lets the next writer in. */
  leave(): void;
}

/** Another store writes in the folder. */
export class FolderTaken extends Error {
  constructor(folder: string) {
    super(
      `Another program keeps records in ${folder}. Close it, choose another folder, or open this one for reading only.`,
    );
  }
}

// https://www.sqlite.org/rescode.html: a file that can be read only, and one that can't be opened.
const READONLY = 8;
const CANTOPEN = 14;

function isDenied(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return error.errcode === READONLY || error.errcode === CANTOPEN;
  return 'code' in error && ['EROFS', 'EACCES', 'EPERM'].includes(String(error.code));
}

/** Enters a folder and makes it where it does not exist. Throws FolderTaken, and what the file system throws where there is nothing to read. */
export function enterFolder(folder: string, files: Files, readOnly: boolean): Entered {
  if (readOnly) return { readOnly, leave: () => undefined };
  let lock: FileLock | undefined;
  try {
    files.makeFolder(folder);
    lock = tryFileLock(path.join(folder, 'lock'));
  } catch (error) {
    if (!isDenied(error)) throw error;
    const problem = `${folder} can’t be written to (${messageOf(error)}): its records are shown, new ones are not kept. Make the folder writable or choose another one, and start again.`;
    return { readOnly: true, problem, leave: () => undefined };
  }
  if (lock === undefined) throw new FolderTaken(folder);
  return { readOnly, leave: () => lock.release() };
}
