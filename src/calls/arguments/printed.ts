// Loggers that write what they are given as the console does: a message that may hold placeholders, then anything.

import type { FieldSlot } from '../../model/call-slots.ts';
import type { CallField, Expression } from '../../model/call.ts';
import type { Level } from '../../model/level.ts';
import type { Argument } from '../facts/facts.ts';
import { entrySlot, isError, newObjectSlot, readObjects } from './objects.ts';
import type { Reading, SiteView } from './reading.ts';
import { afterArguments } from './slots.ts';

/**
 * Reads arguments from the message on. `exceptionAs`: an error is written best as an argument, or in the object;
 * `only`: values are best written as arguments for placeholders.
 */
export function readPrinted(
  view: SiteView,
  args: readonly Argument[],
  level: Level | undefined,
  exceptionAs: 'argument' | 'field',
  only?: 'placeholders',
): Reading {
  const { site, source } = view;
  const message = args[0]?.spread === undefined ? args[0] : undefined;
  const rest = message === undefined ? args : args.slice(1);
  const { fields, spreads, exception } = readObjects(
    rest.filter(({ expression }) => expression.kind === 'object'),
    view,
  );
  const error = args.find((argument) => isError(argument, view))?.expression ?? exception;
  const end = afterArguments(site.list, args, source);
  const closed = message === undefined || args.some(({ spread }) => spread !== undefined);
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: rest.filter(({ expression }) => expression.kind !== 'object').map(({ expression }) => expression),
    fields,
    spreads,
    ...(error === undefined ? {} : { exception: error, exceptionBy: 'argument' as const }),
    ...(only === undefined ? {} : { argumentsOnly: true }),
    ...(closed || only !== undefined ? {} : { fieldSlot: { ...slotOf(view, rest, fields, end), formats: true } }),
    ...(error !== undefined
      ? {}
      : exceptionAs === 'field'
        ? { exceptionSlot: { kind: 'field', key: 'err', open: '', close: '' } }
        : closed
          ? {}
          : { exceptionSlot: { kind: 'argument', at: source.position(end.at), lead: end.lead, open: '' } }),
    takesArguments: true,
    values: rest.map(({ expression }): Expression => expression),
  };
}

function slotOf(
  view: SiteView,
  rest: readonly Argument[],
  fields: readonly CallField[],
  { at, lead }: { readonly at: number; readonly lead: string },
): FieldSlot {
  const last = rest.at(-1);
  if (last?.expression.kind !== 'object') return newObjectSlot(at, lead, '', [], view);
  const keys = fields.map(({ key }) => key);
  return entrySlot(last, keys, [], view);
}
