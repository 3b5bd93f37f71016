// What went wrong with the file, in one sentence with what to do.

import path from 'node:path';
import { messageOf } from '../../../../base/errors.ts';

// Primary result codes of SQLite: https://www.sqlite.org/rescode.html
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** The primary result code of an error of node:sqlite; undefined for any other error. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the file's content is damaged, so that nothing but a fresh file helps. */
export function isDamage(error: unknown): boolean {
  const code = resultCode(error);
  return code === CORRUPT || code === NOTADB;
}

/** Why records can't be kept in `file`, and what to do. */
export function describeFailure(error: unknown, file: string): string {
  const folder = path.dirname(file);
  const code = resultCode(error);
  const system = systemCode(error);
  if (code === FULL || system === 'ENOSPC' || system === 'EDQUOT') {
    return `The disk is full: new records can't be kept in ${folder}. Free some space; keeping goes on by itself.`;
  }
  if (code === READONLY || code === CANTOPEN || system === 'EACCES' || system === 'EPERM' || system === 'EROFS') {
    return `${folder} can't be written to: new records can't be kept. Make the folder writable or choose another one.`;
  }
  if (system === 'ENOTDIR' || system === 'EEXIST') {
    return `${folder} is not a folder: new records can't be kept. Choose another folder for the data.`;
  }
  if (code === BUSY || code === LOCKED) {
    return `Another program holds ${file} locked: new records wait. Close that program; keeping goes on by itself.`;
  }
  return `New records can't be kept in ${file}: ${messageOf(error)}.`;
}
