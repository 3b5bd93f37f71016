// The manifest: which sealed segments there are, replaced as a whole whenever that changes.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { replaceFile, writeAll, type Files } from './files.ts';
import { OtherFormat } from './other-format.ts';

/** A sealed segment as the manifest names it. */
export interface SealedEntry {
  /** File name within the folder. */
  readonly file: string;
  readonly firstArrival: number;
  readonly rows: number;
  /** Earliest and latest timestamp. */
  readonly min: number;
  readonly max: number;
  readonly bytes: number;
  /** When it was sealed, milliseconds since the Unix epoch: its records are no younger, whatever they say. */
  readonly sealedAt: number;
}

export interface Manifest {
  readonly version: 1;
  /** The lowest arrival number that may be given out, whatever lies in the folder. */
  readonly nextArrival: number;
  /** In order of arrival. */
  readonly segments: readonly SealedEntry[];
}

export const MANIFEST = 'manifest.json';
/** The second line of the file: the CRC-32 of the first. */
const CHECK = /^\n[0-9a-f]{8}\n$/;

const checkOf = (text: string): string => `\n${crc32(text).toString(16).padStart(8, '0')}\n`;

/** Undefined where there is none; `damaged` where there is one that can't be read. Throws OtherFormat for one of another version. */
export function readManifest(folder: string): Manifest | 'damaged' | undefined {
  const file = path.join(folder, MANIFEST);
  let text: string;
  let manifest: unknown;
  let check: string;
  try {
    const whole = readFileSync(file, 'utf8');
    text = whole.split('\n', 1)[0]!;
    check = whole.slice(text.length);
    manifest = JSON.parse(text);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? undefined : 'damaged';
  }
  if (CHECK.test(check) && check !== checkOf(text)) return 'damaged';
  if (typeof manifest !== 'object' || manifest === null) return 'damaged';
  const { version, nextArrival, segments } = manifest as { readonly [K in keyof Manifest]?: unknown };
  if (typeof version === 'number' && version !== 1) throw new OtherFormat(file);
  if (version !== 1 || check !== checkOf(text) || !isCount(nextArrival)) return 'damaged';
  return Array.isArray(segments) && segments.every(isEntry) ? { version, nextArrival, segments } : 'damaged';
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function isEntry(value: unknown): value is SealedEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { file, firstArrival, rows, min, max, bytes, sealedAt } = value as Partial<SealedEntry>;
  // A name with a path in it would reach files of others.
  return (
    typeof file === 'string' &&
    path.basename(file) === file &&
    [firstArrival, rows, bytes].every(isCount) &&
    [min, max, sealedAt].every(Number.isFinite)
  );
}

/** Durable when it returns, with all renames and deletions before it. Throws what the file system throws; then the manifest before is still there. */
export function writeManifest(folder: string, manifest: Manifest, files: Files): void {
  const text = JSON.stringify(manifest);
  replaceFile(files, path.join(folder, MANIFEST), (descriptor) =>
    writeAll(files, descriptor, Buffer.from(text + checkOf(text)), 0),
  );
  files.syncFolder(folder);
}
