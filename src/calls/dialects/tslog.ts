// tslog: a message and anything behind it; nothing is filled into the message where records are JSON.

import type { Expression } from '../../model/call.ts';
import { levelFromName } from '../../model/level.ts';
import { methodTable, outsideTable, type Configuration, type Dialect } from '../arguments/dialect.ts';
import { readPrinted } from '../arguments/printed.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';

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

/** Settings that only version 4 has; it masks what is called `password` where it is told nothing else, later ones nothing. */
const OF_VERSION_4 =
  /^(?:maskValuesOfKeys|maskValuesRegEx|maskPlaceholder|prettyLog|prettyError|stylePretty|hideLogPosition)/;

/** Values are masked by their key, however deep, and by their path. */
function configured({ children: [, settings] }: Expression): Configuration {
  const { children = [] } = settings ?? {};
  const member = (name: string, of: readonly Expression[]): Expression | undefined =>
    of.find(({ key }) => key === name);
  const texts = (list: Expression | undefined): string[] => (list?.children ?? []).flatMap(({ value }) => value ?? []);
  const flat = member('maskValuesOfKeys', children);
  const isOld = flat === undefined && children.some(({ key }) => key !== undefined && OF_VERSION_4.test(key));
  const mask = member('mask', children)?.children ?? [];
  const keys = [...texts(flat), ...(isOld ? ['password'] : []), ...texts(member('keys', mask))];
  return { redacts: [...keys.map((key) => `**.${key}`), ...texts(member('paths', mask))] };
}
