// The embedded home of records: one SQLite file of packed blocks, in this process and thread.

import path from 'node:path';
import type { Clock, Log } from '../../../base/ports.ts';
import type { LogRecord } from '../../../model/record.ts';
import type { LogStore, Retention } from '../../log-store.ts';
import type { BlockInfo } from './block.ts';
import { createBlocks } from './blocks.ts';
import { openDatabase } from './database.ts';
import { facet, listFieldInfos } from './facet.ts';
import { histogram } from './histogram.ts';
import { readLine } from './line.ts';
import { deleteBefore, retain } from './retention.ts';
import { startScan } from './scan.ts';
import { search } from './search.ts';
import { createStoreFile } from './store-file.ts';
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
/** Ages are looked at this often; sizes after every write. */
const AGE_CHECK_MS = 60_000;

/**
 * Opens the store of a folder. Never rejects: where the file can't be opened, records are kept in memory as far as they
 * fit, `status().problem` says why, and opening is tried again by itself.
 */
export function createEmbeddedLogStore(options: EmbeddedStoreOptions): Promise<LogStore> {
  const { folder, log, clock, readOnly = false, pageLimit, holdBytes = DEFAULT_HOLD_BYTES } = options;
  let { retention } = options;
  let started = false;
  const blocks = createBlocks();
  const name = path.join(folder, 'logs.db');
  const file = createStoreFile({
    file: name,
    open: () => openDatabase({ file: name, readOnly, pageLimit }),
    onOpened(database) {
      // Numbers given out meanwhile must not be those of records in the file.
      if (!started) blocks.clear(database.next());
      else if (database.next() > 1) throw new Error('it holds earlier records; start the collector again to see them');
      blocks.attach(database);
    },
    readOnly,
    log,
    clock,
  });
  tryOpen();
  started = true;

  const closing = new AbortController();
  let tidying: Promise<void> = Promise.resolve();
  let isTidying = false;
  let lastAgeCheck = -Infinity;
  let refused = 0;
  let version = file.opened?.dataVersion();

  const writer = createWriter(
    {
      blocks,
      database: () => file.get(),
      onWritten: () => {
        file.recovered();
        tidyIfDue();
      },
      onFailure: (error) => file.failed(error),
      holdBytes,
    },
    blocks.open.info().first,
  );
  const unfinished = file.opened?.forgottenBefore() ?? 0;
  if (unfinished > 0 && !readOnly) void tidy((database) => deleteBefore(database, unfinished));
  if (!readOnly) tidyIfDue();

  function tryOpen(): void {
    try {
      file.get();
    } catch (error) {
      if (file.failed(error)) tryOpen();
    }
  }

  /** Deletes in the background, one thing after another; what fails is told in the status and tried again later. */
  function tidy(work: (database: NonNullable<typeof file.opened>) => Promise<void>): Promise<void> {
    tidying = tidying.then(async () => {
      const database = file.opened;
      if (database === undefined || closing.signal.aborted) return;
      isTidying = true;
      try {
        await work(database);
      } catch (error) {
        file.failed(error);
      }
      isTidying = false;
    });
    return tidying;
  }

  function tidyIfDue(): void {
    const now = clock.now();
    const isLarge = (file.opened?.usedBytes() ?? 0) > (retention.bytes ?? Infinity);
    const isAgeDue = retention.days !== undefined && Math.abs(now - lastAgeCheck) > AGE_CHECK_MS;
    if (isTidying || (!isLarge && !isAgeDue)) return;
    lastAgeCheck = now;
    void tidy((database) => retain(blocks, database, retention, now));
  }

  /** A reader looks whether the writer has written. */
  function refresh(): void {
    if (!readOnly) return;
    if (file.opened === undefined) tryOpen();
    const current = file.opened?.dataVersion();
    if (file.opened !== undefined && current !== version) blocks.attach(file.opened);
    version = current;
  }

  function scan(filter: Parameters<typeof startScan>[1]): ReturnType<typeof startScan> {
    refresh();
    return startScan(blocks, filter, clock.now());
  }

  function recordOf(id: string): LogRecord | undefined {
    refresh();
    const arrival = /^\d{1,15}$/.test(id) ? Number(id) : 0;
    const info = blocks.infos().findLast(({ first }) => first <= arrival);
    const text = info === undefined ? undefined : blocks.text(info.first);
    if (info === undefined || text === undefined || arrival - info.first >= info.count) return undefined;
    return readLine(text.line(arrival - info.first), arrival);
  }

  function askOptions<S>({
    signal,
    onStep,
  }: { readonly signal?: AbortSignal; readonly onStep?: (step: S) => void } = {}) {
    return { signal: signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]), onStep };
  }

  return Promise.resolve({
    append(records) {
      if (!readOnly && !closing.signal.aborted) return writer.append(records);
      refused += records.length;
      return Promise.resolve(writer.upTo());
    },
    search: async (request, ask) => search(scan(request), request, askOptions(ask)),
    histogram: async (request, ask) => histogram(scan(request), request, askOptions(ask)),
    facet: async (request, ask) => facet(scan(request), request, askOptions(ask)),
    async fields() {
      refresh();
      return listFieldInfos(blocks);
    },
    get: async (id) => Promise.resolve(recordOf(id)),
    status() {
      refresh();
      const infos = blocks.infos();
      const problem = file.problem();
      return {
        home: 'embedded',
        records: infos.reduce((sum, { count }) => sum + count, 0),
        bytes: file.opened?.diskBytes() ?? 0,
        upTo: readOnly ? infos.reduce((last, { first, count }) => Math.max(last, first + count - 1), 0) : writer.upTo(),
        ...(infos.length === 0 ? undefined : spanOf(infos)),
        ...(problem === undefined ? undefined : { problem }),
        lost: writer.lost() + refused,
      };
    },
    async setRetention(limits) {
      retention = limits;
      writer.flush();
      await tidy((database) => retain(blocks, database, limits, clock.now()));
    },
    async deleteAll() {
      const deleted = blocks.infos().reduce((sum, { count }) => sum + count, 0);
      const next = writer.upTo() + 1;
      file.opened?.forgetBefore(next);
      blocks.clear(next);
      await tidy((database) => deleteBefore(database, next));
      writer.flush(); // What came meanwhile finds its place again where the file was full.
      return deleted;
    },
    async flush() {
      writer.flush();
      await tidying;
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      writer.stop();
      if (!readOnly) writer.flush(true);
      await tidying;
      file.close();
    },
  });
}

function spanOf(infos: readonly BlockInfo[]): { earliest: number; latest: number } {
  let [earliest, latest] = [Infinity, -Infinity];
  for (const info of infos) {
    earliest = Math.min(earliest, info.earliest);
    latest = Math.max(latest, info.latest);
  }
  return { earliest, latest };
}
