// A project's own class around logging whose methods take fields as keywords: `log("INFO", message, correlation_id=…, context={…})`.

import type { FieldSlot } from '../../model/call-slots.ts';
import { levelFromName, type Level } from '../../model/level.ts';
import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { readKeywords } from '../arguments/keywords.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';
import { afterArguments, afterEntries, keyCaseOf } from '../arguments/slots.ts';
import type { Argument } from '../facts/facts.ts';

/** Loggers in the way of `StructuredLogger`. */
export const structuredLogger: Dialect = {
  id: 'structured-logger',
  formatStyle: 'keywords',
  languages: ['python'],
  modules: [],
  outside: outsideTable(''),
  methods: methodTable({
    DEBUG: 'debug',
    INFO: 'info',
    WARNING: 'warning warn',
    ERROR: 'error exception',
    CRITICAL: 'critical fatal',
    given: 'log',
  }),
  derived: new Set(['bind', 'with_context', 'with_fields', 'child']),
  read,
};

function read(view: SiteView): Reading {
  const { site, source, arguments: args } = view;
  const positional = args.filter(({ keyword, spread }) => keyword === undefined && spread === undefined);
  const keyword = (...names: readonly string[]): Argument | undefined =>
    args.find((one) => names.includes(one.keyword ?? ''));
  const given = site.method === 'log';
  const level = given
    ? levelOf(positional[0] ?? keyword('level'))
    : levelFromName(site.method === 'exception' ? 'error' : site.method);
  const behindLevel = given && keyword('level') === undefined ? positional.slice(1) : positional;
  const message = behindLevel[0] ?? keyword('message', 'msg', 'event');
  const found = readKeywords(view, args, ['level', 'message', 'msg'], ['exc_info', 'exception', 'exc']);
  const exceptionBy = found.passesException ? 'argument' : site.method === 'exception' ? 'method' : undefined;
  const fieldSlot = found.spreads.length > 0 || args.length === 0 ? undefined : slotOf(view, keyword('context'));
  return {
    ...(level === undefined ? {} : { level }),
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: behindLevel.slice(1).map(({ expression }) => expression),
    fields: found.fields.filter(({ value }) => value.range !== message?.expression.range),
    spreads: [
      ...found.spreads,
      ...args
        .filter(({ keyword, expression }) => keyword === 'context' && expression.kind !== 'object')
        .map(({ expression }) => expression),
    ],
    ...(found.exception === undefined ? {} : { exception: found.exception }),
    ...(exceptionBy === undefined ? {} : { exceptionBy }),
    ...(fieldSlot === undefined ? {} : { fieldSlot }),
    // What such a class does with exceptions nobody knows; its fields end up in JSON, so the text of one is safe.
    ...(exceptionBy === undefined ? { exceptionSlot: { kind: 'field', key: 'error', open: 'str(', close: ')' } } : {}),
    takesArguments: false,
  };

  function slotOf({ sure, message: build }: SiteView, context: Argument | undefined): FieldSlot | undefined {
    const quote = (message === undefined ? '"' : (build(message.node).quote ?? '"'))[0]!;
    const keys = found.fields.flatMap(({ key }) => (key.startsWith('context.') ? [key.slice('context.'.length)] : []));
    const common = {
      sure,
      separator: ', ',
      keyOpen: quote,
      keyClose: `${quote}: `,
      shorthand: false,
      keyCase: keyCaseOf(keys, 'snake'),
      taken: keys,
    };
    if (context === undefined) {
      const { at, lead } = afterArguments(site.list, args, source);
      return { ...common, at: source.position(at), lead, open: 'context={', close: '}' };
    }
    if (context.node.type !== 'dictionary') return undefined;
    const { at, lead, close } = afterEntries(context.node, source);
    return { ...common, at: source.position(at), lead, open: '', close };
  }
}

function levelOf(argument: Argument | undefined): Level | undefined {
  const level = argument?.expression;
  if (level?.kind === 'string') return levelFromName(level.value ?? '');
  return level?.kind === 'attribute' || level?.kind === 'name' ? levelFromName(level.names.at(-1) ?? '') : undefined;
}
