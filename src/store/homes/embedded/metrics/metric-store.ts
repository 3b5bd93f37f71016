// The embedded home of metrics: one SQLite file, in this process and thread.

import { messageOf } from '../../../../base/errors.ts';
import type { Clock, Log } from '../../../../base/ports.ts';
import type { MetricPoint } from '../../../../model/metric.ts';
import type { MetricStore } from '../../../metric-store.ts';
import { startPace } from '../pace.ts';
import { createStoreFile } from './store-file.ts';
import { openMetricDatabase, type Line, type MetricDatabase, type Sample } from './metric-database.ts';
import { queryMetrics } from './metric-query.ts';

/** What an embedded metric store needs. */
export interface MetricStoreOptions {
  /** Path of the file; its folder is made where there is none. */
  readonly file: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Samples older than this go. Default 30. */
  readonly retentionDays?: number;
}

const DAY_MS = 86_400_000;
const FLUSH_MS = 300;
const TIDY_MS = 3_600_000;
/** Samples per transaction. */
const BATCH = 2000;
/** Samples kept in memory while the file can't take them; beyond, the oldest go. */
const MAX_WAITING = 200_000;
/** Distinct combinations of measurement, field and tags; points of further ones are left out. */
const MAX_LINES = 20_000;

/** Opens a metric store. Never throws: where the file can't be opened or written, samples wait in memory, and the log says why. */
export function createSqliteMetricStore({ file, log, clock, retentionDays = 30 }: MetricStoreOptions): MetricStore {
  const lines = new Map<string, Line>();
  let newLines: Line[] = [];
  let waiting: [line: number, sample: Sample][] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastTidy = -Infinity;
  let isFull = false;
  let isClosed = false;

  const storeFile = createStoreFile<MetricDatabase>({
    file,
    open: () => openMetricDatabase(file),
    onOpened(database) {
      // Of a fresh file after a damaged one: what is known here is new to it. Of a file with lines: known here from now on.
      newLines = [...lines.values()];
      const known = database.lines();
      if (known.length > 0 && newLines.length > 0)
        throw new Error('it holds earlier samples; start the collector again to see them');
      for (const line of known) lines.set(keyOf(line), line);
    },
    log,
    clock,
  });
  attempt(() => undefined);

  /** Does something with the file; undefined where it refuses, which is logged once. */
  function attempt<T>(work: (database: MetricDatabase) => T): T | undefined {
    try {
      const result = work(storeFile.get());
      storeFile.recovered();
      return result;
    } catch (error) {
      return storeFile.failed(error) ? attempt(work) : undefined;
    }
  }

  function lineOf(measurement: string, field: string, tags: Readonly<Record<string, string>>): Line | undefined {
    const key = keyOf({ measurement, field, tags });
    const there = lines.get(key);
    if (there !== undefined) return there;
    if (lines.size >= MAX_LINES) {
      if (!isFull)
        log.warn(`More than ${MAX_LINES.toLocaleString('en')} different metric series: further ones are left out.`);
      isFull = true;
      return undefined;
    }
    const line = { id: lines.size + 1, measurement, field, tags };
    lines.set(key, line);
    newLines.push(line);
    return line;
  }

  function take({ measurement, tags, timestamp, fields }: MetricPoint): void {
    for (const [field, value] of Object.entries(fields)) {
      const usable = typeof value === 'number' ? Number.isFinite(value) : value.count > 0;
      const line = usable && Number.isFinite(timestamp) ? lineOf(measurement, field, tags) : undefined;
      if (line !== undefined) waiting.push([line.id, { timestamp: Math.floor(timestamp), value }]);
    }
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    attempt((database) => {
      while (waiting.length > 0 || newLines.length > 0) {
        database.write(newLines, waiting.slice(0, BATCH));
        newLines = [];
        waiting = waiting.slice(BATCH);
      }
    });
    if (waiting.length > MAX_WAITING) waiting = waiting.slice(-MAX_WAITING);
    if (waiting.length > 0) schedule();
    if (Math.abs(clock.now() - lastTidy) > TIDY_MS) void tidy();
  }

  function schedule(): void {
    if (!isClosed) timer ??= setTimeout(flush, FLUSH_MS);
  }

  /** Deletes what is too old, in slices. */
  async function tidy(): Promise<void> {
    lastTidy = clock.now();
    const before = lastTidy - retentionDays * DAY_MS;
    const pace = startPace();
    let deleted = 0;
    for (const { id } of [...lines.values()]) {
      for (let more = BATCH; more === BATCH && !isClosed;) {
        more = attempt((database) => database.deleteBefore(id, before, BATCH)) ?? 0;
        deleted += more;
        const rest = pace.step();
        if (rest !== undefined) await rest;
      }
    }
    if (deleted > 0 && !isClosed) attempt((database) => database.shrink());
  }

  return {
    write(points) {
      if (isClosed) return Promise.resolve();
      points.forEach(take);
      if (waiting.length >= BATCH) flush();
      else schedule();
      return Promise.resolve();
    },
    async query(query) {
      flush();
      const database = storeFile.opened;
      if (database === undefined || isClosed) return [];
      return queryMetrics(database, [...lines.values()], query);
    },
    deleteAll() {
      waiting = [];
      newLines = [];
      lines.clear();
      isFull = false;
      try {
        const database = storeFile.get();
        database.deleteLines();
        database.shrink();
      } catch (error) {
        return Promise.reject(new Error(`The metrics can't be deleted: ${messageOf(error)}`));
      }
      return Promise.resolve();
    },
    flush() {
      flush();
      return Promise.resolve();
    },
    close() {
      if (isClosed) return Promise.resolve();
      flush();
      isClosed = true;
      clearTimeout(timer);
      storeFile.close();
      return Promise.resolve();
    },
  };
}

/** Tags in any order are the same line. */
function keyOf({ measurement, field, tags }: Omit<Line, 'id'>): string {
  return JSON.stringify([measurement, field, Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
