// Twisted's two loggers: `log.msg` and `log.err` of twisted.python, and `Logger` of twisted.logger, whose keywords are fields.

import { levelFromName, type Level } from '../../model/level.ts';
import { readKeywords } from '../keywords.ts';
import { methodTable, outsideTable, type Dialect, type Reading, type SiteView } from '../reading.ts';

/** `log.err(failure, "what was tried")`, and `Logger.failure`, which writes the one that is being handled. */
const FAILS = new Set(['err', 'failure']);

/** Twisted's loggers. */
export const twisted: Dialect = {
  id: 'twisted',
  formatStyle: 'keywords',
  languages: ['python'],
  modules: ['twisted'],
  outside: outsideTable('twisted.logger.Logger', 'twisted.python.log'),
  methods: methodTable({
    DEBUG: 'debug',
    INFO: 'info msg',
    WARNING: 'warn warning',
    ERROR: 'error err',
    CRITICAL: 'critical failure',
  }),
  derived: new Set(),
  read,
};

function read(view: SiteView): Reading {
  const { method } = view.site;
  const positional = view.arguments.filter(({ keyword, spread }) => keyword === undefined && spread === undefined);
  const failure = method === 'err' ? positional[0] : undefined;
  const texts = method === 'err' ? positional.slice(1) : positional;
  const message = texts[0] ?? view.arguments.find(({ keyword }) => keyword === 'format' || keyword === '_why');
  const found = readKeywords(view, view.arguments, ['format', '_why', 'failure', 'isError'], []);
  // `log.msg` has no level, and nothing else there has one it could be written at.
  const level: Level | undefined =
    method === 'msg' ? undefined : levelFromName({ err: 'error', failure: 'critical' }[method] ?? method);
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: texts.slice(1).map(({ expression }) => expression),
    fields: found.fields,
    spreads: found.spreads,
    ...(failure === undefined ? {} : { exception: failure.expression }),
    ...(FAILS.has(method) ? { exceptionBy: failure === undefined ? 'method' : 'argument' } : {}),
    takesArguments: false,
  };
}
