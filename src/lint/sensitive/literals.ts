// The fixed texts that end up in a record: of the message, of what is passed, and of what a name or function is seen to hold.

import type { CallMessage, Expression, LoggerCall, Origin } from '../../model/call.ts';
import type { Range } from '../../model/location.ts';
import { isSamePosition } from '../../model/position-order.ts';

/** A text in source that a call writes. */
export interface Literal {
  readonly text: string;
  /** Where it is written: in the call, or where the name it shows got its value. */
  readonly range: Range;
  /** What the call shows of it: the literal itself, or the name that holds it. */
  readonly shownBy: Range;
}

/** More of one call nobody looks at. */
const MAX_LITERALS = 500;

/** All texts a call writes, each place once. */
export function literalsOf(call: LoggerCall): Literal[] {
  const found = new Map<string, Literal>();
  const add = (text: string, range: Range, shownBy: Range): void => {
    if (text === '' || found.size >= MAX_LITERALS) return;
    const { start, end } = range;
    const key = `${start.line}:${start.column}:${end.line}:${end.column}:${text}`;
    if (!found.has(key)) found.set(key, { text, range, shownBy });
  };
  const visit = (expression: Expression, shownBy: Range | undefined): void => {
    const { kind, value, texts, children, origin, returns, range } = expression;
    const by = shownBy ?? range;
    if (kind === 'string' && value !== undefined) add(value, range, by);
    for (const text of texts ?? []) add(text, range, by);
    // A function that is called shows none of the text in its name, but its arguments may go through.
    for (const one of children) visit(one, shownBy);
    if (origin !== undefined && !givesKeys(origin)) visit(origin.expression, by);
    for (const one of returns ?? []) visit(one, by);
  };
  const visitMessage = ({ parts, range, branches }: CallMessage): void => {
    for (const part of parts) {
      if (part.kind === 'text') add(part.text, range, range);
      else if (part.expression !== undefined) visit(part.expression, undefined);
    }
    branches?.forEach(visitMessage);
  };
  if (call.message !== undefined) visitMessage(call.message);
  for (const { value } of call.given) if (!isMessage(value, call)) visit(value, undefined);
  return [...found.values()];
}

function isMessage({ range }: Expression, { message }: LoggerCall): boolean {
  return message !== undefined && isSamePosition(message.range.start, range.start);
}

/** What runs over an object with keys gives the keys, and the first of `items()` and `enumerate()` is no more than that. */
function givesKeys({ by, index, expression: { kind, origin, names } }: Origin): boolean {
  const keyed = kind === 'object' || origin?.expression.kind === 'object';
  if (by === 'iteration') return keyed;
  return by === 'part' && index === 0 && (keyed || /^(?:iter)?items$|^entries$|^enumerate$/.test(names.at(-1) ?? ''));
}
