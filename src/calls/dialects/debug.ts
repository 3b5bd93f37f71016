// debug: a function for each namespace; Node's placeholders are all it knows.

import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { readPrinted } from '../arguments/printed.ts';

/** debug, and what works as it does. */
export const debug: Dialect = {
  id: 'debug',
  formatStyle: 'percent',
  languages: ['javascript', 'typescript'],
  modules: ['debug'],
  outside: outsideTable(
    'debug debug.default debug.debug debug.Debugger debug.IDebugger util.debuglog node:util.debuglog util.debug node:util.debug',
  ),
  methods: methodTable({ DEBUG: 'debug' }),
  callable: 'debug',
  derived: new Set(['extend']),
  filling: { style: 'node', onError: 'verbatim', more: 'shown' },
  read: (view) => readPrinted(view, view.arguments, 'DEBUG', 'argument', 'placeholders'),
};
