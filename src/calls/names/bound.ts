// What `log.info.bind(log)` stands for: a method of a logger, or a function of the project.

import type { Expression } from '../../model/call.ts';
import { isLoggerName } from './logger-names.ts';
import type { Value } from './values.ts';

/** What a bound method is, given what it is a `value` of by itself; undefined where it is none. */
export function boundMethod(value: Value, { kind, names }: Expression, methods: ReadonlySet<string>): Value {
  if (value?.is === 'method') return value;
  const isFunction = value?.is === 'function';
  if (isFunction && value.scope.parameters.size > 0) return value;
  const method = names.at(-1) ?? '';
  const named = kind === 'attribute' && methods.has(method) && isLoggerName(names.at(-2) ?? '');
  // A function that takes nothing stands for a logger that is set later.
  if (named && (isFunction || value === undefined || value.is === 'outside'))
    return { is: 'method', logger: { by: 'name' }, method };
  return isFunction ? value : undefined;
}
