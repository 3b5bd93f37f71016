// structlog: a constant event, and keywords as fields.

import { levelFromName, type Level } from '../../model/level.ts';
import { clashesOfFields, type Clashes } from '../arguments/clashes.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { keywordSlot, readKeywords } from '../arguments/keywords.ts';
import { misuseOf } from '../arguments/misuses.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';

/** What its usual processors write. */
const CLASHES: Clashes = new Map([
  ['level', 'replaced'],
  ['timestamp', 'replaced'],
]);

/** structlog's bound loggers. */
export const structlog: Dialect = {
  id: 'structlog',
  formatStyle: 'keywords',
  languages: ['python'],
  modules: ['structlog'],
  outside: outsideTable(
    'structlog.get_logger structlog.getLogger structlog.stdlib.get_logger structlog.wrap_logger structlog.BoundLogger structlog.stdlib.BoundLogger structlog.stdlib.AsyncBoundLogger structlog.typing.FilteringBoundLogger structlog.types.FilteringBoundLogger',
  ),
  methods: methodTable({
    DEBUG: 'debug adebug',
    INFO: 'info msg ainfo',
    WARNING: 'warning warn awarning',
    ERROR: 'error err exception failure aerror aexception',
    CRITICAL: 'critical fatal acritical afatal',
    given: 'log alog',
  }),
  exceptionMethod: 'exception',
  exceptionKeyword: 'exc_info',
  derived: new Set(['bind', 'new', 'unbind', 'try_unbind']),
  filling: { style: 'percent', onError: 'raises', more: 'lost' },
  read,
};

function read(view: SiteView): Reading {
  const { site, source, arguments: args } = view;
  const method = /^a(?=debug|info|warning|error|exception|critical|fatal|log)/.test(site.method)
    ? site.method.slice(1)
    : site.method;
  const positional = args.filter(({ keyword, spread }) => keyword === undefined && spread === undefined);
  const behindLevel = method === 'log' ? positional.slice(1) : positional;
  const message = behindLevel[0] ?? args.find(({ keyword }) => keyword === 'event');
  const found = readKeywords(view, args, ['event', 'stack_info', 'stacklevel'], ['exc_info']);
  const exceptionBy = found.passesException ? 'argument' : method === 'exception' ? 'method' : undefined;
  const level = levelOf(method, positional[0]?.expression.names.at(-1));
  const keys = found.fields.map(({ key }) => key);
  const slot = keywordSlot(view, keys, [
    'event',
    'level',
    'timestamp',
    'logger',
    'exc_info',
    'stack_info',
    'stacklevel',
  ]);
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: behindLevel.slice(1).map(({ expression }) => expression),
    fields: found.fields,
    spreads: found.spreads,
    ...(found.exception === undefined ? {} : { exception: found.exception }),
    ...(exceptionBy === undefined ? {} : { exceptionBy }),
    ...(args.some(({ spread }) => spread !== undefined) ? {} : { fieldSlot: slot }),
    ...(exceptionBy === undefined && !args.some(({ keyword }) => keyword === 'exc_info')
      ? { exceptionSlot: { kind: 'field', key: 'exc_info', open: '', close: '', current: 'True' } }
      : {}),
    takesArguments: behindLevel.length > 1,
    misuses:
      view.sure && behindLevel.length > 0
        ? misuseOf(
            'message-twice',
            args.find(({ keyword }) => keyword === 'event'),
            view,
          )
        : [],
    clashes: view.sure ? clashesOfFields(found.fields, CLASHES, source) : [],
  };
}

function levelOf(method: string, given: string | undefined): Level | undefined {
  if (method === 'log') return levelFromName(given ?? '');
  return levelFromName({ exception: 'error', failure: 'error', msg: 'info' }[method] ?? method);
}
