// Python's own `logging`: printf-style messages, fields in `extra`, the exception in `exc_info`.

import type { FieldSlot } from '../../model/call-slots.ts';
import type { CallField, Expression } from '../../model/call.ts';
import { levelFromName, type Level } from '../../model/level.ts';
import type { Misuse } from '../../model/misuse.ts';
import { clashesOf, type Clashes } from '../arguments/clashes.ts';
import { methodTable, outsideTable, type Dialect, type Outside } from '../arguments/dialect.ts';
import { NO_MAP } from '../arguments/mismatch.ts';
import { misuseOf, misusesOf } from '../arguments/misuses.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';
import { afterArguments, afterEntries, fieldsOf, keyCaseOf } from '../arguments/slots.ts';
import type { Argument } from '../facts/facts.ts';

/** Attributes every LogRecord has: `extra` with one of them raises KeyError (logging.Logger.makeRecord). */
const RECORD_ATTRIBUTES =
  'name msg args levelname levelno pathname filename module exc_info exc_text stack_info lineno funcName created msecs relativeCreated thread threadName processName process taskName message asctime'.split(
    ' ',
  );

const CLASHES: Clashes = new Map(RECORD_ATTRIBUTES.map((name) => [name, 'raises' as const]));
const STANDARD_METHODS = new Set('debug info warning warn error exception critical fatal log'.split(' '));

const outside: ReadonlyMap<string, Outside> = new Map<string, Outside>([
  ...outsideTable(
    'logging.getLogger logging.Logger logging.getLoggerClass logging.RootLogger celery.utils.log.get_task_logger celery.utils.log.get_logger ' +
      'multiprocessing.get_logger multiprocessing.log_to_stderr flask.logging.create_logger absl.logging.get_absl_logger prefect.get_run_logger',
    'logging.root flask.current_app.logger absl.logging tornado.log.app_log tornado.log.access_log tornado.log.gen_log',
  ),
  ['logging.LoggerAdapter', { is: 'factory', variant: 'adapter' }],
  ['logging', { is: 'logger', variant: 'root' }],
]);

/** The standard library's `logging`. */
export const pythonLogging: Dialect = {
  id: 'python-logging',
  formatStyle: 'percent',
  languages: ['python'],
  modules: ['logging'],
  outside,
  methods: methodTable({
    DEBUG: 'debug',
    INFO: 'info',
    WARNING: 'warning warn',
    ERROR: 'error exception',
    CRITICAL: 'critical fatal',
    given: 'log',
    TRACE: 'trace',
  }),
  exceptionMethod: 'exception',
  exceptionKeyword: 'exc_info',
  derived: new Set(['getChild', 'logger', 'root']),
  addsLevels: true,
  ownLogger: 'logger = logging.getLogger(__name__)',
  filling: { style: 'percent', onError: 'no-record', more: 'lost' },
  outdated: {
    methods: new Map([['warn', 'warning']]),
    names: new Map([['logging.WARN', 'WARNING']]),
    unregistered: new Map([['logging.Logger', 'getLogger']]),
    named: new Set(['logging.getLogger']),
    badNames: new Map([
      ['__file__', '__name__'],
      ['__cached__', '__name__'],
      ['"__name__"', '__name__'],
      ["'__name__'", '__name__'],
    ]),
  },
  read,
};

function read(view: SiteView): Reading {
  const { site, source, arguments: args } = view;
  const given = site.method === 'log';
  const positional = args.filter(({ keyword, spread }) => keyword === undefined && spread !== 'map');
  const keyword = (name: string): Argument | undefined => args.find((one) => one.keyword === name);
  const levelArgument = given ? (positional[0]?.spread === undefined ? positional[0] : undefined) : undefined;
  const rest = given ? positional.slice(1) : positional;
  const message = (rest[0]?.spread === undefined ? rest[0] : undefined) ?? keyword('msg');
  const extra = keyword('extra');
  const { fields, spreads } = extra === undefined ? { fields: [], spreads: [] } : fieldsOfExtra(extra.expression);
  const others = args.filter(
    (one) =>
      one.keyword !== undefined &&
      !['extra', 'exc_info', 'stack_info', 'stacklevel', 'msg', 'level'].includes(one.keyword),
  );
  const info = keyword('exc_info');
  const passed =
    info !== undefined && !['boolean', 'null', 'number'].includes(info.expression.kind) ? info.expression : undefined;
  const off = info !== undefined && /^(?:False|None|0)$/.test(info.expression.text);
  const exceptionBy =
    info !== undefined ? (off ? undefined : 'argument') : site.method === 'exception' ? 'method' : undefined;
  const level = levelOf(site.method, levelArgument ?? keyword('level'));
  const end = afterArguments(site.list, args, source);
  const open = args.some(({ spread }) => spread === 'map') || args.length === 0;
  const fieldSlot = open || view.variant === 'adapter' ? undefined : slotOf(view, extra, fields);
  const built = message === undefined ? undefined : { node: message.node, built: view.message(message.node) };
  return {
    ...(level === undefined ? {} : { level }),
    ...(built === undefined ? {} : { message: built }),
    arguments: rest.slice(1).map(({ expression }) => expression),
    fields: [...fields, ...others.flatMap(asField(view))],
    spreads: [...spreads, ...args.filter(({ spread }) => spread === 'map').map(({ expression }) => expression)],
    ...(passed === undefined ? {} : { exception: passed }),
    ...(exceptionBy === undefined ? {} : { exceptionBy }),
    ...(fieldSlot === undefined ? {} : { fieldSlot }),
    ...(info !== undefined || site.method === 'exception' || open
      ? {}
      : {
          exceptionSlot: {
            kind: 'argument',
            at: source.position(end.at),
            lead: end.lead,
            open: 'exc_info=',
            current: 'True',
          },
        }),
    takesArguments: true,
    misuses: misuses(),
    clashes: clashesOf(extra?.expression, CLASHES, source),
  };

  function misuses(): Misuse[] {
    // A subclass or an adapter may take what it likes.
    if (!view.sure || view.variant === 'adapter' || !STANDARD_METHODS.has(site.method)) return [];
    const levelText = levelArgument?.expression.kind === 'string' ? levelArgument : undefined;
    const map = extra === undefined || !NO_MAP.has(extra.expression.kind) ? undefined : extra;
    // A text where the level belongs is the message, most likely.
    const missing =
      message === undefined && levelText === undefined && args.every(({ spread }) => spread === undefined);
    return [
      ...misusesOf('unknown-keywords', others, view),
      ...misuseOf('level-text', levelText, view),
      ...misuseOf('no-map', map, view),
      ...(missing
        ? [{ kind: 'no-message' as const, text: site.method, range: source.range(site.start, site.end), arguments: [] }]
        : []),
    ];
  }
}

function asField({ source }: SiteView): (one: Argument) => CallField[] {
  return ({ keyword, expression, start }) =>
    keyword === undefined
      ? []
      : [
          {
            key: keyword,
            keyRange: source.range(start, start + keyword.length),
            value: expression,
            range: { start: source.position(start), end: expression.range.end },
          },
        ];
}

/** The level of `log(level, …)`: a name of the module (`logging.INFO`), its number, or a text. */
function levelOf(method: string, argument: Argument | undefined): Level | undefined {
  if (method !== 'log') return method === 'exception' ? 'ERROR' : levelFromName(method.replace(/_once$/, ''));
  const level = argument?.expression;
  if (level === undefined) return undefined;
  if (level.kind === 'number') return LEVEL_NUMBERS.get(level.text);
  return level.kind === 'string'
    ? levelFromName(level.value ?? '')
    : (level.kind === 'attribute' || level.kind === 'name') && !OWN_LEVEL.test(level.names.at(-1) ?? '')
      ? levelFromName(level.names.at(-1) ?? '')
      : undefined;
}

/** Python has none by these names: what a project means by them is its own. */
const OWN_LEVEL = /^(?:alert|emerg(?:ency)?|panic|notice)$/i;

const LEVEL_NUMBERS: ReadonlyMap<string, Level> = new Map([
  ['5', 'TRACE'],
  ['10', 'DEBUG'],
  ['20', 'INFO'],
  ['30', 'WARNING'],
  ['40', 'ERROR'],
  ['50', 'CRITICAL'],
]);

function fieldsOfExtra(extra: Expression): { fields: CallField[]; spreads: Expression[] } {
  if (extra.kind === 'object') return fieldsOf(extra);
  if (extra.kind === 'call' && extra.names.join('.') === 'dict')
    return fieldsOf({ ...extra, children: extra.children.slice(1) });
  return extra.kind === 'null' ? { fields: [], spreads: [] } : { fields: [], spreads: [extra] };
}

function slotOf(
  { site, source, arguments: args, sure, message }: SiteView,
  extra: Argument | undefined,
  fields: readonly CallField[],
): FieldSlot | undefined {
  const first = args.find(({ node }) => message(node).quote !== undefined);
  const quote = first === undefined ? '"' : (message(first.node).quote ?? '"')[0]!;
  const keys = fields.map(({ key }) => key);
  const common = {
    sure,
    separator: ', ',
    keyOpen: quote,
    keyClose: `${quote}: `,
    shorthand: false,
    keyCase: keyCaseOf(keys, 'snake'),
    taken: [...RECORD_ATTRIBUTES, ...keys],
  };
  if (extra === undefined) {
    const { at, lead } = afterArguments(site.list, args, source);
    return { ...common, at: source.position(at), lead, open: 'extra={', close: '}' };
  }
  if (extra.node.type !== 'dictionary') return undefined;
  const { at, lead, close } = afterEntries(extra.node, source);
  return { ...common, at: source.position(at), lead, open: '', close };
}
