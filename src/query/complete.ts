// What could be typed at a place of a query text: a field, a value of a field, or an operator.

import type { SyntaxNode } from '@lezer/common';
import { readText } from './escape.ts';
import { parser } from './grammar/generated.ts';
import * as node from './grammar/generated.terms.ts';

/** What is being typed: `prefix` stands before the caret, and a completion replaces `from` to `to` (UTF-16 offsets). */
export interface CompletionPlace {
  readonly from: number;
  readonly to: number;
  readonly kind: 'field' | 'value' | 'operator';
  /** Whose value it is, for kind `value`. */
  readonly field?: string;
  /** Without quotes and backslashes. */
  readonly prefix: string;
}

/** The operators that stand between terms. */
export const OPERATORS = ['AND', 'OR', 'NOT'] as const;

/** What can be completed at a caret; undefined within a quoted phrase. A bare word may become a field: kind `field`. */
export function completionsAt(text: string, offset: number): CompletionPlace | undefined {
  const place = meaningful(parser.parse(text).resolveInner(offset, -1));
  const field = fieldAround(place, text);
  const token = TOKENS.has(place.type.id) ? place : undefined;
  const from = token?.from ?? offset;
  const to = token?.to ?? offset;
  const isQuote = token?.type.id === node.Quoted || token?.type.id === node.UnclosedQuote;
  const prefix = text.slice(isQuote ? from + 1 : from, offset);
  if (field !== undefined) {
    const closed = token?.type.id === node.Quoted && offset === to;
    return { from, to, kind: 'value', field, prefix: readText(closed ? prefix.slice(0, -1) : prefix) };
  }
  if (isQuote) return undefined;
  const follows = token !== undefined && token.prevSibling !== null && JOINABLE.has(token.prevSibling.type.id);
  const isOperator = follows && prefix !== '' && OPERATORS.some((operator) => operator.startsWith(prefix));
  return { from, to, kind: isOperator ? 'operator' : 'field', prefix: readText(prefix) };
}

const TOKENS = new Set([
  node.Word,
  node.Value,
  node.Bound,
  node.FieldName,
  node.Quoted,
  node.UnclosedQuote,
  node.And,
  node.Or,
  node.Not,
]);
const JOINABLE = new Set([node.Word, node.Quoted, node.Field, node.Group]);

/** The node around a caret, without the marks of what is missing and the words of a specialised token. */
function meaningful(place: SyntaxNode): SyntaxNode {
  return place.type.isError && place.parent !== null ? meaningful(place.parent) : place;
}

/** The field whose value stands at this place; undefined at its name or outside any. */
function fieldAround(place: SyntaxNode, text: string): string | undefined {
  if (place.type.id === node.FieldName) return undefined;
  // Behind a finished group or range nothing of the field goes on.
  if (place.type.id === node.Close || place.type.id === node.RangeClose) return undefined;
  for (let at: SyntaxNode | null = place; at !== null; at = at.parent) {
    if (at.type.id === node.Field) return readText(text.slice(at.firstChild!.from, at.firstChild!.to));
  }
  return undefined;
}
