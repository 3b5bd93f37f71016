// log4js: Node's placeholders, then anything; `log` takes the level before.

import { levelFromName } from '../../model/level.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { readPrinted } from '../arguments/printed.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';

/** log4js. */
export const log4js: Dialect = {
  id: 'log4js',
  formatStyle: 'object-last',
  languages: ['javascript', 'typescript'],
  modules: ['log4js'],
  outside: outsideTable('log4js.getLogger log4js.default.getLogger log4js.Logger'),
  methods: methodTable({
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'info mark',
    WARNING: 'warn',
    ERROR: 'error',
    CRITICAL: 'fatal',
    given: 'log',
  }),
  rare: ['mark'],
  derived: new Set(),
  filling: { style: 'node', onError: 'verbatim', more: 'shown' },
  placeholders: true,
  read,
};

function read(view: SiteView): Reading {
  const { site, arguments: args } = view;
  if (site.method !== 'log')
    return readPrinted(view, args, site.method === 'mark' ? 'INFO' : levelFromName(site.method), 'argument');
  // log('warn', …), log(levels.WARN, …); what names no level is a message at INFO.
  const [first, second] = args;
  const level = levelFromName(first?.expression.value ?? first?.expression.names.at(-1) ?? '');
  return level === undefined && (second === undefined || first?.expression.kind === 'template')
    ? readPrinted(view, args, 'INFO', 'argument')
    : readPrinted(view, args.slice(1), level, 'argument');
}
