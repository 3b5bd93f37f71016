// The place a record names itself: file and line, in whatever keys its library uses.

import type { JsonObject, JsonValue } from '../model/json.ts';
import type { IncomingRecord } from '../model/record.ts';
import { splitPosition } from './named-path.ts';

/** A place as the record names it; `line` and `column` are 1-based, `line` absent where only the file is named. */
export interface StatedPosition {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Keys of file and line, as libraries write them: Python logging, OpenTelemetry (new and old), ECS, slog, log4j2, and Node's pino-caller. */
const KEYS: readonly { readonly file: string; readonly line: string }[] = [
  { file: 'pathname', line: 'lineno' },
  { file: 'code.file.path', line: 'code.line.number' },
  { file: 'code.filepath', line: 'code.lineno' },
  { file: 'log.origin.file.name', line: 'log.origin.file.line' },
  { file: 'source.file', line: 'source.line' },
  { file: 'file.path', line: 'line' },
  { file: 'file', line: 'line' },
  { file: 'filename', line: 'lineno' },
];

/** Keys that hold "a/b.go:12". */
const CALLER_KEYS: readonly string[] = ['caller', 'source', 'log.origin', 'location', 'file', 'src'];

/** The place a record names, its own fields before what normalisation left in the attributes; undefined where it names none. */
export function statedPosition(record: IncomingRecord): StatedPosition | undefined {
  if (record.file !== undefined && record.file !== '') {
    if (isLine(record.line)) return { file: record.file, line: record.line };
    return fromCaller(record.file) ?? { file: record.file, line: undefined };
  }
  for (const { file, line } of KEYS) {
    const path = valueAt(record.attributes, file);
    const number = Number(valueAt(record.attributes, line));
    if (typeof path === 'string' && path !== '' && isLine(number)) return { file: path, line: number };
  }
  for (const key of CALLER_KEYS) {
    const caller = valueAt(record.attributes, key);
    const place = typeof caller === 'string' ? fromCaller(caller) : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}

function fromCaller(text: string): StatedPosition | undefined {
  if (text.length > 4200) return undefined;
  const place = splitPosition(text.trim());
  // "localhost:5000" is no file.
  return place !== undefined && /\.[A-Za-z]\w*$/.test(place.path)
    ? { file: place.path, line: place.line, column: place.column }
    : undefined;
}

function isLine(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1;
}

/** The value under a dotted key: written with dots, or nested. */
function valueAt(attributes: JsonObject, key: string): JsonValue | undefined {
  if (Object.hasOwn(attributes, key)) return attributes[key];
  let value: JsonValue | undefined = attributes;
  for (const name of key.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined;
    value = (value as JsonObject)[name];
  }
  return value;
}
