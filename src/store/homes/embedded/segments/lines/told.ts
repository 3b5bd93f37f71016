// What the reader said of a line when it came in, as values for columns: for lines whose own text does not explain their record.

import type { JsonValue } from '../../../../../model/json.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import { decimalValue, readDecimal, type ReadDecimal } from './decimal.ts';
import type { Leaf, Root } from './leaf.ts';
import { leafMark, leafOf } from './marks.ts';
import { BOOLEAN, DECIMAL, ODD, UNICODE } from './scan-json.ts';
import { kindLetter, type Structure } from './structure.ts';

/** A part of a record, taken apart. */
export interface Told {
  /** JSON of the part with `leafMark(n)` in the place of value n. */
  readonly skeleton: string;
  /** Per value: its kind, its token as a JSON line would have it, and the column it goes to. */
  readonly kinds: readonly number[];
  readonly tokens: readonly string[];
  readonly paths: readonly string[];
}

/** A record with more values, or deeper ones, is read again when it is asked for. */
const MAX_VALUES = 100;
const MAX_DEPTH = 16;
const MAX_NAME = 200;

/** Takes a part of a record apart; undefined where it has too many values. */
export function takeApart(part: JsonValue): Told | undefined {
  const kinds: number[] = [];
  const tokens: string[] = [];
  const paths: string[] = [];
  let deepest = 0;
  const put = (kind: number, token: string, path: string): string => {
    paths.push(`>${path.slice(0, MAX_NAME)} ${kindLetter(kind)}`);
    tokens.push(token);
    return leafMark(kinds.push(kind) - 1);
  };
  const walk = (value: JsonValue, path: string, depth: number): JsonValue => {
    if (typeof value === 'string') return put(UNICODE, JSON.stringify(value).slice(1, -1), path);
    if (typeof value === 'number') return put(isDecimal(value) ? DECIMAL : ODD, numberToken(value), path);
    if (typeof value === 'boolean') return put(BOOLEAN, String(value), path);
    if (value === null) return null;
    deepest = Math.max(deepest, depth);
    if (depth > MAX_DEPTH || kinds.length > MAX_VALUES) return null;
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => walk(one, `${path}[]`, depth + 1));
    const marked = {};
    for (const [key, one] of Object.entries(value)) {
      if ((one as JsonValue | undefined) === undefined) continue;
      const made = walk(one, `${path}.${key}`, depth + 1);
      Object.defineProperty(marked, key, { value: made, enumerable: true, configurable: true, writable: true });
    }
    return marked;
  };
  const skeleton = JSON.stringify(walk(part, '', 0));
  return kinds.length > MAX_VALUES || deepest > MAX_DEPTH ? undefined : { skeleton, kinds, tokens, paths };
}

const decimal: ReadDecimal = { mantissa: 0, scale: 0 };

/** Whether a column of decimals gives a number back. */
function isDecimal(value: number): boolean {
  const bytes = Buffer.from(String(value), 'latin1');
  return (
    readDecimal(bytes, 0, bytes.length, decimal) && Object.is(decimalValue(decimal.mantissa, decimal.scale), value)
  );
}

const numberToken = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * The part again, its marks from `leafMark(firstLeaf)` on, and where each of its values stands: value n is that of slot
 * `firstSlot` + n.
 */
export function toldLeaves(
  skeleton: string,
  firstLeaf: number,
  firstSlot: number,
): { readonly part: Record<string, JsonValue>; readonly leaves: readonly Leaf[] } {
  const leaves: Leaf[] = [];
  const walk = (value: JsonValue, path: readonly string[]): JsonValue => {
    const mark = leafOf(value);
    if (mark !== undefined) {
      leaves[mark] = { slot: firstSlot + mark, same: true, path };
      return leafMark(firstLeaf + mark);
    }
    if (typeof value !== 'object' || value === null) return value;
    for (const key of Object.keys(value)) {
      const inner = value as Record<string, JsonValue>;
      const made = walk(inner[key]!, [...path, key]);
      Object.defineProperty(inner, key, { value: made, enumerable: true, configurable: true, writable: true });
    }
    return value;
  };
  const part = walk(JSON.parse(skeleton) as JsonValue, []) as Record<string, JsonValue>;
  return { part, leaves };
}

/** What a row or its line has anyway: it is not kept a second time. */
export function withoutCarried(record: IncomingRecord, line: string): JsonValue {
  return {
    ...record,
    timestamp: null,
    nanos: null,
    observedTimestamp: null,
    masked: null,
    truncated: null,
    raw: record.raw === line ? null : record.raw,
  } as unknown as JsonValue;
}

/** The part of a record at some places. */
export function partAt(record: IncomingRecord, roots: readonly Root[]): JsonValue {
  const part: Record<string, unknown> = {};
  const attributes: Record<string, JsonValue> = {};
  for (const [name, key] of roots) {
    if (key === undefined) {
      const value = record[name as keyof IncomingRecord];
      if (value !== undefined) part[name] = value;
    } else if (Object.hasOwn(record.attributes, key)) setOwn(attributes, key, record.attributes[key]!);
  }
  if (Object.keys(attributes).length > 0) part.attributes = attributes;
  return part as JsonValue;
}

/** A record without what is at some places. */
export function without(record: IncomingRecord, roots: readonly Root[]): IncomingRecord {
  if (roots.length === 0) return record;
  const gone = new Set(roots.map((root) => JSON.stringify(root)));
  const left = (object: object, ...above: readonly string[]): Record<string, JsonValue> => {
    const kept: Record<string, JsonValue> = {};
    for (const [key, value] of Object.entries(object))
      if (!gone.has(JSON.stringify([...above, key]))) setOwn(kept, key, value as JsonValue);
    return kept;
  };
  return { ...left(record), attributes: left(record.attributes, 'attributes') } as unknown as IncomingRecord;
}

/** A record with a part put back in its places. */
export function withPart(rest: IncomingRecord, part: Readonly<Record<string, JsonValue>>): IncomingRecord {
  const { attributes, ...named } = part;
  const whole: Record<string, unknown> = { ...rest, ...named };
  if (attributes !== undefined) {
    const all = { ...rest.attributes } as Record<string, JsonValue>;
    for (const [key, value] of Object.entries(attributes as Record<string, JsonValue>)) setOwn(all, key, value);
    whole.attributes = all;
  }
  return whole as unknown as IncomingRecord;
}

function setOwn(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A structure with what was told of its lines behind its own values. */
export function toldStructure(id: number, base: Structure, { skeleton, kinds, paths }: Told): Structure {
  return {
    ...base,
    id,
    kinds: [...base.kinds, ...kinds],
    paths: [...base.paths, ...paths],
    told: skeleton,
    meaning: undefined,
    made: base.made,
  };
}
