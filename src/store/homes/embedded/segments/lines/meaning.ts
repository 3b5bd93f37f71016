// Learns what the values of a structure mean: which of them is the level, the service, an attribute, and how it gets there.

import type { JsonValue } from '../../../../../model/json.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import { timeFromDecimal, type TimeUnit } from './epoch.ts';
import { fromLocal } from './calendar.ts';
import type { Leaf, Meaning, Root, TimeSource } from './leaf.ts';
import { readDecimal, type ReadDecimal } from './decimal.ts';
import { hasNoZone, readTime, type ReadTime } from './iso-time.ts';
import { isYearless, isZoneless, OTHER_STYLE } from './other-time.ts';
import { leafMark } from './marks.ts';
import { DECIMAL, LINE, TIME } from './scan-json.ts';
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
import { toldLeaves, without, withPart } from './told.ts';
import { otherTokens } from './trial-tokens.ts';
import { yearlessTime } from './yearless.ts';

export const UNKNOWN_MEANING: Meaning = {
  skeleton: undefined,
  leaves: [],
  time: { kind: 'read' },
  told: [],
  message: undefined,
  rawIsLine: false,
};

/** Leaves that are not the reader's but come with the line. */
const CARRIED = new Set(['timestamp', 'nanos']);

/** Learns what the values of a structure mean, those that were told with them included. */
export function learn(read: ReadLine, structure: Structure): Meaning {
  if (structure.kinds[0] === LINE)
    return structure.told === undefined ? UNKNOWN_MEANING : meaningOfTold(structure.told);
  return withTold(explain(read, structure), structure);
}

/** The meaning of a structure's values with that of what was told besides. */
export function withTold(meaning: Meaning, { told, example }: Structure): Meaning {
  const { skeleton, leaves } = meaning;
  if (told === undefined || skeleton === undefined) return meaning;
  const more = toldLeaves(told, leaves.length, example.length);
  return { ...meaning, skeleton: withPart(skeleton, more.part), leaves: [...leaves, ...more.leaves] };
}

/** The meaning of lines that are kept whole beside everything the reader said of them. */
function meaningOfTold(told: string): Meaning {
  const { part, leaves } = toldLeaves(told, 0, 1);
  const carried = { timestamp: 0, nanos: 0, observedTimestamp: 0, masked: 0, truncated: false };
  const rawIsLine = part.raw === null;
  const skeleton = { ...part, ...carried, ...(rawIsLine && { raw: '' }) } as unknown as IncomingRecord;
  return { ...UNKNOWN_MEANING, skeleton, leaves, rawIsLine };
}

/**
 * Learns by trying: changes one value of the example at a time and looks at what changes in the record. What can't be
 * explained by one value each is left to the reader: of JSON just the places it is in, of other text the whole line.
 */
function explain(read: ReadLine, structure: Structure): Meaning {
  const base = readWith(read, structure, -1, '');
  const line = lineText(structure, structure.example);
  const rawIsLine = base.raw === line;
  if (rawIsLine && !carriesMeta(base, structure)) return UNKNOWN_MEANING;
  const json = isJson(structure);
  const trials: Trial[] = [];
  for (let slot = 0; slot < structure.example.length; slot++) {
    for (const token of otherTokens(json, structure.kinds[slot]!, structure.example[slot]!)) {
      const record = readWith(read, structure, slot, token);
      trials.push({ slot, token, tokens: withToken(structure, slot, token), record });
    }
  }
  const changes = new Map<string, Change>();
  const roots = new Map<string, Root>();
  /** Values of which more becomes than leaves. */
  const manifold = new Set<number>();
  for (const trial of trials) {
    if (rawIsLine && trial.record.raw !== lineText(structure, trial.tokens)) return UNKNOWN_MEANING;
    const unexplained = (path: readonly string[]): void => {
      manifold.add(trial.slot);
      addRoot(roots, path);
    };
    collect(base, trial.record, [], trial, changes, rawIsLine, unexplained);
  }
  if (roots.size > 0 && !json) return UNKNOWN_MEANING;
  const time = learnTime(structure, base, trials, changes);
  const leaves: Leaf[] = [];
  for (const { path, slots } of changes.values()) {
    if (rawIsLine && path.length === 1 && CARRIED.has(path[0]!)) continue;
    if (roots.has(rootName(path))) continue;
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
        leaves.push({ slot: span.slot, same, path, span });
        continue;
      }
    }
    const made = slots.size === 1 && structure.kinds[slot!]! < TIME && path.length <= 2 && !manifold.has(slot!);
    if (same || made) leaves.push({ slot: slot!, same, path });
    else if (json) addRoot(roots, path);
    else return UNKNOWN_MEANING;
  }
  const told = [...roots.values()];
  const kept = leaves.filter(({ path }) => !roots.has(rootName(path)));
  const skeleton = structuredClone(without(base, told)) as unknown as Record<string, JsonValue>;
  kept.forEach(({ path }, index) => put(skeleton, path, leafMark(index)));
  const message = kept.find(({ path, same }) => same && path.length === 1 && path[0] === 'message')?.slot;
  return { skeleton: skeleton as unknown as IncomingRecord, leaves: kept, time, told, message, rawIsLine };
}

const rootOf = ([name, key]: readonly string[]): Root =>
  name === 'attributes' && key !== undefined ? ['attributes', key] : [name!];

const rootName = (path: readonly string[]): string => JSON.stringify(rootOf(path));

function addRoot(roots: Map<string, Root>, path: readonly string[]): void {
  roots.set(rootName(path), rootOf(path));
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

/** Notes every place where two records differ; `unexplained` those where one has an object in the place of the other's leaf. */
function collect(
  base: unknown,
  other: unknown,
  path: readonly string[],
  trial: Trial,
  changes: Map<string, Change>,
  rawIsLine: boolean,
  unexplained: (path: readonly string[]) => void,
): void {
  if (Object.is(base, other)) return;
  if (isBranch(base) && isBranch(other)) {
    if (Array.isArray(base) !== Array.isArray(other)) return unexplained(path);
    for (const key of new Set([...Object.keys(base), ...Object.keys(other)])) {
      if (path.length === 0 && key === 'raw' && rawIsLine) continue;
      collect(own(base, key), own(other, key), [...path, key], trial, changes, rawIsLine, unexplained);
    }
    return;
  }
  if (isBranch(base) || isBranch(other) || path.length > 100) return unexplained(path);
  // A leaf that may be missing makes its parent's presence depend on it: only near the root is that of no account.
  if (
    (base === undefined || other === undefined) &&
    (path.length > 2 || (path.length === 2 && path[0] !== 'attributes'))
  )
    return unexplained(path);
  const name = JSON.stringify(path);
  const change = changes.get(name);
  if (change === undefined) changes.set(name, { path, slots: new Set([trial.slot]) });
  else change.slots.add(trial.slot);
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
