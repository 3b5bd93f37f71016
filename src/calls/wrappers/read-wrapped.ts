// Reads the call of a wrapper by its signature: which argument is the level, the message, a field, the exception.

import type { FieldSlot } from '../../model/call-slots.ts';
import type { CallField, Expression } from '../../model/call.ts';
import { levelFromName, type Level } from '../../model/level.ts';
import type { Dialect } from '../arguments/dialect.ts';
import { keywordSlot, readKeywords } from '../arguments/keywords.ts';
import { entrySlot, newObjectSlot } from '../arguments/objects.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';
import { afterArguments, fieldsOf } from '../arguments/slots.ts';
import type { Argument } from '../facts/facts.ts';
import { bareName, type Wrapper } from '../names/wrapper.ts';

/** Reads a call of `wrapper`, behind which stands a logger of `dialect`. */
export function readWrapped(view: SiteView, wrapper: Wrapper, dialect: Dialect): Reading | undefined {
  const given = assign(view.arguments, wrapper.parameters);
  const level = levelGiven(given.get(wrapper.levelFrom ?? '')?.[0]?.expression) ?? wrapper.level;
  return wrapper.rest === undefined
    ? byRole(view, wrapper, given, level)
    : handedOn(view, wrapper, wrapper.rest, dialect, level);
}

/** Which arguments each parameter gets; those of `*args` and `**kwargs` together. */
function assign(args: readonly Argument[], parameters: readonly string[]): ReadonlyMap<string, readonly Argument[]> {
  const given = new Map<string, Argument[]>();
  const add = (parameter: string | undefined, argument: Argument): void => {
    if (parameter === undefined) return;
    const known = given.get(parameter);
    if (known === undefined) given.set(parameter, [argument]);
    else known.push(argument);
  };
  const list = parameters.find((one) => /^(?:\*[^*]|\.{3})/.test(one));
  const map = parameters.find((one) => one.startsWith('**'));
  let next = 0;
  for (const argument of args) {
    const { keyword, spread } = argument;
    if (keyword !== undefined) add(parameters.includes(keyword) ? keyword : map, argument);
    else if (spread === 'map') add(map, argument);
    else if (spread === 'list') add(list, argument);
    else {
      const parameter = parameters[next];
      if (parameter === undefined || parameter === list || parameter === map) add(list, argument);
      else {
        next++;
        add(parameter, argument);
      }
    }
  }
  return given;
}

function levelGiven(level: Expression | undefined): Level | undefined {
  return level === undefined ? undefined : levelFromName(level.value ?? level.names.at(-1) ?? '');
}

/** What stands from a parameter on, read as the logger itself would. */
function handedOn(
  view: SiteView,
  wrapper: Wrapper,
  rest: number,
  dialect: Dialect,
  level: Level | undefined,
): Reading | undefined {
  const before = new Set(wrapper.parameters.slice(0, rest));
  let place = 0;
  const args = view.arguments.filter(({ keyword, spread }) =>
    keyword !== undefined ? !before.has(keyword) : spread !== undefined || place++ >= rest,
  );
  // Its level was given before: what is left is what the method of a level takes.
  const method = dialect.methods.get(wrapper.method) === 'given' ? 'info' : wrapper.method;
  const reading = dialect.read({ ...view, site: { ...view.site, method }, arguments: args });
  if (reading === undefined) return undefined;
  const { level: ofMethod, fieldSlot, exceptionSlot, ...others } = reading;
  // A method that takes its level as an argument has none of its own.
  const written = level ?? (method === wrapper.method ? ofMethod : undefined);
  const takesMore =
    args.length > 0 &&
    (view.site.list.type !== 'argument_list' || wrapper.parameters.some((one) => one.startsWith('**')));
  return {
    ...others,
    ...(written === undefined ? {} : { level: written }),
    ...(takesMore && fieldSlot !== undefined ? { fieldSlot } : {}),
    ...(takesMore && exceptionSlot !== undefined ? { exceptionSlot } : {}),
  };
}

function byRole(
  view: SiteView,
  wrapper: Wrapper,
  given: ReadonlyMap<string, readonly Argument[]>,
  level: Level | undefined,
): Reading {
  const first = (parameter: string | undefined): Argument | undefined =>
    parameter === undefined ? undefined : given.get(parameter)?.[0];
  const message = first(wrapper.message);
  const fields: CallField[] = [];
  const spreads: Expression[] = [];
  for (const [parameter, key] of wrapper.fields) {
    for (const argument of given.get(parameter) ?? []) {
      const { expression, keyword, spread, start, end } = argument;
      if (keyword !== undefined && keyword !== parameter) {
        const read = readKeywords(view, [argument], [], []);
        fields.push(...read.fields);
      } else if (key !== '')
        fields.push({
          key,
          keyRange: view.source.range(start, keyword === undefined ? end : start + keyword.length),
          value: expression,
          range: view.source.range(start, end),
        });
      else if (expression.kind === 'object' && spread === undefined) {
        const read = fieldsOf(expression);
        fields.push(...read.fields);
        spreads.push(...read.spreads);
      } else if (expression.kind !== 'null') spreads.push(expression);
    }
  }
  const thrown = first(wrapper.exception)?.expression;
  const passed = thrown !== undefined && !/^(?:False|None|false|null|undefined)$/.test(thrown.text);
  const exceptionBy = passed ? 'argument' : wrapper.takesException ? 'method' : undefined;
  const fieldSlot = slotOf(view, wrapper, given, fields);
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined || message.spread !== undefined
      ? {}
      : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: (given.get(wrapper.arguments ?? '') ?? []).map(({ expression }) => expression),
    fields,
    spreads,
    ...(passed && thrown.kind !== 'boolean' ? { exception: thrown } : {}),
    ...(exceptionBy === undefined ? {} : { exceptionBy }),
    ...(fieldSlot === undefined ? {} : { fieldSlot }),
    takesArguments: wrapper.arguments !== undefined,
  };
}

/** Where fields can be added: keywords where the wrapper takes any, an object where it takes one next. */
function slotOf(
  view: SiteView,
  wrapper: Wrapper,
  given: ReadonlyMap<string, readonly Argument[]>,
  fields: readonly CallField[],
): FieldSlot | undefined {
  const { source, site, arguments: args } = view;
  if (args.length === 0 || args.some(({ spread }) => spread !== undefined)) return undefined;
  const keys = fields.map(({ key }) => key);
  const end = afterArguments(site.list, args, source);
  const whole = wrapper.fields.find(([, key]) => key === '')?.[0];
  if (whole === undefined) return undefined;
  if (whole.startsWith('**')) return keywordSlot(view, keys, wrapper.parameters.map(bareName));
  if (site.list.type !== 'arguments') return undefined;
  const there = given.get(whole)?.[0];
  if (there !== undefined) return there.expression.kind === 'object' ? entrySlot(there, keys, [], view) : undefined;
  return wrapper.parameters[args.length] === whole ? newObjectSlot(end.at, end.lead, '', [], view) : undefined;
}
