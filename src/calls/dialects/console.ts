// The console of Node and browsers: a message that may hold placeholders, then anything.

import { levelFromName } from '../../model/level.ts';
import { readPrinted } from '../printed.ts';
import { methodTable, outsideTable, type Dialect } from '../reading.ts';

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
  read: (view) =>
    readPrinted(view, view.arguments, view.site.method === 'log' ? 'INFO' : levelFromName(view.site.method), 'field'),
};
