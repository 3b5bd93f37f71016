// Who is called: the logger a call writes to, straight, through its own name for a method, or through a function of the project.

import type { Expression } from '../../model/call.ts';
import { classOf, type CallSite, type Scope } from '../facts/facts.ts';
import type { Syntax } from '../parsing/syntax.ts';
import { isFromShelf, isItself, isLoggerElsewhere } from './aliases.ts';
import type { Evaluator } from './evaluate.ts';
import { isFactoryName, isKnownNoLogger, isLoggerClassName, isLoggerName } from './logger-names.ts';
import { ownWriter, takesMessage } from './own-loggers.ts';
import type { Logger, Resolved, Value } from './values.ts';
import type { Wrapper } from './wrapper.ts';

/** By its name a logger; the object itself, whose class has what it has from somewhere that is not seen; or a name nobody knows. */
export type Standing = 'logger' | 'heir' | 'unknown' | undefined;

/** Resolves the calls of one file. */
export interface Resolver {
  /** The logger a call writes to; undefined where it is none. */
  resolve(site: CallSite): Resolved | undefined;
  /** Whether what a call calls is seen in the project, or known to be something else. */
  isSeen(site: CallSite): boolean;
  /** The logger of a library that a call names a method of which the library does not have. */
  extended(site: CallSite): Logger | undefined;
  /** What is known of that which the method is called on, where nobody knows the method. */
  standing(site: CallSite): Standing;
  /** Whether a value is a logger, one of its methods, or makes one: it is worth looking for its uses. */
  isLogging(value: Value): boolean;
  /** The members of a value that log or are loggers. */
  loggingMembers(value: Value): readonly string[];
}

/** What a Resolver is made of. */
export interface ResolverParts {
  readonly evaluator: Evaluator;
  readonly expressionOf: (node: Syntax) => Expression;
  /** All methods that may write a record where only the name of the logger speaks for it. */
  readonly methods: ReadonlySet<string>;
  /** Names, or expressions as written, that are loggers because somebody said so. */
  readonly loggers: ReadonlySet<string>;
  readonly wrapperOf: (scope: Scope) => Wrapper | undefined;
  /** What a logger of the project's own is read as. */
  readonly ownDialect: string;
}

/** A name that gives the method at run time, as facts write it: `[level]`. */
const DYNAMIC = /^\[([^]*)\]$/;
const LEVEL_NAME = /level|severity|method|priority|lvl|type/i;
/** Objects in objects are looked into so deep. */
const MAX_NESTED = 2;
/** Methods whose names are levels: a class that has these is a logger, whatever it is called. */
const LEVELS: ReadonlySet<string> = new Set('trace debug verbose info warn warning error fatal critical'.split(' '));
/** Methods by which programs and libraries call a level of their own. */
const LEVEL_NAMES: ReadonlySet<string> = new Set('verbose notice success silly alert'.split(' '));
const MILD = ['info', 'verbose', 'trace'];
const GRAVE = ['warn', 'warning', 'error'];
/** What lends a class the methods of a logger. */
const LENDS = /(?:^|[a-z0-9])Log(?:ger|ging)?Mixin$|^(?:[A-Z]\w*)?Loggable$/;
const LAST_NAME = /[\w$]+$/;
const SUPER = /^super(?:\(\))?$/;

const isOwn = (expression: Expression, scope: Scope): boolean =>
  SUPER.test(expression.text) || isItself(expression, scope);

/** Functions that are made objects by `new` have no class around them: what is given to `this` is told for the whole file. */
const THIS = { kind: 'name', names: ['this'] } as const;
/** Whether what a call gives is a logger by the name of what is called: `registry.logger().info(…)`. */
const isGivenLogger = (name: string, method: string): boolean =>
  // Of a matrix `log()` gives its logarithms, and these have a trace.
  isLoggerName(name) && LEVELS.has(method) && method !== (name === 'log' ? 'trace' : '');
/** Two methods, one of which is chosen where it is called. */
const EITHER = /\?\s*(['"])(\w+)\1\s*:\s*(['"])(\w+)\3$/;

/** Creates a Resolver. */
export function createResolver({
  evaluator,
  expressionOf,
  methods,
  loggers,
  wrapperOf,
  ownDialect,
}: ResolverParts): Resolver {
  const wrapped = (value: Value, method: string): Resolved | undefined => {
    const wrapper = value?.is === 'function' ? wrapperOf(value.scope) : undefined;
    return wrapper === undefined
      ? undefined
      : { logger: { by: 'binding', supplies: wrapper.supplies, redacts: wrapper.redacts }, method, wrapper };
  };

  /** What the member of a value is, as something that can be called to log. */
  const through = (value: Value, method: string): Resolved | undefined => {
    if (value?.is === 'method') return { logger: value.logger, method: value.method };
    if (value?.is === 'logger') {
      const itself = value.logger.dialect?.callable;
      return itself === undefined ? undefined : { logger: value.logger, method: itself };
    }
    return wrapped(value, method);
  };

  /** The levels that a class has methods for; none where they are too few to make it a logger. */
  const levelsOf = (lineage: readonly Scope[]): readonly string[] => {
    const has = (name: string): boolean =>
      lineage.some(({ bindings }) => bindings.get(name)?.some(({ kind }) => kind === 'function') === true);
    return has('debug') && MILD.some(has) && GRAVE.some(has) ? [...methods].filter(has) : [];
  };

  /** A method of a class that has methods for several levels, or is lent them by one that nobody sees. */
  const ofLevels = (owner: Scope, method: string): Resolved | undefined => {
    if (!methods.has(method)) return undefined;
    const lineage = evaluator.lineage(owner);
    const name = owner.name.split('.').at(-1)!;
    const own = evaluator.memberOf(owner, method);
    if (own?.is === 'function' && !takesMessage(own.scope)) return undefined;
    if (levelsOf(lineage).includes(method))
      return { method, logger: { by: 'binding', madeBy: { name, scope: owner } } };
    const seen = lineage.some(({ bindings }) => bindings.has(method));
    const lent =
      LEVELS.has(method) && lineage.some(({ bases }) => bases.some(({ names }) => LENDS.test(names.at(-1) ?? '')));
    return lent && !seen ? { method, logger: { by: 'name', madeBy: { name } } } : undefined;
  };

  /** A level that a logger which extends nothing must have in a way that is not read: `info = status`. */
  const ofHiddenLevel = (owner: Scope, method: string): Resolved | undefined =>
    LEVELS.has(method) && levelsOf([owner]).length > 0
      ? { method, logger: { by: 'name', madeBy: { name: owner.name.split('.').at(-1)!, scope: owner } } }
      : undefined;

  const ofInstance = (owner: Scope, method: string, isNamed: boolean): Resolved | undefined => {
    const seen = evaluator.lineage(owner).some(({ bindings }) => bindings.has(method));
    const base = seen ? undefined : evaluator.inherited(owner);
    if (base !== undefined)
      return base.dialect?.methods.has(method) === true ? { logger: { ...base, open: true }, method } : undefined;
    if (owner.kind === 'object') return isNamed ? { method, logger: { by: 'name' } } : undefined;
    const open = owner.bases.length > 0 || owner.bindings.has('__getattr__');
    const last = owner.name.split('.').at(-1)!;
    if (!isLoggerClassName(last) && !isNamed)
      return ofLevels(owner, method) ?? (seen || open ? undefined : ofHiddenLevel(owner, method));
    if (!seen && !open) return undefined;
    return { method, logger: { by: seen ? 'binding' : 'name', madeBy: { name: last, scope: owner } } };
  };

  /** A method of an object of the project's own logger class that no list has. */
  const ofOwnLogger = (value: Value, method: string): Resolved | undefined => {
    if (value?.is !== 'instance' || methods.has(method)) return undefined;
    const own = evaluator.memberOf(value.scope, method);
    const wrapper = own?.is === 'function' ? ownWriter(value.scope, own.scope, method, ownDialect) : undefined;
    return wrapper && { logger: { by: 'binding' }, method, wrapper };
  };

  const ofLogger = (logger: Logger, method: string): Resolved | undefined => {
    const dynamic = DYNAMIC.exec(method)?.[1];
    if (dynamic === undefined) {
      const known = (logger.dialect?.methods ?? methods).has(method);
      // `logger.notice`, of a level that the program added.
      const added = logger.dialect?.addsLevels === true && LEVEL_NAMES.has(method);
      return known || added ? { logger, method } : undefined;
    }
    const literal = /^(['"])(\w+)\1$/.exec(dynamic)?.[2];
    if (literal !== undefined) return ofLogger(logger, literal);
    const [, , one, , other] = EITHER.exec(dynamic) ?? [];
    const chosen = one !== undefined && methods.has(one) && methods.has(other ?? '');
    return logger.by === 'binding' || chosen || LEVEL_NAME.test(dynamic)
      ? { logger, method: 'info', dynamic }
      : undefined;
  };

  const resolve = ({ receiver, method, scope }: CallSite): Resolved | undefined => {
    if (receiver === undefined) return through(evaluator.ofName(method, scope), method);
    const expression = expressionOf(receiver);
    const [name = '', before = ''] = expression.names
      .filter((one) => one !== 'default')
      .slice(-2)
      .reverse();
    const isTold = loggers.has(expression.text) || (expression.kind !== 'call' && loggers.has(name));
    if (isOwn(expression, scope)) {
      const around = classOf(scope);
      if (around === undefined) {
        // A function that is given to a class later: `def note(self: Logger, text)`.
        const given = evaluator.evaluate(expression, scope);
        if (given?.is === 'logger') return ofLogger(given.logger, method);
        return through(evaluator.attached(THIS, method, scope), method);
      }
      const own = through(evaluator.memberOf(around, method), method);
      if (own !== undefined) return own;
      const base = evaluator.lineage(around).some(({ bindings }) => bindings.has(method))
        ? undefined
        : evaluator.inherited(around);
      return base === undefined ? ofLevels(around, method) : ofLogger(base, method);
    }
    let value = evaluator.evaluate(expression, scope);
    if (value?.is === 'function') {
      // A property: what it returns is meant.
      const made = evaluator.returned(value.scope);
      value = made?.is === 'logger' || made?.is === 'instance' ? made : undefined;
    }
    if (value?.is === 'instance' || value?.is === 'class') {
      const own = through(evaluator.memberOf(value.scope, method), method) ?? ofOwnLogger(value, method);
      if (own !== undefined) return own;
    }
    if (value?.is === 'module') {
      const own = through(evaluator.exported(value.module, method), method);
      if (own !== undefined) return own;
    }
    if (value?.is === 'logger') return ofLogger(value.logger, method);
    const later = through(evaluator.attached(expression, method, scope), method);
    if (later !== undefined) return later;
    // What the code itself says of it goes before what somebody said.
    if (isTold && methods.has(method)) return ofLogger({ by: 'binding' }, method);
    // `log.audit.info`: a part of a logger is one, and so is `log.notice.success`.
    const isPart = expression.kind === 'attribute' && isLoggerName(before) && (LEVELS.has(method) || methods.has(name));
    // Also a console of somebody's own, as a member: `this.console.info`.
    const isMember = isFromShelf(expression) || (expression.kind === 'attribute' && name === 'console');
    const isNamed = isLoggerName(name) || isPart || (LEVELS.has(method) && isMember);
    const dynamic = DYNAMIC.test(method);
    if (!dynamic && !methods.has(method)) return undefined;
    if (value?.is === 'instance' || value?.is === 'class')
      return dynamic ? undefined : ofInstance(value.scope, method, isNamed);
    if (value?.is === 'other' || value?.is === 'factory') return undefined;
    // const log = logger.info.bind(logger); log.warn = …
    if (value?.is === 'method') return isLoggerName(name) || isPart ? ofLogger({ by: 'name' }, method) : undefined;
    if (value?.is === 'outside' && isKnownNoLogger(value.path)) return undefined;
    const named =
      expression.kind === 'call'
        ? (isFactoryName(name) && !isLoggerClassName(name)) || isGivenLogger(name, method)
        : isNamed || (LEVELS.has(method) && isLoggerElsewhere(expression, scope));
    return named && expression.kind !== 'string' ? ofLogger({ by: 'name' }, method) : undefined;
  };

  const isSeen = ({ receiver, method, scope }: CallSite): boolean => {
    if (receiver === undefined) {
      const value = evaluator.ofName(method, scope);
      return value !== undefined && (value.is !== 'outside' || isKnownNoLogger(value.path));
    }
    const expression = expressionOf(receiver);
    const around = isOwn(expression, scope) ? classOf(scope) : undefined;
    if (around !== undefined) return evaluator.memberOf(around, method) !== undefined;
    const value = evaluator.evaluate(expression, scope);
    switch (value?.is) {
      case 'instance':
      case 'class':
        return evaluator.memberOf(value.scope, method) !== undefined;
      case 'module':
        return evaluator.exported(value.module, method) !== undefined;
      case 'outside':
        return isKnownNoLogger(value.path);
      default:
        return value?.is === 'other';
    }
  };

  const extended = ({ receiver, scope }: CallSite): Logger | undefined => {
    const expression = receiver === undefined ? undefined : expressionOf(receiver);
    if (expression === undefined || !isLoggerName(expression.names.at(-1) ?? '')) return undefined;
    const value = evaluator.evaluate(expression, scope);
    if (value?.is !== 'logger' || value.logger.dialect?.addsLevels !== true) return undefined;
    return value.logger.variant === 'root' ? undefined : value.logger;
  };

  const standing = ({ receiver, method, scope }: CallSite): Standing => {
    if (receiver === undefined) return undefined;
    const expression = expressionOf(receiver);
    if (!isOwn(expression, scope)) {
      if (isLoggerName(expression.names.at(-1) ?? '')) return 'logger';
      if (expression.kind !== 'name' && expression.kind !== 'attribute') return undefined;
      const value = evaluator.evaluate(expression, scope);
      // Of a parameter that was not read nothing is seen but its name.
      return value === undefined || (value.is === 'outside' && value.path === expression.text) ? 'unknown' : undefined;
    }
    const around = classOf(scope);
    if (around === undefined) return evaluator.attached(THIS, method, scope) === undefined ? 'heir' : undefined;
    const lineage = new Set(evaluator.lineage(around));
    let isHeir = false;
    for (const { bases, parent } of lineage) {
      for (const { text } of bases) {
        // Of a base that may not have been read in full only its name is known.
        const name = LAST_NAME.exec(text)?.[0];
        const base = name === undefined || parent === undefined ? undefined : evaluator.ofName(name, parent);
        if (base?.is === 'class') lineage.add(base.scope);
        else isHeir = true;
      }
    }
    return isHeir && ![...lineage].some(({ bindings }) => bindings.has(method)) ? 'heir' : undefined;
  };

  /** Logs, is a logger, or makes one of a library, by itself. */
  const logs = (value: Value): boolean =>
    value?.is === 'logger' ||
    value?.is === 'method' ||
    value?.is === 'factory' ||
    (value?.is === 'function' && wrapperOf(value.scope) !== undefined);

  const membersThat = (owner: Scope, test: (value: Value) => boolean): string[] => {
    const names = new Set(evaluator.lineage(owner).flatMap(({ bindings }) => [...bindings.keys()]));
    return [...names].filter((name) => test(evaluator.memberOf(owner, name)));
  };

  const isLogging = (value: Value): boolean => {
    if (logs(value) || value?.is !== 'function') return logs(value);
    const made = evaluator.returned(value.scope);
    // What a factory gives: a logger, a function that logs, or an object of the project's own that does.
    return logs(made) || (made?.is === 'instance' && membersThat(made.scope, logs).length > 0);
  };

  /** Those of objects inside an object too: `wrap.deep.say`. */
  const loggingIn = (owner: Scope, depth: number): string[] => {
    const own = membersThat(owner, isLogging);
    if (owner.kind !== 'object' || depth === 0) return own;
    const nested = [...owner.bindings.keys()].flatMap((name) => {
      const value = evaluator.memberOf(owner, name);
      const inside = value?.is === 'instance' && value.scope.kind === 'object' ? loggingIn(value.scope, depth - 1) : [];
      return inside.length === 0 ? [] : [name, ...inside];
    });
    return [...own, ...nested];
  };

  return {
    resolve,
    isSeen,
    extended,
    standing,
    isLogging,
    loggingMembers(value) {
      if (value?.is === 'module') {
        const { module } = value;
        return evaluator.exportedNames(module).filter((name) => isLogging(evaluator.exported(module, name)));
      }
      if (value?.is !== 'instance' && value?.is !== 'class') return [];
      const { scope } = value;
      const own = [...scope.bindings.keys()].filter((name) => ofOwnLogger(value, name) !== undefined);
      return [...loggingIn(scope, MAX_NESTED), ...levelsOf(evaluator.lineage(scope)), ...own];
    },
  };
}
