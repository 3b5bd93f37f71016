// winston: the message first, then an object with the fields; `log` takes the level before, or everything in one object.

import type { ExceptionSlot, FieldSlot } from '../../model/call-slots.ts';
import type { CallField, Expression } from '../../model/call.ts';
import { levelFromName } from '../../model/level.ts';
import { clashesOf, type Clashes } from '../arguments/clashes.ts';
import { entryOf, keysOf, maskedBy, type ValueOf } from '../arguments/configuration.ts';
import { methodTable, outsideTable, type Configuration, type Dialect, type Outside } from '../arguments/dialect.ts';
import { misuseOf } from '../arguments/misuses.ts';
import { entrySlot, isError, isMessage, newObjectSlot, readObjects, stackOf, wrapSlot } from '../arguments/objects.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';
import { separator } from '../arguments/slots.ts';
import type { Argument } from '../facts/facts.ts';

/** Keys winston writes itself. */
const OWN_KEYS = ['level', 'message', 'timestamp', 'splat', 'stack'];

const CLASHES: Clashes = new Map([
  ['level', 'replaced'],
  ['message', 'appended'],
]);

const TEXTS: ReadonlySet<string> = new Set(['string', 'template']);
/** Names of what holds fields. */
const FIELDS =
  /^(?:\w*(?:meta|Meta|metadata|Metadata|fields|Fields|context|Context|extra|Extra|attrs|attributes)|ctx|logCtx|tags)$/;

/** winston. */
export const winston: Dialect = {
  id: 'winston',
  formatStyle: 'object-last',
  languages: ['javascript', 'typescript'],
  modules: ['winston', 'nest-winston', 'express-winston'],
  outside: new Map<string, Outside>([
    ...outsideTable(
      'winston.createLogger winston.Logger winston.loggers.get winston.loggers.add winston.default.createLogger',
    ),
    ['winston', { is: 'logger', variant: 'root' }],
    ['winston.default', { is: 'logger', variant: 'root' }],
  ]),
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
  ownLogger: "const logger = winston.child({ module: '…' })",
  configured,
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
  if (second === undefined || (level === undefined && isMessage(first, view))) {
    const { fieldSlot, ...rest } = reading(view, args, 'INFO');
    // winston itself would take the fields for the message.
    return view.sure || fieldSlot === undefined ? rest : { ...rest, fieldSlot };
  }
  return reading(view, args.slice(1), level);
}

function reading(view: SiteView, args: readonly Argument[], level: Reading['level']): Reading {
  const message = args[0]?.spread === undefined ? args[0] : undefined;
  const rest = args.slice(1);
  const { fields, spreads, exception: behind } = readObjects(rest, view);
  const exception = behind ?? (message !== undefined && isError(message, view) ? message.expression : undefined);
  const fieldSlot = message === undefined ? undefined : slotOf(view, message, rest, fields);
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: rest.filter(({ expression }) => expression.kind !== 'object').map(({ expression }) => expression),
    fields,
    spreads: spreads.filter((spread) => !rest.some(({ expression }) => expression === spread)),
    ...(exception === undefined ? {} : { exception, exceptionBy: 'argument' as const }),
    ...(fieldSlot === undefined ? {} : { fieldSlot }),
    ...(exception === undefined ? { exceptionSlot: errorSlot(view) } : {}),
    takesArguments: true,
    values: rest.map(({ expression }) => expression),
    misuses:
      view.sure && args[0]?.expression.kind === 'object' && isMessage(args[1], view)
        ? misuseOf('fields-first', args[0], view)
        : [],
    clashes: view.sure ? clashesOf(rest.at(-1)?.expression, CLASHES, view.source) : [],
  };
}

/** What a logger is made of is seen: it writes with winston's formats, of its own or by default. */
const SEEN = 'seen';

/** `createLogger({ defaultMeta, format })`: fields of every record, and formats that mask some. */
function configured({ names, children: [, options] }: Expression, valueOf: ValueOf): Configuration {
  if (names.at(-1) === 'child') return {};
  return {
    supplies: keysOf(entryOf(options, 'defaultMeta')),
    redacts: maskedIn(entryOf(options, 'format'), valueOf),
    ...(options?.kind === 'object' ? { variant: SEEN } : {}),
  };
}

/** What the formats a format is made of mask: `winston.format((info) => { delete info.token; return info; })()`. */
function maskedIn(format: Expression | undefined, valueOf: ValueOf): string[] {
  if (format?.kind !== 'call') return [];
  const [callee, ...parts] = format.children;
  const made = callee?.kind === 'name' ? valueOf(callee.text) : callee;
  const written = made?.kind === 'call' && made.names.at(-1) === 'format' ? made.children[1] : undefined;
  return [
    ...(written?.kind === 'function' ? maskedBy(written.text, valueOf) : []),
    ...parts.flatMap((part) => maskedIn(part.kind === 'name' ? valueOf(part.text) : part, valueOf)),
  ];
}

/**
 * By custom the error is the field `err`. Where winston's own formats write it, or nobody knows what does, it is its
 * stack, which begins with its text: of the error itself they write `{}`.
 */
function errorSlot({ source, sure, variant }: SiteView): Extract<ExceptionSlot, { kind: 'field' }> {
  return sure && variant !== SEEN
    ? { kind: 'field', key: 'err', open: '', close: '' }
    : { kind: 'field', key: 'error', ...stackOf(source) };
}

function slotOf(
  view: SiteView,
  message: Argument,
  rest: readonly Argument[],
  fields: readonly CallField[],
): FieldSlot | undefined {
  const { source, site, sure } = view;
  const [first] = rest;
  const last = rest.at(-1);
  if (first === undefined || last === undefined)
    return newObjectSlot(message.end, separator(message.start, source), '', OWN_KEYS, view);
  const object = [last, first].find(({ expression }) => expression.kind === 'object');
  if (object !== undefined)
    return entrySlot(
      object,
      fields.map(({ key }) => key),
      OWN_KEYS,
      view,
    );
  const { kind, text, names } = last.expression;
  if (rest.length > 1 || last.spread !== undefined) return undefined;
  if (isError(last, view)) {
    if (kind !== 'name') return undefined;
    const { open, close } = stackOf(source);
    const caught = { ...view, sure: sure && text === site.handler?.exceptionName };
    const slot = wrapSlot(last, `error: ${open}`, [...OWN_KEYS, 'error'], caught);
    return { ...slot, lead: close.replaceAll('{}', text) + slot.lead };
  }
  if (kind === 'name' && (sure || FIELDS.test(text))) return wrapSlot(last, '...', OWN_KEYS, view);
  // What a logger of unknown make does with it is not known: it stays whole, under its name.
  const name = names.at(-1) ?? '';
  // A text says who logs, as a parameter of its own: `logger.info(message, NAMESPACE)`.
  if (/^[A-Z][A-Z0-9_]*$/.test(name) || TEXTS.has(last.expression.origin?.expression.kind ?? 'other')) return undefined;
  if (sure || !/^[A-Za-z]\w*$/.test(name) || !(kind === 'name' || kind === 'attribute')) return undefined;
  return wrapSlot(last, kind === 'name' ? '' : `${name}: `, [...OWN_KEYS, name], view);
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
    ...(exception === undefined ? { exceptionSlot: errorSlot(view) } : {}),
    takesArguments: false,
  };
}
