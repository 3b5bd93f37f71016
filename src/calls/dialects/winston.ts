// winston: the message first, then an object with the fields; `log` takes the level before, or everything in one object.

import type { CallField, FieldSlot } from '../../model/call.ts';
import { levelFromName } from '../../model/level.ts';
import { clashesOf, type Clashes } from '../clashes.ts';
import type { Argument } from '../facts.ts';
import { misuseOf } from '../misuses.ts';
import { entrySlot, isError, isMessage, newObjectSlot, readObjects, wrapSlot } from '../objects.ts';
import { methodTable, outsideTable, type Dialect, type Reading, type SiteView } from '../reading.ts';
import { separator } from '../slots.ts';

/** Keys winston writes itself. */
const OWN_KEYS = ['level', 'message', 'timestamp', 'splat', 'stack'];

const CLASHES: Clashes = new Map([
  ['level', 'replaced'],
  ['message', 'appended'],
]);

/** winston. */
export const winston: Dialect = {
  id: 'winston',
  formatStyle: 'object-last',
  languages: ['javascript', 'typescript'],
  modules: ['winston', 'nest-winston', 'express-winston'],
  outside: outsideTable(
    'winston.createLogger winston.Logger winston.loggers.get winston.loggers.add winston.default.createLogger',
    'winston winston.default',
  ),
  methods: methodTable({
    TRACE: 'silly trace',
    DEBUG: 'debug verbose',
    INFO: 'info http notice help data input prompt',
    WARNING: 'warn warning',
    ERROR: 'error',
    CRITICAL: 'crit alert emerg fatal critical',
    given: 'log',
  }),
  derived: new Set(['child']),
  filling: { style: 'node', onError: 'verbatim', more: 'shown' },
  read,
};

function read(view: SiteView): Reading | undefined {
  const { site, arguments: args } = view;
  if (site.method !== 'log') return reading(view, args, levelFromName(site.method));
  const [first, second] = args;
  if (first?.expression.kind === 'object' && args.length === 1) return single(view, first);
  // Nest's and others' log(message, …) has no level before the message.
  const level = first?.expression.kind === 'string' ? levelFromName(first.expression.value ?? '') : undefined;
  if (second === undefined || (level === undefined && isMessage(first, view))) return reading(view, args, 'INFO');
  return reading(view, args.slice(1), level);
}

function reading(view: SiteView, args: readonly Argument[], level: Reading['level']): Reading {
  const message = args[0]?.spread === undefined ? args[0] : undefined;
  const rest = args.slice(1);
  const { fields, spreads, exception } = readObjects(rest, view);
  const fieldSlot = message === undefined ? undefined : slotOf(view, message, rest, fields);
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: rest.filter(({ expression }) => expression.kind !== 'object').map(({ expression }) => expression),
    fields,
    spreads: spreads.filter((spread) => !rest.some(({ expression }) => expression === spread)),
    ...(exception === undefined ? {} : { exception, exceptionBy: 'argument' as const }),
    ...(fieldSlot === undefined ? {} : { fieldSlot }),
    ...(exception === undefined ? { exceptionSlot: { kind: 'field', key: 'err', open: '', close: '' } } : {}),
    takesArguments: true,
    values: rest.map(({ expression }) => expression),
    misuses:
      view.sure && args[0]?.expression.kind === 'object' && isMessage(args[1], view)
        ? misuseOf('fields-first', args[0], view)
        : [],
    clashes: view.sure ? clashesOf(rest.at(-1)?.expression, CLASHES, view.source) : [],
  };
}

function slotOf(
  view: SiteView,
  message: Argument,
  rest: readonly Argument[],
  fields: readonly CallField[],
): FieldSlot | undefined {
  const { source } = view;
  const last = rest.at(-1);
  if (last === undefined) return newObjectSlot(message.end, separator(message.start, source), '', OWN_KEYS, view);
  if (rest.length > 1)
    return last.expression.kind === 'object'
      ? entrySlot(
          last,
          fields.map(({ key }) => key),
          OWN_KEYS,
          view,
        )
      : undefined;
  if (last.expression.kind === 'object')
    return entrySlot(
      last,
      fields.map(({ key }) => key),
      OWN_KEYS,
      view,
    );
  return last.expression.kind === 'name' && last.spread === undefined && !isError(last, view)
    ? wrapSlot(last, '{ ...', OWN_KEYS, view)
    : undefined;
}

/** log({ level: "info", message: "…", … }) */
function single(view: SiteView, object: Argument): Reading {
  const entryOf = (key: string): CallField | undefined => fields.find((field) => field.key === key);
  const { fields, spreads, exception } = readObjects([object], view);
  const pair = object.node.children.find(
    ({ type, children }) =>
      type === 'pair' &&
      children[0] !== undefined &&
      view.source.text.slice(children[0].start, children[0].end) === 'message',
  );
  const node = pair?.children.at(-1);
  const level = levelFromName(entryOf('level')?.value.value ?? '');
  return {
    ...(level === undefined ? {} : { level }),
    ...(node === undefined ? {} : { message: { node, built: view.message(node) } }),
    arguments: [],
    fields: fields.filter(({ key }) => key !== 'level' && key !== 'message'),
    spreads,
    ...(exception === undefined ? {} : { exception, exceptionBy: 'argument' as const }),
    fieldSlot: entrySlot(
      object,
      fields.map(({ key }) => key),
      OWN_KEYS,
      view,
    ),
    ...(exception === undefined ? { exceptionSlot: { kind: 'field', key: 'err', open: '', close: '' } } : {}),
    takesArguments: false,
  };
}
