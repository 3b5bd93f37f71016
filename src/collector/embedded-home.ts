// Opens the home on this machine: records, metrics and what follows from records, in the data folder.

import path from 'node:path';
import type { Clock, Log } from '../base/ports.ts';
import type { Retention } from '../store/log-store.ts';
import type { Home } from './collector.ts';

/** The store is loaded only when this is called: the doors are open by then, and what arrives waits in them. */
export async function openEmbeddedHome(folder: string, retention: Retention, log: Log, clock: Clock): Promise<Home> {
  const [{ createEmbeddedLogStore, createSqliteMetricStore }, { createRecordMetrics }] = await Promise.all([
    import('../store/homes/index.ts'),
    import('../store/record-metrics.ts'),
  ]);
  const metrics = createSqliteMetricStore({
    file: path.join(folder, 'metrics.db'),
    log,
    clock,
    retentionDays: retention.days,
  });
  const derived = createRecordMetrics({ write: (points) => metrics.write(points), clock });
  const records = await createEmbeddedLogStore({ folder, retention, log, clock });
  return {
    records,
    metrics,
    observe: (arrived) => derived.observe(arrived),
    async deleteAll() {
      const count = await records.deleteAll();
      derived.flush();
      await metrics.deleteAll();
      return count;
    },
    async close() {
      derived.dispose();
      await Promise.all([records.close(), metrics.close()]);
    },
  };
}
