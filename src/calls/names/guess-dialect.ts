// Which library a logger of unknown make belongs to: by what the file imports, else by how its calls are written.

import { levelFromName } from '../../model/level.ts';
import type { Dialect } from '../arguments/dialect.ts';
import { isMessage } from '../arguments/objects.ts';
import type { SiteView } from '../arguments/reading.ts';
import { parametersIn, type Argument } from '../facts/facts.ts';
import type { Logger, Resolved } from './values.ts';

/** A call of a logger of unknown make. */
export interface Unknown {
  readonly view: SiteView;
  readonly method: string;
  readonly logger: Logger;
}

/** A dialect, and whether that is more than a guess. */
export interface Guess {
  readonly id: string;
  readonly sure: boolean;
}

const STANDARD_KEYWORDS = new Set([
  'exc_info',
  'extra',
  'stack_info',
  'stacklevel',
  'msg',
  'level',
  'args',
  'end',
  'file',
  'flush',
]);
const SCHEMA_KEYWORDS = new Set(['correlation_id', 'context', 'performance', 'service']);

/** Judges all calls of one logger of a file together: what one of them shows holds for the others. */
export function guessDialect(
  calls: readonly Unknown[],
  language: string,
  imports: readonly string[],
  dialects: readonly Dialect[],
): Guess {
  const imported = (id: string): boolean => {
    const modules = dialects.find((dialect) => dialect.id === id)?.modules ?? [];
    return imports.some((path) => modules.includes(path) || modules.includes(path.split('.')[0]!));
  };
  return language === 'python' ? guessPython(calls, imported) : guessEcmascript(calls, imported, imports);
}

function guessPython(calls: readonly Unknown[], imported: (id: string) => boolean): Guess {
  const [first] = calls;
  const made = first?.logger.madeBy;
  const parameters =
    made?.scope?.bindings
      .get('log')
      ?.flatMap((one) => (one.kind === 'function' ? [made.scope!.written.get(one.at)] : []))
      .flatMap((scope) => (scope === undefined ? [] : parametersIn(scope))) ?? [];
  // Values behind the message fill it: it is like the standard one.
  const fills = parameters.some((name) => /^\*[^*]/.test(name));
  const isLike = !fills || parameters.some((name) => SCHEMA_KEYWORDS.has(name));
  if (isLike && calls.some(({ view, method }) => structuredShape(view.arguments, method)))
    return { id: 'structured-logger', sure: true };
  if (
    parameters.includes('level') &&
    parameters.some((name) => SCHEMA_KEYWORDS.has(name) || (name.startsWith('**') && !fills))
  )
    return { id: 'structured-logger', sure: true };
  if (/Structured/.test(made?.name ?? '')) return { id: 'structured-logger', sure: true };
  if (imported('structlog')) return { id: 'structlog', sure: first?.logger.by === 'name' && made === undefined };
  if (imported('loguru')) return { id: 'loguru', sure: first?.logger.by === 'name' && made === undefined };
  const keywords = calls.flatMap(({ view }) =>
    view.arguments.flatMap(({ keyword }) => (keyword === undefined ? [] : [keyword])),
  );
  if (keywords.some((keyword) => !STANDARD_KEYWORDS.has(keyword))) return { id: 'structlog', sure: false };
  return { id: 'python-logging', sure: made === undefined && !fillsBraces(calls) && !calls.some(logsWithoutLevel) };
}

/** `log(message)`: the standard `log` takes a level first, so it is another one. */
function logsWithoutLevel({ view, method }: Unknown): boolean {
  const [first, second] = view.arguments;
  if (method !== 'log' || first === undefined || first.keyword !== undefined || first.spread !== undefined)
    return false;
  return second === undefined || first.expression.kind === 'string' || first.expression.kind === 'template';
}

/** All values of a logger of unknown make go into braces: it formats by itself, as `logging` does not. */
function fillsBraces(calls: readonly Unknown[]): boolean {
  const templates = calls.flatMap(({ view, method }) => {
    const [message, value] = view.arguments.slice(method === 'log' ? 1 : 0);
    if (message === undefined || value === undefined || value.keyword !== undefined) return [];
    const { built, parts } = view.message(message.node);
    return built === 'constant' ? [parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')] : [];
  });
  return templates.some((text) => /\{[^{}]{0,40}\}/.test(text)) && !templates.some((text) => /%[\w(.-]/.test(text));
}

/** Whether a call of a wrapper is one of a structured logger of the project's own, whose fields can be written to: it takes no values to fill a text. */
export function isStructuredCall({ wrapper, logger, method }: Resolved, args: () => readonly Argument[]): boolean {
  if (wrapper === undefined || logger.by !== 'binding' || !structuredShape(args(), method)) return false;
  const { parameters } = wrapper;
  return !parameters.some((name) => /^\*[^*]/.test(name)) || parameters.some((name) => SCHEMA_KEYWORDS.has(name));
}

/** `log("INFO", …)`, or a field of the record's schema as a keyword. */
function structuredShape(args: readonly Argument[], method: string): boolean {
  const level = args[0]?.expression;
  if (method === 'log' && level?.kind === 'string' && levelFromName(level.value ?? '') !== undefined) return true;
  return args.some(({ keyword }) => keyword !== undefined && SCHEMA_KEYWORDS.has(keyword));
}

function guessEcmascript(
  calls: readonly Unknown[],
  imported: (id: string) => boolean,
  imports: readonly string[],
): Guess {
  const receiver = calls[0]?.view.site.receiver;
  const text = receiver === undefined ? '' : calls[0]!.view.source.text.slice(receiver.start, receiver.end);
  // Fastify and pino-http put a pino logger on every request.
  const onRequest = /^(?:req|request|reply|fastify|server|app|this\.fastify|instance)\.log$/.test(text);
  const shapes = calls.map(({ view }) => shapeOf(view));
  const first = shapes.filter((shape) => shape === 'object-first').length;
  const last = shapes.filter((shape) => shape === 'object-last').length;
  if (first !== last) return { id: first > last ? 'pino' : 'winston', sure: first === 0 || last === 0 };
  // pino has no `log`; what a class of unknown make does, its name does not say.
  const like = calls.every(({ method }) => PINO_METHODS.has(method)) ? 'pino' : 'winston';
  if (calls.some(({ logger }) => logger.madeBy !== undefined)) return { id: 'winston', sure: false };
  // Others hang loggers of their own there: what they do with values behind the message nobody knows.
  if (onRequest && like === 'pino')
    return { id: 'pino', sure: imported('pino') || imports.some((one) => PINO_INSIDE.test(one)) };
  if (imported('pino') !== imported('winston')) {
    const id = imported('pino') ? 'pino' : 'winston';
    return { id: id === 'pino' ? like : id, sure: id === 'winston' || like === 'pino' };
  }
  return { id: 'winston', sure: false };
}

/** Log with pino themselves. */
const PINO_INSIDE =
  /^(?:fastify(?:$|[-/])|@fastify\/|pino-|express-pino-logger|koa-pino-logger|hapi-pino|nestjs-pino|restify)/;
const PINO_METHODS = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);

function shapeOf(view: SiteView): 'object-first' | 'object-last' | undefined {
  const [first, second] = view.arguments;
  if (first?.expression.kind === 'object' && (second === undefined || isMessage(second, view))) return 'object-first';
  return isMessage(first, view) && second?.expression.kind === 'object' ? 'object-last' : undefined;
}
