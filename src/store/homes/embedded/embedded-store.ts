// The embedded home of records: one SQLite file of packed blocks, in this process and thread.

import path from 'node:path';
import type { Clock, Log } from '../../../base/ports.ts';
import type { StoreStatus } from '../../../model/collector.ts';
import type { LogStore, Retention } from '../../log-store.ts';
import { createBlocks, type Blocks } from './blocks.ts';
import { openDatabase, type Database } from './database.ts';
import { createQuestions } from './questions.ts';
import { createStoreFile, type StoreFile } from './store-file.ts';
import { startUpkeep } from './upkeep.ts';
import { createWriter } from './writer.ts';

/** What an embedded store needs. */
export interface EmbeddedStoreOptions {
  /** Folder of the file `logs.db`; made where there is none. */
  readonly folder: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly retention: Retention;
  /** Only to be read, while another process may be writing. */
  readonly readOnly?: boolean;
  /** Most pages of 4,096 bytes the file may have, for a quota below the size of the disk. */
  readonly pageLimit?: number;
  /** Most bytes of packed records kept in memory while the file can't take them. Default 32 MB. */
  readonly holdBytes?: number;
}

const DEFAULT_HOLD_BYTES = 32 * 1024 * 1024;

/** What a home of records could do when this one was made. */
export type FirstLogStore = Omit<LogStore, 'statistics' | 'templates'>;

/**
 * Opens the store of a folder. Never rejects: where the file can't be opened, records are kept in memory as far as they
 * fit, `status().problem` says why, and opening is tried again by itself.
 */
export function createEmbeddedLogStore(options: EmbeddedStoreOptions): Promise<FirstLogStore> {
  const blocks = createBlocks();
  const file = openFile(options, blocks);
  const store = options.readOnly === true ? createReader(options, blocks, file) : createKeeper(options, blocks, file);
  return Promise.resolve(store);
}

/** Opens the file if it can be; a damaged one is set aside for a fresh one. */
function openFile(
  { folder, log, clock, readOnly = false, pageLimit }: EmbeddedStoreOptions,
  blocks: Blocks,
): StoreFile<Database> {
  const name = path.join(folder, 'logs.db');
  let isFirst = true;
  const file = createStoreFile({
    file: name,
    open: () => openDatabase({ file: name, readOnly, pageLimit }),
    onOpened(database) {
      // Numbers given out meanwhile must not be those of records in the file.
      if (isFirst || readOnly) blocks.clear(database.next());
      else if (database.next() > 1) throw new Error('it holds earlier records; start the collector again to see them');
      blocks.attach(database);
    },
    readOnly,
    log,
    clock,
  });
  tryOpen(file);
  isFirst = false;
  return file;
}

function tryOpen(file: StoreFile<Database>): void {
  try {
    file.get();
  } catch (error) {
    if (file.failed(error)) tryOpen(file);
  }
}

/** The store as the one process that writes has it. */
function createKeeper(options: EmbeddedStoreOptions, blocks: Blocks, file: StoreFile<Database>): FirstLogStore {
  const { clock, retention, holdBytes = DEFAULT_HOLD_BYTES } = options;
  const closing = new AbortController();
  const upkeep = startUpkeep({ blocks, file, clock, retention, closing: closing.signal });
  let refused = 0;
  const writer = createWriter(
    {
      blocks,
      database: () => file.get(),
      onWritten() {
        file.recovered();
        upkeep.ifDue();
      },
      onFailure: (error) => file.failed(error),
      holdBytes,
    },
    blocks.open.first,
  );

  return {
    ...createQuestions({ blocks, clock, refresh: () => undefined, closing: closing.signal }),
    append(records) {
      if (!closing.signal.aborted) return writer.append(records);
      refused += records.length;
      return Promise.resolve(writer.upTo());
    },
    status: () => ({ ...statusOf(blocks, file), upTo: writer.upTo(), lost: writer.lost() + refused }),
    async setRetention(limits) {
      writer.flush();
      await upkeep.setRetention(limits);
    },
    async deleteAll() {
      const { records } = statusOf(blocks, file);
      const next = writer.upTo() + 1;
      try {
        file.opened?.forgetBefore(next);
      } catch (error) {
        file.failed(error);
        throw new Error(file.problem(), { cause: error });
      }
      blocks.clear(next);
      await upkeep.deleteBefore(next);
      writer.flush(); // Where the file was full, what came meanwhile finds room now.
      return records;
    },
    async flush() {
      writer.flush();
      await upkeep.idle();
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      writer.stop();
      writer.flush(true);
      await upkeep.idle();
      file.close();
    },
  };
}

/** The store as another process sees it: up to what the writer has written. */
function createReader({ clock }: EmbeddedStoreOptions, blocks: Blocks, file: StoreFile<Database>): FirstLogStore {
  const closing = new AbortController();
  let refused = 0;
  let version = file.opened?.dataVersion();

  /** Looks whether the writer has written. */
  function refresh(): void {
    if (closing.signal.aborted) return;
    if (file.opened === undefined) tryOpen(file);
    const current = file.opened?.dataVersion();
    if (file.opened !== undefined && current !== version) blocks.attach(file.opened);
    version = current;
  }

  function status(): StoreStatus {
    refresh();
    return { ...statusOf(blocks, file), lost: refused };
  }

  const refuse = (): Promise<never> => Promise.reject(new Error('This store is open for reading only.'));
  return {
    ...createQuestions({ blocks, clock, refresh, closing: closing.signal }),
    append(records) {
      refused += records.length;
      return Promise.resolve(status().upTo);
    },
    status,
    setRetention: refuse,
    deleteAll: refuse,
    flush: () => Promise.resolve(),
    close() {
      closing.abort();
      file.close();
      return Promise.resolve();
    },
  };
}

function statusOf(blocks: Blocks, file: StoreFile<Database>): StoreStatus {
  const problem = file.problem();
  let [records, upTo, earliest, latest] = [0, 0, Infinity, -Infinity];
  for (const info of blocks.infos()) {
    records += info.count;
    upTo = info.first + info.count - 1;
    earliest = Math.min(earliest, info.earliest);
    latest = Math.max(latest, info.latest);
  }
  return {
    home: 'embedded',
    records,
    bytes: file.opened?.diskBytes() ?? 0,
    upTo,
    ...(records === 0 ? undefined : { earliest, latest }),
    ...(problem === undefined ? undefined : { problem }),
    lost: 0,
  };
}
