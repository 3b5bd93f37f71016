// What a query asks of whole blocks and of lines, before any record is read: sound, never wrongly "no".

import { levelFromName } from '../../../model/level.ts';
import type { FieldTest, LogQuery, Pattern } from '../../../model/query.ts';
import { fold } from '../../../query/fold.ts';
import { compileMatcher, parseNumber } from '../../../query/match.ts';
import { wholeWords } from '../../../query/pattern.ts';
import type { Kind } from './tallies.ts';
import { hashWord, mayHoldWord } from './words.ts';

/** Asks something; undefined asks nothing, which is always true. */
export type Test<T> = ((subject: T) => boolean) | undefined;

/** Makes a query into a test, given how its leaves are made into tests: a negation asks nothing. */
function compose<T>(query: LogQuery, leaf: (leaf: LogQuery) => Test<T>): Test<T> {
  switch (query.kind) {
    case 'all':
    case 'not':
      return undefined;
    case 'text':
    case 'field':
      return leaf(query);
    case 'and': {
      const tests = query.of.map((one) => compose(one, leaf)).filter((test) => test !== undefined);
      return tests.length === 0 ? undefined : (subject) => tests.every((test) => test(subject));
    }
    case 'or':
      return anyOf(query.of.map((one) => compose(one, leaf)));
  }
}

function anyOf<T>(tests: readonly Test<T>[]): Test<T> {
  const known = tests.filter((test) => test !== undefined);
  return known.length < tests.length ? undefined : (subject) => known.some((test) => test(subject));
}

/** Patterns of which a matching record has at least one in some value; undefined where the leaf says nothing of the kind. */
function patternsOf(query: LogQuery): readonly Pattern[] | undefined {
  if (query.kind === 'text') return [query.pattern];
  return query.kind === 'field' && query.test.kind === 'equals' ? patternsOfField(query.field, query.test) : undefined;
}

function patternsOfField(field: string, { pattern }: FieldTest & { kind: 'equals' }): readonly Pattern[] | undefined {
  if (field === 'timestamp') return undefined;
  const only = pattern.length === 1 ? pattern[0]! : undefined;
  if (field === 'level' && only !== undefined) return [[levelFromName(only) ?? only]];
  // A number may have been written in another way than it was asked for: 1.0 for 1.
  const number = only === undefined ? undefined : parseNumber(only);
  return number === undefined || String(number) === only ? [pattern] : [pattern, [String(number)]];
}

/** Fields that are not among the words of a block. */
const UNINDEXED = new Set(['format', 'source', 'raw']);

/** What a query asks of a block's words. */
export function compileWordTest(query: LogQuery): Test<Uint8Array> {
  return compose(query, (leaf) => {
    if (leaf.kind === 'field' && UNINDEXED.has(leaf.field)) return undefined;
    return anyOf((patternsOf(leaf) ?? [['']]).map(wordsTest));
  });
}

function wordsTest(pattern: Pattern): Test<Uint8Array> {
  const hashes = wholeWords(pattern).map(hashWord);
  return hashes.length === 0 ? undefined : (filter) => hashes.every((hash) => mayHoldWord(filter, hash));
}

/** Folded texts of which every matching record's line holds at least one; undefined where a query asks for none. Never empty. */
export function literalsOf(query: LogQuery): readonly string[] | undefined {
  switch (query.kind) {
    case 'all':
    case 'not':
      return undefined;
    case 'text':
    case 'field': {
      const literals = patternsOf(query)?.map(longestLiteral);
      return literals?.includes('') === false ? literals : undefined;
    }
    case 'and': {
      const choices = query.of.map(literalsOf).filter((literals) => literals !== undefined);
      return choices.sort((a, b) => shortest(b) - shortest(a))[0];
    }
    case 'or': {
      const each = query.of.map(literalsOf);
      return each.includes(undefined) ? undefined : each.flatMap((literals) => literals ?? []);
    }
  }
}

/** The longer the text, the fewer lines hold it. */
function shortest(literals: readonly string[]): number {
  return Math.min(...literals.map((literal) => literal.length));
}

/** JSON writes everything but these as it is. */
const AS_WRITTEN = /[^"\\\u0000-\u001f\ud800-\udfff]+/g;

function longestLiteral(pattern: Pattern): string {
  const literals = pattern.flatMap((piece) => fold(piece).match(AS_WRITTEN) ?? []);
  return literals.reduce((best, one) => (one.length > best.length ? one : best), '');
}

const OF_KIND = new Set(['level', 'service', 'logger']);

/** What is known of a record's match from its kind alone. */
export interface KindTest {
  /** Whether a record of this kind may match. */
  readonly may: Test<Kind>;
  /** Whether it then does: the query asks for nothing else. */
  readonly isAll: boolean;
}

/** What a query asks of the kind of records. `now` is what `now` in it means. */
export function compileKindTest(query: LogQuery, now: number): KindTest {
  const parts = query.kind === 'and' ? query.of : [query];
  const asked = parts.filter(asksOnlyOfKind).filter((part) => part.kind !== 'all');
  return {
    may: asked.length === 0 ? undefined : kindTest({ kind: 'and', of: asked }, now),
    isAll: parts.every(asksOnlyOfKind),
  };
}

function kindTest(query: LogQuery, now: number): (kind: Kind) => boolean {
  const matcher = compileMatcher(query, now);
  const known = new Map<Kind, boolean>();
  return (kind) => {
    const there = known.get(kind);
    if (there !== undefined) return there;
    const { level, service, logger } = kind;
    const record = {
      ...NOTHING,
      service,
      ...(level === null ? undefined : { level }),
      ...(logger === null ? undefined : { logger }),
    };
    const matches = matcher(record);
    known.set(kind, matches);
    return matches;
  };
}

const NOTHING = {
  timestamp: 0,
  nanos: 0,
  timestampSource: 'record',
  observedTimestamp: 0,
  message: '',
  attributes: {},
  format: '',
  source: '',
  masked: 0,
  raw: '',
  truncated: false,
} as const;

function asksOnlyOfKind(query: LogQuery): boolean {
  switch (query.kind) {
    case 'all':
      return true;
    case 'text':
      return false;
    case 'field':
      return OF_KIND.has(query.field);
    case 'not':
      return asksOnlyOfKind(query.of);
    case 'and':
    case 'or':
      return query.of.every(asksOnlyOfKind);
  }
}

/** A correlation ID that every matching record must have; undefined where the query asks for none. */
export function correlationAsked(query: LogQuery): string | undefined {
  if (query.kind === 'and') return query.of.map(correlationAsked).find((id) => id !== undefined);
  if (query.kind !== 'field' || query.field !== 'correlation_id' || query.test.kind !== 'equals') return undefined;
  return query.test.pattern.length === 1 ? query.test.pattern[0] : undefined;
}
