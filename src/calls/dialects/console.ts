// The console of Node and browsers: a message that may hold placeholders, then anything.

import type { FieldSlot } from '../../model/call.ts';
import { levelFromName, type Level } from '../../model/level.ts';
import { entrySlot, isError, newObjectSlot, readObjects } from '../objects.ts';
import { methodTable, outsideTable, type Dialect, type Reading, type SiteView } from '../reading.ts';
import { afterArguments } from '../slots.ts';

/** `console`. */
export const consoleDialect: Dialect = {
  id: 'console',
  kind: 'console',
  formatStyle: 'percent',
  languages: ['javascript', 'typescript'],
  modules: [],
  outside: outsideTable(
    'console.Console',
    'console window.console globalThis.console global.console self.console node:console',
  ),
  methods: methodTable({ TRACE: 'trace', DEBUG: 'debug', INFO: 'info log', WARNING: 'warn', ERROR: 'error' }),
  derived: new Set(),
  filling: { style: 'node', onError: 'verbatim', more: 'shown' },
  read,
};

function read(view: SiteView): Reading {
  const { site, source, arguments: args } = view;
  const message = args[0]?.spread === undefined ? args[0] : undefined;
  const rest = args.slice(1);
  const { fields, spreads, exception } = readObjects(
    rest.filter(({ expression }) => expression.kind === 'object'),
    view,
  );
  const error = args.find((argument) => isError(argument, view))?.expression ?? exception;
  const level: Level | undefined = site.method === 'log' ? 'INFO' : levelFromName(site.method);
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: rest.filter(({ expression }) => expression.kind !== 'object').map(({ expression }) => expression),
    fields,
    spreads,
    ...(error === undefined ? {} : { exception: error, exceptionBy: 'argument' as const }),
    ...(message === undefined || args.some(({ spread }) => spread !== undefined) ? {} : { fieldSlot: slotOf() }),
    ...(error === undefined ? { exceptionSlot: { kind: 'field', key: 'err', open: '', close: '' } } : {}),
    takesArguments: true,
    values: rest.map(({ expression }) => expression),
  };

  function slotOf(): FieldSlot {
    const last = rest.at(-1);
    if (last?.expression.kind === 'object')
      return entrySlot(
        last,
        fields.map(({ key }) => key),
        [],
        view,
      );
    const { at, lead } = afterArguments(site.list, args, source);
    return newObjectSlot(at, lead, '', [], view);
  }
}
