// Counts in how many records each field occurs and of which type its values are, while a block fills.

import type { JsonObject, JsonPrimitive, JsonValue } from '../../../model/json.ts';
import type { IncomingRecord } from '../../../model/record.ts';

/** A field's name, the types of its values as bits (STRING, NUMBER, BOOLEAN), and how many records have it. */
export type FieldCount = readonly [name: string, types: number, count: number];

export const STRING = 1;
export const NUMBER = 2;
export const BOOLEAN = 4;

/** Counts the fields of records. */
export interface FieldCounter {
  /** Counts the fields of a record and hands on every value of it that a bare word is looked for in (query/match's searchableTexts). */
  observe(record: IncomingRecord, each: (value: JsonPrimitive) => void): void;
  counts(): FieldCount[];
}

/** A field: one for all ways to its name, as `a.b` may be a key or a path. */
interface Counter {
  readonly name: string;
  types: number;
  count: number;
  /** The last record that was counted: a field of several values counts once. */
  record: number;
}

/** A step on the way to a field. Keys are kept as a tree, so that no path is put together per record. */
interface Step {
  readonly counter: Counter;
  readonly children: Map<string, Step>;
  elements: Step | undefined;
}

/** More fields than this in one block (a program that puts IDs into keys) are not told apart. */
const MAX_FIELDS = 2000;
/** Values nested deeper are searched, but not counted as fields. */
const MAX_DEPTH = 100;

/** Creates a FieldCounter that has seen nothing. */
export function createFieldCounter(): FieldCounter {
  const counters = new Map<string, Counter>();
  const top = new Map<string, Step>();
  let steps = 0;
  let records = 0;

  function counterOf(name: string): Counter {
    let counter = counters.get(name);
    if (counter === undefined) counters.set(name, (counter = { name, types: 0, count: 0, record: 0 }));
    return counter;
  }

  function createStep(name: string): Step | undefined {
    if (steps >= MAX_FIELDS) return undefined;
    steps++;
    return { counter: counterOf(name), children: new Map(), elements: undefined };
  }

  function childOf(siblings: Map<string, Step>, key: string, parent: Step | undefined): Step | undefined {
    const there = siblings.get(key);
    if (there !== undefined) return there;
    const made = createStep(parent === undefined ? key : `${parent.counter.name}.${key}`);
    if (made !== undefined) siblings.set(key, made);
    return made;
  }

  function count(counter: Counter, value: JsonPrimitive): void {
    counter.types |= typeof value === 'string' ? STRING : typeof value === 'number' ? NUMBER : BOOLEAN;
    if (counter.record === records) return;
    counter.record = records;
    counter.count++;
  }

  function walk(step: Step | undefined, value: JsonValue, depth: number, each: (value: JsonPrimitive) => void): void {
    if (value === null) return;
    if (typeof value !== 'object') {
      if (step !== undefined) count(step.counter, value);
      each(value);
    } else if (depth > MAX_DEPTH) {
      eachLeaf(value, each);
    } else if (Array.isArray(value)) {
      if (step !== undefined) step.elements ??= createStep(`${step.counter.name}[]`);
      for (const one of value as readonly JsonValue[]) walk(step?.elements, one, depth + 1, each);
    } else {
      const object = value as JsonObject;
      for (const key of Object.keys(object))
        walk(step && childOf(step.children, key, step), object[key]!, depth + 1, each);
    }
  }

  const timestamp = counterOf('timestamp');
  const known = NORMALISED.map(([name, get]) => ({ counter: counterOf(name), get }));

  return {
    observe(record, each) {
      records++;
      count(timestamp, '');
      for (const { counter, get } of known) {
        const value = get(record);
        if (value === undefined) continue;
        count(counter, value);
        each(value);
      }
      for (const key of Object.keys(record.attributes))
        walk(childOf(top, key, undefined), record.attributes[key]!, 1, each);
    },
    counts: () =>
      [...counters.values()]
        .filter((counter) => counter.count > 0)
        .map(({ name, types, count }) => [name, types, count]),
  };
}

/** The normalised fields that bare words are looked for in. */
const NORMALISED: readonly (readonly [string, (record: IncomingRecord) => string | number | undefined])[] = [
  ['level', (record) => record.level],
  ['severity_text', (record) => record.severityText],
  ['service', (record) => record.service],
  ['message', (record) => record.message],
  ['correlation_id', (record) => record.correlationId],
  ['logger', (record) => record.logger],
  ['function', (record) => record.function],
  ['file', (record) => record.file],
  ['line', (record) => record.line],
  ['event', (record) => record.event],
  ['environment', (record) => record.environment],
  ['version', (record) => record.version],
  ['exception.type', (record) => record.exception?.type],
  ['exception.message', (record) => record.exception?.message],
  ['exception.stack', (record) => record.exception?.stack],
];

function eachLeaf(value: JsonValue, each: (value: JsonPrimitive) => void): void {
  const open: JsonValue[] = [value];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (here === null) continue;
    if (typeof here !== 'object') each(here);
    else for (const one of Object.values(here)) open.push(one);
  }
}
