// The records of a data folder without its collector: asked of the files themselves, beside one that runs or without.

import { existsSync } from 'node:fs';
import { silentLog, systemClock } from '../base/ports.ts';
import { createLineReader } from '../ingest/reading/line-reader.ts';
import type { Compaction, StoreStatus } from '../model/collector.ts';
import {
  measureFolder,
  openSegmentStore,
  verifyStore,
  type FolderSize,
  type SegmentStore,
  type StoreCheck,
} from '../store/homes/index.ts';
import type { DataFolder } from './client/data-folder.ts';
import { recordsFolder } from './embedded-home.ts';
import { createRecordHandlers, type RecordHandlers } from './handlers.ts';
import { tryLock } from './lock.ts';

/** Answers as a collector does, from what the files held when this was opened. */
export interface OfflineRecords extends RecordHandlers {
  readonly status: StoreStatus;
  readonly size: FolderSize;
  close(): Promise<void>;
}

/** What can be done with the files of a data folder. */
export interface OfflineAccess {
  /** Changes nothing. Undefined where no records were ever kept in the folder. Throws what the file system throws. */
  open(folder: DataFolder): OfflineRecords | undefined;
  /** Reads every file in full. Undefined where no records were ever kept there. Rejects with an AbortError when given up. */
  verify(folder: DataFolder, signal: AbortSignal): Promise<StoreCheck> | undefined;
  /** Merges small files; undefined where a collector runs and has to be asked. Rejects with an AbortError when given up. */
  compact(folder: DataFolder, signal: AbortSignal): Promise<Compaction | undefined>;
}

export const offlineAccess: OfflineAccess = {
  open({ store }) {
    const folder = recordsFolder(store);
    if (!existsSync(folder)) return undefined;
    const records = open(folder, true);
    return {
      ...createRecordHandlers(Promise.resolve(records)),
      status: records.status(),
      size: measureFolder(folder),
      close: () => records.close(),
    };
  },
  verify({ store }, signal) {
    const folder = recordsFolder(store);
    return existsSync(folder) ? verifyStore(folder, signal) : undefined;
  },
  async compact(data, signal) {
    const lock = tryLock(data);
    if (lock === undefined) return undefined;
    try {
      const records = open(recordsFolder(data.store), false);
      try {
        return await records.compact(signal);
      } finally {
        await records.close();
      }
    } finally {
      lock.release();
    }
  },
};

function open(folder: string, readOnly: boolean): SegmentStore {
  // What is wrong with files is said in the answers.
  const log = silentLog;
  return openSegmentStore({ folder, readOnly, read: createLineReader(), retention: {}, log, clock: systemClock });
}
