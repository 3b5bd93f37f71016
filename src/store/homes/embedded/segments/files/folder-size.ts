// What a store's folder takes on the disk.

import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { readManifest } from './manifest.ts';
import { SEGMENT_MAGIC } from './segment-format.ts';

export interface FolderSize {
  /** Of all files. */
  readonly bytes: number;
  /** Sealed segments. */
  readonly segments: number;
  /** Of the logs of what is not sealed yet. */
  readonly logBytes: number;
  /** Versions of the format the sealed segments are written in, lowest first. */
  readonly formats: readonly number[];
}

/** Measures a folder while it may be written to. Throws what the file system throws where there is none. */
export function measureFolder(folder: string): FolderSize {
  const sizes = readdirSync(folder).map((file) => ({
    file,
    bytes: statSync(path.join(folder, file), { throwIfNoEntry: false })?.size ?? 0,
  }));
  const sum = (list: readonly { readonly bytes: number }[]): number => list.reduce((all, { bytes }) => all + bytes, 0);
  const manifest = readManifest(folder);
  const sealed =
    manifest === undefined || manifest === 'damaged'
      ? sizes.map(({ file }) => file).filter((file) => file.endsWith('.seg'))
      : manifest.segments.map(({ file }) => file);
  return {
    bytes: sum(sizes),
    segments: sealed.length,
    formats: [...new Set(sealed.flatMap((file) => formatOf(path.join(folder, file))))].sort((a, b) => a - b),
    logBytes: sum(sizes.filter(({ file }) => file.endsWith('.wal'))),
  };
}

/** None where the file is gone or no segment. */
function formatOf(file: string): number[] {
  const head = Buffer.alloc(SEGMENT_MAGIC.length);
  try {
    const descriptor = openSync(file, 'r');
    try {
      readSync(descriptor, head, 0, head.length, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return [];
  }
  const version = /^SLSEG(\d{3})$/.exec(head.toString('latin1'))?.[1];
  return version === undefined ? [] : [Number(version)];
}
