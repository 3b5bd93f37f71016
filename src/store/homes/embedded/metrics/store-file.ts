// A file of the embedded home over its life: opened when it can be, set aside when it is damaged, its troubles put into words.

import { existsSync, renameSync } from 'node:fs';
import { messageOf } from '../../../../base/errors.ts';
import type { Clock, Log } from '../../../../base/ports.ts';
import { describeFailure, isDamage } from './problem.ts';

/** The file, and how it is doing. */
export interface StoreFile<D> {
  /** The opened file; tries to open it where it is not. Throws where it can't be. */
  get(): D;
  /** The opened file, if it is open. */
  readonly opened: D | undefined;
  /** Remembers what went wrong. A damaged file is set aside; says whether that was done, so that a fresh one can be tried. */
  failed(error: unknown): boolean;
  /** Everything was written. */
  recovered(): void;
  /** What is wrong at the moment, or has been set right at a loss: one sentence with what to do. */
  problem(): string | undefined;
  close(): void;
}

/** What a StoreFile is made of. */
export interface StoreFileParts<D> {
  readonly file: string;
  /** Opens the file; throws where it can't be. */
  readonly open: () => D;
  /** Is told of every file opened, a fresh one included; may throw to refuse it. */
  readonly onOpened: (database: D) => void;
  readonly log: Log;
  readonly clock: Clock;
}

/** Creates the keeper of a file; opens nothing yet. */
export function createStoreFile<D extends { close(): void }>(parts: StoreFileParts<D>): StoreFile<D> {
  const { file, log } = parts;
  let database: D | undefined;
  let problem: string | undefined;
  let notice: string | undefined;

  function setAside(): void {
    const stamp = new Date(parts.clock.now()).toISOString().replace(/[:.]/g, '-');
    const aside = `${file}.damaged-${stamp}`;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    }
    notice = `The data file ${file} was damaged. It was set aside as ${aside}, and a fresh one begun.`;
    log.warn(notice);
  }

  return {
    get() {
      if (database !== undefined) return database;
      const fresh = parts.open();
      try {
        parts.onOpened(fresh);
      } catch (error) {
        fresh.close();
        throw error;
      }
      database = fresh;
      return fresh;
    },
    get opened() {
      return database;
    },
    failed(error) {
      const before = problem;
      problem = describeFailure(error, file);
      if (problem !== before) log.warn(`${problem} (${messageOf(error)})`);
      if (!isDamage(error)) return false;
      try {
        database?.close();
        database = undefined;
        setAside();
        return true;
      } catch (another) {
        log.error(`${file} can't be set aside`, another);
        return false;
      }
    },
    recovered() {
      if (problem !== undefined) log.info(`Data is kept again in ${file}.`);
      problem = undefined;
    },
    problem: () => problem ?? notice,
    close() {
      database?.close();
      database = undefined;
    },
  };
}
