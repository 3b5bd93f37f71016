// Answers a metrics page's questions from a made-up shop: three services, a quiet stretch, errors, one service that stops.

import type { CollectorStatus } from '../../src/model/collector.ts';
import type { MetricQuery, MetricSeries } from '../../src/model/metric.ts';
import type { LogRecord } from '../../src/model/record.ts';

/** Rates and durations of a service; `until` is the share of the range after which it writes nothing. */
export interface ShopService {
  readonly name: string;
  readonly rate: number;
  readonly errors: number;
  readonly p50: number;
  readonly until?: number;
  /** Share of steps without any record. */
  readonly quiet?: number;
}

export const SHOP: readonly ShopService[] = [
  { name: 'gateway', rate: 41, errors: 0.1, p50: 12 },
  { name: 'inventory', rate: 9, errors: 0, p50: 4, quiet: 0.2 },
  { name: 'orders', rate: 23, errors: 1.3, p50: 31, until: 0.7 },
];

/** The same number for the same seeds, 0 to 1. */
function noise(...seeds: readonly number[]): number {
  let hash = 2166136261;
  for (const seed of seeds) hash = Math.imul(hash ^ Math.round(seed), 16777619) ^ (hash >>> 13);
  return (hash >>> 0) / 2 ** 32;
}

const FACTORS: Readonly<Record<string, number>> = { p50: 1, p95: 3.4, p99: 8 };

/** Series of one query over the services. */
export function shopSeries(
  services: readonly ShopService[],
  { field, aggregate, from, to, stepMs }: MetricQuery,
): readonly MetricSeries[] {
  const count = Math.round((to - from) / stepMs);
  return services.flatMap((service, number) => {
    const values = Array.from({ length: count }, (_, index): number | null => {
      const at = from / stepMs + index;
      if (index / count >= (service.until ?? 1) || noise(at, number, 1) < (service.quiet ?? 0)) return null;
      const wave = 1 + 0.35 * Math.sin(at / 9 + number) + 0.3 * noise(at, number, 2);
      if (field === 'count') return service.rate * wave;
      if (field === 'errors') return noise(at, number, 3) < 0.2 ? service.errors * wave * 3 : 0;
      return service.p50 * FACTORS[aggregate]! * wave * (noise(at, number, 4) < 0.03 ? 3 : 1);
    });
    const known = values.filter((value) => value !== null);
    if (known.length === 0 || (field === 'errors' && service.errors === 0)) return [];
    const total = known.reduce((sum, value) => sum + value, 0) / known.length;
    return [{ tags: { service: service.name }, start: from, stepMs, values, total }];
  });
}

export function errorRecord(service: string, id: string, timestamp: number, message: string): LogRecord {
  return {
    id,
    arrival: 1,
    timestamp,
    nanos: 0,
    timestampSource: 'record',
    observedTimestamp: timestamp,
    level: 'ERROR',
    service,
    message,
    attributes: {},
    format: 'sightline',
    source: 'tcp',
    masked: 0,
    raw: '',
    truncated: false,
  };
}

/** Status of a collector that has `records` records, the last at `latest`. */
export function statusWith(records: number, latest?: number): CollectorStatus {
  const counts = { received: records, kept: records, truncated: 0, rejected: 0, rejections: [], sources: [] };
  return {
    version: '0.1.0',
    pid: 1,
    startedAt: 0,
    dataDir: '/tmp',
    logFile: '/tmp/log',
    clients: 1,
    redaction: true,
    masked: [],
    rate: 0,
    doors: [
      {
        id: 'tcp',
        title: 'TCP',
        state: 'listening',
        addresses: ['127.0.0.1:5001'],
        port: 5001,
        wantedPort: 5000,
        ...counts,
      },
      { id: 'udp', title: 'UDP', state: 'listening', addresses: ['127.0.0.1:5000'], port: 5000, ...counts },
    ],
    store: { home: 'embedded', records, bytes: 0, upTo: records, earliest: latest, latest, lost: 0 },
  };
}
