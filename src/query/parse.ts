// Reads query text: the LogQuery it stands for, or where and what was expected.

import type { SyntaxNode } from '@lezer/common';
import type { Comparison, LogQuery, QueryError } from '../model/query.ts';
import { parser } from './grammar/generated.ts';
import * as node from './grammar/generated.terms.ts';
import { readPattern, readText } from './escape.ts';
import { compareField, equalField, spanOfField } from './field-test.ts';

/** Longest query text, in UTF-16 code units. */
const MAX_LENGTH = 20_000;
const MAX_DEPTH = 100;
const MAX_TERMS = 1000;
const MAX_FIELD = 500;

/** What, unquoted, is never a value. */
const KEYWORD = /^(?:AND|OR|NOT)$/;

/** What a text was read as. */
export type ParsedQuery =
  { readonly query: LogQuery; readonly error?: undefined } | { readonly error: QueryError; readonly query?: undefined };

/** Reads query text; never throws. The language: docs/query-language.md. An empty text asks for everything. */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > MAX_LENGTH) {
    return {
      error: {
        from: MAX_LENGTH,
        to: text.length,
        message: `a query has at most ${MAX_LENGTH.toLocaleString('en')} characters`,
      },
    };
  }
  const reading: Reading = { text, error: undefined, terms: 0 };
  const query = readParts(reading, parser.parse(text).topNode, undefined, 0);
  return reading.error === undefined ? { query } : { error: reading.error };
}

interface Reading {
  readonly text: string;
  /** The first mistake in reading order. */
  error: QueryError | undefined;
  terms: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const ALL: LogQuery = { kind: 'all' };

function fail(reading: Reading, { from, to }: Span, message: string): LogQuery {
  if (reading.error === undefined || from < reading.error.from) reading.error = { from, to, message };
  return ALL;
}

/** What was read of one sequence of parts so far: terms joined by AND within terms joined by OR. */
interface Sequence {
  readonly alternatives: LogQuery[][];
  /** An operator that still waits for its term, as it was written. */
  waiting: SyntaxNode | undefined;
  negated: boolean;
  /** The part before, where one stands. */
  previous: SyntaxNode | undefined;
}

/** Reads the parts of a query or group; within `field:( )`, words are tests of that field. */
function readParts(reading: Reading, parent: SyntaxNode, field: string | undefined, depth: number): LogQuery {
  if (depth > MAX_DEPTH) return fail(reading, parent, `groups are nested more than ${MAX_DEPTH} deep`);
  const sequence: Sequence = { alternatives: [[]], waiting: undefined, negated: false, previous: undefined };
  for (let part = parent.firstChild; part !== null && reading.error === undefined; part = part.nextSibling) {
    readPart(reading, sequence, part, field, depth);
  }
  if (sequence.waiting !== undefined)
    fail(reading, sequence.waiting, `expected a term after ${quoted(reading, sequence.waiting)}`);
  return either(sequence.alternatives.map(all));
}

function readPart(
  reading: Reading,
  sequence: Sequence,
  part: SyntaxNode,
  field: string | undefined,
  depth: number,
): void {
  const { waiting, previous } = sequence;
  switch (part.type.id) {
    case node.Open:
    case node.Close:
      return;
    case node.And:
    case node.Or:
      if (waiting !== undefined)
        fail(reading, part, `expected a term after ${quoted(reading, waiting)}, not ${quoted(reading, part)}`);
      else if (previous === undefined) fail(reading, part, `expected a term before ${quoted(reading, part)}`);
      if (part.type.id === node.Or) sequence.alternatives.push([]);
      sequence.waiting = part;
      break;
    case node.Not:
    case node.Minus:
      if (waiting?.type.id === node.Minus)
        fail(reading, waiting, `expected a term right after ${quoted(reading, waiting)}; in quotes it is searched for`);
      tooClose(reading, sequence, part);
      sequence.negated = !sequence.negated;
      sequence.waiting = part;
      break;
    default: {
      if (waiting?.type.id === node.Minus && waiting.to !== part.from) {
        fail(reading, waiting, `expected a term right after ${quoted(reading, waiting)}; in quotes it is searched for`);
      }
      tooClose(reading, sequence, part);
      reading.terms++;
      if (reading.terms > MAX_TERMS) fail(reading, part, `a query has at most ${MAX_TERMS.toLocaleString('en')} terms`);
      const term = readTerm(reading, part, field, depth);
      sequence.alternatives.at(-1)!.push(sequence.negated ? { kind: 'not', of: term } : term);
      sequence.negated = false;
      sequence.waiting = undefined;
    }
  }
  sequence.previous = part;
}

const MAY_TOUCH = new Set([node.Group, node.StrayClose, node.StrayColon]);

/** `level:a"b` is more likely a slip than two terms. */
function tooClose(reading: Reading, { previous, waiting }: Sequence, part: SyntaxNode): void {
  const apart =
    previous === undefined ||
    previous.to !== part.from ||
    MAY_TOUCH.has(previous.type.id) ||
    MAY_TOUCH.has(part.type.id);
  if (!apart && waiting === undefined) fail(reading, part, `expected a space before ${quoted(reading, part)}`);
}

function readTerm(reading: Reading, part: SyntaxNode, field: string | undefined, depth: number): LogQuery {
  switch (part.type.id) {
    case node.Group:
      return readGroup(reading, part, field, depth);
    case node.Field:
      if (field !== undefined)
        return fail(reading, part, `expected values of "${field}" only: a field can't stand inside "${field}:( )"`);
      return readField(reading, part, depth);
    case node.Comparison:
      if (field === undefined)
        return fail(reading, part, `expected a field before ${quoted(reading, part.firstChild!)}`);
      return readComparison(reading, part, field);
    case node.StrayClose:
      return fail(reading, part, 'expected "(" before this ")"');
    case node.StrayColon:
      return fail(reading, part, 'expected a field before ":"');
    case node.UnclosedQuote:
      return fail(reading, part, 'unclosed quote');
    case node.Quoted:
    case node.Word:
      return field === undefined ? readWords(reading, part) : readValue(reading, part, field);
    default:
      return fail(reading, part, `unexpected ${quoted(reading, part)}`);
  }
}

function readGroup(reading: Reading, part: SyntaxNode, field: string | undefined, depth: number): LogQuery {
  if (part.getChild(node.Close) === null) return fail(reading, part.firstChild!, 'expected ")" to close this "("');
  const empty = part.firstChild!.nextSibling!.type.id === node.Close;
  if (empty) return fail(reading, part, `expected a ${field === undefined ? 'term' : 'value'} between "(" and ")"`);
  return readParts(reading, part, field, depth + 1);
}

function readField(reading: Reading, part: SyntaxNode, depth: number): LogQuery {
  const field = readText(slice(reading, part.firstChild!));
  if (field.length > MAX_FIELD)
    return fail(reading, part.firstChild!, `a field name has at most ${MAX_FIELD} characters`);
  const value = part.lastChild!;
  if (value.type.isError) return failWithoutValue(reading, part);
  switch (value.type.id) {
    case node.Group:
      return readGroup(reading, value, field, depth);
    case node.Range:
      return readRange(reading, value, field);
    case node.Comparison:
      return readComparison(reading, value, field);
    default:
      return readValue(reading, value, field);
  }
}

function readWords(reading: Reading, part: SyntaxNode): LogQuery {
  const pattern = readPattern(content(reading, part));
  if (pattern.length === 1 && pattern[0] === '') return fail(reading, part, 'expected text between the quotes');
  return pattern.every((piece) => piece === '') ? ALL : { kind: 'text', pattern };
}

function readValue(reading: Reading, part: SyntaxNode, field: string): LogQuery {
  if (part.type.id === node.UnclosedQuote) return fail(reading, part, 'unclosed quote');
  const text = content(reading, part);
  if (part.type.id !== node.Quoted) {
    if (KEYWORD.test(text))
      return fail(reading, part, `expected a value after "${field}:", not "${text}"; in quotes it is one`);
    if (/^[[{]/.test(text))
      return fail(reading, part, `expected a value of "${field}"; a range is written ${field}:[10 TO 20]`);
    const span = spanOfField(field, text);
    if (span !== undefined) return { kind: 'and', of: span.map((test) => ({ kind: 'field', field, test })) };
  }
  const test = equalField(field, readPattern(text));
  return typeof test === 'string' ? fail(reading, part, test) : { kind: 'field', field, test };
}

function readComparison(reading: Reading, part: SyntaxNode, field: string): LogQuery {
  const value = part.lastChild!;
  if (value.type.isError) return failWithoutValue(reading, part.parent?.type.id === node.Field ? part.parent : part);
  if (value.type.id === node.UnclosedQuote) return fail(reading, value, 'unclosed quote');
  const text = content(reading, value);
  const op = slice(reading, part.firstChild!).trim();
  if (value.type.id === node.Value && KEYWORD.test(text)) {
    return fail(reading, value, `expected a value after "${field}${op}", not "${text}"; in quotes it is one`);
  }
  return compare(reading, value, field, op as Comparison, readText(text));
}

function compare(reading: Reading, part: SyntaxNode, field: string, op: Comparison, text: string): LogQuery {
  const test = compareField(field, op, text);
  return typeof test === 'string' ? fail(reading, part, test) : { kind: 'field', field, test };
}

/** `[10 TO 20]`, with `{` or `}` at an end that is left out and `*` for an open one. */
function readRange(reading: Reading, part: SyntaxNode, field: string): LogQuery {
  const closing = slice(reading, part.firstChild!) === '[' ? ']' : '}';
  const unclosed = part.getChild(node.UnclosedQuote);
  if (unclosed !== null) return fail(reading, unclosed, 'unclosed quote');
  if (part.lastChild!.type.id !== node.RangeClose)
    return fail(reading, part, `expected "${closing}" at the end of this range`);
  const [low, to, high, more] = childrenBetween(part);
  if (
    low === undefined ||
    to?.type.id !== node.To ||
    high === undefined ||
    high.type.id === node.To ||
    low.type.id === node.To ||
    more !== undefined
  ) {
    return fail(reading, part, `expected two values with TO between them: ${field}:[10 TO 20]`);
  }
  const tests: LogQuery[] = [];
  if (!isOpen(reading, low))
    tests.push(
      compare(reading, low, field, slice(reading, part.firstChild!) === '[' ? '>=' : '>', rangeText(reading, low)),
    );
  if (!isOpen(reading, high))
    tests.push(
      compare(reading, high, field, slice(reading, part.lastChild!) === ']' ? '<=' : '<', rangeText(reading, high)),
    );
  return tests.length === 0 ? { kind: 'field', field, test: { kind: 'exists' } } : all(tests);
}

function childrenBetween(part: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (
    let child = part.firstChild!.nextSibling;
    child !== null && child.type.id !== node.RangeClose;
    child = child.nextSibling
  )
    children.push(child);
  return children;
}

function isOpen(reading: Reading, bound: SyntaxNode): boolean {
  return bound.type.id !== node.Quoted && slice(reading, bound) === '*';
}

function rangeText(reading: Reading, bound: SyntaxNode): string {
  return readText(content(reading, bound));
}

function failWithoutValue(reading: Reading, part: SyntaxNode): LogQuery {
  const written = slice(reading, part).trimEnd();
  const behind = reading.text.slice(part.to).search(/\S/);
  return fail(reading, part, `expected a value after "${written}"${behind > 0 ? ', without a space between' : ''}`);
}

function all(of: readonly LogQuery[]): LogQuery {
  return of.length === 1 ? of[0]! : of.length === 0 ? ALL : { kind: 'and', of };
}

function either(of: readonly LogQuery[]): LogQuery {
  return of.length === 1 ? of[0]! : { kind: 'or', of };
}

function slice(reading: Reading, { from, to }: Span): string {
  return reading.text.slice(from, to);
}

function content(reading: Reading, part: SyntaxNode): string {
  const text = slice(reading, part);
  return part.type.id === node.Quoted ? text.slice(1, -1) : text;
}

/** How a part is quoted in a message: short. */
function quoted(reading: Reading, part: Span): string {
  const text = slice(reading, part).trim();
  return text.length > 40 ? `"${text.slice(0, 39)}…"` : `"${text}"`;
}
