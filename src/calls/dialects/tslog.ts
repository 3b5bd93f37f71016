// tslog: a message and anything behind it; nothing is filled into the message where records are JSON.

import type { Expression } from '../../model/call.ts';
import { levelFromName } from '../../model/level.ts';
import { readPrinted } from '../arguments/printed.ts';
import {
  methodTable,
  outsideTable,
  type Configuration,
  type Dialect,
  type Reading,
  type SiteView,
} from '../arguments/reading.ts';

/** tslog. */
export const tslog: Dialect = {
  id: 'tslog',
  formatStyle: 'object-last',
  languages: ['javascript', 'typescript'],
  modules: ['tslog'],
  outside: outsideTable('tslog.Logger tslog.BaseLogger'),
  methods: methodTable({
    TRACE: 'trace silly',
    DEBUG: 'debug',
    INFO: 'info',
    WARNING: 'warn',
    ERROR: 'error',
    CRITICAL: 'fatal',
    given: 'log',
  }),
  derived: new Set(['getSubLogger', 'getChildLogger']),
  configured,
  read,
};

function read(view: SiteView): Reading {
  const { site, arguments: args } = view;
  // log(levelId, levelName, …)
  if (site.method === 'log')
    return readPrinted(view, args.slice(2), levelFromName(args[1]?.expression.value ?? ''), 'argument');
  const level = site.method === 'silly' ? 'TRACE' : levelFromName(site.method);
  return readPrinted(view, args, level, 'argument');
}

/** Values are masked by their key, however deep; by default those of `password`. */
function configured({ children: [, settings] }: Expression): Configuration {
  const listed = settings?.children.find(({ key }) => key === 'maskValuesOfKeys');
  const keys = listed === undefined ? ['password'] : listed.children.flatMap(({ value }) => value ?? []);
  return { redacts: keys.map((key) => `**.${key}`) };
}
