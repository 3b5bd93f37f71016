// Plain records for store tests: alike but for their time.

import type { IncomingRecord } from '../../src/model/record.ts';

/** The time around which records of store tests lie, milliseconds since the Unix epoch. */
export const BASE = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A plain record, `at` milliseconds after BASE. */
export function plainRecord(at: number, over: Partial<IncomingRecord> = {}): IncomingRecord {
  return {
    timestamp: BASE + at,
    nanos: 0,
    timestampSource: 'record',
    observedTimestamp: BASE + at,
    level: 'INFO',
    service: 'orders',
    message: `record ${at}`,
    attributes: { context: { n: at } },
    format: 'schema',
    source: 'tcp',
    masked: 0,
    raw: `{"n":${at}}`,
    truncated: false,
    ...over,
  };
}
