// Checks every file of a store: every checksum, and that what the manifest names is there.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../../../../base/errors.ts';
import { MANIFEST, readManifest, type Manifest, type SealedEntry } from './manifest.ts';
import { startPace } from '../../pace.ts';
import { verifySegmentFile } from './sealed-segment.ts';
import { readWal } from '../filling/wal.ts';

/** A file that can't be read as it should. */
export interface FileDamage {
  readonly file: string;
  /** A sentence. */
  readonly problem: string;
  /** Records it costs; undefined where nothing tells how many. */
  readonly records: number | undefined;
}

export interface StoreCheck {
  /** Files that were read, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Records in files that are whole. */
  readonly records: number;
  readonly damaged: readonly FileDamage[];
}

/** What one file has come to. */
interface Checked {
  readonly records: number;
  readonly damage?: FileDamage;
}

/**
 * Reads all files of a store, also while it is written to. A log that ends in the middle of a write is not damaged: that
 * write was never confirmed. Changes nothing. Rejects with an AbortError when given up, and with what the file system
 * says where the folder can't be read.
 */
export async function verifyStore(folder: string, signal: AbortSignal): Promise<StoreCheck> {
  const pace = startPace(signal);
  const manifest = manifestOf(folder);
  const named = new Map(manifest.list?.segments.map((entry) => [entry.file, entry]));
  const unnamed = readdirSync(folder).filter(
    (file) => /^\d{15}(?:-\d{15})?\.(?:seg|wal)$/.test(file) && !named.has(file),
  );
  const inOrder = [...named.keys(), ...unnamed].sort();
  const all: Checked[] = [{ records: 0, ...manifest }];
  let files = manifest.there ? 1 : 0;
  let bytes = 0;
  for (const [index, file] of inOrder.entries()) {
    const entry = named.get(file);
    const next = inOrder[index + 1];
    const upTo = next === undefined ? undefined : parseInt(next, 10);
    const checked = file.endsWith('.wal')
      ? checkLog(folder, file, manifest.list, upTo)
      : checkSegment(folder, file, entry, manifest.list);
    if (checked !== undefined) {
      all.push(checked);
      files++;
      bytes += statSync(path.join(folder, file), { throwIfNoEntry: false })?.size ?? 0;
    }
    const rest = pace.step();
    if (rest !== undefined) await rest;
  }
  return {
    files,
    bytes,
    records: all.reduce((sum, { records }) => sum + records, 0),
    damaged: all.flatMap(({ damage }) => damage ?? []),
  };
}

function manifestOf(folder: string): {
  readonly list?: Manifest;
  readonly there: boolean;
  readonly damage?: FileDamage;
} {
  const found = readManifest(folder);
  if (found === undefined) return { there: false };
  if (found !== 'damaged') return { list: found, there: true };
  const problem = 'its checksum is wrong; the list of segments is made anew from the files at the next opening';
  return { there: true, damage: { file: MANIFEST, problem, records: 0 } };
}

/** Undefined where the file is none of the store's any more: merged or dropped since, or left over by a crash. */
function checkSegment(
  folder: string,
  file: string,
  entry: SealedEntry | undefined,
  manifest: Manifest | undefined,
): Checked | undefined {
  const place = path.join(folder, file);
  const leftOver = entry === undefined && manifest !== undefined && parseInt(file, 10) < manifest.nextArrival;
  if (leftOver) return undefined;
  const { rows, problem } = verifySegmentFile(place);
  const wrong =
    problem ??
    (entry !== undefined && rows !== entry.rows ? `it has ${rows} records and should have ${entry.rows}` : undefined);
  if (wrong === undefined) return { records: rows };
  const now = existsSync(place) ? undefined : readManifest(folder);
  if (typeof now === 'object' && now.segments.every((one) => one.file !== file)) return undefined;
  return { records: 0, damage: { file, problem: wrong, records: entry?.rows } };
}

/** As checkSegment. `upTo` is the first number behind its records, where another file tells it. */
function checkLog(
  folder: string,
  file: string,
  manifest: Manifest | undefined,
  upTo: number | undefined,
): Checked | undefined {
  const first = parseInt(file, 10);
  if (manifest !== undefined && first < manifest.nextArrival) return undefined;
  const place = path.join(folder, file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(place);
  } catch (error) {
    if (!existsSync(place)) return undefined;
    return { records: 0, damage: { file, problem: messageOf(error), records: undefined } };
  }
  let records = 0;
  const { damaged } = readWal(place, bytes, ({ spans }) => (records += spans.length / 2));
  if (!damaged) return { records };
  const lost = upTo === undefined ? undefined : Math.max(0, upTo - first - records);
  const problem = `a part of it can’t be read; ${records.toLocaleString('en')} of its records can`;
  return { records, damage: { file, problem, records: lost } };
}
