// Learns what the values of a structure mean: which of them is the level, the service, an attribute, and how it gets there.

import type { JsonValue } from '../../../../model/json.ts';
import type { IncomingRecord } from '../../../../model/record.ts';
import { timeFromDecimal, type TimeUnit } from './epoch.ts';
import { fromLocal } from './calendar.ts';
import type { Leaf, Meaning, TimeSource } from './leaf.ts';
import { readDecimal, type ReadDecimal } from './decimal.ts';
import { hasNoZone, readTime, type ReadTime } from './iso-time.ts';
import { isYearless, isZoneless, OTHER_STYLE } from './other-time.ts';
import { DECIMAL, TIME } from './scan-json.ts';
import { findSpan } from './spans.ts';
import {
  EXAMPLE_OBSERVED,
  isJson,
  lineText,
  readWith,
  tokenValue,
  type ReadLine,
  type Structure,
} from './structure.ts';
import { otherTokens } from './trial-tokens.ts';
import { yearlessTime } from './yearless.ts';

export const UNKNOWN_MEANING: Meaning = {
  skeleton: undefined,
  leaves: [],
  time: { kind: 'read' },
  message: undefined,
  rawIsLine: false,
};

const MARK = '\u0000leaf ';

/** What stands in a skeleton in the place of a leaf. */
export const leafMark = (index: number): string => MARK + String(index);

/** The leaf a value of a skeleton stands for; undefined where it is a value itself. */
export function leafOf(value: unknown): number | undefined {
  return typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : undefined;
}

/** Leaves that are not the reader's but come with the line. */
const CARRIED = new Set(['timestamp', 'nanos']);

/**
 * Learns by trying: changes one value of the example at a time and looks at what changes in the record. What can't be
 * explained by one value each is left to the reader.
 */
export function learn(read: ReadLine, structure: Structure): Meaning {
  const base = readWith(read, structure, -1, '');
  const line = lineText(structure, structure.example);
  const rawIsLine = base.raw === line;
  if (rawIsLine && !carriesMeta(base, structure)) return UNKNOWN_MEANING;
  const json = isJson(structure);
  const trials: Trial[] = [];
  for (let slot = 0; slot < structure.kinds.length; slot++) {
    for (const token of otherTokens(json, structure.kinds[slot]!, structure.example[slot]!)) {
      const record = readWith(read, structure, slot, token);
      trials.push({ slot, token, tokens: withToken(structure, slot, token), record });
    }
  }
  const changes = new Map<string, Change>();
  for (const trial of trials) {
    if (rawIsLine && trial.record.raw !== lineText(structure, trial.tokens)) return UNKNOWN_MEANING;
    if (!collect(base, trial.record, [], trial, changes, rawIsLine)) return UNKNOWN_MEANING;
  }
  const time = learnTime(structure, base, trials, changes);
  const leaves: Leaf[] = [];
  const skeleton = structuredClone(base) as unknown as Record<string, JsonValue>;
  for (const { path, slots } of changes.values()) {
    if (rawIsLine && path.length === 1 && CARRIED.has(path[0]!)) continue;
    const [slot] = slots;
    const own = trials.filter((trial) => trial.slot === slot);
    const same =
      slots.size === 1 &&
      at(base, path) === tokenValue(structure.kinds[slot!]!, structure.example[slot!]!) &&
      own.every(({ record, token }) => at(record, path) === tokenValue(structure.kinds[slot!]!, token));
    if (!same && !json) {
      const samples = [{ tokens: structure.example, record: base }, ...trials];
      const span = findSpan(structure, samples, (record) => at(record, path));
      if (span !== undefined) {
        put(skeleton, path, leafMark(leaves.length));
        leaves.push({ slot: span.slot, same, path, span });
        continue;
      }
    }
    if (slots.size !== 1) return UNKNOWN_MEANING;
    if (!same && structure.kinds[slot!]! >= TIME) return UNKNOWN_MEANING;
    if (!same && path.length > 2) return UNKNOWN_MEANING;
    put(skeleton, path, leafMark(leaves.length));
    leaves.push({ slot: slot!, same, path });
  }
  const message = leaves.find(({ path, same }) => same && path.length === 1 && path[0] === 'message')?.slot;
  return { skeleton: skeleton as unknown as IncomingRecord, leaves, time, message, rawIsLine };
}

interface Trial {
  readonly slot: number;
  readonly token: string;
  /** The example's with this one. */
  readonly tokens: readonly string[];
  readonly record: IncomingRecord;
}

interface Change {
  readonly path: readonly string[];
  readonly slots: Set<number>;
}

function withToken({ example }: Structure, slot: number, token: string): string[] {
  const tokens = [...example];
  tokens[slot] = token;
  return tokens;
}

function carriesMeta(record: IncomingRecord, { source }: Structure): boolean {
  return (
    record.observedTimestamp === EXAMPLE_OBSERVED &&
    record.source === source &&
    record.masked === 0 &&
    !record.truncated
  );
}

/** Notes every place where two records differ; false where one has an object in the place of the other's leaf. */
function collect(
  base: unknown,
  other: unknown,
  path: readonly string[],
  trial: Trial,
  changes: Map<string, Change>,
  rawIsLine: boolean,
): boolean {
  if (Object.is(base, other)) return true;
  if (isBranch(base) && isBranch(other)) {
    if (Array.isArray(base) !== Array.isArray(other)) return false;
    for (const key of new Set([...Object.keys(base), ...Object.keys(other)])) {
      if (path.length === 0 && key === 'raw' && rawIsLine) continue;
      if (!collect(own(base, key), own(other, key), [...path, key], trial, changes, rawIsLine)) return false;
    }
    return true;
  }
  if (isBranch(base) || isBranch(other) || path.length > 100) return false;
  // A leaf that may be missing makes its parent's presence depend on it: only near the root is that of no account.
  if (
    (base === undefined || other === undefined) &&
    (path.length > 2 || (path.length === 2 && path[0] !== 'attributes'))
  )
    return false;
  const name = JSON.stringify(path);
  const change = changes.get(name);
  if (change === undefined) changes.set(name, { path, slots: new Set([trial.slot]) });
  else change.slots.add(trial.slot);
  return true;
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function own(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path, undefined where there is none. */
export function at(record: unknown, path: readonly string[]): unknown {
  let here: unknown = record;
  for (const key of path) {
    if (!isBranch(here)) return undefined;
    here = own(here, key);
  }
  return here;
}

function put(record: Record<string, JsonValue>, path: readonly string[], value: JsonValue): void {
  let here = record;
  for (const key of path.slice(0, -1)) here = here[key] as Record<string, JsonValue>;
  Object.defineProperty(here, path.at(-1)!, { value, enumerable: true, configurable: true, writable: true });
}

const UNITS: readonly TimeUnit[] = ['s', 'ms', 'us', 'ns'];

function learnTime(
  structure: Structure,
  base: IncomingRecord,
  trials: readonly Trial[],
  changes: ReadonlyMap<string, Change>,
): TimeSource {
  const slots = new Set<number>();
  for (const name of CARRIED) for (const slot of changes.get(JSON.stringify([name]))?.slots ?? []) slots.add(slot);
  if (changes.has('["timestampSource"]')) return { kind: 'read' };
  if (slots.size === 0) {
    return base.timestampSource === 'arrival' && base.timestamp === EXAMPLE_OBSERVED && base.nanos === 0
      ? { kind: 'observed' }
      : { kind: 'read' };
  }
  if (slots.size > 1) return { kind: 'read' };
  const [slot] = slots;
  const samples = [
    { token: structure.example[slot!]!, record: base },
    ...trials.filter((trial) => trial.slot === slot),
  ];
  const kind = structure.kinds[slot!]!;
  if (kind >= TIME) {
    const time: ReadTime = { ms: 0, nanos: 0, style: 0 };
    const style = kind - TIME;
    const agree = (timeOf: (ms: number) => number): boolean =>
      samples.every(({ token, record }) => {
        const bytes = Buffer.from(token);
        readTime(bytes, 0, bytes.length, time);
        return record.nanos === time.nanos && record.timestamp === timeOf(time.ms);
      });
    if (isYearless(style)) {
      return agree((ms) => yearlessTime(ms, EXAMPLE_OBSERVED)) ? { kind: 'yearless', slot: slot! } : { kind: 'read' };
    }
    if (style >= OTHER_STYLE ? isZoneless(style) : hasNoZone(style)) {
      if (agree(fromLocal)) return { kind: 'local', slot: slot! };
    }
    const offsets = samples.map(({ token, record }) => {
      const bytes = Buffer.from(token);
      readTime(bytes, 0, bytes.length, time);
      return record.nanos === time.nanos ? time.ms - record.timestamp : NaN;
    });
    const [offsetMs] = offsets;
    if (offsets.every((one) => one === offsetMs)) return { kind: 'time', slot: slot!, offsetMs: offsetMs! };
  } else if (kind === DECIMAL) {
    const decimal: ReadDecimal = { mantissa: 0, scale: 0 };
    const agrees = (unit: TimeUnit): boolean => {
      const [sample] = samples;
      const bytes = Buffer.from(sample!.token);
      readDecimal(bytes, 0, bytes.length, decimal);
      const time = timeFromDecimal(decimal.mantissa, decimal.scale, unit);
      return time.ms === base.timestamp && time.nanos === base.nanos;
    };
    const unit = UNITS.find(agrees);
    if (unit !== undefined) return { kind: 'decimal', slot: slot!, unit };
  }
  return { kind: 'read' };
}
