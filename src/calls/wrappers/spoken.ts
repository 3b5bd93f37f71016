// Calls that say by their own name that they log, whatever they are called on: `log_info("…")`, `_log(DEBUG, "…")`.

import { levelFromName } from '../../model/level.ts';
import type { Argument } from '../facts/facts.ts';
import type { Resolved } from '../names/values.ts';
import { WRITES_ONLY } from '../names/wrapper.ts';
import { isSentence } from './sentences.ts';
import { ownedCall, withWrapper, type Unbound } from './spoken-of.ts';

/** `log_warning`, `logError`, `_log_debug`. */
const SAYS_LEVEL = /^_*log_?(debug|verbose|info|notice|warn|warning|err|error|critical|fatal)$/i;
/** `log`, `_log`, `log_message`: the level is the first argument. */
const TAKES_LEVEL = /^_*log(?:_?(?:msg|message|event|line))?$/i;
/** `DEBUG`, `logging.WARNING`, `LOG_ERR`, `LogLevel.Warning`. */
const LEVEL_NAME = /^(?:LOG_)?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRITICAL|FATAL)$/;
const LEVELS_OF = /^(?:logging|log|[lL]og_?[lL]evels?|[lL]evels?|[sS]everity)$/;
const TEXTS: ReadonlySet<string> = new Set(['string', 'template', 'operation', 'call']);
/** What is handed over is a message: a text with words in it. */
const SAYS = /^(?:log|_*log_?(?:[mM]essage|[mM]sg))$/;
/** Reads a call by its name; undefined where that says nothing of logging. */
export function spokenCall(unbound: Unbound): Resolved | undefined {
  const { method, dialect, argumentsOf, isSeen } = unbound;
  const owned = ownedCall(unbound);
  if (owned !== undefined) return owned;
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
      ...WRITES_ONLY,
    });
  }
  if (second === undefined || second.keyword !== undefined || !isLevel(first, second)) {
    if (!SAYS.test(method) || !isSentence(first.expression) || isSeen()) return undefined;
    const behind = second === undefined ? {} : { arguments: '*rest' };
    return withWrapper(method, {
      dialect,
      method: 'log',
      parameters: ['message', '*rest'],
      message: 'message',
      ...behind,
      ...WRITES_ONLY,
    });
  }
  return withWrapper(method, {
    dialect,
    method: 'log',
    parameters: ['level', 'message', '*rest'],
    levelFrom: 'level',
    message: 'message',
    ...rest,
    ...WRITES_ONLY,
  });
}

/** Whether the first argument can be nothing but a level; a word for one only where a message follows it. */
function isLevel({ expression }: Argument, { expression: message }: Argument): boolean {
  const { kind, names, value } = expression;
  if (kind === 'string') return levelFromName(value ?? '') !== undefined && TEXTS.has(message.kind);
  const name = names.at(-1) ?? '';
  if (LEVEL_NAME.test(name)) return kind === 'name' || kind === 'attribute';
  return kind === 'attribute' && LEVELS_OF.test(names.at(-2) ?? '') && levelFromName(name) !== undefined;
}
