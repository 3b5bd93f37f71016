// The sealed segments of a folder: which there are, opened when asked, dropped when too many or too old.

import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Log } from '../../../../base/ports.ts';
import { createDescriptors } from './descriptors.ts';
import { createFrameCache } from './frame-cache.ts';
import type { KnownStructures } from './known-structures.ts';
import { readManifest, writeManifest, type SealedEntry } from './manifest.ts';
import { DamagedFile, openSegmentFile, sealedView } from './sealed-segment.ts';
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
  /** Takes segments out and deletes their files. Throws where the manifest can't be written. */
  drop(segments: readonly SealedSegment[], nextArrival: number): void;
  close(): void;
}

/** Bytes of decoded frames, files held open, segments whose footers are kept. */
const CACHE_BYTES = 32 << 20;
const MAX_FILES = 64;
const MAX_VIEWS = 512;

export function segmentName(firstArrival: number, kind: 'seg' | 'wal'): string {
  return `${String(firstArrival).padStart(15, '0')}.${kind}`;
}

/** Opens the list of a folder; a manifest that is missing or wrong is made anew from the files. */
export function openSealedList(folder: string, known: KnownStructures, readOnly: boolean, log: Log): SealedList {
  const descriptors = createDescriptors(MAX_FILES);
  const cache = createFrameCache(CACHE_BYTES);
  const views = new Map<string, SegmentView>();
  const manifest = readManifest(folder);
  let next = manifest?.nextArrival ?? 1;

  const entryOf = (file: string): SealedEntry | undefined => {
    try {
      const { footer } = openSegmentFile(path.join(folder, file), descriptors);
      const min = Math.min(...footer.timeRanges.map((range) => range.min));
      const max = Math.max(...footer.timeRanges.map((range) => range.max));
      const bytes = statSync(path.join(folder, file)).size;
      return { file, firstArrival: footer.firstArrival, rows: footer.rows, min, max, bytes };
    } catch (error) {
      log.warn(`The segment ${file} can't be read and is left out: ${String(error)}`);
      return undefined;
    }
  };

  const refOf = (entry: SealedEntry): SealedSegment => ({
    ...entry,
    view() {
      let view = views.get(entry.file);
      if (view === undefined) {
        const opened = openSegmentFile(path.join(folder, entry.file), descriptors);
        if (opened.footer.rows !== entry.rows || opened.footer.firstArrival !== entry.firstArrival)
          throw new DamagedFile(`${entry.file} is not the segment the manifest names`);
        view = sealedView(entry.file, opened, known, cache);
        const [oldest] = views.keys();
        if (views.size >= MAX_VIEWS && oldest !== undefined) views.delete(oldest);
      } else views.delete(entry.file);
      views.set(entry.file, view);
      return view;
    },
  });

  /** Files of sealed segments that the manifest does not name: a crash came between the two. */
  const named = new Set(manifest?.segments.map(({ file }) => file));
  const unnamed = readdirSync(folder).filter((file) => file.endsWith('.seg') && !named.has(file));
  let segments = (manifest?.segments ?? []).map(refOf);
  for (const file of unnamed) {
    const entry = entryOf(file);
    const last = segments.at(-1);
    if (entry === undefined) continue;
    // One below the manifest's numbers was dropped, and its file only outlived the crash.
    if (
      manifest !== undefined &&
      (last === undefined ? entry.firstArrival < next : entry.firstArrival < last.firstArrival)
    ) {
      if (!readOnly) rmSync(path.join(folder, file), { force: true });
    } else segments.push(refOf(entry));
  }
  segments.sort((a, b) => a.firstArrival - b.firstArrival);

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
    nextArrival: () => Math.max(next, ...segments.slice(-1).map(({ firstArrival, rows }) => firstArrival + rows)),
    add: (entry, nextArrival) =>
      save(
        [...segments, refOf(entry)].sort((a, b) => a.firstArrival - b.firstArrival),
        nextArrival,
      ),
    drop(dropped, nextArrival) {
      const gone = new Set(dropped.map(({ file }) => file));
      save(
        segments.filter(({ file }) => !gone.has(file)),
        nextArrival,
      );
      for (const file of gone) {
        descriptors.forget(path.join(folder, file));
        views.delete(file);
        rmSync(path.join(folder, file), { force: true });
      }
    },
    close: () => descriptors.close(),
  };
}
