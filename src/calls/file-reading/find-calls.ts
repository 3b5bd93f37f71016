// From a file's syntax to what it says of logging: who logs, in which dialect, and what each argument is.

import type { Expression, LoggerCall } from '../../model/call.ts';
import type { FileReading } from '../../model/file-reading.ts';
import { activityOf } from '../activity/read-activity.ts';
import type { Dialect } from '../arguments/dialect.ts';
import { mismatchesOf } from '../arguments/mismatch.ts';
import type { SiteView } from '../arguments/reading.ts';
import {
  lookUp,
  rootOf,
  type Argument,
  type Binding,
  type CallSite,
  type FileFacts,
  type Scope,
} from '../facts/facts.ts';
import type { Language } from '../facts/language.ts';
import type { Taken } from '../facts/outline.ts';
import { createFlow } from '../flow/flow.ts';
import { createShownMembers } from '../flow/shown-members.ts';
import { followed } from '../messages/followed-message.ts';
import type { Built } from '../messages/message.ts';
import { createEvaluator } from '../names/evaluate.ts';
import { guessDialect, isStructuredCall, type Unknown } from '../names/guess-dialect.ts';
import { isFactoryName, isLoggerName } from '../names/logger-names.ts';
import { createResolver } from '../names/resolve.ts';
import { strangeNamesIn, importedNamesIn } from '../names/strange-names.ts';
import type { Found, Logger, Neighbours, OutsideOf, Resolved } from '../names/values.ts';
import type { Wrapper } from '../names/wrapper.ts';
import type { Source } from '../parsing/source.ts';
import type { Interest, Syntax } from '../parsing/syntax.ts';
import { COMMON_METHODS } from '../parsing/words.ts';
import { wrapperAround, type ReadSite } from '../wrappers/find-wrappers.ts';
import { wrapperOfAll } from '../wrappers/hand-all-on.ts';
import { heardIn } from '../wrappers/heard-again.ts';
import { readWrapped } from '../wrappers/read-wrapped.ts';
import { spokenCall } from '../wrappers/spoken.ts';
import { boundFields } from './bound-fields.ts';
import { writesBraces } from './brace-habit.ts';
import { messageOf, slotsOf } from './call-message.ts';
import { conditionsOf, givenArguments, loopOf } from './call-place.ts';
import { createMaskedAt, redactionOf } from './call-redaction.ts';
import { functionsOf, handlersOf, moduleOf } from './file-scope.ts';
import { exceptionSwitchOf, methodSlotOf } from './method-slot.ts';
import { outdatedMethod, outdatedUses } from './outdated.ts';
import { fitting, ownMethodOf } from './own-methods.ts';
import { createPurposeAt } from './printed-on-purpose.ts';

/** Facts of a file, ready to be asked which of its calls log. */
export interface FileReader {
  /** What the file binds. */
  readonly module: Scope;
  /** Names of loggers, their methods and of functions that log in this file that no general word list knows. */
  strangeNames(): ReadonlySet<string>;
  /** Those of the imports that log or make what logs, with the members by which they do, as far as no general word list knows them. */
  importedNames(imports: readonly (readonly [name: string, from: Taken])[]): ReadonlySet<string>;
  read(): FileReading;
  /** The functions of the file that hand their own parameters to a logger. */
  wrappers(): ReadonlyMap<Scope, Wrapper>;
}

/** What a FileReader is made of. */
export interface FileReaderParts {
  readonly facts: FileFacts;
  readonly source: Source;
  readonly language: Language;
  readonly dialects: readonly Dialect[];
  /** Paths of all modules the file imports. */
  readonly imports: readonly string[];
  /** Tells the names whose assignments were all read. */
  readonly isUsed: Interest['isUsed'];
  /** What are loggers because somebody said so. */
  readonly loggers?: readonly string[];
  /** Whether also to read what the file does besides logging. */
  readonly activity?: boolean;
  /** Absent where the file is read alone. */
  readonly neighbours?: Neighbours;
}

/** What a logger of unknown make is read as where no other call of it is seen. */
const UNKNOWN_SCRIPT = 'winston';
/** A wrapper may be called by another one; deeper than this nobody nests them. */
const MAX_WRAPPER_DEPTH = 4;

/** Creates a FileReader. */
export function createFileReader({
  facts,
  source,
  language,
  dialects: shelf,
  imports: modules,
  isUsed,
  loggers: told = [],
  activity: asked = false,
  neighbours,
}: FileReaderParts): FileReader {
  const dialects = shelf.filter((dialect) => dialect.languages.includes(language.id));
  const outsideOf: OutsideOf = (path) => {
    for (const dialect of dialects) {
      const found = dialect.outside.get(path);
      if (found !== undefined) return { ...found, dialect };
    }
    return undefined;
  };
  const evaluator = createEvaluator({
    outsideOf,
    methods: COMMON_METHODS,
    ...(neighbours === undefined ? {} : { neighbours }),
  });
  const own = new Map<Scope, Wrapper>();
  const wrapperOf = (scope: Scope): Wrapper | undefined => {
    const module = rootOf(scope);
    return module === facts.module ? own.get(scope) : neighbours?.wrappersOf(module).get(scope);
  };
  const expressionOf = (node: Syntax): Expression => language.expression(node, source);
  const ownDialect = language.id === 'python' ? 'python-logging' : UNKNOWN_SCRIPT;
  const resolver = createResolver({
    loggers: new Set(told),
    evaluator,
    expressionOf,
    methods: COMMON_METHODS,
    wrapperOf,
    ownDialect,
  });

  /** The text a name holds that is bound once, where it is read. */
  const constantIn =
    (scope: Scope) =>
    (name: string): Syntax | undefined => {
      const bindings = lookUp(scope, name);
      const [only] = bindings ?? [];
      return bindings?.length === 1 && only?.kind === 'value' && !isChanged(name, bindings, scope)
        ? only.node
        : undefined;
    };

  const flow = createFlow({
    text: source.text,
    isUsed,
    sites: facts.sites,
    argumentsOf: (list) => language.arguments(list, source),
    shownMembers: createShownMembers(source, language.id, (path, name) => neighbours?.classFrom(path, name)),
  });

  const viewOf = (site: CallSite, sure: boolean, variant?: string): SiteView => {
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

  /** Where a bare name comes from; what is imported under it may not have been read. */
  const importOf = (name: string, scope: Scope): Taken | undefined => {
    const bindings = lookUp(scope, name);
    if (bindings !== undefined) return bindings.find(({ kind }) => kind === 'import') as Taken | undefined;
    return neighbours?.outlineOf(source.path)?.imports.get(name)?.[0];
  };

  const spoken = (site: CallSite): Resolved | undefined =>
    spokenCall({
      method: site.method,
      dialect: ownDialect,
      argumentsOf: () => language.arguments(site.list, source),
      isSeen: () => resolver.isSeen(site),
      foreign: site.receiver === undefined ? importOf(site.method, site.scope) : undefined,
      standing() {
        const standing = resolver.standing(site);
        const root = standing === 'unknown' ? expressionOf(site.receiver!).names[0]! : '';
        return importOf(root, site.scope) === undefined ? standing : undefined;
      },
      extended: () => resolver.extended(site),
    });

  const resolveAll = (): Found[] => {
    const keyOf = ({ receiver }: CallSite): string =>
      receiver === undefined ? '' : source.text.slice(receiver.start, receiver.end);
    const resolved = (site: CallSite) => resolver.resolve(site) ?? ofLanguage(site) ?? spoken(site);
    const argumentsOf = ({ list }: CallSite): readonly Argument[] => language.arguments(list, source);
    const loggers = heardIn(facts.sites, { resolved, receiverOf: keyOf, argumentsOf }).map(({ site, found }) => {
      const isStructured = language.id === 'python' && isStructuredCall(found, () => argumentsOf(site));
      return { site, found: isStructured ? { logger: found.logger, method: found.method } : found };
    });
    const unknown = new Map<string, Unknown[]>();
    for (const { site, found } of loggers) {
      if (found.logger.dialect !== undefined || found.wrapper !== undefined) continue;
      const same = unknown.get(keyOf(site)) ?? [];
      const { method, logger } = found;
      same.push({ view: viewOf({ ...site, method }, false), method, logger });
      unknown.set(keyOf(site), same);
    }
    const guesses = new Map(
      [...unknown].map(([key, calls]) => [key, guessDialect(calls, language.id, modules, dialects)]),
    );
    return loggers.flatMap(({ site, found }) => {
      const guess = guesses.get(keyOf(site));
      const dialect = found.logger.dialect ?? dialects.find(({ id }) => id === (found.wrapper?.dialect ?? guess?.id));
      const sure =
        found.logger.dialect !== undefined ||
        (found.wrapper !== undefined && found.logger.by === 'binding') ||
        guess?.sure === true;
      return dialect === undefined ? [] : [{ site, found, dialect, sure }];
    });
  };

  /** A call as its dialect, or the signature of its wrapper, reads it. */
  const readSite = ({ site, found, dialect, sure }: Found, given?: readonly Argument[]): ReadSite | undefined => {
    const own = viewOf({ ...site, method: found.method }, sure, found.logger.variant);
    const view = given === undefined ? own : { ...own, arguments: given };
    const reading = found.wrapper === undefined ? dialect.read(view) : readWrapped(view, found.wrapper, dialect);
    if (reading === undefined) return undefined;
    const method = ownMethodOf(found, evaluator);
    const fitted = method === undefined ? reading : fitting(reading, method);
    // The level is only known at run time.
    const { level, ...others } = fitted;
    return {
      site,
      found,
      dialect,
      sure,
      arguments: view.arguments,
      reading: found.dynamic === undefined || level === undefined ? fitted : others,
    };
  };

  const handed = facts.sites.flatMap((site) => language.handed?.(site, source) ?? []);
  /** Loggers that are called by way of `apply` or `call`, as wrappers do. */
  const handedOn = (): ReadSite[] =>
    handed.flatMap(({ site, arguments: given }) => {
      const found = resolver.resolve(site);
      if (found === undefined) return [];
      const id = found.wrapper?.dialect ?? UNKNOWN_SCRIPT;
      const dialect = found.logger.dialect ?? dialects.find((one) => one.id === id);
      return dialect === undefined ? [] : (readSite({ site, found, dialect, sure: false }, given) ?? []);
    });

  let settled: readonly ReadSite[] | undefined;
  /** All logger calls of the file; what is found of its wrappers may make more calls logger calls. */
  const settle = (): readonly ReadSite[] => {
    if (settled !== undefined) return settled;
    let sites: readonly ReadSite[] = [];
    for (let round = 0; round < MAX_WRAPPER_DEPTH; round++) {
      sites = resolveAll().flatMap((one) => readSite(one) ?? []);
      const before = own.size;
      for (const site of [...sites, ...handedOn()]) {
        const around = wrapperAround(site) ?? wrapperOfAll(site);
        if (around !== undefined && !own.has(around[0])) own.set(...around);
      }
      if (own.size === before) break;
    }
    return (settled = sites);
  };

  let habit: boolean | undefined;
  /** Whether a logger of the file fills braces itself, whatever its library does. */
  const fillsBraces = ({ open }: Logger, sure: boolean): boolean =>
    (open === true || !sure) && (habit ??= writesBraces(settle()));

  const purposeAt = createPurposeAt(source);
  const masked = createMaskedAt(source, language.id, neighbours);

  const callOf = ({ site, found, dialect, sure, reading, arguments: args }: ReadSite): LoggerCall => {
    const { logger } = found;
    const written = site.receiver === undefined ? '' : source.text.slice(site.receiver.start, site.receiver.end);
    const message = messageOf(reading, dialect, source);
    const loop = loopOf(site, source);
    const filling = dialect.filling;
    const kind = reading.kind ?? dialect.kind ?? 'log';
    const more = reading.more === undefined ? {} : { more: reading.more };
    const mismatches =
      filling === undefined || (filling.style === 'percent' && fillsBraces(logger, true))
        ? []
        : mismatchesOf({ reading, filling: { ...filling, ...more }, arguments: args, sure, source });
    const { misuses = [], clashes = [] } = found.wrapper === undefined ? reading : {};
    const given = givenArguments(site.list, args, source);
    return {
      path: source.path,
      language: language.id,
      dialect: dialect.id,
      formatStyle: dialect.formatStyle,
      kind,
      ...purposeAt(kind, site.start, site.end),
      range: source.range(site.start, site.end),
      logger: written,
      method: site.method,
      resolvedBy: found.wrapper === undefined || logger.by === 'name' ? resolvedBy(logger) : 'wrapper',
      ...(reading.level === undefined ? {} : { level: reading.level }),
      ...(site.function === undefined ? {} : { function: site.function }),
      ...(site.enclosing === undefined ? {} : { enclosing: site.enclosing }),
      ...(site.handler === undefined ? {} : { handler: site.handler }),
      inLoop: loop !== undefined,
      ...(loop === undefined ? {} : { loop }),
      conditions: conditionsOf(site, source),
      given,
      ...(message === undefined ? {} : { message }),
      arguments: reading.arguments,
      fields: reading.fields,
      spreads: reading.spreads,
      ...(reading.exception === undefined ? {} : { exception: reading.exception }),
      ...(reading.exceptionBy === undefined ? {} : { exceptionBy: reading.exceptionBy }),
      ...(logger.supplies === undefined || logger.supplies.length === 0 ? {} : { supplies: logger.supplies }),
      ...(reading.takesText === undefined ? {} : { takesText: true }),
      ...redactionOf(logger, masked({ dialect: dialect.id, logger: written, given }), message),
      ...(mismatches.length === 0 ? {} : { mismatches }),
      ...(misuses.length === 0 ? {} : { misuses }),
      ...(clashes.length === 0 ? {} : { clashes }),
      ...outdatedMethod(site, found, { dialect, source, neighbours }),
      ...(logger.variant === 'root' && found.wrapper === undefined && dialect.ownLogger !== undefined
        ? { root: { instead: dialect.ownLogger } }
        : {}),
      ...exceptionSwitchOf(args, found, dialect),
      slots: {
        ...slotsOf(reading, dialect, site, source, () => fillsBraces(logger, sure)),
        ...methodSlotOf(site, found, dialect, source, ownMethodOf(found, evaluator)),
      },
    };
  };

  /** Names in the module that stand for loggers: made there, or imported under a logger's name. */
  const loggers = (): string[] =>
    [...facts.module.bindings].flatMap(([name, bindings]) => {
      if (!/log/i.test(name) || name === 'logging' || isFactoryName(name)) return [];
      const value = evaluator.ofName(name, facts.module);
      // from logging import log; from . import log, which may be a module.
      if (value?.is === 'method' || value?.is === 'module') return [];
      const imported = bindings.some(({ kind }) => kind === 'import') && isLoggerName(name);
      return imported || (value?.is !== 'function' && resolver.isLogging(value)) ? [name] : [];
    });

  return {
    module: facts.module,
    strangeNames() {
      settle();
      return strangeNamesIn(facts.module, source.text, { evaluator, resolver });
    },
    importedNames: (imports) => importedNamesIn(imports, source.path, { evaluator, resolver }),
    read() {
      const placed = settle().map((one) => ({ call: callOf(one), start: one.site.start, end: one.site.end }));
      const bodyOf = (handler: FileFacts['handlers'][number]) => language.handlerBody(handler, source);
      const handlers = handlersOf(facts.handlers, bodyOf, placed, source);
      const functions = functionsOf(facts, modules, source);
      const logs = new Set(placed.map(({ start }) => start));
      const more = { facts, source, language, evaluator, functions, handlers, logs };
      const bound = boundFields(facts.sites, {
        dialects,
        keywords: language.id === 'python',
        evaluator,
        expressionOf,
        viewOf,
      });
      return {
        calls: placed.map(({ call }) => call),
        bound: bound.map(callOf),
        handlers,
        functions,
        ...(asked ? { activity: activityOf(more) } : {}),
        module: moduleOf(modules, loggers(), source, neighbours?.pathInProject(source.path) ?? source.path, placed),
        outdated: outdatedUses(facts, dialects, source),
      };
    },
    wrappers() {
      settle();
      return own;
    },
  };
}

/** Whether a name gets another value (`text += more`) besides those it is bound to. */
function isChanged(name: string, bindings: readonly Binding[], scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.bindings.get(name) === bindings) return (at.assignments.get(name)?.length ?? 0) > bindings.length;
  return false;
}

function resolvedBy({ by, madeBy }: Logger): LoggerCall['resolvedBy'] {
  return madeBy?.scope === undefined ? by : 'wrapper';
}
