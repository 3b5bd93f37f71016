// Records for tests: one complete record to vary.

import type { LogRecord } from '../../src/model/record.ts';

/** A record with only what every record has; `over` says what is different. */
export function recordWith(over: Partial<LogRecord> = {}): LogRecord {
  return {
    id: '1',
    arrival: 1,
    timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    nanos: 0,
    timestampSource: 'record',
    observedTimestamp: Date.UTC(2026, 0, 2, 3, 4, 6),
    service: 'orders',
    message: 'payment declined',
    attributes: {},
    format: 'schema',
    source: 'tcp',
    masked: 0,
    raw: '{}',
    truncated: false,
    ...over,
  };
}
