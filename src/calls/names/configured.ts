// What the records of a logger have, or leave out, by the way the logger was made.

import type { Expression } from '../../model/call.ts';
import { lookUp, type Scope } from '../facts/facts.ts';
import type { Logger } from './values.ts';

/** Options are looked up by name down to the entries of entries. */
const DEPTH = 2;

/** What is made from the logger all modules share is one of its own. */
export function offspring(logger: Logger): Logger {
  return logger.variant === 'root' ? { ...logger, variant: 'child' } : logger;
}

/** A logger with what a call binds to it: keywords, and the entries of object literals. */
export function supplied(logger: Logger, { children, names }: Expression): Logger {
  // Behind the fields of a child stand options.
  const bound = children
    .slice(1, names.at(-1) === 'child' ? 2 : undefined)
    .flatMap((argument) =>
      argument.key !== undefined
        ? [argument.key]
        : argument.kind === 'object'
          ? argument.children.flatMap(({ key }) => key ?? [])
          : [],
    );
  if (bound.length === 0 || /^(?:opt|patch|getLogger|getChild)$/.test(names.at(-1) ?? '')) return logger;
  return { ...logger, supplies: [...new Set([...(logger.supplies ?? []), ...bound])] };
}

/** A logger with what the call that makes it says of its records, as its library has it. */
export function configured(logger: Logger, call: Expression, scope: Scope): Logger {
  const read = logger.dialect?.configured;
  if (read === undefined) return logger;
  const children = call.children.map((one, index) => (index === 0 ? one : given(one, scope, DEPTH)));
  const { supplies = [], redacts = [], variant } = read({ ...call, children }, (name) => valueOf(name, scope));
  if (supplies.length + redacts.length === 0 && variant === undefined) return logger;
  return {
    ...logger,
    supplies: [...new Set([...(logger.supplies ?? []), ...supplies])],
    redacts: [...new Set([...(logger.redacts ?? []), ...redacts])],
    ...(variant === undefined ? {} : { variant }),
  };
}

/** An expression with the names in it replaced by what they were given, down to its entries. */
function given(expression: Expression, scope: Scope, depth: number): Expression {
  if (expression.kind === 'name') {
    const value = valueOf(expression.text, scope);
    if (value === undefined) return expression;
    const { key, keyRange } = expression;
    return { ...value, ...(key === undefined ? {} : { key }), ...(keyRange === undefined ? {} : { keyRange }) };
  }
  if (expression.kind !== 'object' || depth === 0) return expression;
  return { ...expression, children: expression.children.map((one) => given(one, scope, depth - 1)) };
}

/** What a name was given that is bound once. */
function valueOf(name: string, scope: Scope): Expression | undefined {
  const [only, ...more] = lookUp(scope, name) ?? [];
  return only?.kind === 'value' && more.length === 0 ? only.expression : undefined;
}
