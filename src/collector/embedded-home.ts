// Opens the home on this machine: records and metrics in the data folder.

import type { Clock, Log } from '../base/ports.ts';
import type { Retention } from '../store/log-store.ts';
import type { MetricStore } from '../store/metric-store.ts';
import type { Home } from './collector.ts';

const noMetrics: MetricStore = {
  write: () => Promise.resolve(),
  query: () => Promise.resolve([]),
  deleteAll: () => Promise.resolve(),
  flush: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** Loaded only when it is called: the doors are open by then, and what arrives waits in them. */
export async function openEmbeddedHome(folder: string, retention: Retention, log: Log, clock: Clock): Promise<Home> {
  const { createEmbeddedLogStore } = await import('../store/homes/embedded/embedded-store.ts');
  return {
    records: await createEmbeddedLogStore({ folder, retention, log, clock }),
    metrics: noMetrics,
    derive: () => [],
  };
}
