// Who is called: follows names through the bindings of a file to the logger they stand for.

import type { Expression } from '../model/call.ts';
import { classOf, lookUp, type Binding, type CallSite, type Scope } from './facts.ts';
import { isFactoryName, isKnownNoLogger, isLoggerClassName, isLoggerName } from './logger-names.ts';
import type { Dialect, Outside } from './reading.ts';
import type { Syntax } from './syntax.ts';

/** A logger a name stands for. */
export interface Logger {
  /** Absent where it is a logger of unknown make. */
  readonly dialect?: Dialect;
  readonly variant?: string;
  readonly by: 'binding' | 'name';
  /** A class that makes it: seen in this file, or known by name only. */
  readonly madeBy?: { readonly name: string; readonly scope?: Scope };
}

/** What an expression stands for. */
type Value =
  | { readonly is: 'outside'; readonly path: string }
  | { readonly is: 'factory'; readonly logger: Logger }
  | { readonly is: 'logger'; readonly logger: Logger }
  | { readonly is: 'method'; readonly logger: Logger; readonly method: string }
  | { readonly is: 'class'; readonly scope: Scope }
  | { readonly is: 'instance'; readonly scope: Scope }
  /** Seen, and no logger. */
  | { readonly is: 'other' }
  | undefined;

/** Says what a name from another module is; undefined where nobody knows. Here the summaries of other files of a workspace can be asked. */
export type OutsideOf = (path: string) => (Outside & { readonly dialect: Dialect }) | undefined;

/** Follows names no further than this; real code needs five or six steps. */
const MAX_STEPS = 24;

const OTHER = { is: 'other' } as const;
const PLAIN_TYPES = new Set([
  'bool',
  'str',
  'int',
  'float',
  'bytes',
  'list',
  'dict',
  'tuple',
  'set',
  'Path',
  'string',
  'number',
  'boolean',
  'Function',
  'Callable',
  'TextIO',
  'IO',
]);

/** A logger and the method of it that a call names. */
export interface Resolved {
  readonly logger: Logger;
  readonly method: string;
}

/** Resolves the calls of one file. */
export interface Resolver {
  /** The logger a call writes to; undefined where it is none. */
  resolve(site: CallSite): Resolved | undefined;
  /** What a bare name in the module stands for is a logger or one of its methods: it is worth looking for its uses. */
  isLogging(name: string, scope: Scope): boolean;
}

/** Creates a Resolver. `methods` are all methods that may write a record. */
export function createResolver(
  expressionOf: (node: Syntax) => Expression,
  outsideOf: OutsideOf,
  methods: ReadonlySet<string>,
): Resolver {
  const evaluate = (expression: Expression, scope: Scope, steps: number): Value => {
    if (steps > MAX_STEPS) return undefined;
    switch (expression.kind) {
      case 'name':
        return ofName(expression.text, scope, steps + 1);
      case 'attribute': {
        const name = expression.names.at(-1) ?? '';
        const object = expression.children[0];
        return object === undefined
          ? ofDotted(expression.names, scope, steps + 1)
          : member(evaluate(object, scope, steps + 1), object, name, scope, steps + 1);
      }
      case 'call':
        return called(expression, scope, steps + 1);
      case 'conditional':
      case 'operation': {
        const values = expression.children.map((one) => evaluate(one, scope, steps + 1));
        return (
          values.find((value) => value?.is === 'logger') ??
          values.find((value) => value !== undefined && value.is !== 'other')
        );
      }
      case 'effect':
        return expression.children.length === 1 ? evaluate(expression.children[0]!, scope, steps + 1) : undefined;
      case 'number':
      case 'string':
      case 'boolean':
      case 'list':
      case 'comparison':
      case 'template':
        return OTHER;
      default:
        return undefined;
    }
  };

  const ofDotted = (names: readonly string[], scope: Scope, steps: number): Value => {
    const [first, ...more] = names;
    let value = first === undefined ? undefined : ofName(first, scope, steps);
    for (const name of more) value = member(value, undefined, name, scope, steps);
    return value;
  };

  const ofName = (name: string, scope: Scope, steps: number): Value => {
    const bindings = lookUp(scope, name);
    return bindings === undefined ? outside(name) : ofBindings(bindings, steps);
  };

  const ofBindings = (bindings: readonly Binding[], steps: number): Value => {
    let seen: Value;
    let known = true;
    for (const binding of bindings) {
      const value = ofBinding(binding, steps);
      if (value?.is === 'logger' || value?.is === 'method') return value;
      // None first, a logger later is common; a number or text means another thing by that name.
      if (value === undefined) known = false;
      else if (seen === undefined || seen.is === 'other') seen = value;
    }
    return known || seen?.is !== 'other' ? seen : undefined;
  };

  // Every binding is followed once: names bound to one another in minified code would else take for ever.
  const followed = new Map<Binding, Value>();
  const ofBinding = (binding: Binding, steps: number): Value => {
    if (followed.has(binding)) return followed.get(binding);
    followed.set(binding, undefined);
    const value = follow(binding, steps);
    followed.set(binding, value);
    return value;
  };

  const follow = (binding: Binding, steps: number): Value => {
    switch (binding.kind) {
      case 'import':
        return outside(binding.path);
      case 'value':
        return evaluate(binding.expression, binding.scope, steps + 1);
      case 'class':
        return { is: 'class', scope: binding.scope };
      case 'parameter': {
        if (binding.annotation !== undefined) {
          const names = binding.annotation.value?.split('.') ?? binding.annotation.names;
          const type = instance(
            binding.annotation.value === undefined
              ? evaluate(binding.annotation, binding.scope, steps + 1)
              : ofDotted(names, binding.scope, steps + 1),
            names.at(-1) ?? '',
          );
          if (type !== undefined) return type;
          if (PLAIN_TYPES.has(names.at(-1) ?? '')) return OTHER;
        }
        const initial = binding.initial === undefined ? undefined : evaluate(binding.initial, binding.scope, steps + 1);
        return initial?.is === 'logger' ? initial : undefined;
      }
      case 'function':
      case 'unknown':
        return undefined;
    }
  };

  const outside = (path: string): Exclude<Value, undefined> => {
    const found = outsideOf(path);
    if (found === undefined) {
      // from logging import info
      const dot = path.lastIndexOf('.');
      const module = dot < 0 ? undefined : outsideOf(path.slice(0, dot));
      const method = path.slice(dot + 1);
      if (module?.is !== 'logger' || !module.dialect.methods.has(method)) return { is: 'outside', path };
      return { is: 'method', method, logger: { dialect: module.dialect, by: 'binding' } };
    }
    return {
      is: found.is,
      logger: {
        dialect: found.dialect,
        by: 'binding',
        ...(found.variant === undefined ? {} : { variant: found.variant }),
      },
    };
  };

  const member = (value: Value, object: Expression | undefined, name: string, scope: Scope, steps: number): Value => {
    if (object?.kind === 'name' && /^(?:self|cls|this)$/.test(object.text) && value?.is !== 'logger') {
      const around = classOf(scope);
      return around === undefined ? undefined : classMember(around, name, steps);
    }
    switch (value?.is) {
      case 'outside': {
        return outside(`${value.path}.${name}`);
      }
      case 'logger':
      case 'factory': {
        const { dialect } = value.logger;
        // A module may be both what makes loggers and where its other names are found: pino.default, logging.Logger.
        const deeper =
          dialect === undefined
            ? undefined
            : [...dialect.outside].find(
                ([path]) => path.endsWith(`.${name}`) && dialect.modules.some((module) => path.startsWith(module)),
              );
        if (value.is === 'logger' && (dialect?.methods ?? methods).has(name))
          return { is: 'method', logger: value.logger, method: name };
        if (value.is === 'logger' && dialect?.derived.has(name) === true && deeper === undefined) return value;
        return deeper === undefined ? undefined : outside(deeper[0]);
      }
      case 'class':
      case 'instance':
        return classMember(value.scope, name, steps);
      default:
        return undefined;
    }
  };

  const classMember = (owner: Scope, name: string, steps: number): Value => {
    if (steps > MAX_STEPS) return undefined;
    const bindings = owner.bindings.get(name);
    if (bindings !== undefined) return ofBindings(bindings, steps + 1);
    for (const base of owner.bases) {
      const value = owner.parent === undefined ? undefined : evaluate(base, owner.parent, steps + 1);
      if (value?.is !== 'class') continue;
      const found = classMember(value.scope, name, steps + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const called = (expression: Expression, scope: Scope, steps: number): Value => {
    const callee = expression.children[0];
    if (callee === undefined)
      return isFactoryName(expression.names.at(-1) ?? '') ? unknownLogger(expression.names.at(-1)!) : undefined;
    const last = callee.names.at(-1) ?? '';
    if (callee.text === 'require' || callee.text === '__import__') {
      const path = expression.children[1]?.value;
      if (path !== undefined) return outside(path);
    }
    if (callee.kind === 'attribute' && callee.children[0] !== undefined) {
      const object = evaluate(callee.children[0], scope, steps);
      if (object?.is === 'logger' && (object.logger.dialect?.derived.has(last) ?? DERIVED.has(last))) return object;
    }
    const value = evaluate(callee, scope, steps);
    switch (value?.is) {
      case 'factory':
        return { is: 'logger', logger: value.logger };
      case 'logger':
        // pino-http()(…) and the like give what they are.
        return value;
      case 'class':
        return instance(value, last);
      case 'outside':
        return isKnownNoLogger(value.path) ? OTHER : isFactoryName(last) ? unknownLogger(last) : undefined;
      case 'other':
        return OTHER;
      default:
        return isFactoryName(last) ? unknownLogger(last) : undefined;
    }
  };

  const instance = (value: Value, name: string): Value => {
    if (value?.is === 'factory') return { is: 'logger', logger: value.logger };
    if (value?.is === 'class') return { is: 'instance', scope: value.scope };
    return isLoggerClassName(name) ? unknownLogger(name) : undefined;
  };

  const unknownLogger = (name: string): Value => ({
    is: 'logger',
    logger: { by: 'name', ...(isLoggerClassName(name) ? { madeBy: { name } } : {}) },
  });

  const ofInstance = (owner: Scope, method: string, receiver: string): Resolved | undefined => {
    const open = owner.bases.length > 0 || owner.bindings.has('__getattr__');
    const seen = owner.bindings.has(method);
    const last = owner.name.split('.').at(-1)!;
    if (!seen && !open) return undefined;
    if (!isLoggerClassName(last) && !isLoggerName(receiver)) return undefined;
    return { method, logger: { by: seen ? 'binding' : 'name', madeBy: { name: last, scope: owner } } };
  };

  return {
    isLogging(name, scope) {
      const value = ofName(name, scope, 0);
      return value?.is === 'logger' || value?.is === 'method' || value?.is === 'factory';
    },
    resolve({ receiver, method, scope }) {
      if (receiver === undefined) {
        const value = ofName(method, scope, 0);
        return value?.is === 'method' ? { logger: value.logger, method: value.method } : undefined;
      }
      const expression = expressionOf(receiver);
      const value = evaluate(expression, scope, 0);
      const name = expression.names.at(-1) ?? '';
      if (value?.is === 'logger')
        return (value.logger.dialect?.methods ?? methods).has(method) ? { logger: value.logger, method } : undefined;
      if (!methods.has(method)) return undefined;
      if (value?.is === 'instance' || value?.is === 'class') return ofInstance(value.scope, method, name);
      if (value?.is === 'other' || value?.is === 'method' || value?.is === 'factory') return undefined;
      if (value?.is === 'outside' && isKnownNoLogger(value.path)) return undefined;
      const named = expression.kind === 'call' ? isFactoryName(name) && !isLoggerClassName(name) : isLoggerName(name);
      return named && expression.kind !== 'string' ? { logger: { by: 'name' }, method } : undefined;
    },
  };
}

const DERIVED = new Set(['child', 'bind', 'getChild', 'with_context', 'with_fields', 'withContext', 'opt', 'new']);
