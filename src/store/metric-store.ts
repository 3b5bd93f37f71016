// MetricStore: what every home of metric points can do.

import type { MetricPoint, MetricQuery, MetricSeries } from '../model/metric.ts';

export interface MetricStore {
  /** Takes points in. Never rejects; a full disk is reported through the log port given at creation. */
  write(points: readonly MetricPoint[]): Promise<void>;
  /** Series with at least one sample in the range, ordered by tags. */
  query(query: MetricQuery): Promise<readonly MetricSeries[]>;
  deleteAll(): Promise<void>;
  flush(): Promise<void>;
  close(): Promise<void>;
}
