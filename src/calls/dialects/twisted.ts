// Twisted's two loggers: `log.msg` and `log.err` of twisted.python, and `Logger` of twisted.logger, whose keywords are fields.

import { levelFromName, type Level } from '../../model/level.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { keywordSlot, readKeywords } from '../arguments/keywords.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';

/** `log.err(failure, "what was tried")`, and `Logger.failure`, which writes the one that is being handled. */
const FAILS = new Set(['err', 'failure']);

/** Keys that an event has without the call, or that say how it is written. */
const OWN_KEYS =
  'format message time isError system failure why _why level logLevel log_level log_format log_namespace log_logger log_source log_system log_time log_failure'.split(
    ' ',
  );

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
    // What writes the event to a file shows its text alone.
    ...(message === undefined || view.arguments.some(({ spread }) => spread !== undefined)
      ? {}
      : {
          fieldSlot: {
            ...keywordSlot(
              view,
              found.fields.map(({ key }) => key),
              OWN_KEYS,
            ),
            sure: false,
          },
        }),
    takesArguments: false,
  };
}
