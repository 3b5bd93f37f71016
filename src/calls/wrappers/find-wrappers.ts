// Finds the functions of a file that hand their own parameters to a logger: their calls are logger calls too.

import type { Expression } from '../../model/call.ts';
import type { Reading } from '../arguments/reading.ts';
import { parametersIn, type Argument, type CallSite, type Scope } from '../facts/facts.ts';
import type { Found } from '../names/values.ts';
import { MESSAGE, OTHERWISE } from '../names/wrapper-names.ts';
import { bareName, type Wrapper } from '../names/wrapper.ts';

/** A logger call as its dialect reads it. */
export interface ReadSite extends Found {
  readonly arguments: readonly Argument[];
  readonly reading: Reading;
}

/** What people call a function that writes a record. */
export const WRITES =
  /^(?:Log|Debug|Info|Notice|Warn|Warning|Error|Fatal|Trace|Critical|Exception)(?:$|_|[A-Z])|(?:^|_|\b)(?:log(?:ger|ging|s)?|debug|info|warn|warning|error|err|exc|exception|trace|audit|notice|fatal|critical|verbose|success|print|echo|say|emit|report|write_?log|fail(?:ed|ure)?|panic)(?:$|_|\b|[A-Z0-9])|[a-z](?:Log|Debug|Info|Warn|Warning|Error|Trace)(?:$|[A-Z])/;
/** Called when something is done, with what came of it. */
const CALLED_BACK = /(?:_cb|_callback|_handler|Cb|Callback|Handler)$/;
/** Makes functions that write records. */
export const MAKES = /log|debug|trace|print|warn/i;
const HANDLES = /^_*handle/;
/** Names a level, whatever else it says. */
const LEVEL = /log|debug|info|warn|error|exc|critical/i;
const TEXTS: ReadonlySet<string> = new Set(['template', 'operation']);
const LEVEL_GIVEN: ReadonlySet<string> = new Set(['name', 'call', 'subscript']);

/** The function a call stands in that has this name for a parameter. */
function ownerOf(site: CallSite, name: string): Scope | undefined {
  for (let at: Scope | undefined = site.scope; at?.kind === 'function'; at = at.parent) {
    if (parametersIn(at).some((one) => bareName(one) === name)) return at;
    // Not a parameter of the inner one: bound there, it is another thing.
    if (at.bindings.has(name)) return undefined;
  }
  return undefined;
}

/** The names an expression reads, however deep. */
function namesIn(expression: Expression, into: Set<string> = new Set()): Set<string> {
  if (expression.kind === 'name') into.add(expression.text);
  for (const one of expression.children) namesIn(one, into);
  return into;
}

/** The function around a logger call as a wrapper; undefined where it is none. */
export function wrapperAround(one: ReadSite): readonly [Scope, Wrapper] | undefined {
  const { site, reading, arguments: args, found, dialect } = one;
  const given = found.wrapper === undefined && dialect.methods.get(found.method) === 'given';
  const behindLevel = given ? args.slice(1) : args;
  const read = args.find(({ node }) => node === reading.message?.node);
  // What stands first may be an object with fields by name: `logger.info(meta, message)`.
  const clear = behindLevel.find(
    ({ expression, keyword }) =>
      keyword === undefined &&
      expression.kind === 'name' &&
      MESSAGE.test(expression.text) &&
      ownerOf(site, expression.text) !== undefined,
  );
  const reads =
    read === undefined ? [] : [...namesIn(read.expression)].filter((text) => ownerOf(site, text) !== undefined);
  const plain = read?.expression.kind === 'name' && !MESSAGE.test(read.expression.text);
  // Or a text that shows it, where what is read as the message has nothing of the function's own.
  const isShown = (name: string): boolean => MESSAGE.test(name) && ownerOf(site, name) !== undefined;
  const shown =
    reads.length > 0
      ? undefined
      : behindLevel.find(
          ({ expression: { kind }, expression }) => TEXTS.has(kind) && [...namesIn(expression)].some(isShown),
        );
  const messageArgument = plain || !reads.some((text) => MESSAGE.test(text)) ? (clear ?? shown ?? read) : read;
  const handed = messageArgument ?? behindLevel.find(({ spread }) => spread === 'list');
  if (handed === undefined) return undefined;
  const direct = handed.expression.kind === 'name' ? ownerOf(site, handed.expression.text) : undefined;
  const named =
    direct === undefined
      ? [...namesIn(handed.expression)].find((name) => MESSAGE.test(name) && ownerOf(site, name) !== undefined)
      : handed.expression.text;
  const tail = behindLevel.find(({ spread, expression }) => spread === 'list' && expression.kind === 'name');
  const name = named ?? (tail === undefined ? undefined : tail.expression.text);
  const owner = name === undefined ? undefined : ownerOf(site, name);
  if (owner === undefined || name === undefined) return undefined;
  const called = owner.name.split('.').at(-1) ?? '';
  // A function without a name has that of the one around it, which may well make what logs.
  const unnamed = owner.function?.name === '';
  if (called === '' || (CALLED_BACK.test(called) && !LEVEL.test(called))) return undefined;
  if (OTHERWISE.test(called) && !(unnamed && MAKES.test(called))) return undefined;
  // Where something goes wrong on the way, what was given is shown: it was not given to be written down.
  if (site.handler !== undefined && !LEVEL.test(called)) return undefined;
  // What prints or warns is read by a person: to call it is no record.
  if (dialect.kind === 'print' || dialect.kind === 'warning') return undefined;
  const writes = WRITES.test(called) || (owner.parent?.kind === 'class' && /log/i.test(owner.parent.name));
  // A message shown in another text is no message to the logger, unless the name of the function says so.
  const whole =
    (plain || messageArgument === read) &&
    named !== undefined &&
    (MESSAGE.test(named) || handed.spread !== undefined) &&
    direct !== undefined;
  // What handles an error is given one, unless it says that it is given a text.
  if (HANDLES.test(called) && !whole) return undefined;
  const inClass = owner.parent?.kind === 'class';
  const parameters = parametersIn(owner).filter(
    (one, index) => !(inClass && index === 0 && /^(?:self|cls|mcs)$/.test(one)),
  );
  const isParameter = (text: string): boolean => ownerOf(site, text) === owner;
  const written = (one: string): string => parameters.find((parameter) => bareName(parameter) === one) ?? one;
  // A message that is put together from a parameter is no longer what was given.
  const rest =
    reads.length > 0 && !plain && read?.expression.kind !== 'name' ? undefined : restOf(behindLevel, parameters);
  const list = behindLevel.find(
    ({ spread, expression }) => spread === 'list' && expression.kind === 'name' && isParameter(expression.text),
  )?.expression.text;
  // `def note(self, *args, trace=False)`: the first of them is the message, the others fill it.
  const first =
    rest === undefined && named !== undefined && handed === behindLevel[0] && parameters[0] === `*${named}`
      ? named
      : undefined;
  const level = given ? args[0]?.expression : undefined;
  // Also one that is translated: `levels[level]`, `to_level(level)`.
  const [levelRead, ...others] = level === undefined ? [] : [...namesIn(level)].filter(isParameter);
  const levelFrom =
    levelRead !== undefined && others.length === 0 && LEVEL_GIVEN.has(level!.kind)
      ? levelRead
      : found.dynamic !== undefined && isParameter(found.dynamic)
        ? found.dynamic
        : undefined;
  // Whoever gives the level gives a message too.
  if (!writes && !whole && levelFrom === undefined) return undefined;
  // What unpacked keywords are to a logger that takes no fields by keyword: `exc_info`, `stacklevel`.
  const isField = (one: Expression): boolean =>
    dialect.formatStyle !== 'percent' || !args.some(({ spread, expression }) => spread === 'map' && expression === one);
  const before = read === messageArgument || read === undefined || !plain ? [] : [[read.expression.text, ''] as const];
  const fields = [
    ...before,
    ...reading.spreads.filter(isField).flatMap((one) => [...namesIn(one)].map((text) => [text, ''] as const)),
    ...reading.fields.flatMap(({ key, value }) => (value.kind === 'name' ? [[value.text, key] as const] : [])),
  ].filter(([text]) => isParameter(text) && text !== named);
  const supplies = [
    ...(found.logger.supplies ?? []),
    ...reading.fields.flatMap(({ key, value }) => (value.kind === 'name' && isParameter(value.text) ? [] : [key])),
  ];
  const exception =
    reading.exception?.kind === 'name' && isParameter(reading.exception.text) ? reading.exception.text : undefined;
  return [
    owner,
    {
      dialect: dialect.id,
      method: found.method,
      parameters: first === undefined ? parameters : ['message', '*rest', ...parameters.slice(1)],
      ...(reading.level === undefined ? {} : { level: reading.level }),
      ...(levelFrom === undefined ? {} : { levelFrom: written(levelFrom) }),
      ...(named === undefined ? {} : { message: first === undefined ? written(named) : 'message' }),
      ...(rest === undefined ? {} : { rest }),
      ...(first !== undefined ? { arguments: '*rest' } : {}),
      ...(list === undefined || list === named ? {} : { arguments: written(list) }),
      fields: fields.map(([text, key]) => [written(text), key] as const),
      ...(exception === undefined ? {} : { exception: written(exception) }),
      takesException: reading.exceptionBy !== undefined && exception === undefined,
      supplies: [...new Set(supplies)],
      redacts: found.logger.redacts ?? [],
    },
  ];
}

/** The parameter from which on all are handed to the logger in the same order, the last of them all that follow. */
function restOf(args: readonly Argument[], parameters: readonly string[]): number | undefined {
  const tokens = args.map(({ expression, spread, keyword }) =>
    expression.kind !== 'name' || keyword !== undefined
      ? ''
      : `${spread === undefined ? '' : spread === 'map' ? '**' : '*'}${expression.text}`,
  );
  const own = parameters.map((one) => one.replace(/^\.{3}/, '*'));
  if (!tokens.some((token) => /^\*[^*]/.test(token))) return undefined;
  // A text of the wrapper's own may stand before.
  const handed = tokens.slice(tokens.findIndex((one) => one !== ''));
  const start = own.length - handed.length;
  return start >= 0 && handed.every((token, index) => token === own[start + index]) ? start : undefined;
}
