// Follows expressions through the bindings of a file, and of the files it imports, to what they stand for.

import type { Expression } from '../../model/call.ts';
import { classOf, lookUp, rootOf, type Binding, type Scope } from '../facts/facts.ts';
import { pathOf, type Taken } from '../facts/outline.ts';
import { isChildOfLogger, isNamedItself, namedMethod, passedThrough, typeNames, type Bare } from './aliases.ts';
import { boundMethod } from './bound.ts';
import { configured, offspring, supplied } from './configured.ts';
import { createExports } from './exports.ts';
import { isFactoryName, isKnownNoLogger, isLoggerClassName } from './logger-names.ts';
import type { Logger, Module, Neighbours, OutsideOf, Value } from './values.ts';

/** Follows names no further than this; real code needs five or six steps. */
const MAX_STEPS = 32;

const OTHER = { is: 'other' } as const;
const PLAIN_TYPES = new Set(
  'bool str int float bytes list dict tuple set Path string number boolean Function Callable TextIO IO'.split(' '),
);
const LOGGING: ReadonlySet<string> = new Set(['logger', 'instance', 'factory']);
const DERIVED = new Set(
  'child bind getChild with_context with_fields withContext withFields opt new unbind getLogger'.split(' '),
);
/** Says what expressions and names stand for. */
export interface Evaluator {
  evaluate(expression: Expression, scope: Scope): Value;
  /** What a bare name stands for where it is read. */
  ofName(name: string, scope: Scope): Value;
  /** A member of a class or object, inherited ones included. */
  memberOf(owner: Scope, name: string): Value;
  /** A member that is given to an object where it has a name, after it was made. */
  attached(object: Bare, name: string, scope: Scope): Value;
  /** The logger that instances of a class are by what they extend. */
  inherited(owner: Scope): Logger | undefined;
  /** A name that a module gives to others. */
  exported(module: Module, name: string): Value;
  /** The names a module gives to others, as far as they may log. */
  exportedNames(module: Module): readonly string[];
  /** What the file `path` takes from another module. */
  taken(path: string, from: Taken): Value;
  /** What calling a function gives. */
  returned(scope: Scope): Value;
  /** All classes and objects a class or object takes members from, itself first. */
  lineage(owner: Scope): readonly Scope[];
}

/** What an evaluator asks of its surroundings. */
export interface Surroundings {
  readonly outsideOf: OutsideOf;
  /** All methods that may write a record. */
  readonly methods: ReadonlySet<string>;
  /** Absent where a file is read alone. */
  readonly neighbours?: Neighbours;
}

/** Where the value of a name is read: of `logger = logger` in the body of a class, around it. */
function scopeOfValue(binding: Extract<Binding, { kind: 'value' }>): Scope {
  const { expression, scope } = binding;
  const isItself =
    scope.kind === 'class' && expression.kind === 'name' && scope.bindings.get(expression.text)?.includes(binding);
  return isItself === true ? (scope.parent ?? scope) : scope;
}

/** Creates an Evaluator; it remembers what it followed, so it serves one state of the files only. */
export function createEvaluator({ outsideOf, methods, neighbours }: Surroundings): Evaluator {
  const evaluate = (expression: Expression, scope: Scope, steps: number): Value => {
    if (steps > MAX_STEPS) return undefined;
    switch (expression.kind) {
      case 'name':
        return ofName(expression.names[0] ?? expression.text, scope, steps + 1);
      case 'attribute': {
        const name = expression.names.at(-1) ?? '';
        const object = expression.children[0];
        if (object === undefined) return ofDotted(expression.names, scope, steps + 1);
        const owner = evaluate(object, scope, steps + 1);
        const known = member(owner, object, name, scope, steps + 1);
        return (methods.has(name) ? namedMethod(object, owner, known, name) : undefined) ?? known;
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
        // What is waited for, or assigned.
        return expression.children.length === 0 ? undefined : evaluate(expression.children.at(-1)!, scope, steps + 1);
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
    if (bindings !== undefined) return ofBindings(bindings, scope, steps);
    const { path } = rootOf(scope);
    const outline = neighbours?.outlineOf(path);
    let imported: Value;
    for (const one of outline?.imports.get(name) ?? []) {
      const known = outside(pathOf(one));
      if (known.is !== 'outside') return known;
      imported ??= known;
      // Not to read each file that an import names.
      const value = neighbours?.mayLog(path, one) === true ? taken(path, one, steps + 1) : undefined;
      if (value !== undefined) return value;
    }
    return starred(name, path, outline?.stars ?? [], steps) ?? imported ?? outside(name);
  };

  const ofBindings = (bindings: readonly Binding[], around: Scope, steps: number): Value => {
    let seen: Value;
    let known = true;
    for (const binding of bindings) {
      const value = ofBinding(binding, around, steps);
      if (value?.is === 'logger' || value?.is === 'method') return value;
      // None first, a logger later is common; a number or text means another thing by that name.
      if (value === undefined) known = false;
      else if (seen === undefined || seen.is === 'other' || seen.is === 'outside') seen = value;
    }
    return known || seen?.is !== 'other' ? seen : undefined;
  };

  // Every binding is followed once: names bound to one another in minified code would else take for ever.
  const followed = new Map<Binding, Value>();
  const ofBinding = (binding: Binding, around: Scope, steps: number): Value => {
    if (followed.has(binding)) return followed.get(binding);
    followed.set(binding, undefined);
    const value = follow(binding, around, steps);
    followed.set(binding, value);
    return value;
  };

  const follow = (binding: Binding, around: Scope, steps: number): Value => {
    switch (binding.kind) {
      case 'import': {
        const known = outside(binding.path);
        if (known.is !== 'outside') return known;
        return taken(rootOf(around).path, binding, steps + 1) ?? known;
      }
      case 'value':
        return evaluate(binding.expression, scopeOfValue(binding), steps + 1);
      case 'class':
        return { is: 'class', scope: binding.scope };
      case 'object':
      case 'function': {
        const scope = around.written.get(binding.at);
        return scope === undefined ? undefined : { is: binding.kind === 'object' ? 'instance' : 'function', scope };
      }
      case 'parameter': {
        if (binding.annotation !== undefined) {
          const names = typeNames(binding.annotation);
          const type = instance(
            binding.annotation.value === undefined
              ? evaluate(binding.annotation, binding.scope, steps + 1)
              : ofDotted(names, binding.scope, steps + 1),
            names.at(-1) ?? '',
          );
          if (type?.is === 'logger') return { ...type, logger: { ...type.logger, open: true } };
          if (type !== undefined) return type;
          if (PLAIN_TYPES.has(names.at(-1) ?? '')) return OTHER;
        }
        const initial = binding.initial === undefined ? undefined : evaluate(binding.initial, binding.scope, steps + 1);
        // What makes loggers may be given, too, to try the code without them: `({ create = pino })`.
        return initial !== undefined && LOGGING.has(initial.is) ? initial : undefined;
      }
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
      const variant = module.variant === undefined ? {} : { variant: module.variant };
      return { is: 'method', method, logger: { dialect: module.dialect, by: 'binding', ...variant } };
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

  const member = (
    value: Value,
    object: Expression | undefined,
    name: string,
    scope: Scope | undefined,
    steps: number,
  ): Value => memberOf(value, object, name, scope, steps) ?? attached(object, name, scope, steps);

  /** A member given to an object after it was made. */
  const attached = (object: Bare | undefined, name: string, scope: Scope | undefined, steps: number): Value => {
    const bindings =
      object?.kind !== 'name' || scope === undefined ? undefined : lookUp(scope, `${object.names[0]}.${name}`);
    return bindings === undefined ? undefined : ofBindings(bindings, scope!, steps + 1);
  };

  const memberOf = (
    value: Value,
    object: Expression | undefined,
    name: string,
    scope: Scope | undefined,
    steps: number,
  ): Value => {
    if (scope !== undefined && object !== undefined && value?.is !== 'logger' && isNamedItself(object)) {
      const around = classOf(scope);
      return around === undefined ? undefined : classMember(around, name, steps);
    }
    switch (value?.is) {
      case 'outside':
        return outside(`${value.path}.${name}`);
      case 'module':
        return exported(value.module, name, steps + 1);
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
      case 'function': {
        // A property, or what a decorator makes of a method.
        const made = returned(value.scope, steps + 1);
        return made === undefined || made.is === 'other' ? undefined : member(made, undefined, name, scope, steps + 1);
      }
      default:
        return undefined;
    }
  };

  const returned = (scope: Scope, steps: number): Value =>
    steps > MAX_STEPS ? undefined : ofBindings(scope.returns, scope, steps + 1);

  const basesOf = (owner: Scope, steps: number): Value[] =>
    owner.parent === undefined || steps > MAX_STEPS
      ? []
      : owner.bases.map((base) => evaluate(base, owner.parent!, steps + 1));

  const classMember = (owner: Scope, name: string, steps: number): Value => {
    if (steps > MAX_STEPS) return undefined;
    const bindings = owner.bindings.get(name);
    const own = bindings === undefined ? undefined : ofBindings(bindings, owner, steps + 1);
    if (own !== undefined) return own;
    for (const base of basesOf(owner, steps)) {
      if (base?.is !== 'class' && base?.is !== 'instance') continue;
      const found = classMember(base.scope, name, steps + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const lineage = (owner: Scope, steps = 0, seen = new Set<Scope>()): Set<Scope> => {
    if (seen.has(owner) || steps > MAX_STEPS) return seen;
    seen.add(owner);
    for (const base of basesOf(owner, steps))
      if (base?.is === 'class' || base?.is === 'instance') lineage(base.scope, steps + 1, seen);
    return seen;
  };

  const inherited = (owner: Scope): Logger | undefined => {
    for (const scope of lineage(owner)) {
      for (const base of basesOf(scope, 0))
        if ((base?.is === 'factory' || base?.is === 'logger') && base.logger.dialect !== undefined) return base.logger;
    }
    return undefined;
  };

  const called = (expression: Expression, scope: Scope, steps: number): Value => {
    const callee = expression.children[0];
    if (callee === undefined)
      return isFactoryName(expression.names.at(-1) ?? '') ? unknownLogger(expression.names.at(-1)!) : undefined;
    const last = callee.names.at(-1) ?? '';
    const same = passedThrough(expression);
    if (same !== undefined) return evaluate(same, scope, steps);
    if (callee.text === 'require' || callee.text === '__import__') {
      const path = expression.children[1]?.value;
      if (path !== undefined) {
        const known = outside(path);
        return known.is === 'outside' ? (taken(rootOf(scope).path, { module: path }, steps + 1) ?? known) : known;
      }
    }
    let value: Value;
    if (callee.kind === 'attribute' && callee.children[0] !== undefined) {
      const object = evaluate(callee.children[0], scope, steps);
      if (object?.is === 'logger' && (object.logger.dialect?.derived.has(last) ?? DERIVED.has(last)))
        return { is: 'logger', logger: configured(supplied(offspring(object.logger), expression), expression, scope) };
      if (object?.is === 'instance' && DERIVED.has(last)) return object;
      if (isChildOfLogger(callee, object)) return unknownLogger(last);
      // info = log.info.bind(log)
      const bound = last === 'bind' ? boundMethod(object, callee.children[0], methods) : undefined;
      if (bound !== undefined) return bound;
      // Asked for once only: a chain of calls would else take twice as long with each more.
      value = member(object, callee.children[0], last, scope, steps + 1);
    } else value = evaluate(callee, scope, steps);
    switch (value?.is) {
      case 'factory':
        // structlog.get_logger(region=…) and LoggerAdapter(logger, {…}) bind fields; the options of others are none.
        return {
          is: 'logger',
          logger: configured(
            value.logger.variant === 'adapter' || value.logger.dialect?.formatStyle === 'keywords'
              ? supplied(value.logger, expression)
              : value.logger,
            expression,
            scope,
          ),
        };
      case 'logger':
        // pino-http()(…) and the like give what they are.
        return { ...value, logger: configured(value.logger, expression, scope) };
      case 'class':
        return instance(value, last);
      case 'function': {
        const made = returned(value.scope, steps);
        if (made !== undefined) return made;
        return isFactoryName(last) ? unknownLogger(last) : undefined;
      }
      case 'outside':
        return isKnownNoLogger(value.path) ? OTHER : isFactoryName(last) ? unknownLogger(last) : undefined;
      case 'other':
        return OTHER;
      default:
        return isFactoryName(last) ? unknownLogger(last) : undefined;
    }
  };

  const instance = (value: Value, name: string): Value => {
    if (value?.is === 'factory' || value?.is === 'logger') return { is: 'logger', logger: value.logger };
    if (value?.is === 'class') return { is: 'instance', scope: value.scope };
    return isLoggerClassName(name) ? unknownLogger(name) : undefined;
  };

  const unknownLogger = (name: string): Value => ({
    is: 'logger',
    logger: { by: 'name', ...(isLoggerClassName(name) ? { madeBy: { name } } : {}) },
  });

  const { taken, exported, exportedNames, starred } = createExports({
    neighbours,
    maxSteps: MAX_STEPS,
    outside,
    ofBindings,
    memberOf: (value, name, steps) => member(value, undefined, name, undefined, steps),
  });

  return {
    evaluate: (expression, scope) => evaluate(expression, scope, 0),
    ofName: (name, scope) => ofName(name, scope, 0),
    memberOf: (owner, name) => classMember(owner, name, 0),
    attached: (object, name, scope) => attached(object, name, scope, 0),
    inherited,
    exported: (module, name) => exported(module, name, 0),
    exportedNames,
    taken: (path, from) => taken(path, from, 0),
    returned: (scope) => returned(scope, 0),
    lineage: (owner) => [...lineage(owner)],
  };
}
