// Calls that log by whose they are: functions of a module about logging, methods of what is called a logger.

import { levelFromName } from '../../model/level.ts';
import type { Argument } from '../facts/facts.ts';
import type { Taken } from '../facts/outline.ts';
import type { Standing } from '../names/resolve.ts';
import type { Logger, Resolved } from '../names/values.ts';
import { WRITES_ONLY, type Wrapper } from '../names/wrapper.ts';
import { isSentence } from './sentences.ts';

/** Functions that others give to a file under the name of a level. */
const LEVEL_FUNCTION = /^(?:trace|debug|verbose|info|notice|warn|warning|error|log)$/;
/** Those of them that nobody has for anything else, where they are given a sentence. */
const TELLING = /^(?:debug|warn|warning)$/;
/** A module that is about logging by its path. */
const ABOUT_LOGGING = /(?:^|[/._-])(?:log(?:s|ger|gers|ging)?|debug|console)(?:$|[/._-])/i;
/** Methods of a logger's own making: `log.logNode(id, text)`. */
const LOGGER_METHOD = /^(?:log[A-Z]\w*|log_[a-z]\w*|print)$/;
/** What may stand before the message. */
const BEFORE = ['first', 'second'];
const MAX_BEFORE = BEFORE.length;

/** A call of which no binding says whether it logs. What may take time to tell is only asked for where it is needed. */
export interface Unbound {
  readonly method: string;
  /** What a logger nobody knows is read as. */
  readonly dialect: string;
  readonly argumentsOf: () => readonly Argument[];
  /** Whether what is called is seen to be something else. */
  readonly isSeen: () => boolean;
  /** Where a bare name comes from. */
  readonly foreign: Taken | undefined;
  /** What is known of that which the method is called on. */
  readonly standing: () => Standing;
  /** The logger of a library that programs add levels to, where the library itself has no such method. */
  readonly extended: () => Logger | undefined;
}

/** Reads a call by whose it is; undefined where that says nothing of logging. */
export function ownedCall(unbound: Unbound): Resolved | undefined {
  const { method, dialect, argumentsOf, isSeen, foreign, standing, extended } = unbound;
  const added = mayBeLevel(unbound) ? extended() : undefined;
  if (added !== undefined) return { logger: added, method };
  const taken = LEVEL_FUNCTION.exec(foreign?.name ?? '')?.[0];
  if (taken !== undefined) {
    const about = ABOUT_LOGGING.test(foreign!.module);
    if (!about && (!TELLING.test(taken) || isSeen())) return undefined;
    const at = textAt(argumentsOf()) ?? (about && argumentsOf()[0]?.expression.kind === 'string' ? 0 : undefined);
    return at === undefined || (at > 0 && !about) ? undefined : messageAt(at, method, taken, dialect, argumentsOf());
  }
  if (LOGGER_METHOD.test(method)) {
    if (standing() !== 'logger' || isSeen()) return undefined;
    const at = textAt(argumentsOf());
    if (at !== undefined) return messageAt(at, method, 'log', dialect, argumentsOf());
    const object = argumentsOf().findIndex(hasMessage);
    return object < 0 || object > MAX_BEFORE ? undefined : fieldsAt(object, method, dialect);
  }
  if (!TELLING.test(method)) return undefined;
  const whose = standing();
  // Nobody has a `debug` for anything else, where it is given a sentence.
  if (whose !== 'heir' && (whose !== 'unknown' || method !== 'debug' || dialect !== 'python-logging')) return undefined;
  return textAt(argumentsOf()) === 0 ? messageAt(0, method, method, dialect, argumentsOf()) : undefined;
}

/** `logger.answer("…")`: what a program calls a level of its own. */
const OWN_LEVEL = /^[a-z][a-z0-9]*(?:_[a-z0-9]+){0,3}$/;
/** Begins what loggers, or classes that extend them, do besides. */
const DOES_MORE =
  /^(?:get|set|add|remove|has|is|with|make|create|build|find|filter|handle|process|call|bind|unbind|new|child|copy|clone|assert|append|insert|extend|write|push|pop|start|stop|open|close|flush|clear|register|enable|disable|configure|load|save|init|setup|reset|update|patch|connect|match)(?:_|$)/;

/** Whether a call may be one of a level that a library has no method for; what it is given is a text. */
function mayBeLevel({ method, argumentsOf }: Unbound): boolean {
  if (!OWN_LEVEL.test(method) || DOES_MORE.test(method)) return false;
  const [first] = argumentsOf();
  if (first === undefined || first.keyword !== undefined || first.spread !== undefined) return false;
  return first.expression.kind === 'string' || first.expression.kind === 'template' || isSentence(first.expression);
}

/** Which argument is a text for people. */
function textAt(args: readonly Argument[]): number | undefined {
  const at = args.findIndex(
    ({ expression, keyword, spread }) =>
      keyword === undefined && spread === undefined && (expression.kind === 'template' || isSentence(expression)),
  );
  return at < 0 || at > MAX_BEFORE ? undefined : at;
}

/** `{ message: `sold ${id}`, level }` */
function hasMessage({ expression }: Argument): boolean {
  return (
    expression.kind === 'object' &&
    expression.children.some(({ key, kind }) => /^(?:msg|message)$/.test(key ?? '') && kind !== 'null')
  );
}

function fieldsAt(at: number, method: string, dialect: string): Resolved {
  return withWrapper(method, {
    dialect,
    method: 'info',
    parameters: [...BEFORE.slice(0, at), 'fields', '*rest'],
    ...WRITES_ONLY,
    fields: [['fields', '']],
  });
}

function messageAt(
  at: number,
  method: string,
  levelName: string,
  dialect: string,
  args: readonly Argument[],
): Resolved {
  // Whatever is written by `log` may be of any level.
  const level = levelName === 'log' ? undefined : levelFromName(levelName);
  return withWrapper(method, {
    dialect,
    method: 'info',
    parameters: [...BEFORE.slice(0, at), 'message', '*rest'],
    ...(level === undefined ? {} : { level }),
    message: 'message',
    ...(args.length > at + 1 ? { arguments: '*rest' } : {}),
    ...WRITES_ONLY,
  });
}

/** A call that logs by what `wrapper` says it does. */
export function withWrapper(method: string, wrapper: Wrapper): Resolved {
  return { logger: { by: 'name' }, method, wrapper };
}
