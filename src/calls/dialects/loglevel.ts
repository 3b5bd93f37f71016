// loglevel: the console behind a level that can be set.

import { levelFromName } from '../../model/level.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { readPrinted } from '../arguments/printed.ts';

/** loglevel. */
export const loglevel: Dialect = {
  id: 'loglevel',
  formatStyle: 'object-last',
  languages: ['javascript', 'typescript'],
  modules: ['loglevel'],
  outside: outsideTable(
    'loglevel.getLogger loglevel.default.getLogger loglevel.Logger loglevel.RootLogger',
    'loglevel loglevel.default',
  ),
  // Its `log` is another name for `debug`.
  methods: methodTable({ TRACE: 'trace', DEBUG: 'debug log', INFO: 'info', WARNING: 'warn', ERROR: 'error' }),
  derived: new Set(['noConflict']),
  filling: { style: 'node', onError: 'verbatim', more: 'shown' },
  placeholders: true,
  read: (view) =>
    readPrinted(
      view,
      view.arguments,
      view.site.method === 'log' ? 'DEBUG' : levelFromName(view.site.method),
      'argument',
    ),
};
