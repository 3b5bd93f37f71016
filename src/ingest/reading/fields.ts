// Reads the fields of a JSON record by a table that says what each key means; what no key means stays as it came.

import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isObject } from './objects.ts';
import { putAttribute, type Draft } from './draft.ts';
import { readTrace, takeException } from './exceptions.ts';
import { readInstant } from './instant.ts';
import { readLevel, type LevelScale } from './levels.ts';

/** What a key means. `path` is a file name that wins over `file`; `caller` is "a/b.go:12";
 * `levelNumber` stands beside a name; `drop` says nothing new. */
export type Role =
  | 'time'
  | 'level'
  | 'levelNumber'
  | 'service'
  | 'message'
  | 'correlation'
  | 'logger'
  | 'function'
  | 'file'
  | 'path'
  | 'line'
  | 'caller'
  | 'event'
  | 'environment'
  | 'version'
  | 'exception'
  | 'exceptionType'
  | 'exceptionMessage'
  | 'stack'
  | 'drop';

/** Key → meaning, or the table of the object under that key; its entry '' is the meaning of a value that is no object. */
export type FieldTable = ReadonlyMap<string, Role | FieldTable>;

/** A FieldTable as one writes it down. */
export interface FieldMeanings {
  readonly [key: string]: Role | FieldMeanings | FieldTable;
}

/** Makes a table; keys of later tables do not replace those of `meanings`. */
export function fieldTable(meanings: FieldMeanings, ...more: readonly FieldTable[]): FieldTable {
  const table = new Map<string, Role | FieldTable>();
  for (const [key, meaning] of Object.entries(meanings))
    table.set(key, typeof meaning === 'string' || isTable(meaning) ? meaning : fieldTable(meaning));
  for (const [key, meaning] of more.flatMap((one) => [...one])) if (!table.has(key)) table.set(key, meaning);
  return table;
}

function isTable(meaning: FieldMeanings | FieldTable): meaning is FieldTable {
  return meaning instanceof Map;
}

/**
 * Fills the draft from `object`; puts what the table does not know, or what can't be read as said, into `rest`. A null
 * under a key of the table says nothing.
 */
export function readFields(
  draft: Draft,
  object: JsonObject,
  table: FieldTable,
  scale: LevelScale,
  rest: Record<string, JsonValue>,
): void {
  for (const key of Object.keys(object)) {
    const value = object[key] as JsonValue;
    const meaning = table.get(key);
    if (meaning === undefined) putAttribute(rest, key, value);
    else if (value === null) continue;
    else if (typeof meaning === 'string') takeAs(draft, meaning, key, value, scale, rest);
    else if (isObject(value)) {
      const inner: Record<string, JsonValue> = {};
      readFields(draft, value, meaning, scale, inner);
      if (Object.keys(inner).length > 0) putAttribute(rest, key, inner);
    } else {
      const fallback = meaning.get('');
      if (typeof fallback === 'string') takeAs(draft, fallback, key, value, scale, rest);
      else putAttribute(rest, key, value);
    }
  }
}

function takeAs(
  draft: Draft,
  role: Role,
  key: string,
  value: JsonValue,
  scale: LevelScale,
  rest: Record<string, JsonValue>,
): void {
  const left = take(draft, role, value, scale);
  if (left !== undefined) putAttribute(rest, key, left);
}

/** Takes the value; returns what is left of it, undefined for nothing. */
function take(draft: Draft, role: Role, value: JsonValue, scale: LevelScale): JsonValue | undefined {
  switch (role) {
    case 'time':
      return takeTime(draft, value);
    case 'level':
      return takeLevel(draft, value, scale);
    case 'levelNumber':
      return takeLevelNumber(draft, value, scale);
    case 'message':
      return takeMessage(draft, value);
    case 'line':
      return takeLine(draft, value);
    case 'caller':
      return takeCaller(draft, value);
    case 'path':
      if (typeof value !== 'string' || value === '') return value;
      draft.file = value;
      return undefined;
    case 'exception':
      return takeException(draft, value);
    case 'stack':
      if (typeof value !== 'string') return takeException(draft, value);
      if (value !== '') readTrace(draft, value);
      return undefined;
    case 'correlation':
      return takeText(draft, 'correlationId', typeof value === 'number' ? String(value) : value);
    case 'version':
      return takeText(draft, 'version', typeof value === 'number' ? String(value) : value);
    case 'drop':
      return undefined;
    case 'service':
    case 'logger':
    case 'function':
    case 'file':
    case 'event':
    case 'environment':
    case 'exceptionType':
    case 'exceptionMessage':
      return takeText(draft, role, value);
    default:
      return role satisfies never;
  }
}

type TextField =
  | 'service'
  | 'logger'
  | 'function'
  | 'file'
  | 'event'
  | 'environment'
  | 'version'
  | 'correlationId'
  | 'exceptionType'
  | 'exceptionMessage';

function takeText(draft: Draft, field: TextField, value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'string' || value === '' || draft[field] !== undefined) return value;
  draft[field] = value;
  return undefined;
}

function takeTime(draft: Draft, value: JsonValue): JsonValue | undefined {
  if (draft.time !== undefined) return value;
  const instant = readInstant(value);
  if (instant === undefined) return value;
  draft.time = instant;
  return undefined;
}

function takeLevel(draft: Draft, value: JsonValue, scale: LevelScale): JsonValue | undefined {
  const read = readLevel(value, scale);
  if (read === undefined || (draft.severityText !== undefined && !isDigits(draft.severityText))) return value;
  draft.level = read.level ?? draft.level;
  draft.severityText = read.text;
  return undefined;
}

/** The number that some libraries write beside the name: it counts where the name says nothing. */
function takeLevelNumber(draft: Draft, value: JsonValue, scale: LevelScale): JsonValue | undefined {
  const read = readLevel(value, scale);
  if (read?.level === undefined) return value;
  draft.level ??= read.level;
  draft.severityText ??= read.text;
  return undefined;
}

function isDigits(text: string): boolean {
  return /^-?\d+$/.test(text);
}

function takeMessage(draft: Draft, value: JsonValue): JsonValue | undefined {
  if (draft.message !== undefined) return value;
  if (typeof value === 'object') return value;
  draft.message = String(value).trimEnd();
  return undefined;
}

function takeLine(draft: Draft, value: JsonValue): JsonValue | undefined {
  const line = typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : value;
  if (typeof line !== 'number' || !Number.isInteger(line) || line < 1 || draft.line !== undefined) return value;
  draft.line = line;
  return undefined;
}

function takeCaller(draft: Draft, value: JsonValue): JsonValue | undefined {
  const match = typeof value === 'string' && value.length < 2000 ? /^(.+?):(\d{1,7})(?::\d+)?$/.exec(value) : null;
  if (match === null || draft.file !== undefined) return value;
  draft.file = match[1];
  draft.line = Number(match[2]);
  return undefined;
}
