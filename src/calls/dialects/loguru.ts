// loguru: messages with braces that arguments and keywords fill; keywords are kept as fields.

import { levelFromName } from '../../model/level.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { keywordSlot, readKeywords } from '../arguments/keywords.ts';
import { misuseOf } from '../arguments/misuses.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';
import type { Argument } from '../facts/facts.ts';

/** loguru's one logger. */
export const loguru: Dialect = {
  id: 'loguru',
  formatStyle: 'brace',
  languages: ['python'],
  modules: ['loguru'],
  outside: outsideTable('', 'loguru.logger'),
  methods: methodTable({
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'info success',
    WARNING: 'warning',
    ERROR: 'error exception',
    CRITICAL: 'critical',
    given: 'log',
  }),
  exceptionMethod: 'exception',
  derived: new Set(['bind', 'opt', 'patch']),
  filling: { style: 'brace', onError: 'raises', more: 'lost' },
  read,
};

function read(view: SiteView): Reading {
  const { site, source, arguments: args } = view;
  const positional = args.filter(({ keyword, spread }) => keyword === undefined && spread === undefined);
  const given = site.method === 'log';
  const behindLevel = given ? positional.slice(1) : positional;
  const message = behindLevel[0];
  const found = readKeywords(view, args, [], []);
  const text = given ? positional[0]?.expression.value : site.method;
  const level = levelFromName(text === 'exception' ? 'error' : (text ?? ''));
  const keys = found.fields.map(({ key }) => key);
  const slot = keywordSlot(view, keys, ['message']);
  // opt(exception=…) stands on the way to the method.
  const opted = /\.opt\([^()]*\bexception\s*=/.test(
    site.receiver === undefined ? '' : source.text.slice(site.receiver.start, site.receiver.end),
  );
  const exceptionBy = site.method === 'exception' || opted ? 'method' : undefined;
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: behindLevel.slice(1).map(({ expression }) => expression),
    fields: found.fields,
    spreads: found.spreads,
    ...(exceptionBy === undefined ? {} : { exceptionBy }),
    // With arguments of any kind the message is formatted: braces in its text would then be placeholders.
    ...(args.some(({ spread }) => spread !== undefined) ? {} : { fieldSlot: slot }),
    takesArguments: true,
    misuses: view.sure ? misuseOf('foreign-keyword', args.find(isExceptionFlag), view) : [],
  };
}

/** `exc_info` is the standard library's, and a field like any other here. */
function isExceptionFlag({ keyword, expression }: Argument): boolean {
  return keyword === 'exc_info' && !/^(?:False|None|0)$/.test(expression.text);
}
