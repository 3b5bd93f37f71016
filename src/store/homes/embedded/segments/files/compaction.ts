// Compaction: small neighbouring segments become one, with the same rows under the same numbers.

import { rmSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../../../../base/errors.ts';
import type { Log } from '../../../../../base/ports.ts';
import type { Compaction } from '../../../../../model/collector.ts';
import type { Sealer } from '../filling/filling.ts';
import { createIntake } from '../filling/intake.ts';
import type { KnownStructures } from '../lines/known-structures.ts';
import { BLOCK_ROWS, SEGMENT_ROWS } from '../layout.ts';
import { createOpenSegment, type OpenSegment } from '../filling/open-segment.ts';
import { startPace, type Pace } from '../../pace.ts';
import { createBlockReader } from '../lines/render.ts';
import { sealInput } from './seal-input.ts';
import { mergedName, type SealedList, type SealedSegment } from './sealed-list.ts';
import { DamagedFile } from './sealed-segment.ts';
import type { ReadLine } from '../lines/structure.ts';
import type { SegmentView } from '../view.ts';

export interface CompactionOptions {
  readonly folder: string;
  readonly read: ReadLine;
  readonly known: KnownStructures;
  readonly sealed: SealedList;
  readonly sealer: Sealer;
  readonly log: Log;
  /** Rows of a full segment; at most SEGMENT_ROWS. */
  readonly segmentRows?: number;
  /** Segments that turned out to be damaged: they are added here, and not tried again. */
  readonly unreadable: Set<SealedSegment>;
}

/** Compressed: what a segment holds is unpacked as it is merged, to some ten to thirty times this. */
const MAX_BYTES = 16 << 20;
/** From the earliest to the latest timestamp: retention by age drops whole segments. */
const MAX_SPAN_MS = 7 * 86_400_000;

/**
 * Groups of at least `least` neighbours that fit into one segment. Segments more than half full stay as they are, and
 * so do those between which rows are missing: the rows of a segment follow one another.
 */
export function smallNeighbours(
  segments: readonly SealedSegment[],
  least: number,
  segmentRows: number = SEGMENT_ROWS,
): readonly (readonly SealedSegment[])[] {
  const groups: SealedSegment[][] = [];
  let group: SealedSegment[] = [];
  for (const one of segments) {
    const small = one.rows <= segmentRows / 2;
    if (!small || !fits(group, one, segmentRows)) {
      groups.push(group);
      group = [];
    }
    if (small) group.push(one);
  }
  groups.push(group);
  return groups.filter(({ length }) => length >= Math.max(2, least));
}

function fits(group: readonly SealedSegment[], next: SealedSegment, segmentRows: number): boolean {
  const before = group.at(-1);
  if (before === undefined) return true;
  const all = [...group, next];
  const span = Math.max(...all.map(({ max }) => max)) - Math.min(...all.map(({ min }) => min));
  return (
    before.firstArrival + before.rows === next.firstArrival &&
    all.reduce((sum, { rows }) => sum + rows, 0) <= segmentRows &&
    all.reduce((sum, { bytes }) => sum + bytes, 0) <= MAX_BYTES &&
    span <= MAX_SPAN_MS
  );
}

/**
 * Merges small neighbours wherever there are at least `least` of them. The lines are taken in again as they were when
 * they came, on this thread in short slices (only it has the reader), and the file is written by the sealer. The
 * manifest then names the new file in the place of the old ones at one stroke, and only after that these are deleted:
 * whatever moment a crash comes at, every row is there once. Segments that can't be read or written stay as they are.
 * Rejects with an AbortError when given up.
 */
export async function compact(options: CompactionOptions, least: number, signal?: AbortSignal): Promise<Compaction> {
  const { sealed, log, segmentRows, unreadable } = options;
  const pace = startPace(signal);
  let done: Compaction = { merged: 0, into: 0, freed: 0 };
  const groups = [...smallNeighbours(sealed.all(), least, segmentRows)];
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    const readable = group.filter((one) => !unreadable.has(one));
    if (readable.length < group.length) {
      groups.unshift(...smallNeighbours(readable, least, segmentRows));
      continue;
    }
    try {
      const freed = await merge(options, group, pace);
      if (freed !== undefined)
        done = { merged: done.merged + group.length, into: done.into + 1, freed: done.freed + freed };
    } catch (error) {
      if (signal?.aborted === true) throw error;
      log.warn(`Small segments stay as they are: ${messageOf(error)}`);
      if (group.some((one) => unreadable.has(one))) groups.unshift(group);
    }
  }
  return done;
}

/** Bytes that became free; undefined where the group was dropped meanwhile. */
async function merge(
  { folder, read, known, sealed, sealer, unreadable }: CompactionOptions,
  group: readonly SealedSegment[],
  pace: Pace,
): Promise<number | undefined> {
  const first = group[0]!.firstArrival;
  const rows = group.reduce((sum, one) => sum + one.rows, 0);
  const segment = createOpenSegment(first);
  const release = sealed.hold();
  try {
    const intake = createIntake(read, known);
    for (const part of group) {
      try {
        await copyRows(part.view(), segment, intake, pace);
      } catch (error) {
        if (error instanceof DamagedFile) unreadable.add(part);
        throw error;
      }
    }
  } finally {
    release();
  }
  const file = mergedName(first, rows);
  const bytes = await sealer(sealInput(segment, known.meaning), path.join(folder, file));
  const min = Math.min(...group.map((one) => one.min));
  const max = Math.max(...group.map((one) => one.max));
  const sealedAt = Math.max(...group.map((one) => one.sealedAt));
  if (!sealed.replace(group, { file, firstArrival: first, rows, min, max, bytes, sealedAt })) {
    rmSync(path.join(folder, file), { force: true });
    return undefined;
  }
  return group.reduce((sum, one) => sum + one.bytes, 0) - bytes;
}

async function copyRows(
  view: SegmentView,
  to: OpenSegment,
  intake: ReturnType<typeof createIntake>,
  pace: Pace,
): Promise<void> {
  for (let block = 0; block * BLOCK_ROWS < view.rows; block++) {
    const reader = createBlockReader(view, block);
    const timestamps = view.timestamps(block);
    const nanos = view.nanos(block);
    const observed = view.observed(block);
    const originIds = view.originIds(block);
    for (let row = 0; row < timestamps.length; row++) {
      const line = reader.line(row);
      const meta = { ...view.origins[originIds(row)]!, observedTimestamp: observed(row) };
      intake.add(to, line, 0, line.length, meta, { timestamp: timestamps[row]!, nanos: nanos?.[row] ?? 0 });
      const rest = pace.step();
      if (rest !== undefined) await rest;
    }
  }
}
