// Whether evaluating an expression can change anything, so that it must not change places with another.

import type { Expression } from '../../model/call.ts';
import { isBefore } from '../../model/position-order.ts';

/** Functions and methods that only look. By their last name, in any language: a wrong guess costs a fix, never a behaviour. */
const PURE = new Set(
  (
    'len str repr int float bool type round abs min max sum sorted tuple list dict set format hex oct bin ord chr isinstance hasattr getattr id hash any all zip range enumerate ' +
    'String Number Boolean parseInt parseFloat isNaN stringify dumps keys values entries toString toFixed toISOString toLocaleString toUpperCase toLowerCase trim padStart padEnd slice substring ' +
    'join split strip lstrip rstrip lower upper title capitalize replace isoformat strftime decode encode startswith endswith startsWith endsWith includes get basename dirname total_seconds ' +
    'perf_counter monotonic time now format_exc format_exception'
  ).split(' '),
);

/** Functions that by their name only give something. */
const GIVES = /^(?:get|to|is|has)(?=[A-Z_])(?!\w*(?:And|_and_|[Nn]ext|[Oo]r[A-Z]|_or_|[Cc]reate))/;

/** Whether evaluating it may do more than give a value: it calls, awaits, assigns. */
export function hasEffect({ kind, names, children, text }: Expression): boolean {
  if (kind === 'effect') return true;
  const name = names.at(-1) ?? '';
  const isPure = PURE.has(name) || (children.length === 1 && GIVES.test(name));
  if (kind === 'call' && (!isPure || text.startsWith('new '))) return true;
  return kind !== 'function' && children.some(hasEffect);
}

/** Whether its value is the same wherever in the call it is evaluated: literals, and names, which nothing in a call rebinds. */
export function isInert({ kind, children }: Expression): boolean {
  if (
    kind === 'string' ||
    kind === 'number' ||
    kind === 'boolean' ||
    kind === 'null' ||
    kind === 'name' ||
    kind === 'function'
  )
    return true;
  return (kind === 'list' || kind === 'object' || kind === 'comparison') && children.every(isInert);
}

/**
 * Whether values taken from a message in this order are evaluated as they were in the message: those that do something
 * once, and in the order they stand in. A template may show one value twice, and values in another order than it is given them.
 */
export function keepsEvaluation(values: readonly Expression[]): boolean {
  if (!values.some(hasEffect)) return true;
  return values.every((value, index) => {
    const before = values[index - 1]?.range.start;
    const { start } = value.range;
    return before === undefined || isBefore(before, start);
  });
}
