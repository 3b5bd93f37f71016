// Calls whose keyword arguments are fields, as far as several dialects read them alike.

import type { FieldSlot } from '../../model/call-slots.ts';
import type { CallField, Expression } from '../../model/call.ts';
import type { Argument } from '../facts/facts.ts';
import type { SiteView } from './reading.ts';
import { afterArguments, fieldOf, keyCaseOf } from './slots.ts';

/** What the keyword arguments of a call give: fields, whole maps, and an exception. */
export interface KeywordReading {
  readonly fields: readonly CallField[];
  readonly spreads: readonly Expression[];
  readonly exception?: Expression;
  /** An exception is passed, as a value or as a flag. */
  readonly passesException: boolean;
}

/** Reads keyword arguments as fields; those in `own` are the library's, those in `exceptions` carry an exception. */
export function readKeywords(
  { source }: SiteView,
  args: readonly Argument[],
  own: readonly string[],
  exceptions: readonly string[],
): KeywordReading {
  const fields: CallField[] = [];
  const spreads: Expression[] = [];
  let exception: Expression | undefined;
  let passesException = false;
  const named = new Map(
    args.map((one) => [
      one,
      {
        ...one.expression,
        ...(one.keyword === undefined
          ? {}
          : { key: one.keyword, keyRange: source.range(one.start, one.start + one.keyword.length) }),
      },
    ]),
  );
  const entries = [...named.values()].filter(({ key }) => key !== undefined);
  for (const argument of args) {
    const { keyword, expression, spread } = argument;
    if (spread === 'map') spreads.push(expression);
    if (keyword === undefined || own.includes(keyword)) continue;
    if (exceptions.includes(keyword)) {
      if (/^(?:False|None|0)$/.test(expression.text)) continue;
      passesException = true;
      if (expression.kind !== 'boolean') exception = expression;
    } else fields.push(...fieldOf(named.get(argument)!, entries));
  }
  return { fields, spreads, passesException, ...(exception === undefined ? {} : { exception }) };
}

/** How fields are written as keyword arguments behind the last argument; `keys` stand there, `reserved` are the library's. */
export function keywordSlot(
  { source, site, arguments: args, sure }: SiteView,
  keys: readonly string[],
  reserved: readonly string[],
): FieldSlot {
  const { at, lead } = afterArguments(site.list, args, source);
  return {
    at: source.position(at),
    lead,
    open: '',
    separator: ', ',
    close: '',
    keyOpen: '',
    keyClose: '=',
    shorthand: false,
    sure,
    keyCase: keyCaseOf(keys, 'snake'),
    taken: [...reserved, ...keys],
  };
}
