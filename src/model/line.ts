// Lines on their way from a door to a home: redacted text, how it is to be read, and what a home found in it.

import { fieldValues } from './fields.ts';
import type { Level } from './level.ts';
import type { IncomingRecord } from './record.ts';

/** Where a line came from; lines of one origin are read alike. */
export interface LineOrigin {
  /** Door, as IncomingRecord.source has it. */
  readonly source: string;
  /** What the ingest room wants to be told when it reads the line, now or in a year. */
  readonly hint: string;
  /** Secrets masked in it before it came here. */
  readonly masked: number;
  readonly truncated: boolean;
}

/** What is known of a line besides its text. */
export interface LineMeta extends LineOrigin {
  /** Milliseconds since the Unix epoch. */
  readonly observedTimestamp: number;
}

/** Lines that share where they came from: `spans` are [from, to) pairs into `bytes`, which are valid UTF-8. */
export interface LineRun {
  readonly meta: LineMeta;
  readonly bytes: Uint8Array;
  readonly spans: Uint32Array;
}

/** The record a line is. Never throws, and gives the same for the same line and meta in every process. */
export type ReadLine = (raw: string, meta: LineMeta) => IncomingRecord;

/** What is counted of a record as it arrives. */
export interface LineFacts {
  readonly service: string;
  readonly level: Level | undefined;
  readonly format: string;
  /** `performance.duration_ms`, where it is a number. */
  readonly duration: number | undefined;
  /** `performance.operation`, where it is a string. */
  readonly operation: string | undefined;
}

/** The fields LineFacts has durations and operations from. */
export const DURATION_FIELD = 'performance.duration_ms';
export const OPERATION_FIELD = 'performance.operation';

/** The facts of a record. */
export function factsOf(record: IncomingRecord): LineFacts {
  const [duration] = fieldValues(record, DURATION_FIELD);
  const [operation] = fieldValues(record, OPERATION_FIELD);
  return {
    service: record.service,
    level: record.level,
    format: record.format,
    duration: typeof duration === 'number' ? duration : undefined,
    operation: typeof operation === 'string' ? operation : undefined,
  };
}
