// A record as one line of JSON, the form in which blocks keep it, and back.

import type { JsonObject } from '../../../model/json.ts';
import type { Level } from '../../../model/level.ts';
import type { IncomingRecord, LogException, LogRecord } from '../../../model/record.ts';

/** The values of a record in order; what is absent is null. Timestamp and nanos come first: lineTime reads them alone. */
type Line = [
  timestamp: number,
  nanos: number,
  level: Level | null,
  service: string,
  message: string,
  correlationId: string | null,
  logger: string | null,
  fn: string | null,
  file: string | null,
  line: number | null,
  event: string | null,
  environment: string | null,
  version: string | null,
  exception: LogException | null,
  attributes: JsonObject,
  severityText: string | null,
  format: string,
  source: string,
  fromArrival: 0 | 1,
  observedTimestamp: number,
  masked: number,
  truncated: 0 | 1,
  /** Null where it stands behind the JSON. */
  raw: string | null,
];

/** Between the JSON and `raw`: a character that JSON never holds as it is. */
const BEHIND = '\u0001';

/**
 * A record as one line: JSON, and behind it `raw`, which has nothing to be escaped but for rare cases. Attributes nested too deep to be written are
 * left out; `raw` still has them.
 */
export function writeLine(record: IncomingRecord): string {
  try {
    return writeWith(record, record.attributes);
  } catch {
    return writeWith(record, {});
  }
}

function writeWith(record: IncomingRecord, attributes: JsonObject): string {
  const { raw } = record;
  const isPlain = !raw.includes('\n') && raw.isWellFormed();
  const json = JSON.stringify([
    record.timestamp,
    record.nanos,
    record.level,
    record.service,
    record.message,
    record.correlationId,
    record.logger,
    record.function,
    record.file,
    record.line,
    record.event,
    record.environment,
    record.version,
    record.exception,
    attributes,
    record.severityText,
    record.format,
    record.source,
    record.timestampSource === 'arrival' ? 1 : 0,
    record.observedTimestamp,
    record.masked,
    record.truncated ? 1 : 0,
    isPlain ? null : raw,
  ]);
  return isPlain ? json + BEHIND + raw : json;
}

/** The record of a line. Throws where the line is damaged. */
export function readLine(text: string, arrival: number): LogRecord {
  const behind = text.indexOf(BEHIND);
  const line = JSON.parse(behind < 0 ? text : text.slice(0, behind)) as Line;
  return {
    id: String(arrival),
    arrival,
    timestamp: line[0],
    nanos: line[1],
    timestampSource: line[18] === 1 ? 'arrival' : 'record',
    observedTimestamp: line[19],
    ...(line[2] === null ? undefined : { level: line[2] }),
    ...(line[15] === null ? undefined : { severityText: line[15] }),
    service: line[3],
    message: line[4],
    ...(line[5] === null ? undefined : { correlationId: line[5] }),
    ...(line[6] === null ? undefined : { logger: line[6] }),
    ...(line[7] === null ? undefined : { function: line[7] }),
    ...(line[8] === null ? undefined : { file: line[8] }),
    ...(line[9] === null ? undefined : { line: line[9] }),
    ...(line[10] === null ? undefined : { event: line[10] }),
    ...(line[11] === null ? undefined : { environment: line[11] }),
    ...(line[12] === null ? undefined : { version: line[12] }),
    ...(line[13] === null ? undefined : { exception: line[13] }),
    attributes: line[14],
    format: line[16],
    source: line[17],
    masked: line[20],
    raw: line[22] ?? detached(text.slice(behind + 1)),
    truncated: line[21] === 1,
  };
}

/** The same text in memory of its own: a slice would keep the whole block it was cut from. */
function detached(slice: string): string {
  return Buffer.from(slice, 'utf8').toString('utf8');
}

/** The timestamp of a line in milliseconds since the Unix epoch, without reading the rest. */
export function lineTime(text: string): number {
  return Number(text.slice(1, text.indexOf(',')));
}
