// Changes query text for a person: adds and removes filters, and says which ones stand in it.

import type { SyntaxNode } from '@lezer/common';
import type { JsonPrimitive } from '../model/json.ts';
import { quoteField, quoteValue } from './escape.ts';
import { parser } from './grammar/generated.ts';
import * as node from './grammar/generated.terms.ts';
import { parseQuery } from './parse.ts';

/** A filter as it stands in a query text (half-open range of UTF-16 offsets), its `-` or `NOT` included. */
export interface TopLevelTerm {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The filters of a query that all must hold, in order. Alternatives (`a OR b`) count as one. */
export function topLevelTerms(text: string): TopLevelTerm[] {
  const terms: { from: number; to: number }[] = [];
  let start: number | undefined;
  let alternatives = false;
  for (let part = parser.parse(text).topNode.firstChild; part !== null; part = part.nextSibling) {
    if (part.type.id === node.Or) alternatives = true;
    if (part.type.id === node.And || part.type.id === node.Or) continue;
    start ??= part.from;
    if (part.type.id === node.Not || part.type.id === node.Minus) continue;
    terms.push({ from: start, to: part.to });
    start = undefined;
  }
  const last = terms.at(-1);
  const spans = alternatives && last !== undefined ? [{ from: terms[0]!.from, to: last.to }] : terms;
  return spans.map(({ from, to }) => ({ from, to, text: text.slice(from, to) }));
}

/** The text without the term at `from` to `to`, and without the AND that joined it. */
export function removeTerm(text: string, from: number, to: number): string {
  const before = andBeside(text, from, to, 'before');
  const after = before === undefined ? andBeside(text, from, to, 'after') : undefined;
  const head = text.slice(0, before?.from ?? from).trimEnd();
  const tail = text.slice(after?.to ?? to).trimStart();
  return head === '' || tail === '' || head.endsWith('(') || tail.startsWith(')') ? head + tail : `${head} ${tail}`;
}

function andBeside(text: string, from: number, to: number, side: 'before' | 'after'): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  for (let part = parser.parse(text).topNode.firstChild; part !== null; part = part.nextSibling) {
    if (side === 'before' && part.to <= from) found = part;
    if (side === 'after' && part.from >= to) {
      found = part;
      break;
    }
  }
  return found?.type.id === node.And ? found : undefined;
}

/**
 * The text with a filter added: only (`for`) or no (`out`) records whose field has this value; null is "no value". A
 * filter that is there already is not added twice; its opposite is replaced.
 */
export function addFilter(text: string, field: string, value: JsonPrimitive, way: 'for' | 'out'): string {
  const test = `${quoteField(field)}:${value === null ? '*' : quoteValue(String(value))}`;
  const wanted = (way === 'for') === (value === null) ? `-${test}` : test;
  const opposite = wanted === test ? `-${test}` : test;
  const terms = topLevelTerms(text);
  if (terms.some((term) => term.text === wanted)) return text;
  const against = terms.find((term) => term.text === opposite);
  const kept = (against === undefined ? text : removeTerm(text, against.from, against.to)).trim();
  if (kept === '') return wanted;
  return hasAlternatives(kept) ? `(${kept}) ${wanted}` : `${kept} ${wanted}`;
}

function hasAlternatives(text: string): boolean {
  return parseQuery(text).query?.kind === 'or';
}

/** The correlation ID when a query asks for nothing but one: `correlation_id:X`. */
export function correlationOf(text: string): string | undefined {
  const { query } = parseQuery(text);
  if (query?.kind !== 'field' || query.field !== 'correlation_id' || query.test.kind !== 'equals') return undefined;
  return query.test.pattern.length === 1 ? query.test.pattern[0] : undefined;
}
