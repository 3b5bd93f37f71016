// A record as JSON for other programs: the fields of the default schema by their names, with everything else the record said beside them.

import type { LogRecord } from '../model/record.ts';

/** RFC 3339 in UTC, with as many fraction digits as are needed (three at least). */
export function rfc3339({ timestamp, nanos }: Pick<LogRecord, 'timestamp' | 'nanos'>): string {
  const iso = new Date(timestamp).toISOString();
  if (nanos === 0) return iso;
  const rest = String(nanos)
    .padStart(6, '0')
    .replace(/(?:000)+$/, '');
  return `${iso.slice(0, -1)}${rest}Z`;
}

/**
 * What a record holds, as a line of the default schema that Sightline itself can read back. `sightline` tells of the
 * record as a stored thing: its id, when and how it came in, and the line as it came.
 */
export function recordJson(record: LogRecord): Record<string, unknown> {
  const known = {
    timestamp: rfc3339(record),
    level: record.level,
    service: record.service,
    message: record.message,
    correlation_id: record.correlationId,
    logger: record.logger,
    function: record.function,
    file: record.file,
    line: record.line,
    event: record.event,
    environment: record.environment,
    version: record.version,
    exception: record.exception,
  };
  const more = Object.entries(record.attributes).filter(([key]) => !Object.hasOwn(known, key) && key !== 'sightline');
  const stored = {
    id: record.id,
    arrival: record.arrival,
    observed: new Date(record.observedTimestamp).toISOString(),
    timestamp_source: record.timestampSource,
    severity_text: record.severityText,
    format: record.format,
    source: record.source,
    masked: record.masked,
    truncated: record.truncated,
    raw: record.raw,
  };
  return Object.fromEntries([...Object.entries(known), ...more, ['sightline', stored]]) as Record<string, unknown>;
}
