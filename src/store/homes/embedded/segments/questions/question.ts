// A query made ready for columns: its tree, and for every leaf what it asks of single values.

import { fieldText, fieldValues } from '../../../../../model/fields.ts';
import type { JsonValue } from '../../../../../model/json.ts';
import type { Comparison, LogQuery, Pattern } from '../../../../../model/query.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import { eachWord, fold } from '../../../../../query/fold.ts';
import { compileMatcher, isProse, parseNumber, searchableTexts, type Matcher } from '../../../../../query/match.ts';
import { containsWords, isWhole, wholeWords } from '../../../../../query/pattern.ts';
import { parseTime, type Moment } from '../../../../../query/time.ts';
import { isSearchable } from './chunk-search.ts';
import { hashWord } from '../lines/hash.ts';

/** One test of a query. */
export interface Leaf {
  /** The values of a record (or of the skeleton of one) it looks at; the record matches where one of them passes. */
  values(record: IncomingRecord): readonly JsonValue[];
  /** Whether a value passes. */
  test(value: JsonValue): boolean;
  /** The same for numbers, where it is nothing but a comparison. */
  readonly number: ((value: number) => boolean) | undefined;
  /** Numbers nearer to 0 than this do not pass; 0 where nothing is known. */
  readonly magnitude: number;
  /** Folded words that every text that passes contains; none says nothing. */
  readonly words: readonly string[];
  /** Folded pieces that every value that passes has in its text, where that is what is asked. */
  readonly pieces: readonly string[] | undefined;
  /** One of them in ASCII. */
  readonly piece: string | undefined;
  /** The words in a row that are looked for within the text, where that is what is asked. */
  readonly prose: Pattern | undefined;
  /** Numbers are only looked at as texts: those without the digits of this word can't pass. */
  readonly digits: string | undefined;
  /** The folded text that texts must be as a whole, where that is all that is asked of them. */
  readonly whole: string | undefined;
  /** Asked of the time or the whole line of a row, which are no values of columns. */
  readonly rowTest: { readonly kind: 'timestamp'; readonly test: MomentTest } | { readonly kind: 'line' } | undefined;
}

export type MomentTest = (ms: number, nanos: number) => boolean;

export type Question =
  | { readonly kind: 'all' }
  | { readonly kind: 'leaf'; readonly leaf: Leaf; readonly matches: Matcher }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Question[] }
  | { readonly kind: 'not'; readonly of: Question };

/** Makes a query ready. `now` is what "now" in it means. */
export function compileQuestion(query: LogQuery, now: number): Question {
  switch (query.kind) {
    case 'all':
      return { kind: 'all' };
    case 'and':
    case 'or':
      return { kind: query.kind, of: query.of.map((one) => compileQuestion(one, now)) };
    case 'not':
      return { kind: 'not', of: compileQuestion(query.of, now) };
    case 'text':
    case 'field':
      return { kind: 'leaf', leaf: compileLeaf(query, now), matches: compileMatcher(query, now) };
  }
}

const EMPTY: IncomingRecord = {
  timestamp: 0,
  nanos: 0,
  timestampSource: 'record',
  observedTimestamp: 0,
  service: '',
  message: '',
  attributes: {},
  format: '',
  source: '',
  masked: 0,
  raw: '',
  truncated: false,
};

/** A record in which a normalised field has a value. */
const WITH_FIELD: Readonly<Record<string, (value: never) => Partial<IncomingRecord>>> = {
  level: (level) => ({ level }),
  severity_text: (severityText) => ({ severityText }),
  service: (service) => ({ service }),
  message: (message) => ({ message }),
  correlation_id: (correlationId) => ({ correlationId }),
  logger: (logger) => ({ logger }),
  function: (name) => ({ function: name }),
  file: (file) => ({ file }),
  line: (line) => ({ line }),
  event: (event) => ({ event }),
  environment: (environment) => ({ environment }),
  version: (version) => ({ version }),
  'exception.type': (type) => ({ exception: { type } }),
  'exception.message': (message) => ({ exception: { message } }),
  'exception.stack': (stack) => ({ exception: { stack } }),
  format: (format) => ({ format }),
  source: (source) => ({ source }),
  raw: (raw) => ({ raw }),
};

/** A test of one value, by what the query language itself says of a record that has nothing else. */
function valueTest(query: LogQuery & { kind: 'text' | 'field' }, now: number): (value: JsonValue) => boolean {
  if (query.kind === 'text') {
    const contains = containsWords(query.pattern);
    return (value) => contains(fold(fieldText(value)));
  }
  const { field, test } = query;
  const matches = compileMatcher(query, now);
  if (test.kind === 'equals' && !OWN_MEANING.has(field)) {
    // By far the most frequent case, made short: what compileMatcher does with a text.
    const fits = isProse(field) ? containsWords(test.pattern) : isWhole(test.pattern);
    const other = fieldTest(field, matches);
    return (value) => (typeof value === 'string' ? fits(fold(value)) : other(value));
  }
  return fieldTest(field, matches);
}

/** Fields whose equality is not that of texts. */
const OWN_MEANING: ReadonlySet<string> = new Set(['level', 'timestamp']);

function fieldTest(field: string, matches: Matcher): (value: JsonValue) => boolean {
  const withField = Object.hasOwn(WITH_FIELD, field) ? WITH_FIELD[field] : undefined;
  if (withField !== undefined) return (value) => matches({ ...EMPTY, ...withField(value as never) });
  return (value) => matches({ ...EMPTY, attributes: Object.fromEntries([[field, value]]) });
}

function compileLeaf(query: LogQuery & { kind: 'text' | 'field' }, now: number): Leaf {
  const test = valueTest(query, now);
  if (query.kind === 'text') {
    const { pattern } = query;
    return {
      values: searchableTexts,
      test,
      number: undefined,
      magnitude: 0,
      words: wholeWords(pattern),
      ...piecesOf(pattern),
      prose: pattern,
      digits: digitsOf(pattern),
      whole: undefined,
      rowTest: undefined,
    };
  }
  const { field, test: asked } = query;
  const pattern = asked.kind === 'equals' ? asked.pattern : undefined;
  const only = pattern?.length === 1 ? pattern[0] : undefined;
  const named = field === 'level' ? [] : pattern === undefined ? [] : wholeWords(pattern);
  return {
    values: (record) => fieldValues(record, field),
    test,
    magnitude:
      asked.kind === 'exists'
        ? 0
        : magnitudeOf(asked.kind === 'compare' ? asked.op : '=', asked.kind === 'compare' ? asked.value : only),
    number: numberTest(field, asked.kind === 'compare' ? asked : { kind: 'equals', value: only }),
    words: named,
    ...piecesOf(OWN_MEANING.has(field) ? undefined : pattern),
    prose: pattern !== undefined && isProse(field) ? pattern : undefined,
    digits: undefined,
    whole: only === undefined || isProse(field) || OWN_MEANING.has(field) ? undefined : fold(only),
    rowTest:
      field === 'raw'
        ? { kind: 'line' }
        : field === 'timestamp'
          ? { kind: 'timestamp', test: momentTest(query, now) }
          : undefined,
  };
}

/** What every text that a pattern is found in has in it. */
export function piecesOf(pattern: Pattern | undefined): Pick<Leaf, 'pieces' | 'piece'> {
  const pieces = pattern?.map(fold).filter((piece) => piece !== '');
  return { pieces, piece: pieces && longest(pieces.filter(isSearchable)) };
}

/** The longest of some texts. */
export function longest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>((most, one) => (one.length > (most?.length ?? -1) ? one : most), undefined);
}

/** What a timestamp is compared with; patterns of it are left to its text. */
function momentTest(query: LogQuery & { kind: 'field' }, now: number): MomentTest {
  const { test } = query;
  if (test.kind === 'exists') return () => true;
  const text = test.kind === 'compare' ? test.value : test.pattern.length === 1 ? test.pattern[0]! : undefined;
  const moment = text === undefined ? undefined : parseTime(text, now);
  if (moment === undefined) {
    const matches = compileMatcher(query, now);
    return (timestamp, nanos) => matches({ ...EMPTY, timestamp, nanos });
  }
  const holds = test.kind === 'compare' ? HOLDS[test.op] : (order: number): boolean => order === 0;
  return (ms, nanos) => holds(orderOf(ms, nanos, moment));
}

function orderOf(ms: number, nanos: number, moment: Moment): number {
  return ms - moment.ms || nanos - moment.nanos;
}

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function numberTest(
  field: string,
  asked:
    | { readonly kind: 'compare'; readonly op: Comparison; readonly value: string }
    | { readonly kind: 'equals'; readonly value: string | undefined },
): ((value: number) => boolean) | undefined {
  if (field === 'level' || field === 'timestamp' || isProse(field) || asked.value === undefined) return undefined;
  const number = parseNumber(asked.value);
  if (number === undefined) return undefined;
  if (asked.kind === 'equals') return (value) => value === number;
  const holds = HOLDS[asked.op];
  return (value) => holds(value - number);
}

/** How far from 0 a number must be to compare so with a value. */
function magnitudeOf(op: Comparison | '=', value: string | undefined): number {
  const number = value === undefined ? undefined : parseNumber(value);
  if (number === undefined) return 0;
  const far = op === '=' || (op.startsWith('>') ? number > 0 : number < 0);
  return far ? Math.abs(number) : 0;
}

/** A word of the pattern made of digits only, which a number's text must contain as its own run of digits; '' where no number can pass. */
function digitsOf(pattern: Pattern): string | undefined {
  if (pattern.length !== 1) return undefined;
  let found: string | undefined;
  const folded = fold(pattern[0]!);
  eachWord(folded, (from, to) => {
    const word = folded.slice(from, to);
    if (!/^\d+$/.test(word)) found = '';
    else found ??= word;
  });
  return found;
}

/** Hashes of words. */
export function hashesOf(words: readonly string[]): number[] {
  return words.map((word) => hashWord(word));
}

/**
 * Words that every record that passes can be found by (searchableTexts); empty where nothing is certain. What is asked of
 * a number, a level or the origin of a record says nothing of words.
 */
export function requiredWords(query: LogQuery): string[] {
  switch (query.kind) {
    case 'and':
      return query.of.flatMap(requiredWords);
    case 'text':
      return wholeWords(query.pattern);
    case 'field': {
      const { field, test } = query;
      if (test.kind !== 'equals' || field === 'level' || ORIGINS.has(field)) return [];
      if (test.pattern.length === 1 && parseNumber(test.pattern[0]!) !== undefined) return [];
      return wholeWords(test.pattern);
    }
    case 'all':
    case 'or':
    case 'not':
      return [];
  }
}

const ORIGINS: ReadonlySet<string> = new Set(['format', 'source', 'raw', 'timestamp']);
