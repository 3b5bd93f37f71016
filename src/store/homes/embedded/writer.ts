// Takes records into blocks and blocks into the file, and keeps them in memory while the file can't take them.

import type { IncomingRecord } from '../../../model/record.ts';
import type { Blocks } from './blocks.ts';
import type { Database } from './database.ts';
import { startPace } from './pace.ts';

/** The way in. */
export interface Writer {
  /** Takes records in; resolves to the highest arrival number given out so far. */
  append(records: readonly IncomingRecord[]): Promise<number>;
  /** Writes everything that is not in the file yet; says whether it is now. `last`: nothing will be appended any more. */
  flush(last?: boolean): boolean;
  upTo(): number;
  lost(): number;
  stop(): void;
}

/** What a Writer works on. */
export interface WriterParts {
  readonly blocks: Blocks;
  /** The file, tried anew at every flush; throws while it can't be opened. */
  readonly database: () => Database;
  /** The file took everything. */
  readonly onWritten: () => void;
  /** The file refused. Says whether trying again at once makes sense. */
  readonly onFailure: (error: unknown) => boolean;
  /** Most bytes of packed blocks kept in memory while the file refuses. */
  readonly holdBytes: number;
}

/** Records are in the file at most this long after they came. */
const FLUSH_MS = 300;
const RETRY_MS = 1000;
/** Blocks per transaction: a few milliseconds. */
const BATCH = 64;
/** Arrival numbers that may be given out between two flushes: after a crash numbering goes on behind them, so that none is used twice. */
const RESERVE = 1_000_000;

/** Creates the way in. `first` is the first arrival number to give out. */
export function createWriter(
  { blocks, database, onWritten, onFailure, holdBytes }: WriterParts,
  first: number,
): Writer {
  let next = first;
  let lost = 0;
  let held = 0;
  let failing = false;
  let dirty = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule(): void {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        flush();
      },
      failing ? RETRY_MS : FLUSH_MS,
    );
  }

  function take(record: IncomingRecord): void {
    if (held > holdBytes) {
      lost++;
      return;
    }
    blocks.open.add(record);
    next++;
    dirty = true;
    if (!blocks.open.isFull()) return;
    const sealed = blocks.seal();
    held += sealed.body.length + sealed.words.length;
    if (blocks.waiting.size >= BATCH && !failing) attempt(writeWaiting);
  }

  function writeWaiting(file: Database): void {
    for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
      file.write(batch, next + RESERVE);
      blocks.written(batch);
    }
    held = 0;
  }

  /** Does something with the file; a refusal is told, and tried again by itself. */
  function attempt(work: (file: Database) => void): boolean {
    try {
      work(database());
      failing = false;
      onWritten();
      return true;
    } catch (error) {
      failing = true;
      if (onFailure(error)) return attempt(work);
      schedule();
      return false;
    }
  }

  function flush(last = false): boolean {
    if (!dirty && !last) return true;
    return attempt((file) => {
      writeWaiting(file);
      const open = blocks.open.info().count > 0 ? [blocks.open.toStored()] : [];
      file.write(open, last ? next : next + RESERVE);
      dirty = false;
    });
  }

  function nextBatch() {
    return [...blocks.waiting.values()].slice(0, BATCH);
  }

  return {
    async append(records) {
      const pace = startPace();
      for (let at = 0; at < records.length; at++) {
        take(records[at]!);
        const rest = at % 16 === 15 ? pace.step() : undefined;
        if (rest !== undefined) await rest;
      }
      if (dirty) schedule();
      return next - 1;
    },
    flush,
    upTo: () => next - 1,
    lost: () => lost,
    stop: () => clearTimeout(timer),
  };
}
