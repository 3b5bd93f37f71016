// pino, and bunyan which it follows: an object with the fields first, then the message, then values for its placeholders.

import type { ExceptionSlot, FieldSlot } from '../../model/call-slots.ts';
import type { Expression } from '../../model/call.ts';
import { levelFromName } from '../../model/level.ts';
import { clashesOf, type Clashes } from '../arguments/clashes.ts';
import { dotted, entryOf, keysGiven, keysOf, textsOf } from '../arguments/configuration.ts';
import { methodTable, outsideTable, type Configuration, type Dialect, type Outside } from '../arguments/dialect.ts';
import { entrySlot, isError, isMessage, newObjectSlot, readObjects, stackOf, wrapSlot } from '../arguments/objects.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';
import type { Argument } from '../facts/facts.ts';

/** Keys pino and bunyan write themselves. */
const OWN_KEYS = ['level', 'time', 'pid', 'hostname', 'msg', 'v', 'name'];

const CLASHES: Clashes = new Map([
  ['level', 'doubles'],
  ['time', 'doubles'],
  ['pid', 'doubles'],
  ['hostname', 'doubles'],
  ['msg', 'doubles'],
]);

/** bunyan, and bunyan that was told how errors are written: without that it writes `{}` of one in a field. */
const BUNYAN = 'bunyan';
const BUNYAN_WITH_ERRORS = 'bunyan-with-errors';

/** pino and bunyan. */
export const pino: Dialect = {
  id: 'pino',
  formatStyle: 'object-first',
  languages: ['javascript', 'typescript'],
  modules: ['pino', 'pino-http', 'bunyan', 'fastify', 'express-pino-logger', 'nestjs-pino', 'koa-pino-logger'],
  outside: new Map<string, Outside>([
    ...outsideTable(
      'pino pino.pino pino.default pino.Logger pino.BaseLogger fastify.FastifyBaseLogger fastify.FastifyLoggerInstance pino-http nestjs-pino.PinoLogger koa-pino-logger express-pino-logger',
    ),
    ['bunyan', { is: 'factory', variant: BUNYAN }],
    ['bunyan.createLogger', { is: 'factory', variant: BUNYAN }],
  ]),
  methods: methodTable({
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'info',
    WARNING: 'warn',
    ERROR: 'error',
    CRITICAL: 'fatal',
  }),
  derived: new Set(['child', 'logger', 'log']),
  filling: { style: 'node', onError: 'verbatim', more: 'lost' },
  placeholders: true,
  configured,
  read,
};

function read(view: SiteView): Reading {
  const { site, arguments: args } = view;
  const [first, second] = args;
  const objectFirst =
    first !== undefined &&
    first.spread === undefined &&
    !isMessage(first, view) &&
    (second !== undefined || first.expression.kind === 'object' || isError(first, view));
  const leading =
    objectFirst &&
    !(first.expression.kind === 'name' && second !== undefined && !isMessage(second, view) && !isError(first, view))
      ? first
      : undefined;
  const rest = leading === undefined ? args : args.slice(1);
  const message = rest[0]?.spread === undefined ? rest[0] : undefined;
  const { fields, spreads, exception } =
    leading === undefined ? { fields: [], spreads: [], exception: undefined } : readObjects([leading], view);
  const level = levelFromName(site.method);
  const fieldSlot =
    message === undefined
      ? undefined
      : slotOf(
          view,
          leading,
          message,
          fields.map(({ key }) => key),
        );
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: rest.slice(1).map(({ expression }) => expression),
    fields,
    spreads,
    ...(exception === undefined ? {} : { exception, exceptionBy: 'argument' as const }),
    ...(fieldSlot === undefined ? {} : { fieldSlot }),
    ...(exception === undefined ? { exceptionSlot: errorSlot(view) } : {}),
    takesArguments: true,
    // bunyan formats as Node does, and shows what is left.
    ...(view.variant?.startsWith(BUNYAN) === true ? { more: 'shown' as const } : {}),
    clashes:
      view.sure && leading !== undefined && message !== undefined
        ? clashesOf(leading.expression, CLASHES, view.source)
        : [],
  };
}

/** Options that are no fields of bunyan's records. */
const BUNYAN_OPTIONS = new Set(['streams', 'stream', 'level', 'serializers', 'src']);

/** `pino({ base, mixin, redact })`, `log.child(bindings, { redact })`, `bunyan.createLogger({ name, …fields })`. */
function configured({ names, children: [, ...given] }: Expression): Configuration {
  const method = names.at(-1) ?? '';
  // What is bound to a child is noted for every library.
  const options = method === 'child' ? given[1] : given.find(({ kind }) => kind === 'object');
  if (/^(?:createLogger|Logger|bunyan)$/.test(method) && entryOf(options, 'redact') === undefined)
    return {
      supplies: keysOf(options).filter((key) => !BUNYAN_OPTIONS.has(key)),
      ...(writesErrors(entryOf(options, 'serializers')) ? { variant: BUNYAN_WITH_ERRORS } : {}),
    };
  const redact = entryOf(options, 'redact') ?? entryOf(entryOf(options, 'logger'), 'redact');
  return {
    supplies: [
      ...keysOf(entryOf(options, 'base')),
      ...keysGiven(entryOf(options, 'mixin')),
      ...(entryOf(options, 'name') === undefined ? [] : ['name']),
    ],
    redacts: [...textsOf(redact), ...textsOf(entryOf(redact, 'paths'))].map(dotted),
  };
}

/** Whether serializers have one for `err`: a list of them that is not written here is taken for bunyan's own. */
function writesErrors(serializers: Expression | undefined): boolean {
  return serializers !== undefined && (serializers.kind !== 'object' || keysOf(serializers).includes('err'));
}

/** The error is the field `err`; for bunyan that does not know how to write one, its stack, which begins with its text. */
function errorSlot({ source, variant }: SiteView): Extract<ExceptionSlot, { kind: 'field' }> {
  return { kind: 'field', key: 'err', ...(variant === BUNYAN ? stackOf(source) : { open: '', close: '' }) };
}

function slotOf(
  view: SiteView,
  leading: Argument | undefined,
  message: Argument,
  keys: readonly string[],
): FieldSlot | undefined {
  if (leading === undefined) return newObjectSlot(message.start, '', ', ', OWN_KEYS, view);
  if (leading.expression.kind === 'object') return entrySlot(leading, keys, OWN_KEYS, view);
  if (leading.expression.kind !== 'name') return undefined;
  if (isError(leading, view))
    return wrapSlot(leading, beforeError(leading.expression.text, view), [...OWN_KEYS, 'err'], view);
  return wrapSlot(leading, '...', OWN_KEYS, view);
}

/** What makes an error by its name the value of `err`, written before the name. */
function beforeError(name: string, { source, variant }: SiteView): string {
  if (variant !== BUNYAN) return name === 'err' ? '' : 'err: ';
  const { open, close } = stackOf(source);
  return `err: ${open}${name}${close.replaceAll('{}', name)}`.slice(0, -name.length);
}
