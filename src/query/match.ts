// What a query means: whether a record matches it. Every home of records must come to the same answer.

import { fieldText, fieldValues, isObject } from '../model/fields.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { levelFromName, levelRank } from '../model/level.ts';
import type { Comparison, FieldTest, LogQuery, Pattern } from '../model/query.ts';
import type { IncomingRecord } from '../model/record.ts';
import { fold } from './fold.ts';
import { containsWords, isWhole, type TextTest } from './pattern.ts';
import { compareMoments, parseTime, type Moment } from './time.ts';

/** Answers whether a record matches. */
export type Matcher = (record: IncomingRecord) => boolean;

/** Fields whose value is prose: a test of equality asks for words in a row within it. */
const PROSE = new Set(['message', 'exception.message', 'exception.stack', 'raw']);

/** Whether a field's values are prose, tested for words in a row instead of as a whole. */
export function isProse(field: string): boolean {
  return PROSE.has(field);
}

/** The number a text is, undefined if it is none: decimal digits with sign, point and exponent. */
export function parseNumber(text: string): number | undefined {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?$/i.test(text) ? Number(text) : undefined;
}

/** Whether a record matches a query. For many records: compileMatcher. */
export function matches(query: LogQuery, record: IncomingRecord): boolean {
  return compileMatcher(query)(record);
}

/** Makes a query into a function that tests records one by one. `now` (milliseconds since the Unix epoch) is what `now` in the query means. */
export function compileMatcher(query: LogQuery, now: number = Date.now()): Matcher {
  const test = compile(query, now);
  return (record) => test({ record, texts: undefined });
}

/** A record under test; its folded texts are made once for all words of a query. */
interface Subject {
  readonly record: IncomingRecord;
  texts: readonly string[] | undefined;
}

type SubjectTest = (subject: Subject) => boolean;

function compile(query: LogQuery, now: number): SubjectTest {
  switch (query.kind) {
    case 'all':
      return () => true;
    case 'text': {
      const test = containsWords(query.pattern);
      return (subject) => (subject.texts ??= searchableTexts(subject.record).map(fold)).some(test);
    }
    case 'field': {
      const test = compileField(query.field, query.test, now);
      return ({ record }) => test(record);
    }
    case 'and': {
      const tests = query.of.map((one) => compile(one, now));
      return (subject) => tests.every((test) => test(subject));
    }
    case 'or': {
      const tests = query.of.map((one) => compile(one, now));
      return (subject) => tests.some((test) => test(subject));
    }
    case 'not': {
      const test = compile(query.of, now);
      return (subject) => !test(subject);
    }
  }
}

/**
 * Every text of a record that a bare word is looked for in, as it was written: the normalised fields but the timestamp,
 * and every leaf of the attributes.
 */
export function searchableTexts(record: IncomingRecord): string[] {
  const texts = [record.service, record.message];
  if (record.level !== undefined) texts.push(record.level);
  if (record.severityText !== undefined) texts.push(record.severityText);
  if (record.correlationId !== undefined) texts.push(record.correlationId);
  if (record.logger !== undefined) texts.push(record.logger);
  if (record.function !== undefined) texts.push(record.function);
  if (record.file !== undefined) texts.push(record.file);
  if (record.line !== undefined) texts.push(String(record.line));
  if (record.event !== undefined) texts.push(record.event);
  if (record.environment !== undefined) texts.push(record.environment);
  if (record.version !== undefined) texts.push(record.version);
  if (record.exception?.type !== undefined) texts.push(record.exception.type);
  if (record.exception?.message !== undefined) texts.push(record.exception.message);
  if (record.exception?.stack !== undefined) texts.push(record.exception.stack);
  collectLeaves(record.attributes, texts);
  return texts;
}

function collectLeaves(attributes: JsonObject, texts: string[]): void {
  const open: JsonValue[] = [attributes];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value !== 'object') texts.push(String(value));
    else if (Array.isArray(value)) for (const one of value as readonly JsonValue[]) open.push(one);
    else if (isObject(value)) for (const key of Object.keys(value)) open.push(value[key]!);
  }
}

function compileField(field: string, test: FieldTest, now: number): Matcher {
  switch (test.kind) {
    case 'exists':
      return (record) => fieldValues(record, field).length > 0;
    case 'equals':
      return compileEquals(field, test.pattern, now);
    case 'compare':
      return compileCompare(field, test.op, test.value, now);
  }
}

function compileEquals(field: string, pattern: Pattern, now: number): Matcher {
  const only = pattern.length === 1 ? pattern[0]! : undefined;
  if (field === 'level' && only !== undefined) {
    const level = levelFromName(only);
    return (record) => level !== undefined && record.level === level;
  }
  const moment = field === 'timestamp' && only !== undefined ? parseTime(only, now) : undefined;
  if (moment !== undefined) return (record) => compareMoments(momentOf(record), moment) === 0;
  const test = isProse(field) ? containsWords(pattern) : isWhole(pattern);
  const number = only === undefined ? undefined : parseNumber(only);
  return (record) => fieldValues(record, field).some((value) => equalsValue(value, test, number));
}

function equalsValue(value: JsonValue, test: TextTest, number: number | undefined): boolean {
  if (typeof value === 'object') return false;
  if (typeof value === 'number' && number !== undefined) return value === number;
  return test(fold(fieldText(value)));
}

function compileCompare(field: string, op: Comparison, text: string, now: number): Matcher {
  const holds = HOLDS[op];
  if (field === 'level') {
    const level = levelFromName(text);
    if (level === undefined) return () => false;
    return ({ level: own }) => own !== undefined && holds(levelRank(own) - levelRank(level));
  }
  if (field === 'timestamp') {
    const moment = parseTime(text, now);
    return (record) => moment !== undefined && holds(compareMoments(momentOf(record), moment));
  }
  const compare = compareTo(text, now);
  return (record) =>
    fieldValues(record, field).some((value) => {
      const order = typeof value === 'object' ? undefined : compare(value);
      return order !== undefined && holds(order);
    });
}

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Compares values with a text: as numbers where it is one, as times where it is one, else by code unit. Undefined: not comparable. */
function compareTo(text: string, now: number): (value: string | number | boolean) => number | undefined {
  const number = parseNumber(text);
  if (number !== undefined) {
    return (value) => {
      const own = typeof value === 'number' ? value : parseNumber(String(value));
      return own === undefined ? undefined : own - number;
    };
  }
  const moment = parseTime(text, now);
  if (moment !== undefined) {
    return (value) => {
      const own = parseTime(String(value), now);
      return own === undefined ? undefined : compareMoments(own, moment);
    };
  }
  return (value) => {
    const own = String(value);
    return own < text ? -1 : Number(own > text);
  };
}

function momentOf(record: IncomingRecord): Moment {
  return { ms: record.timestamp, nanos: record.nanos };
}
