// Opens the home on this machine: records, metrics and what follows from records, in the data folder.

import path from 'node:path';
import type { Clock, Log } from '../base/ports.ts';
import type { Retention } from '../store/log-store.ts';
import { createLineReader } from '../ingest/reading/line-reader.ts';
import type { Home } from './collector.ts';

export interface HomeOptions {
  readonly folder: string;
  /** Script of the thread that seals segments (src/seal.ts, built or not). */
  readonly sealScript: string;
  readonly retention: Retention;
  readonly log: Log;
  readonly clock: Clock;
}

/** Where the records lie in a folder of the store. */
export function recordsFolder(folder: string): string {
  return path.join(folder, 'records');
}

/** The store is loaded only when this is called: the doors are open by then, and what arrives waits in them. */
export async function openEmbeddedHome({ folder, sealScript, retention, log, clock }: HomeOptions): Promise<Home> {
  const [homes, { createRecordMetrics }] = await Promise.all([
    import('../store/homes/index.ts'),
    import('../store/record-metrics.ts'),
  ]);
  const { createSqliteMetricStore, createWorkerSealer, moveFirstHome, openSegmentStore } = homes;
  const metrics = createSqliteMetricStore({
    file: path.join(folder, 'metrics.db'),
    log,
    clock,
    retentionDays: retention.days,
  });
  const derived = createRecordMetrics({ write: (points) => metrics.write(points), clock });
  const records = openSegmentStore({
    folder: recordsFolder(folder),
    read: createLineReader(),
    sealer: createWorkerSealer(sealScript),
    retention,
    log,
    clock,
  });
  const move = moveFirstHome(path.join(folder, 'logs.db'), records, log);
  return {
    records,
    metrics,
    take: (lines) =>
      records.appendLines(
        lines.map((run) => ({
          ...run,
          tell(line, facts) {
            derived.observe(facts, run.meta.observedTimestamp);
            run.told(line, facts);
          },
        })),
      ),
    async deleteAll() {
      await move.discard();
      const count = await records.deleteAll();
      derived.flush();
      await metrics.deleteAll();
      return count;
    },
    compact: (signal) => records.compact(signal),
    async close() {
      derived.dispose();
      await move.stop();
      await Promise.all([records.close(), metrics.close()]);
    },
  };
}
