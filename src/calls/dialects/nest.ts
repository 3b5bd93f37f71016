// Nest's Logger: messages, the last text being the context; `error` takes the stack before it. Nothing is filled in.

import type { FieldSlot } from '../../model/call-slots.ts';
import { levelFromName } from '../../model/level.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { entrySlot, isError, newObjectSlot, readObjects, stackOf } from '../arguments/objects.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';
import { separator } from '../arguments/slots.ts';
import type { Argument } from '../facts/facts.ts';

/** What is a stack by its looks: `error.stack`, `(error as Error).stack`. */
const STACK = /\bstack\b|^trace$/;

/** Nest's Logger and what has its methods. */
export const nest: Dialect = {
  id: 'nest',
  formatStyle: 'object-last',
  languages: ['javascript', 'typescript'],
  modules: ['@nestjs/common'],
  outside: outsideTable(
    '@nestjs/common.LoggerService @nestjs/common.ConsoleLogger nestjs-pino.Logger',
    '@nestjs/common.Logger',
  ),
  methods: methodTable({
    TRACE: 'verbose',
    DEBUG: 'debug',
    INFO: 'log',
    WARNING: 'warn',
    ERROR: 'error',
    CRITICAL: 'fatal',
  }),
  derived: new Set(),
  read,
};

function read(view: SiteView): Reading {
  const { site, arguments: args } = view;
  const message = args[0]?.spread === undefined ? args[0] : undefined;
  const behind = args.slice(1);
  const stack = behind.find((one) => isError(one, view) || STACK.test(one.expression.text));
  const context = behind.findLast((one) => one !== stack && isContext(one));
  const rest = behind.filter((one) => one !== stack && one !== context);
  const { fields, spreads, exception } = readObjects(
    rest.filter(({ expression }) => expression.kind === 'object'),
    view,
  );
  const level = site.method === 'log' ? 'INFO' : site.method === 'verbose' ? 'TRACE' : levelFromName(site.method);
  const thrown =
    stack?.expression ?? (message !== undefined && isError(message, view) ? message.expression : exception);
  const closed = message === undefined || args.some(({ spread }) => spread !== undefined);
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: rest.filter(({ expression }) => expression.kind !== 'object').map(({ expression }) => expression),
    fields,
    spreads,
    ...(thrown === undefined ? {} : { exception: thrown, exceptionBy: 'argument' as const }),
    ...(closed
      ? {}
      : {
          fieldSlot: slotOf(
            view,
            message,
            rest.at(-1),
            fields.map(({ key }) => key),
          ),
        }),
    ...(closed || thrown !== undefined || site.method !== 'error'
      ? {}
      : { exceptionSlot: stackSlot(view, rest.at(-1) ?? message) }),
    takesArguments: false,
  };
}

/** A text, or the name of a class: `OrderService.name`, `this.context`. */
function isContext({ expression, spread }: Argument): boolean {
  if (spread !== undefined) return false;
  return (
    expression.kind === 'string' ||
    (expression.kind === 'attribute' && /^(?:name|\w*[cC]ontext|loggerContext)$/.test(expression.names.at(-1) ?? '')) ||
    (expression.kind === 'name' && /context$/i.test(expression.text))
  );
}

/** An object behind the message, before stack and context; that other loggers behind Nest's show it is not certain. */
function slotOf(view: SiteView, message: Argument, last: Argument | undefined, keys: readonly string[]): FieldSlot {
  const unsure = { ...view, sure: false };
  if (last?.expression.kind === 'object') return entrySlot(last, keys, [], unsure);
  const before = last ?? message;
  return newObjectSlot(before.end, separator(before.start, view.source), '', [], unsure);
}

function stackSlot({ source }: SiteView, before: Argument): Reading['exceptionSlot'] {
  return {
    kind: 'argument',
    at: source.position(before.end),
    lead: separator(before.start, source),
    ...stackOf(source),
    last: true,
  };
}
