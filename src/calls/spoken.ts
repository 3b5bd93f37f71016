// Calls that say by their own name that they log, whatever they are called on: `log_info("…")`, `_log(DEBUG, "…")`.

import { levelFromName } from '../model/level.ts';
import type { Argument } from './facts.ts';
import type { Taken } from './project/outline.ts';
import type { Resolved } from './values.ts';
import type { Wrapper } from './wrapper.ts';

/** `log_warning`, `logError`, `_log_debug`. */
const SAYS_LEVEL = /^_*log_?(debug|verbose|info|notice|warn|warning|err|error|critical|fatal)$/i;
/** `log`, `_log`, `log_message`: the level is the first argument. */
const TAKES_LEVEL = /^_*log(?:_?(?:msg|message|event|line))?$/i;
/** `DEBUG`, `logging.WARNING`, `LOG_ERR`, `LogLevel.Warning`. */
const LEVEL_NAME = /^(?:LOG_)?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRITICAL|FATAL)$/;
const LEVELS_OF = /^(?:logging|log|[lL]og_?[lL]evels?|[lL]evels?|[sS]everity)$/;
const TEXTS: ReadonlySet<string> = new Set(['string', 'template', 'operation', 'call']);
/** What is handed over is a message: a text with words in it. */
const SAYS = 'log';
/** Functions that others give to a file under the name of a level. */
const LEVEL_FUNCTION = /^(?:trace|debug|verbose|info|notice|warn|warning|error)$/;
/** Those of them that nobody has for anything else, where they are given a sentence. */
const TELLING = /^(?:debug|warn|warning)$/;
/** A module that is about logging by its path. */
const ABOUT_LOGGING = /(?:^|[/._-])(?:log(?:s|ger|gers|ging)?|debug|console)(?:$|[/._-])/i;
/** Two words, or one and what it leads to; not options, paths and patterns. */
const SENTENCE = /^[^-/^$\\*]*?\p{L}{2,}['’)\]]?[.,:;!?]*\s+\S|\p{L}{2,}:?\s+$/u;
/** Texts in the source of an expression. */
const LITERALS = /(["'`])((?:(?!\1)[^\\]|\\[^])*)\1/g;
const HOLES = /\$?\{[^{}]*\}/g;
/** What a text says it says early. In UTF-16 units. */
const MAX_TEXT = 300;

const WRITES = { fields: [], takesException: false, supplies: [], redacts: [] } as const;

/**
 * Reads a call by its name; undefined where that says nothing of logging. The arguments, and whether what is called is
 * seen to be something else, are only asked for where it does. `foreign` is where a bare name comes from.
 */
export function spokenCall(
  method: string,
  dialect: string,
  argumentsOf: () => readonly Argument[],
  isSeen: () => boolean,
  foreign: Taken | undefined,
): Resolved | undefined {
  const level = LEVEL_FUNCTION.exec(foreign?.name ?? '')?.[0];
  if (level !== undefined) return tellingCall(method, level, foreign!.module, dialect, argumentsOf, isSeen);
  const said = SAYS_LEVEL.exec(method)?.[1];
  if (said === undefined && !TAKES_LEVEL.test(method)) return undefined;
  const [first, second, ...more] = argumentsOf();
  if (first === undefined || first.keyword !== undefined) return undefined;
  // Nobody knows whether the function takes more than it is given here.
  const takesMore = (said === undefined ? more.length : Number(second !== undefined)) > 0;
  const rest = takesMore ? { arguments: '*rest' } : {};
  if (said !== undefined) {
    const level = levelFromName(said);
    return withWrapper(method, {
      dialect,
      method: 'info',
      parameters: ['message', '*rest'],
      ...(level === undefined ? {} : { level }),
      message: 'message',
      ...rest,
      ...WRITES,
    });
  }
  if (second === undefined || second.keyword !== undefined || !isLevel(first, second)) {
    if (method !== SAYS || !isSentence(first.expression) || isSeen()) return undefined;
    const behind = second === undefined ? {} : { arguments: '*rest' };
    return withWrapper(method, {
      dialect,
      method: 'log',
      parameters: ['message', '*rest'],
      message: 'message',
      ...behind,
      ...WRITES,
    });
  }
  return withWrapper(method, {
    dialect,
    method: 'log',
    parameters: ['level', 'message', '*rest'],
    levelFrom: 'level',
    message: 'message',
    ...rest,
    ...WRITES,
  });
}

/** `import { warn } from './log'; warn('…')` */
function tellingCall(
  method: string,
  name: string,
  module: string,
  dialect: string,
  argumentsOf: () => readonly Argument[],
  isSeen: () => boolean,
): Resolved | undefined {
  const [first, ...more] = argumentsOf();
  if (first === undefined || first.keyword !== undefined) return undefined;
  const isText = first.expression.kind === 'string' || first.expression.kind === 'template';
  const tells = ABOUT_LOGGING.test(module) ? isText : TELLING.test(name) && isSentence(first.expression);
  if (!tells || isSeen()) return undefined;
  const level = levelFromName(name);
  return withWrapper(method, {
    dialect,
    method: 'info',
    parameters: ['message', '*rest'],
    ...(level === undefined ? {} : { level }),
    message: 'message',
    ...(more.length === 0 ? {} : { arguments: '*rest' }),
    ...WRITES,
  });
}

function withWrapper(method: string, wrapper: Wrapper): Resolved {
  return { logger: { by: 'name' }, method, wrapper };
}

/** Whether the first argument can be nothing but a level; a word for one only where a message follows it. */
function isLevel({ expression }: Argument, { expression: message }: Argument): boolean {
  const { kind, names, value } = expression;
  if (kind === 'string') return levelFromName(value ?? '') !== undefined && TEXTS.has(message.kind);
  const name = names.at(-1) ?? '';
  if (LEVEL_NAME.test(name)) return kind === 'name' || kind === 'attribute';
  return kind === 'attribute' && LEVELS_OF.test(names.at(-2) ?? '') && levelFromName(name) !== undefined;
}

/** Whether an expression is a text that says something. */
function isSentence({ kind, value, text }: Argument['expression']): boolean {
  if (kind === 'string') return SENTENCE.test((value ?? '').slice(0, MAX_TEXT));
  if (kind !== 'template' && kind !== 'operation') return false;
  return [...text.slice(0, MAX_TEXT).matchAll(LITERALS)].some(([, , literal = '']) =>
    SENTENCE.test(literal.replace(HOLES, 'it')),
  );
}
