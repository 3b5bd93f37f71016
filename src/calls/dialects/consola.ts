// consola: Node's placeholders, then anything; errors with their stack.

import type { Level } from '../../model/level.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { readPrinted } from '../arguments/printed.ts';

const METHODS = methodTable({
  TRACE: 'trace verbose',
  DEBUG: 'debug',
  INFO: 'info log success ready start box',
  WARNING: 'warn',
  ERROR: 'error fail',
  CRITICAL: 'fatal',
});

/** consola. */
export const consola: Dialect = {
  id: 'consola',
  formatStyle: 'object-last',
  languages: ['javascript', 'typescript'],
  modules: ['consola'],
  outside: outsideTable(
    'consola.createConsola consola.Consola consola.ConsolaInstance consola.default.create',
    'consola consola.consola consola.default',
  ),
  methods: METHODS,
  rare: ['ready', 'start', 'box', 'fail'],
  derived: new Set(['withTag', 'withScope', 'withDefaults', 'create']),
  filling: { style: 'node', onError: 'verbatim', more: 'shown' },
  placeholders: true,
  read: (view) => readPrinted(view, view.arguments, METHODS.get(view.site.method) as Level | undefined, 'argument'),
};
