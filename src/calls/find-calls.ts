// From a file's syntax to what it says of logging: who logs, in which dialect, and what each argument is.

import type { CallMessage, CallSlots, Expression, LoggerCall, MessagePart } from '../model/call.ts';
import type { FileReading } from '../model/file-reading.ts';
import { conditionsOf, givenArguments, loopOf } from './call-place.ts';
import type { Argument, CallSite, FileFacts, Scope } from './facts.ts';
import { lookUp } from './facts.ts';
import { functionsOf, handlersOf, moduleOf } from './file-scope.ts';
import { createFlow } from './flow.ts';
import { guessDialect, type Unknown } from './guess-dialect.ts';
import type { Language } from './language.ts';
import { isFactoryName, isLoggerName } from './logger-names.ts';
import type { Built } from './message.ts';
import type { Dialect, Reading, SiteView } from './reading.ts';
import { createResolver, type Logger, type Resolved } from './resolve.ts';
import type { Source } from './source.ts';
import type { Syntax } from './syntax.ts';
import { parsePercent } from './templates/percent.ts';
import { parseBraces } from './templates/brace.ts';
import { isKnownWord } from './words.ts';

/** Facts of a file, ready to be asked which of its calls log. */
export interface FileReader {
  /** Names of loggers and their methods in this file that no general word list knows. */
  strangeNames(): ReadonlySet<string>;
  read(): FileReading;
}

/** Creates a FileReader. `used` are the names whose assignments were all read. */
export function createFileReader(
  facts: FileFacts,
  source: Source,
  language: Language,
  shelf: readonly Dialect[],
  used: ReadonlySet<string>,
): FileReader {
  const dialects = shelf.filter((dialect) => dialect.languages.includes(language.id));
  const methods = new Set(dialects.flatMap((dialect) => [...dialect.methods.keys()]));
  const outsideOf = (path: string): ReturnType<Parameters<typeof createResolver>[1]> => {
    for (const dialect of dialects) {
      const found = dialect.outside.get(path);
      if (found !== undefined) return { ...found, dialect };
    }
    return undefined;
  };
  const resolver = createResolver((node) => language.expression(node, source), outsideOf, COMMON_METHODS);

  /** The text a name holds that is bound once, where it is read. */
  const constantIn =
    (scope: Scope) =>
    (name: string): Syntax | undefined => {
      const bindings = lookUp(scope, name);
      const [only] = bindings ?? [];
      return bindings?.length === 1 && only?.kind === 'value' ? only.node : undefined;
    };

  const flow = createFlow(source.text, used);

  const viewOf = (site: CallSite, sure: boolean, variant: string | undefined): SiteView => {
    const built = new Map<Syntax, Built>();
    const from = { scope: site.scope, block: site.block, at: site.start };
    const follow = (expression: Expression): Expression => flow.follow(expression, from);
    return {
      site,
      source,
      sure,
      arguments: language
        .arguments(site.list, source)
        .map((one): Argument => ({ ...one, expression: follow(one.expression) })),
      ...(variant === undefined ? {} : { variant }),
      message(node) {
        const known = built.get(node) ?? followed(language.message(node, source, constantIn(site.scope)), follow);
        built.set(node, known);
        return known;
      },
    };
  };

  /** A function of the language itself that writes, where the file gives its name to nothing else. */
  const ofLanguage = ({ receiver, method, scope }: CallSite): Resolved | undefined => {
    if (receiver !== undefined || lookUp(scope, method) !== undefined) return undefined;
    const dialect = dialects.find(({ functions }) => functions?.[language.id]?.includes(method) === true);
    return dialect === undefined ? undefined : { logger: { dialect, by: 'binding' }, method };
  };

  const resolveAll = (): { site: CallSite; found: Resolved; dialect: Dialect; sure: boolean }[] => {
    const loggers = facts.sites.flatMap((site) => {
      if (!methods.has(site.method) && site.receiver !== undefined) return [];
      const found = resolver.resolve(site) ?? ofLanguage(site);
      return found === undefined ? [] : [{ site, found }];
    });
    const unknown = new Map<string, Unknown[]>();
    const keyOf = (site: CallSite): string =>
      site.receiver === undefined ? '' : source.text.slice(site.receiver.start, site.receiver.end);
    for (const { site, found } of loggers) {
      if (found.logger.dialect !== undefined) continue;
      const same = unknown.get(keyOf(site)) ?? [];
      same.push({
        view: viewOf({ ...site, method: found.method }, false, undefined),
        method: found.method,
        logger: found.logger,
      });
      unknown.set(keyOf(site), same);
    }
    const guesses = new Map(
      [...unknown].map(([key, calls]) => [key, guessDialect(calls, language.id, facts.imports, dialects)]),
    );
    return loggers.flatMap(({ site, found }) => {
      const guess = guesses.get(keyOf(site));
      const dialect = found.logger.dialect ?? dialects.find(({ id }) => id === guess?.id);
      return dialect === undefined
        ? []
        : [{ site, found, dialect, sure: found.logger.dialect !== undefined || guess?.sure === true }];
    });
  };

  const callOf = (
    site: CallSite,
    { logger, method }: Resolved,
    dialect: Dialect,
    sure: boolean,
  ): LoggerCall | undefined => {
    const view = viewOf({ ...site, method }, sure, logger.variant);
    const reading = dialect.read(view);
    if (reading === undefined) return undefined;
    const written = site.receiver === undefined ? '' : source.text.slice(site.receiver.start, site.receiver.end);
    const message = messageOf(reading, dialect, source);
    const loop = loopOf(site, source);
    return {
      path: source.path,
      language: language.id,
      dialect: dialect.id,
      formatStyle: dialect.formatStyle,
      kind: dialect.kind ?? 'log',
      range: source.range(site.start, site.end),
      logger: written,
      method: site.method,
      resolvedBy: resolvedBy(logger),
      ...(reading.level === undefined ? {} : { level: reading.level }),
      ...(site.function === undefined ? {} : { function: site.function }),
      ...(site.enclosing === undefined ? {} : { enclosing: site.enclosing }),
      ...(site.handler === undefined ? {} : { handler: site.handler }),
      inLoop: loop !== undefined,
      ...(loop === undefined ? {} : { loop }),
      conditions: conditionsOf(site, source),
      given: givenArguments(site.list, view.arguments, source),
      ...(message === undefined ? {} : { message }),
      arguments: reading.arguments,
      fields: reading.fields,
      spreads: reading.spreads,
      ...(reading.exception === undefined ? {} : { exception: reading.exception }),
      ...(reading.exceptionBy === undefined ? {} : { exceptionBy: reading.exceptionBy }),
      slots: slotsOf(reading, dialect, site, source),
    };
  };

  return {
    strangeNames() {
      const names = new Set<string>();
      const collect = (scope: Scope): void => {
        for (const [name, bindings] of scope.bindings) {
          if (
            COMMON_METHODS.has(name) ||
            isKnownWord(name) ||
            bindings.every(({ kind }) => kind === 'function' || kind === 'class')
          )
            continue;
          if (resolver.isLogging(name, scope)) names.add(name);
        }
        scope.children.forEach(collect);
      };
      collect(facts.module);
      return names;
    },
    read() {
      const placed = resolveAll().flatMap(({ site, found, dialect, sure }) => {
        const call = callOf(site, found, dialect, sure);
        return call === undefined ? [] : [{ call, start: site.start, end: site.end }];
      });
      const bodyOf = (handler: FileFacts['handlers'][number]) => language.handlerBody(handler, source);
      return {
        calls: placed.map(({ call }) => call),
        handlers: handlersOf(facts.handlers, bodyOf, placed, source),
        functions: functionsOf(facts, source),
        module: moduleOf(facts, loggersOf(facts, resolver), source),
      };
    },
  };
}

/** Names in the module that stand for loggers: made there, or imported under a logger's name. */
function loggersOf({ module }: FileFacts, resolver: ReturnType<typeof createResolver>): string[] {
  return [...module.bindings].flatMap(([name, bindings]) => {
    if (!/log/i.test(name) || name === 'logging' || isFactoryName(name)) return [];
    const imported = bindings.some(({ kind }) => kind === 'import') && isLoggerName(name);
    return imported || resolver.isLogging(name, module) ? [name] : [];
  });
}

/** A message whose expressions are followed to where they come from. */
function followed(message: Built, follow: (expression: Expression) => Expression): Built {
  const { parts, branches } = message;
  return {
    ...message,
    parts: parts.map((part) =>
      part.kind === 'text' || part.expression === undefined ? part : { ...part, expression: follow(part.expression) },
    ),
    ...(branches === undefined
      ? {}
      : { branches: branches.map((branch) => ({ ...branch, message: followed(branch.message, follow) })) }),
  };
}

/** Methods that write a record where only the name of the logger speaks for it. */
const COMMON_METHODS: ReadonlySet<string> = new Set(
  'trace debug verbose silly http info notice success log warn warning error exception critical fatal crit alert emerg'.split(
    ' ',
  ),
);

function resolvedBy({ by, madeBy }: Logger): LoggerCall['resolvedBy'] {
  return madeBy?.scope === undefined ? by : 'wrapper';
}

function messageOf(
  { message, arguments: args, takesArguments }: Reading,
  { formatStyle }: Dialect,
  source: Source,
): CallMessage | undefined {
  if (message === undefined) return undefined;
  const { node, built } = message;
  const whole = shape(built, node.start, node.end, source);
  if (built.built !== 'constant' || !takesArguments || args.length === 0) return whole;
  const text = built.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
  const holes =
    formatStyle === 'brace' ? parseBraces(text) : parsePercent(text, source.path.endsWith('.py') ? 'python' : 'node');
  if (holes === undefined || holes.every(({ kind }) => kind === 'text')) return whole;
  let next = 0;
  const parts = holes.map((part): MessagePart => {
    if (part.kind === 'text') return part;
    if (part.kind === 'placeholder') {
      const { stars, hole } = part;
      next += stars;
      const expression = hole.name === undefined ? args[next++] : undefined;
      return expression === undefined ? hole : { ...hole, expression };
    }
    const { target, path, ...hole } = part;
    const expression =
      path !== '' ? undefined : target === '' ? args[next++] : /^\d+$/.test(target) ? args[Number(target)] : undefined;
    return {
      ...hole,
      ...(expression === undefined ? {} : { expression }),
      ...(/^[A-Za-z_]/.test(target) ? { name: target } : {}),
    };
  });
  return { ...whole, built: 'template', parts };
}

function shape(
  { built, parts, rewritable, quote, branches }: Built,
  start: number,
  end: number,
  source: Source,
): CallMessage {
  return {
    range: source.range(start, end),
    built,
    parts,
    rewritable,
    quote: quote ?? houseQuote(source),
    ...(branches === undefined
      ? {}
      : { branches: branches.map((branch) => shape(branch.message, branch.start, branch.end, source)) }),
  };
}

/** The quotes most strings of the file are written with: what a template literal becomes. */
function houseQuote({ text }: Source): string {
  const head = text.slice(0, 20_000);
  return head.split("'").length >= head.split('"').length ? "'" : '"';
}

function slotsOf(
  { message, arguments: args, fieldSlot, exceptionSlot, takesArguments }: Reading,
  { formatStyle }: Dialect,
  { list }: CallSite,
  source: Source,
): CallSlots {
  // A message given by keyword can't be followed by positional arguments.
  const free =
    message !== undefined &&
    takesArguments &&
    args.length === 0 &&
    formatStyle === 'percent' &&
    list.children.includes(message.node);
  return {
    ...(fieldSlot === undefined ? {} : { fields: fieldSlot }),
    ...(exceptionSlot === undefined ? {} : { exception: exceptionSlot }),
    ...(free ? { arguments: { at: source.position(message.node.end), lead: ', ' } } : {}),
  };
}
