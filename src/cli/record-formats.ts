// The forms in which records are printed: text for people, JSON, JSON lines and CSV for programs.

import type { LogRecord } from '../model/record.ts';
import type { Palette } from './color.ts';
import { printableJson } from './plain-text.ts';
import { recordJson, rfc3339 } from './record-json.ts';
import { recordText, type TimeStyle } from './record-text.ts';

export const FORMATS = ['text', 'ndjson', 'json', 'csv'] as const;
export type RecordFormat = (typeof FORMATS)[number];

/** Prints records one after the other; `begin` and `end` are what goes around them. */
export interface RecordPrinter {
  begin(): string;
  readonly record: (record: LogRecord) => string;
  end(): string;
}

const COLUMNS: readonly (readonly [string, (record: LogRecord) => string | number | undefined])[] = [
  ['timestamp', rfc3339],
  ['level', ({ level }) => level],
  ['service', ({ service }) => service],
  ['message', ({ message }) => message],
  ['correlation_id', ({ correlationId }) => correlationId],
  ['logger', ({ logger }) => logger],
  ['function', (record) => record.function],
  ['file', ({ file }) => file],
  ['line', ({ line }) => line],
  ['exception', ({ exception }) => exception?.stack ?? exception?.message ?? exception?.type],
  ['attributes', ({ attributes }) => (Object.keys(attributes).length === 0 ? undefined : JSON.stringify(attributes))],
];

/** One cell of RFC 4180. */
function cell(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Creates a printer; one printer prints one answer. */
export function recordPrinter(format: RecordFormat, time: TimeStyle, colors: Palette): RecordPrinter {
  const nothing = (): string => '';
  switch (format) {
    case 'text':
      return { begin: nothing, record: (record) => recordText(record, time, colors), end: nothing };
    case 'ndjson':
      return { begin: nothing, record: (record) => `${printableJson(recordJson(record))}\n`, end: nothing };
    case 'json': {
      let separator = '\n';
      return {
        begin: () => '[',
        record(record) {
          const text = `${separator}${printableJson(recordJson(record))}`;
          separator = ',\n';
          return text;
        },
        end: () => '\n]\n',
      };
    }
    case 'csv':
      return {
        begin: () => `${COLUMNS.map(([name]) => name).join(',')}\r\n`,
        record: (record) => `${COLUMNS.map(([, value]) => cell(value(record))).join(',')}\r\n`,
        end: nothing,
      };
  }
}
