// The console of Node and browsers: a message that may hold placeholders, then anything.

import { levelFromName } from '../../model/level.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { readPrinted } from '../arguments/printed.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';

/** Methods that lay out a value, or show it on a condition; none is a level. */
const SHOWS = ['table', 'dir', 'dirxml', 'group', 'groupCollapsed', 'timeLog', 'assert'];

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
  methods: methodTable({
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: `info log ${SHOWS.join(' ')}`,
    WARNING: 'warn',
    ERROR: 'error',
  }),
  rare: SHOWS,
  derived: new Set(),
  filling: { style: 'node', onError: 'verbatim', more: 'shown' },
  read,
};

function read(view: SiteView): Reading {
  const { site, arguments: args } = view;
  if (!SHOWS.includes(site.method))
    return readPrinted(view, args, site.method === 'log' ? 'INFO' : levelFromName(site.method), 'field');
  // What these show is no message with values; before it, `assert` and `timeLog` take something else.
  const shown = /^(?:assert|timeLog)$/.test(site.method) ? args.slice(1) : args;
  const { message, arguments: values, fields, spreads } = readPrinted(view, shown, undefined, 'field');
  const rest = { arguments: values, fields, spreads, takesArguments: false };
  return { kind: 'print', ...(message === undefined ? {} : { message }), ...rest };
}
