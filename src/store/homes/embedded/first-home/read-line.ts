// Reads a record from the line in which a block of the first home keeps it.

import type { JsonObject } from '../../../../model/json.ts';
import type { Level } from '../../../../model/level.ts';
import type { IncomingRecord, LogException } from '../../../../model/record.ts';

/** The values of a record in order; what is absent is null. */
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

/** The record of a line. Throws where the line is damaged. */
export function readLine(text: string): IncomingRecord {
  const behind = text.indexOf(BEHIND);
  const line = JSON.parse(behind < 0 ? text : text.slice(0, behind)) as Line;
  return {
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
    raw: line[22] ?? text.slice(behind + 1),
    truncated: line[21] === 1,
  };
}
