// What may be written in the place of a call's method, and the argument that decides on the exception with it.

import type { MethodSlot } from '../../model/call-slots.ts';
import type { ExceptionSwitch } from '../../model/call.ts';
import { LEVELS, type Level } from '../../model/level.ts';
import type { Dialect } from '../arguments/dialect.ts';
import type { Argument, CallSite } from '../facts/facts.ts';
import type { Resolved } from '../names/values.ts';
import type { Source } from '../parsing/source.ts';
import type { OwnMethod } from './own-methods.ts';

/** How far in front of its arguments the name of a method may stand: type arguments and line breaks between. In UTF-16 units. */
const MAX_GAP = 200;

/** The name of the method in source, with the library's other methods, or those of its own class, where one of them may take its place. */
export function methodSlotOf(
  { method, receiver, start, list }: CallSite,
  { wrapper, dynamic, method: meant }: Resolved,
  dialect: Dialect,
  source: Source,
  ownMethods?: OwnMethod,
): { method?: MethodSlot } {
  const at = source.text.lastIndexOf(method, list.start - method.length);
  if (method === '' || at < Math.max(receiver?.end ?? start, list.start - MAX_GAP)) return {};
  const level = dialect.methods.get(method);
  const own =
    receiver !== undefined && wrapper === undefined && dynamic === undefined && meant === method && level !== undefined;
  const levels = own && level !== 'given' ? methodsLike(method, level, dialect, ownMethods) : {};
  return {
    method: {
      range: source.range(at, at + method.length),
      levels,
      ...(levels.ERROR === 'error' &&
      dialect.exceptionMethod !== undefined &&
      ownMethods?.has(dialect.exceptionMethod) !== false
        ? { exception: dialect.exceptionMethod }
        : {}),
    },
  };
}

/** A dialect's methods by level, the first of each; those that wait (`ainfo`) where `method` is one. */
function methodsLike(
  method: string,
  level: Level,
  { methods }: Dialect,
  ownMethods: OwnMethod | undefined,
): Partial<Record<Level, string>> {
  const names = [...methods].filter(([name]) => ownMethods?.has(name) !== false);
  const firstOf = (one: Level): string | undefined => names.find(([, itsLevel]) => itsLevel === one)?.[0];
  const first = firstOf(level);
  const prefix = first !== undefined && first !== method && method === `a${first}` ? 'a' : '';
  if (prefix === '' && /^a(?:debug|info|warn|warning|error|exception|critical|fatal)$/.test(method)) return {};
  return Object.fromEntries(
    LEVELS.flatMap((one) => {
      const name = firstOf(one);
      return name === undefined || !methods.has(prefix + name) ? [] : [[one, prefix + name]];
    }),
  );
}

/** What the argument for it says of the exception being handled. */
export function exceptionSwitchOf(
  args: readonly Argument[],
  { wrapper, dynamic, method }: Resolved,
  { exceptionKeyword, exceptionMethod }: Dialect,
): { exceptionSwitch?: ExceptionSwitch } {
  if (wrapper !== undefined || exceptionKeyword === undefined) return {};
  const argument = args.findIndex((one) => one.keyword === exceptionKeyword);
  const given = args[argument]?.expression;
  if (given === undefined) return {};
  const off = /^(?:False|None|0|""|''|\(\)|\[\]|\{\})$/.test(given.text);
  const on = /^(?:boolean|number|string)$/.test(given.kind) || given.names.join('.') === 'sys.exc_info';
  const says = off ? 'off' : on ? 'on' : 'exception';
  const own = method === exceptionMethod;
  if (dynamic !== undefined || exceptionMethod === undefined || (!own && method !== 'error'))
    return { exceptionSwitch: { argument, says } };
  return { exceptionSwitch: { argument, says, method: { name: exceptionMethod, own } } };
}
