// The columnar store of records: lines in, answers out, on files of its own in one folder.

import { messageOf } from '../../../../base/errors.ts';
import type { Clock, Log } from '../../../../base/ports.ts';
import type { Compaction, StoreStatus } from '../../../../model/collector.ts';
import type { FieldInfo } from '../../../../model/query.ts';
import type { IncomingRecord, LogRecord } from '../../../../model/record.ts';
import type { LogStore, Retention } from '../../../log-store.ts';
import { compact, type CompactionOptions } from './files/compaction.ts';
import { enterFolder, type Entered } from './files/enter-folder.ts';
import { facet } from './counts/facet.ts';
import { fieldsOfSegment, mergeFields } from './counts/field-list.ts';
import { describeTrouble, diskFiles, type Files } from './files/files.ts';
import { openFilling, readLogs, type ArrivingRun, type Filling, type Sealer } from './filling/filling.ts';
import { histogram } from './counts/histogram.ts';
import { createKnownStructures } from './lines/known-structures.ts';
import { BLOCK_ROWS, type LineMeta } from './layout.ts';
import { startPace } from '../pace.ts';
import { readRecordLine, RECORD_HINT, recordLine } from './lines/record-line.ts';
import { seal } from './files/seal.ts';
import { openSealedList, type SealedSegment } from './files/sealed-list.ts';
import { search } from './questions/search.ts';
import { createRecordReader } from './questions/segment-plan.ts';
import { ask, type Snapshot } from './questions/snapshot.ts';
import type { ReadLine } from './lines/structure.ts';
import { statistics } from './counts/statistics.ts';
import { templates } from './counts/templates.ts';
import type { FieldCount, SegmentRef, SegmentView } from './view.ts';

export interface SegmentStoreOptions {
  /** Absolute; made where it does not exist. One store at a time writes in it, any number read. */
  readonly folder: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly retention: Retention;
  /** The ingest room's reader: what a redacted line means. The store answers what it says. */
  readonly read: ReadLine;
  /** Writes full segments; without one they are written on this thread. */
  readonly sealer?: Sealer;
  /** Only questions; nothing in the folder is changed. */
  readonly readOnly?: boolean;
  /** Records of a segment, at most and by default 65,536: what is sealed, and dropped by retention, as one. */
  readonly segmentRows?: number;
  /** What is done to the folder, to be broken in tests. */
  readonly files?: Files;
}

/** A LogStore that also takes lines as they are. */
export interface SegmentStore extends LogStore {
  /** As `append`, for lines: `read` says what they mean. They must be redacted. What is in is told before it resolves. */
  appendLines(runs: readonly ArrivingRun[]): Promise<number>;
  /** Merges small neighbouring segments now; otherwise that is done by itself when there are many. */
  compact(signal?: AbortSignal): Promise<Compaction>;
}

const RECORD_META: LineMeta = { source: '', hint: RECORD_HINT, masked: 0, truncated: false, observedTimestamp: 0 };
/** So many small neighbours are merged without being asked: fewer cost questions less than they cost to be written again. */
const MANY_SMALL = 8;
/** Sentences of a status. */
const MAX_TROUBLES = 3;

/**
 * Opens the store of a folder. Throws where the folder can't be read or made, where another store writes in it, and
 * where another version of Sightline wrote what is there. A folder that can only be read is read: `status().problem`
 * says so.
 */
export function openSegmentStore(options: SegmentStoreOptions): SegmentStore {
  const entered = enterFolder(options.folder, options.files ?? diskFiles, options.readOnly ?? false);
  try {
    return openEntered(options, entered);
  } catch (error) {
    entered.leave();
    throw error;
  }
}

function openEntered(options: SegmentStoreOptions, entered: Entered): SegmentStore {
  const { folder, log, clock, files = diskFiles } = options;
  const { readOnly } = entered;
  const read: ReadLine = (raw, meta) => (meta.hint === RECORD_HINT ? readRecordLine(raw) : options.read(raw, meta));
  const known = createKnownStructures(read);
  // Before the manifest: what a writer seals meanwhile is in the one or in the other.
  const logs = readOnly ? readLogs(folder) : undefined;
  const sealed = openSealedList({ folder, known, readOnly, log, files });
  let retention = options.retention;
  let problem: string | undefined;
  let lost = 0;
  const fieldsOf = new Map<string, ReadonlyMap<string, FieldCount>>();
  /** Segments that could not be read since the opening, with their records. */
  const damagedFiles = new Map<string, number>();
  const closing = new AbortController();
  let merging: Promise<unknown> = Promise.resolve();

  const making: CompactionOptions = {
    folder,
    read,
    known,
    sealed,
    sealer: options.sealer ?? ((input, file) => Promise.resolve(seal(input, file, files))),
    log,
    unreadable: new Set(),
    ...(options.segmentRows !== undefined && { segmentRows: options.segmentRows }),
  };
  const filling: Filling = openFilling({
    ...making,
    clock,
    readOnly,
    files,
    ...(logs && { logs }),
    onSealed() {
      applyRetention();
      void merge(MANY_SMALL, closing.signal).catch(() => undefined);
    },
  });

  const segments = (): SegmentRef[] => {
    const inMemory = filling.segments();
    return [...sealed.all(), ...inMemory];
  };

  const snapshot = (): Snapshot => {
    const damaged = new Set<SegmentRef>();
    return {
      segments: segments(),
      upTo: filling.nextArrival() - 1,
      read,
      meaningOf: known.meaning,
      damaged(segment, error) {
        damaged.add(segment);
        const name = 'file' in segment ? String(segment.file) : 'memory';
        if (!damagedFiles.has(name)) log.error(`A segment can't be read (${name}): ${messageOf(error)}`, error);
        damagedFiles.set(name, segment.rows);
      },
      partial() {
        if (damaged.size === 0) return undefined;
        const rows = [...damaged].reduce((sum, one) => sum + one.rows, 0);
        return `${rows.toLocaleString('en')} records are in damaged files and left out.`;
      },
    };
  };

  function applyRetention(): void {
    if (readOnly) return;
    const { bytes = Infinity, days = Infinity } = retention;
    const oldest = clock.now() - days * 86_400_000;
    let total = size();
    const drop: SealedSegment[] = [];
    for (const one of sealed.all()) {
      // A record from the future would keep its segment, and all after it, for ever.
      if (total <= bytes && Math.min(one.max, one.sealedAt) >= oldest) break;
      drop.push(one);
      total -= one.bytes;
    }
    if (drop.length === 0) return;
    try {
      sealed.drop(drop);
      for (const { file } of drop) fieldsOf.delete(file);
    } catch (error) {
      log.error(`Old records could not be deleted: ${messageOf(error)}`, error);
    }
  }

  /** One after the other. */
  function merge(least: number, signal: AbortSignal): Promise<Compaction> {
    const next = merging.then(() => compact(making, least, signal));
    merging = next.catch(() => undefined);
    return next;
  }

  /** What the answer looks at stays readable while it is made. */
  async function answer<T>(make: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const release = sealed.hold();
    try {
      return await make(snapshot());
    } finally {
      release();
    }
  }

  function size(): number {
    return sealed.all().reduce((sum, { bytes }) => sum + bytes, 0) + filling.bytes();
  }

  async function take(runs: readonly ArrivingRun[]): Promise<number> {
    const lines = runs.reduce((sum, { spans }) => sum + spans.length / 2, 0);
    const taken = { lines: 0 };
    if (readOnly) {
      lost += lines;
      return filling.nextArrival() - 1;
    }
    try {
      if (lines > 0) filling.add(runs, taken);
      if (problem !== undefined) log.info(`Records are kept again in ${folder}.`);
      problem = undefined;
    } catch (error) {
      const before = problem;
      problem = describeTrouble(error, folder);
      lost += lines - taken.lines;
      if (problem !== before) log.error(problem, error);
    }
    await filling.backlog();
    return filling.nextArrival() - 1;
  }

  function problemNow(): { readonly problem?: string } {
    const failure = filling.failure();
    const now = problem ?? entered.problem ?? (failure && describeTrouble(failure, folder));
    if (now !== undefined) return { problem: now };
    const damaged = [...damagedFiles].map(
      ([file, rows]) => `The segment ${file} is damaged: ${rows.toLocaleString('en')} records are left out.`,
    );
    const troubles = [...sealed.notices, ...filling.notices, ...damaged];
    return troubles.length === 0 ? {} : { problem: troubles.slice(0, MAX_TROUBLES).join(' ') };
  }

  applyRetention();

  return {
    append(records) {
      if (records.length === 0) return Promise.resolve(filling.nextArrival() - 1);
      return take([runOfRecords(records)]);
    },
    appendLines: (runs) => take(runs),
    search: (request, asking) => answer((now) => search(ask(now, request, clock.now()), request, asking)),
    histogram: (request, asking) => answer((now) => histogram(ask(now, request, clock.now()), request, asking)),
    facet: (request, asking) => answer((now) => facet(ask(now, request, clock.now()), request, asking)),
    statistics: (request, asking) => answer((now) => statistics(ask(now, request, clock.now()), request, asking)),
    templates: (request, asking) => answer((now) => templates(ask(now, request, clock.now()), request, asking)),
    compact: (signal) => merge(2, AbortSignal.any([closing.signal, ...(signal ? [signal] : [])])),
    fields: () => answer(fieldsOfAll),
    get(id) {
      if (!/^[1-9]\d{0,14}$/.test(id)) return Promise.resolve(undefined);
      const arrival = Number(id);
      const segment = segments().find((one) => arrival >= one.firstArrival && arrival < one.firstArrival + one.rows);
      return Promise.resolve(segment && rowOf(segment.view(), arrival));
    },
    status(): StoreStatus {
      const all = segments().filter(({ rows }) => rows > 0);
      const records = all.reduce((sum, { rows }) => sum + rows, 0);
      return {
        home: 'embedded',
        records,
        bytes: size(),
        upTo: filling.nextArrival() - 1,
        ...(records === 0
          ? undefined
          : { earliest: Math.min(...all.map(({ min }) => min)), latest: Math.max(...all.map(({ max }) => max)) }),
        ...problemNow(),
        lost,
      };
    },
    setRetention(wanted) {
      retention = wanted;
      applyRetention();
      return Promise.resolve();
    },
    async deleteAll() {
      const count = segments().reduce((sum, { rows }) => sum + rows, 0);
      const next = filling.nextArrival();
      // First the list: from then on the logs are leftovers, whatever becomes of their deletion.
      sealed.drop(sealed.all(), next);
      await filling.clear();
      fieldsOf.clear();
      return count;
    },
    flush() {
      filling.sync();
      return Promise.resolve();
    },
    async close() {
      closing.abort();
      await merging;
      await filling.close();
      sealed.close();
      entered.leave();
    },
  };

  async function fieldsOfAll({ segments: all, read: reader, meaningOf, damaged }: Snapshot): Promise<FieldInfo[]> {
    const found: ReadonlyMap<string, FieldCount>[] = [];
    const pace = startPace();
    for (const segment of all) {
      const file = 'file' in segment ? String(segment.file) : undefined;
      let counts = file === undefined ? undefined : fieldsOf.get(file);
      try {
        if (counts === undefined) {
          const steps = fieldsOfSegment({ view: segment.view(), read: reader, meaningOf });
          let step = steps.next();
          for (; step.done !== true; step = steps.next()) await pace.step();
          counts = step.value;
        }
        if (file !== undefined) fieldsOf.set(file, counts);
        found.push(counts);
      } catch (error) {
        damaged(segment, error);
      }
      await pace.step();
    }
    return mergeFields(found);
  }

  function rowOf(view: SegmentView, arrival: number): LogRecord {
    const row = arrival - view.firstArrival;
    const reader = createRecordReader({ view, read, meaningOf: known.meaning }, Math.floor(row / BLOCK_ROWS));
    return { ...reader.record(row % BLOCK_ROWS), id: String(arrival), arrival };
  }
}

function runOfRecords(records: readonly IncomingRecord[]): ArrivingRun {
  const lines = records.map((record) => Buffer.from(recordLine(record)));
  const spans = new Uint32Array(lines.length * 2);
  let at = 0;
  lines.forEach((line, index) => {
    spans[index * 2] = at;
    spans[index * 2 + 1] = at += line.length;
  });
  return { meta: RECORD_META, bytes: Buffer.concat(lines), spans, when: records };
}
