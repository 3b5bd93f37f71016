// The sealed segments of a folder: which there are, opened when asked, dropped when too many or too old.

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../../../../base/errors.ts';
import type { Log } from '../../../../../base/ports.ts';
import { createDescriptors } from './descriptors.ts';
import { DRAFT, tryTo, type Files } from './files.ts';
import { createFrameCache } from './frame-cache.ts';
import type { KnownStructures } from '../lines/known-structures.ts';
import { SEGMENT_ROWS } from '../layout.ts';
import { readManifest, writeManifest, type SealedEntry } from './manifest.ts';
import { DamagedFile, openSegmentFile, sealedView, viewBytes } from './sealed-segment.ts';
import type { SegmentTable } from './segment-table.ts';
import type { SegmentRef, SegmentView } from '../view.ts';

export interface SealedSegment extends SegmentRef, SealedEntry {}

export interface SealedList {
  /** In order of arrival. */
  all(): readonly SealedSegment[];
  /** Lines below this number were sealed or deleted. */
  nextArrival(): number;
  /** The lowest arrival number that no file can have, readable or not. */
  freeArrival(): number;
  /** What was found damaged or missing at the opening, in sentences. */
  readonly notices: readonly string[];
  /** Takes a segment in that was sealed. Throws where the manifest can't be written. */
  add(entry: SealedEntry, nextArrival: number): void;
  /**
   * Takes segments out and deletes their files, as soon as no hold needs them. `nextArrival` is given where numbers
   * beyond those of sealed segments were used up. Throws where the manifest can't be written.
   */
  drop(segments: readonly SealedSegment[], nextArrival?: number): void;
  /**
   * Puts one segment in the place of those whose rows it has; they go as with `drop`. False, and nothing done, where one
   * of them is no longer there. Throws where the manifest can't be written.
   */
  replace(segments: readonly SealedSegment[], by: SealedEntry): boolean;
  /** What is there now can be read until the returned function is called, even if it is dropped meanwhile. */
  hold(): () => void;
  close(): void;
}

export interface SealedListOptions {
  readonly folder: string;
  readonly known: KnownStructures;
  readonly readOnly: boolean;
  readonly log: Log;
  readonly files: Files;
}

/** Bytes of frames, and of what is known of segments, that are kept; files held open. */
const CACHE_BYTES = 16 << 20;
const VIEW_BYTES = 40 << 20;
const MAX_FILES = 64;
/** A reader beside a writer looks again so often for what the writer has just replaced. */
const MAX_LOOKS = 20;

export function segmentName(firstArrival: number, kind: 'seg' | 'wal'): string {
  return `${String(firstArrival).padStart(15, '0')}.${kind}`;
}

/** The name of a segment that was merged from smaller ones: its first and its last row. */
export function mergedName(firstArrival: number, rows: number): string {
  return `${segmentName(firstArrival, 'seg').slice(0, -4)}-${segmentName(firstArrival + rows - 1, 'seg')}`;
}

/**
 * Opens the list of a folder; a manifest that is missing or damaged is made anew from the files. Read-only, the files
 * are opened at once: the writer may take them away, yet what is open stays readable. Throws OtherFormat for a manifest
 * of another version.
 */
export function openSealedList({ folder, known, readOnly, log, files }: SealedListOptions): SealedList {
  const descriptors = createDescriptors(readOnly ? Infinity : MAX_FILES);
  const cache = createFrameCache<number>(CACHE_BYTES);
  const views = createFrameCache<string>(VIEW_BYTES);
  /** Numbers of the files in the cache of frames. */
  const numbers = new Map<string, number>();
  let lastNumber = 0;
  const notices: string[] = [];
  const inFolder = (file: string): string => path.join(folder, file);
  const found = readOnly ? readAndOpen() : readManifest(folder);
  const manifest = found === 'damaged' ? undefined : found;
  if (found === 'damaged')
    notices.push(`The list of segments in ${folder} was damaged; it was made anew from the files.`);
  let next = manifest?.nextArrival ?? 1;
  let free = next;

  function readAndOpen(): ReturnType<typeof readManifest> {
    for (let look = 1; ; look++) {
      const read = readManifest(folder);
      if (read === undefined || read === 'damaged') return read;
      try {
        for (const { file } of read.segments) descriptors.of(inFolder(file));
        return read;
      } catch {
        // What is missing for good is told when it is asked for.
        if (look === MAX_LOOKS) return read;
      }
    }
  }

  const entryOf = (file: string): SealedEntry | undefined => {
    try {
      const { head, table } = openSegmentFile(inFolder(file), descriptors);
      const { size: bytes, mtimeMs: sealedAt } = statSync(inFolder(file));
      return { file, firstArrival: head.firstArrival, rows: head.rows, ...spanOf(table), bytes, sealedAt };
    } catch (error) {
      const firstArrival = parseInt(file, 10);
      if (firstArrival >= next) {
        notices.push(`The segment ${inFolder(file)} can’t be read and is left out: ${messageOf(error)}.`);
        // Its name says where it begins, nothing where it ends.
        free = Math.max(free, firstArrival + SEGMENT_ROWS);
      }
      return undefined;
    }
  };

  const numberOf = (file: string): number => {
    let number = numbers.get(file);
    if (number === undefined) numbers.set(file, (number = lastNumber++));
    return number;
  };

  const refOf = (entry: SealedEntry): SealedSegment => ({
    ...entry,
    view: () =>
      views.get<SegmentView>(entry.file, () => {
        const opened = openSegmentFile(inFolder(entry.file), descriptors);
        if (opened.head.rows !== entry.rows || opened.head.firstArrival !== entry.firstArrival)
          throw new DamagedFile(`${entry.file} is not the segment the manifest names`);
        return { value: sealedView(numberOf(entry.file), opened, known, cache), bytes: viewBytes(opened) };
      }),
  });

  let segments = (manifest?.segments ?? []).map(refOf);
  for (const { file, rows, bytes } of segments) {
    const there = statSync(inFolder(file), { throwIfNoEntry: false });
    if (there?.size === bytes) continue;
    const how = there === undefined ? 'missing' : `damaged (${there.size} bytes long, it had ${bytes})`;
    notices.push(`The segment ${inFolder(file)} is ${how}: ${rows.toLocaleString('en')} records are left out.`);
  }
  /** Files the manifest does not name: sealed, merged or dropped just before a crash. */
  const named = new Set(manifest?.segments.map(({ file }) => file));
  for (const file of readdirSync(folder)) {
    if (file.endsWith(DRAFT) && !readOnly) tryTo(() => files.remove(inFolder(file)));
    if (!file.endsWith('.seg') || named.has(file)) continue;
    const entry = entryOf(file);
    if (entry === undefined) continue;
    // Numbers below the manifest's are in segments it names, or were dropped.
    if (entry.firstArrival >= next) segments.push(refOf(entry));
    else if (!readOnly) tryTo(() => files.remove(inFolder(file)));
  }
  segments = withoutParts(segments);
  for (const notice of notices) log.warn(notice);

  /** Questions that are being answered, in the order they began; and files to be deleted once those before are. */
  const holds = new Set<{ readonly since: number }>();
  const doomed: { readonly file: string; readonly at: number }[] = [];
  let moment = 0;

  const sweep = (): void => {
    const [oldest] = holds;
    while (doomed[0] !== undefined && (oldest === undefined || doomed[0].at <= oldest.since)) {
      const { file } = doomed.shift()!;
      descriptors.forget(inFolder(file));
      views.drop(file);
      numbers.delete(file);
      // One that stays is deleted at the next opening: the manifest does not name it any more.
      tryTo(() => files.remove(inFolder(file)));
    }
  };

  const doom = (gone: readonly SealedSegment[]): void => {
    moment++;
    for (const { file } of gone) doomed.push({ file, at: moment });
    sweep();
  };

  const highest = (): number =>
    Math.max(next, ...segments.slice(-1).map(({ firstArrival, rows }) => firstArrival + rows));

  const save = (list: readonly SealedSegment[], nextArrival: number): void => {
    next = Math.max(next, nextArrival);
    const entries = list.map(({ file, firstArrival, rows, min, max, bytes, sealedAt }) => {
      return { file, firstArrival, rows, min, max, bytes, sealedAt };
    });
    writeManifest(folder, { version: 1, nextArrival: next, segments: entries }, files);
    segments = [...list];
  };

  return {
    all: () => segments,
    notices,
    nextArrival: highest,
    freeArrival: () => Math.max(free, highest()),
    add: (entry, nextArrival) =>
      save(
        [...segments, refOf(entry)].sort((a, b) => a.firstArrival - b.firstArrival),
        nextArrival,
      ),
    drop(dropped, nextArrival = highest()) {
      const gone = new Set(dropped);
      save(
        segments.filter((one) => !gone.has(one)),
        nextArrival,
      );
      doom(dropped);
    },
    replace(parts, by) {
      const at = segments.indexOf(parts[0]!);
      if (at < 0 || parts.some((part, index) => segments[at + index] !== part)) return false;
      save([...segments.slice(0, at), refOf(by), ...segments.slice(at + parts.length)], highest());
      doom(parts);
      return true;
    },
    hold() {
      const hold = { since: moment };
      holds.add(hold);
      return () => {
        holds.delete(hold);
        sweep();
      };
    },
    close() {
      holds.clear();
      sweep();
      descriptors.close();
    },
  };
}

/**
 * In order of arrival, without those whose rows a larger one has. Without a manifest, a merged segment and its parts may
 * lie side by side.
 */
function withoutParts(segments: readonly SealedSegment[]): SealedSegment[] {
  const inOrder = [...segments].sort((a, b) => a.firstArrival - b.firstArrival || b.rows - a.rows);
  let end = 0;
  return inOrder.filter(({ firstArrival, rows }) => {
    if (firstArrival < end) return false;
    end = firstArrival + rows;
    return true;
  });
}

function spanOf(table: SegmentTable): { readonly min: number; readonly max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (let block = 0; block < table.blocks; block++) {
    const range = table.timeRange(block);
    if (range.min < min) min = range.min;
    if (range.max > max) max = range.max;
  }
  return { min, max };
}
