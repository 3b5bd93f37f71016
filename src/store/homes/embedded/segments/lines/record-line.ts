// Records as lines: how a record is kept that is not simply what the reader makes of its raw line.

import type { JsonValue } from '../../../../../model/json.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';

/** The hint of lines that are records written as JSON. */
export const RECORD_HINT = '\u0000record';

/** A record as a line. Numbers that JSON has no word for are written such that JSON.parse gives them back. */
export function recordLine(record: IncomingRecord): string {
  return isOdd(record.attributes, 0) ? JSON.stringify(record, keepNumber) : JSON.stringify(record);
}

/** The record of such a line. */
export function readRecordLine(line: string): IncomingRecord {
  return JSON.parse(line) as IncomingRecord;
}

function isOddNumber(value: unknown): value is number {
  return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));
}

function isOdd(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object') return isOddNumber(value);
  return value !== null && (depth > 200 || Object.values(value).some((one: JsonValue) => isOdd(one, depth + 1)));
}

const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

function keepNumber(_key: string, value: unknown): unknown {
  if (!isOddNumber(value) || Number.isNaN(value)) return value;
  return rawJSON(value === 0 ? '-0' : value > 0 ? '1e999' : '-1e999');
}
