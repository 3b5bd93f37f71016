// Calls that give a logger fields for the records to come: `log.bind(order_id=…)`, `log.child({ orderId })`, LoggerAdapter.

import type { Expression } from '../../model/call.ts';
import type { Dialect } from '../arguments/dialect.ts';
import { readKeywords } from '../arguments/keywords.ts';
import { readObjects } from '../arguments/objects.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';
import { fieldsOf } from '../arguments/slots.ts';
import type { CallSite } from '../facts/facts.ts';
import type { Evaluator } from '../names/evaluate.ts';
import { isLoggerName } from '../names/logger-names.ts';
import type { Logger } from '../names/values.ts';
import type { Syntax } from '../parsing/syntax.ts';
import type { ReadSite } from '../wrappers/find-wrappers.ts';

const OF_LOGGER = new Set(['bind', 'new', 'child', 'contextualize', 'setBindings']);
/** Functions that bind for all loggers of a task or thread. */
const OF_CONTEXT = new Set(['bind_contextvars', 'bound_contextvars', 'bind_threadlocal', 'tmp_bind']);
const ADAPTER = 'LoggerAdapter';

/** What is asked of the file the calls stand in. */
export interface BoundFieldsParts {
  readonly dialects: readonly Dialect[];
  /** Whether the language binds by keywords. */
  readonly keywords: boolean;
  readonly evaluator: Evaluator;
  readonly expressionOf: (node: Syntax) => Expression;
  readonly viewOf: (site: CallSite, sure: boolean) => SiteView;
}

/** The calls among `sites` that bind fields, read as if they wrote them. */
export function boundFields(
  sites: readonly CallSite[],
  { dialects, keywords, evaluator, expressionOf, viewOf }: BoundFieldsParts,
): ReadSite[] {
  const dialectOf = (id: string): Dialect | undefined => dialects.find((one) => one.id === id);

  /** The logger that a call binds to; undefined where it is none. */
  const boundTo = (site: CallSite): { readonly dialect: Dialect; readonly logger: Logger } | undefined => {
    const { method } = site;
    const byName = (id: string): { dialect: Dialect; logger: Logger } | undefined => {
      const dialect = dialectOf(id);
      return dialect && { dialect, logger: { dialect, by: 'name' } };
    };
    if (OF_CONTEXT.has(method)) return byName('structlog');
    if (method === ADAPTER) return byName('python-logging');
    if (site.receiver === undefined) return undefined;
    const expression = expressionOf(site.receiver);
    const value = evaluator.evaluate(expression, site.scope);
    if (value?.is === 'logger' && value.logger.dialect !== undefined)
      return { dialect: value.logger.dialect, logger: value.logger };
    const isNamed = expression.kind !== 'call' && isLoggerName(expression.names.at(-1) ?? '');
    if (!isNamed || (value !== undefined && value.is !== 'logger')) return undefined;
    // `fn.bind(this)` is the language's own.
    return keywords ? byName('structlog') : method === 'child' ? byName('pino') : undefined;
  };

  return sites.flatMap((site): ReadSite[] => {
    const { method } = site;
    if (!OF_LOGGER.has(method) && !OF_CONTEXT.has(method) && method !== ADAPTER) return [];
    if (!keywords && method !== 'child' && method !== 'setBindings') return [];
    const found = boundTo(site);
    if (found === undefined) return [];
    const { dialect, logger } = found;
    const view = viewOf(site, logger.by === 'binding');
    const bound = keywords ? byKeywords(view) : byObject(view);
    const reading: Reading = { arguments: [], takesArguments: false, ...bound };
    return bound.fields.length + bound.spreads.length === 0
      ? []
      : [{ site, dialect, sure: view.sure, arguments: view.arguments, reading, found: { logger, method } }];
  });
}

type Bound = Pick<Reading, 'fields' | 'spreads'>;

function byKeywords(view: SiteView): Bound {
  if (view.site.method !== ADAPTER) {
    const { fields, spreads } = readKeywords(view, view.arguments, [], []);
    return { fields, spreads };
  }
  const extra = view.arguments.find(
    ({ keyword }, index) => keyword === 'extra' || (index === 1 && keyword === undefined),
  );
  if (extra === undefined) return { fields: [], spreads: [] };
  return extra.expression.kind === 'object' ? fieldsOf(extra.expression) : { fields: [], spreads: [extra.expression] };
}

function byObject(view: SiteView): Bound {
  const [first, options] = view.arguments;
  // Options of its own say what of it is masked.
  if (first === undefined || /\bredact\b/.test(options?.expression.text ?? '')) return { fields: [], spreads: [] };
  const { fields, spreads } = readObjects([first], view);
  return { fields, spreads };
}
