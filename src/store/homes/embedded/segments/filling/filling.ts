// The segments that are being filled or sealed, with their logs: lines go to the log first, then into memory.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../../../../base/errors.ts';
import type { Clock, Log } from '../../../../../base/ports.ts';
import type { LineFacts } from '../../../../../model/line.ts';
import { tryTo, type Files } from '../files/files.ts';
import { createIntake, type Intake, type When } from './intake.ts';
import type { KnownStructures } from '../lines/known-structures.ts';
import { SEGMENT_ROWS } from '../layout.ts';
import { createOpenSegment, type OpenSegment } from './open-segment.ts';
import { sealInput, type SealInput } from '../files/seal-input.ts';
import { segmentName, type SealedList } from '../files/sealed-list.ts';
import { segmentSize, type SegmentSize } from './segment-size.ts';
import type { ReadLine } from '../lines/structure.ts';
import { openWal, readWal, type LineRun, type Wal } from './wal.ts';
import type { SegmentRef } from '../view.ts';

/** Writes a segment into a file and resolves to its size in bytes. */
export type Sealer = (input: SealInput, file: string) => Promise<number>;

/** A run of lines on its way in. */
export interface ArrivingRun extends LineRun {
  /** The time of each line, where it is known. */
  readonly when?: readonly When[];
  /** Called for each line once it is in, with its number in the whole run. */
  readonly tell?: (line: number, facts: LineFacts) => void;
  /** Number of the first line, where this is the rest of a longer run. */
  readonly first?: number;
}

export interface Filling {
  /** Takes lines in. Throws what the file system throws; then `taken` tells how many lines got in before. */
  add(runs: readonly ArrivingRun[], taken: { lines: number }): void;
  /** The segments in memory, in order of arrival. */
  segments(): readonly SegmentRef[];
  nextArrival(): number;
  bytes(): number;
  /** Resolves when a further segment may be begun: sealing keeps up. Undefined where it may at once. */
  backlog(): Promise<void> | undefined;
  /** Throws what the file system throws; what was written is still there for every other process. */
  sync(): void;
  /** What keeps segments from being sealed or made durable at the moment. */
  failure(): Error | undefined;
  /** What was found damaged at the opening, in sentences. */
  readonly notices: readonly string[];
  /** Forgets everything in memory and its logs; the next line has the number it would have had. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface FillingOptions {
  readonly folder: string;
  readonly read: ReadLine;
  readonly known: KnownStructures;
  readonly sealed: SealedList;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Log;
  readonly readOnly: boolean;
  /** Lines of a segment; at most SEGMENT_ROWS. */
  readonly segmentRows?: number;
  readonly files: Files;
  /** What a reader has found in the logs, by file name, while a writer goes on. */
  readonly logs?: ReadonlyMap<string, Buffer>;
  /** A segment was sealed. */
  readonly onSealed: () => void;
}

/** Names of the logs of a folder, in order. */
function logsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /^\d{15}\.wal$/.test(file))
    .sort();
}

/** The logs of a folder as they are now. Throws what the file system throws. */
export function readLogs(folder: string): ReadonlyMap<string, Buffer> {
  const logs = new Map<string, Buffer>();
  for (const file of logsIn(folder)) {
    try {
      logs.set(file, readFileSync(path.join(folder, file)));
    } catch (error) {
      // The writer has just sealed it.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return logs;
}

/** A segment in memory and its log. */
interface Filled {
  readonly segment: OpenSegment;
  readonly walPath: string;
  /** Opened with the first line that is written. */
  wal: Wal | undefined;
  /** When its log was begun, by the clock. */
  readonly begun: number;
  /** It is being sealed, or waits for it: takes no more lines. */
  full: boolean;
  /** Bytes of the log that were read at the opening. */
  readonly found: number;
  /** Its log is kept as it is: something in it could not be read. */
  readonly damaged: boolean;
}

const SYNC_MS = 500;
/** A segment is sealed after this time even where few lines came: by whole segments is how old records are dropped. */
const MAX_OPEN_MS = 86_400_000;
/** After this long a segment that could not be sealed is tried again. */
const RETRY_MS = 2000;
/** So many full segments wait in memory while none can be sealed; then lines are refused. */
const MAX_UNSEALED = 4;

export function openFilling(options: FillingOptions): Filling {
  const { folder, read, known, sealed, sealer, clock, log, readOnly, files, segmentRows = SEGMENT_ROWS } = options;
  const intake: Intake = createIntake(read, known);
  const notices: string[] = [];
  /** Full segments whose files are to be written, then the one that is filled. */
  let filled: Filled[] = [];
  let sealing: Promise<void> = Promise.resolve();
  let isSealing = false;
  let sealFailure: Error | undefined;
  let syncFailure: Error | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  // Not the clock of the machine: it may be set back by hours.
  let lastSync = performance.now();
  let syncLater: ReturnType<typeof setTimeout> | undefined;
  let epoch = 0;

  const filledFrom = (firstArrival: number, like?: SegmentSize): Filled => ({
    segment: createOpenSegment(firstArrival, like),
    walPath: path.join(folder, segmentName(firstArrival, 'wal')),
    wal: undefined,
    begun: clock.now(),
    full: false,
    found: 0,
    damaged: false,
  });

  const begin = (firstArrival: number, like?: SegmentSize): Filled => {
    const one = filledFrom(firstArrival, like);
    filled.push(one);
    return one;
  };

  const isFull = ({ segment, begun, full }: Filled): boolean =>
    full || segment.rows >= segmentRows || (segment.rows > 0 && clock.now() - begun >= MAX_OPEN_MS);

  const sealOne = async (one: Filled): Promise<void> => {
    const startedIn = epoch;
    one.full = true;
    const { segment } = one;
    const file = segmentName(segment.firstArrival, 'seg');
    const bytes = await sealer(sealInput(segment, known.meaning), path.join(folder, file));
    if (startedIn !== epoch) return void tryTo(() => files.remove(path.join(folder, file)));
    const entry = { file, firstArrival: segment.firstArrival, rows: segment.rows, ...spanOf(segment), bytes };
    sealed.add({ ...entry, sealedAt: clock.now() }, segment.firstArrival + segment.rows);
    filled = filled.filter((other) => other !== one);
    forgetLog(one);
    options.onSealed();
  };

  /** A log that stays behind is deleted at the next opening: its segment is sealed by then. */
  const forgetLog = ({ wal, walPath, damaged }: Filled): void => {
    tryTo(() => (damaged ? files.rename(walPath, `${walPath}.damaged`) : files.remove(walPath)));
    wal?.release();
  };

  const sealAll = async (): Promise<void> => {
    isSealing = true;
    clearTimeout(retry);
    try {
      for (let one = filled[0]; one !== undefined && isFull(one); one = filled[0]) await sealOne(one);
      sealFailure = undefined;
    } catch (error) {
      // Its lines stay in memory and in their log, and it is tried again, after the next opening at the latest.
      log.error(`A segment could not be sealed: ${messageOf(error)}`, error);
      sealFailure = asError(error);
      retry = setTimeout(startSealing, RETRY_MS).unref();
    } finally {
      isSealing = false;
    }
  };

  const startSealing = (): void => {
    if (!isSealing) sealing = sealAll();
  };

  const current = (): Filled => {
    const last = filled.at(-1);
    if (last === undefined) return begin(sealed.freeArrival());
    if (!isFull(last)) return last;
    if (sealFailure !== undefined && filled.length > MAX_UNSEALED) throw sealFailure;
    last.full = true;
    const { firstArrival, rows, parts } = last.segment;
    const next = begin(firstArrival + rows, segmentSize(rows, parts.columns));
    startSealing();
    return next;
  };

  const addRun = ({ segment }: Filled, run: ArrivingRun): void => {
    const { meta, spans, when, tell, first = 0 } = run;
    const bytes = Buffer.from(run.bytes.buffer, run.bytes.byteOffset, run.bytes.byteLength);
    for (let at = 0; at < spans.length; at += 2) {
      intake.add(segment, bytes, spans[at]!, spans[at + 1]!, meta, when?.[at / 2]);
      tell?.(first + at / 2, intake.facts());
    }
  };

  const replayLog = (file: string): void => {
    const one = filledFrom(parseInt(file, 10));
    const { segment, walPath } = one;
    if (segment.firstArrival < sealed.nextArrival()) {
      // Its segment was sealed, or everything was deleted; only the log's own deletion was cut short.
      if (!readOnly) tryTo(() => files.remove(walPath));
      return;
    }
    const bytes = options.logs?.get(file) ?? readFileSync(walPath);
    const { size: found, damaged } = readWal(walPath, bytes, (run) => addRun(one, run));
    const begun = readOnly ? one.begun : statSync(walPath).birthtimeMs;
    const read = { ...one, begun, found, damaged, full: damaged };
    if (damaged)
      notices.push(
        `The log ${walPath} is damaged: only ${segment.rows.toLocaleString('en')} of its records could be read.`,
      );
    // Only the last may be written on.
    for (const before of filled) before.full = true;
    if (segment.rows > 0) filled.push(read);
    else if (damaged && !readOnly) forgetLog(read);
  };

  const syncAll = (): void => {
    lastSync = performance.now();
    clearTimeout(syncLater);
    syncLater = undefined;
    try {
      for (const { wal } of filled) wal?.sync();
      syncFailure = undefined;
    } catch (error) {
      if (syncFailure === undefined) log.error(`Records could not be made durable: ${messageOf(error)}`, error);
      syncFailure = asError(error);
      throw error;
    }
  };
  const trySync = (): void => void tryTo(syncAll);

  for (const file of options.logs?.keys() ?? logsIn(folder)) replayLog(file);
  if (!readOnly) startSealing();

  return {
    notices,
    add(runs, taken) {
      let waiting: ArrivingRun[] = [];
      let waitingLines = 0;
      let one = current();
      const put = (): void => {
        if (waitingLines === 0) return;
        one.wal ??= openWal(one.walPath, one.found, files);
        one.wal.write(waiting);
        for (const run of waiting) addRun(one, run);
        taken.lines += waitingLines;
        waiting = [];
        waitingLines = 0;
      };
      for (const run of runs) {
        for (let from = 0; from < run.spans.length;) {
          // The log is switched exactly at the line where its segment ends.
          const room = segmentRows - one.segment.rows - waitingLines;
          if (room === 0) {
            put();
            one = current();
            continue;
          }
          const to = Math.min(run.spans.length, from + room * 2);
          waiting.push(
            from === 0 && to === run.spans.length
              ? run
              : {
                  ...run,
                  spans: run.spans.subarray(from, to),
                  ...(run.when && { when: run.when.slice(from / 2, to / 2) }),
                  first: (run.first ?? 0) + from / 2,
                },
          );
          waitingLines += (to - from) / 2;
          from = to;
        }
      }
      put();
      if (isFull(one)) tryTo(current);
      if (performance.now() - lastSync >= SYNC_MS) trySync();
      else syncLater ??= setTimeout(trySync, SYNC_MS).unref();
    },
    segments: () =>
      filled.map(({ segment }) => {
        const rows = segment.rows;
        return { firstArrival: segment.firstArrival, rows, ...spanOf(segment), view: () => segment };
      }),
    nextArrival() {
      const last = filled.at(-1);
      return last === undefined ? sealed.freeArrival() : last.segment.firstArrival + last.segment.rows;
    },
    bytes: () => filled.reduce((sum, { wal, found }) => sum + (wal?.size() ?? found), 0),
    backlog: () => (isSealing && filled.length > 2 ? sealing : undefined),
    sync: syncAll,
    failure: () => sealFailure ?? syncFailure,
    async clear() {
      epoch++;
      const gone = filled;
      filled = [];
      gone.forEach(forgetLog);
      await sealing;
    },
    async close() {
      clearTimeout(retry);
      if (!readOnly) trySync();
      await sealing;
      clearTimeout(retry);
      clearTimeout(syncLater);
      for (const { wal } of filled) wal?.close();
      filled = [];
    },
  };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function spanOf(segment: OpenSegment): { readonly min: number; readonly max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (const range of segment.parts.timeRanges) {
    if (range.min < min) min = range.min;
    if (range.max > max) max = range.max;
  }
  return { min, max };
}
