// The segments that are being filled or sealed, with their logs: lines go to the log first, then into memory.

import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../../../base/errors.ts';
import type { Clock, Log } from '../../../../base/ports.ts';
import type { LineFacts } from '../../../../model/line.ts';
import { createIntake, type Intake, type When } from './intake.ts';
import type { KnownStructures } from './known-structures.ts';
import { SEGMENT_ROWS } from './layout.ts';
import { createOpenSegment, type OpenSegment } from './open-segment.ts';
import { sealInput, type SealInput } from './seal-input.ts';
import { segmentName, type SealedList } from './sealed-list.ts';
import type { SegmentRef } from './snapshot.ts';
import type { ReadLine } from './structure.ts';
import { openWal, readWal, walFile, type LineRun, type Wal, type WalFile } from './wal.ts';

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
  sync(): void;
  /** Forgets everything in memory and its logs; the next line has this number. */
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
  /** Broken in tests. */
  readonly io?: WalFile;
  /** What a reader has found in the logs, by file name, while a writer goes on. */
  readonly logs?: ReadonlyMap<string, Buffer>;
  /** A segment was sealed. */
  readonly onSealed: () => void;
}

/** The logs of a folder as they are now. Throws what the file system throws. */
export function readLogs(folder: string): ReadonlyMap<string, Buffer> {
  const logs = new Map<string, Buffer>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.wal'))) {
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
  wal: Wal | undefined;
  readonly walPath: string;
  /** When its log was begun, by the clock. */
  readonly begun: number;
  /** It is being sealed, or waits for it: takes no more lines. */
  full: boolean;
}

const SYNC_MS = 500;
/** A segment is sealed after this time even where few lines came: by whole segments is how old records are dropped. */
const MAX_OPEN_MS = 86_400_000;

export function openFilling(options: FillingOptions): Filling {
  const {
    folder,
    read,
    known,
    sealed,
    sealer,
    clock,
    log,
    readOnly,
    io = walFile,
    segmentRows = SEGMENT_ROWS,
  } = options;
  const intake: Intake = createIntake(read, known);
  /** Full segments whose files are being written, then the one that is filled. */
  let filled: Filled[] = [];
  let sealing: Promise<void> = Promise.resolve();
  let sealingCount = 0;
  let lastSync = clock.now();
  let epoch = 0;

  const begin = (firstArrival: number): Filled => {
    const walPath = path.join(folder, segmentName(firstArrival, 'wal'));
    const one: Filled = {
      segment: createOpenSegment(firstArrival),
      wal: undefined,
      walPath,
      begun: clock.now(),
      full: false,
    };
    filled.push(one);
    return one;
  };

  const isFull = ({ segment, begun, full }: Filled): boolean =>
    full || segment.rows >= segmentRows || (segment.rows > 0 && clock.now() - begun >= MAX_OPEN_MS);

  const startSeal = (one: Filled): void => {
    const startedIn = epoch;
    one.full = true;
    sealingCount++;
    sealing = sealing
      .then(async () => {
        const { segment } = one;
        const file = segmentName(segment.firstArrival, 'seg');
        const input = sealInput(segment, known.meaning);
        const bytes = await sealer(input, path.join(folder, file));
        if (startedIn !== epoch) return rmSync(path.join(folder, file), { force: true });
        const { min, max } = spanOf(segment);
        sealed.add(
          { file, firstArrival: segment.firstArrival, rows: segment.rows, min, max, bytes },
          segment.firstArrival + segment.rows,
        );
        filled = filled.filter((other) => other !== one);
        one.wal?.close();
        rmSync(one.walPath, { force: true });
        options.onSealed();
      })
      .catch((error: unknown) => {
        // Its lines stay in memory and in their log, and are sealed after the next opening.
        log.error(`A segment could not be sealed: ${messageOf(error)}`, error);
      })
      .finally(() => {
        sealingCount--;
      });
  };

  const current = (): Filled => {
    const last = filled.at(-1);
    if (last === undefined) return begin(sealed.nextArrival());
    if (!isFull(last)) return last;
    last.wal?.sync();
    const next = begin(last.segment.firstArrival + last.segment.rows);
    if (!last.full) startSeal(last);
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

  const replay = (): void => {
    const files = [...(options.logs?.keys() ?? readdirSync(folder).filter((file) => file.endsWith('.wal')))].sort();
    for (const file of files) {
      const firstArrival = parseInt(file, 10);
      const walPath = path.join(folder, file);
      if (firstArrival < sealed.nextArrival()) {
        // Its segment was sealed, or everything was deleted; only the log's own deletion was cut short.
        if (!readOnly) rmSync(walPath, { force: true });
        continue;
      }
      const bytes = options.logs?.get(file) ?? readFileSync(walPath);
      const begun = readOnly ? 0 : statSync(walPath).birthtimeMs;
      const one: Filled = { segment: createOpenSegment(firstArrival), wal: undefined, walPath, begun, full: false };
      const size = readWal(bytes, (run) => addRun(one, run));
      if (!readOnly) one.wal = openWal(walPath, size, io);
      filled.push(one);
    }
    if (!readOnly) for (const one of filled) if (one !== filled.at(-1) || isFull(one)) startSeal(one);
  };
  replay();

  return {
    add(runs, taken) {
      let waiting: ArrivingRun[] = [];
      let waitingLines = 0;
      let one = current();
      const put = (): void => {
        if (waitingLines === 0) return;
        one.wal ??= openWal(one.walPath, 0, io);
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
      if (isFull(one)) current();
      if (clock.now() - lastSync >= SYNC_MS) this.sync();
    },
    segments: () =>
      filled.map(({ segment }) => {
        const rows = segment.rows;
        return { firstArrival: segment.firstArrival, rows, ...spanOf(segment), view: () => segment };
      }),
    nextArrival() {
      const last = filled.at(-1);
      return last === undefined ? sealed.nextArrival() : last.segment.firstArrival + last.segment.rows;
    },
    bytes: () => filled.reduce((sum, { wal }) => sum + (wal?.size() ?? 0), 0),
    backlog: () => (sealingCount > 1 ? sealing : undefined),
    sync() {
      lastSync = clock.now();
      filled.at(-1)?.wal?.sync();
    },
    async clear() {
      epoch++;
      const gone = filled;
      filled = [];
      for (const one of gone) {
        one.wal?.close();
        rmSync(one.walPath, { force: true });
      }
      await sealing;
    },
    async close() {
      if (!readOnly) filled.at(-1)?.wal?.sync();
      await sealing;
      for (const one of filled) one.wal?.close();
      filled = [];
    },
  };
}

function spanOf(segment: OpenSegment): { readonly min: number; readonly max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (const range of segment.parts.timeRanges) {
    if (range.min < min) min = range.min;
    if (range.max > max) max = range.max;
  }
  return { min, max };
}
