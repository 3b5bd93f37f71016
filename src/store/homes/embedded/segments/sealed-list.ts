// The sealed segments of a folder: which there are, opened when asked, dropped when too many or too old.

import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Log } from '../../../../base/ports.ts';
import { createDescriptors } from './descriptors.ts';
import { createFrameCache } from './frame-cache.ts';
import type { KnownStructures } from './known-structures.ts';
import { readManifest, writeManifest, type Manifest, type SealedEntry } from './manifest.ts';
import { DamagedFile, openSegmentFile, sealedView, viewBytes } from './sealed-segment.ts';
import type { SegmentTable } from './segment-table.ts';
import type { SegmentRef } from './snapshot.ts';
import type { SegmentView } from './view.ts';

export interface SealedSegment extends SegmentRef, SealedEntry {}

export interface SealedList {
  /** In order of arrival. */
  all(): readonly SealedSegment[];
  /** The lowest arrival number the manifest allows. */
  nextArrival(): number;
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
 * Opens the list of a folder; a manifest that is missing or wrong is made anew from the files. Read-only, the files are
 * opened at once: the writer may take them away, yet what is open stays readable.
 */
export function openSealedList(folder: string, known: KnownStructures, readOnly: boolean, log: Log): SealedList {
  const descriptors = createDescriptors(readOnly ? Infinity : MAX_FILES);
  const cache = createFrameCache(CACHE_BYTES);
  const views = createFrameCache(VIEW_BYTES);
  const manifest = readOnly ? readAndOpen() : readManifest(folder);
  let next = manifest?.nextArrival ?? 1;

  function readAndOpen(): Manifest | undefined {
    for (let look = 1; ; look++) {
      const found = readManifest(folder);
      try {
        for (const { file } of found?.segments ?? []) descriptors.of(path.join(folder, file));
        return found;
      } catch {
        // What is missing for good is told when it is asked for.
        if (look === MAX_LOOKS) return found;
      }
    }
  }

  const entryOf = (file: string): SealedEntry | undefined => {
    try {
      const { head, table } = openSegmentFile(path.join(folder, file), descriptors);
      const { min, max } = spanOf(table);
      const bytes = statSync(path.join(folder, file)).size;
      return { file, firstArrival: head.firstArrival, rows: head.rows, min, max, bytes };
    } catch (error) {
      log.warn(`The segment ${file} can't be read and is left out: ${String(error)}`);
      return undefined;
    }
  };

  const refOf = (entry: SealedEntry): SealedSegment => ({
    ...entry,
    view: () =>
      views.get<SegmentView>(entry.file, () => {
        const opened = openSegmentFile(path.join(folder, entry.file), descriptors);
        if (opened.head.rows !== entry.rows || opened.head.firstArrival !== entry.firstArrival)
          throw new DamagedFile(`${entry.file} is not the segment the manifest names`);
        return { value: sealedView(entry.file, opened, known, cache), bytes: viewBytes(opened) };
      }),
  });

  /** Files the manifest does not name: sealed, merged or dropped just before a crash. */
  const named = new Set(manifest?.segments.map(({ file }) => file));
  const unnamed = readdirSync(folder).filter((file) => /\.(?:seg|draft)$/.test(file) && !named.has(file));
  let segments = (manifest?.segments ?? []).map(refOf);
  for (const file of unnamed) {
    const entry = file.endsWith('.seg') ? entryOf(file) : undefined;
    // Numbers below the manifest's are in segments it names, or were dropped.
    if (entry !== undefined && entry.firstArrival >= next) segments.push(refOf(entry));
    else if (!readOnly && (entry !== undefined || file.endsWith('.draft')))
      rmSync(path.join(folder, file), { force: true });
  }
  segments = withoutParts(segments);

  /** Questions that are being answered, in the order they began; and files to be deleted once those before are. */
  const holds = new Set<{ readonly since: number }>();
  const doomed: { readonly file: string; readonly at: number }[] = [];
  let moment = 0;

  const sweep = (): void => {
    const [oldest] = holds;
    while (doomed[0] !== undefined && (oldest === undefined || doomed[0].at <= oldest.since)) {
      const { file } = doomed.shift()!;
      descriptors.forget(path.join(folder, file));
      views.drop(file);
      rmSync(path.join(folder, file), { force: true });
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
    const entries = list.map(({ file, firstArrival, rows, min, max, bytes }) => ({
      file,
      firstArrival,
      rows,
      min,
      max,
      bytes,
    }));
    writeManifest(folder, { version: 1, nextArrival: next, segments: entries });
    segments = [...list];
  };

  return {
    all: () => segments,
    nextArrival: highest,
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
