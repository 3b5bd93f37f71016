// Loggers under a name that does not tell: `import { logger as L }`, `const l = this.logger`, `loggers.db`.

import type { Expression } from '../../model/call.ts';
import { classOf, lookUp, type Binding, type Scope } from '../facts/facts.ts';
import { isKnownNoLogger, isLoggerName, isLoggerShelf } from './logger-names.ts';
import type { Value } from './values.ts';

/** As much of an expression as says what a bare name is. */
export type Bare = Pick<Expression, 'kind' | 'names'>;

/** What a method is called on, in the language and as compilers write it. */
const ITSELF = /^(?:self|cls|this|_this\d*)$/;
const EXTENSION = /\.[cm]?[jt]sx?$/;

/** Whether an expression is `this` or what else that is called; its text may say of what type it is: `(this as Base)`. */
export function isNamedItself({ kind, names }: Bare): boolean {
  return kind === 'name' && ITSELF.test(names[0] ?? '');
}

/** Whether an expression is the object that the code around it is a method of, under whatever name. */
export function isItself(expression: Expression, scope: Scope): boolean {
  if (isNamedItself(expression)) return true;
  const { kind, names } = expression;
  // const that = this;
  const [only, ...more] = kind === 'name' ? (lookUp(scope, names[0] ?? '') ?? []) : [];
  return only?.kind === 'value' && more.length === 0 && only.expression.text === 'this';
}

/** Whether what bears a name has the name of a logger where it comes from. */
export function isLoggerElsewhere({ kind, names }: Expression, scope: Scope): boolean {
  const name = names.at(-1) ?? '';
  const own = kind === 'attribute' && names.length === 2 && ITSELF.test(names[0]!);
  const bindings = kind === 'name' ? lookUp(scope, name) : own ? classOf(scope)?.bindings.get(name) : undefined;
  return bindings?.some(isOfLogger) === true;
}

function isOfLogger(binding: Binding): boolean {
  if (binding.kind === 'import') {
    const { module, name } = binding;
    return isLoggerName(name === undefined || name === 'default' ? stemOf(module) : name);
  }
  return binding.kind === 'value' && isNamedLogger(binding.expression);
}

/** `this.logger`, `options.logger || noLogger`, `require('./logger')`. */
function isNamedLogger({ kind, names, children }: Expression): boolean {
  if (kind === 'call') {
    const [callee, module] = children;
    return callee?.text === 'require' && module?.kind === 'string' && isLoggerName(stemOf(module.value ?? ''));
  }
  if (kind === 'operation' || kind === 'conditional') return children.some(isNamedLogger);
  return (kind === 'name' || kind === 'attribute') && isLoggerName(names.at(-1) ?? '');
}

function stemOf(module: string): string {
  return module.replace(EXTENSION, '').replace(/^.*[./]/, '');
}

/** Functions that give back what they are given, as compilers write an import and as Python says what a method is. */
const GIVE_BACK = /^(?:_*(?:import(?:Default|Star)|interopRequire(?:Default|Wildcard)|toESM)|staticmethod)$/;

/** What a call gives back of what it is given: `__importDefault(require('debug'))`, `staticmethod(log.info)`, `cast(Logger, log)`. */
export function passedThrough({ children: [callee, first, second] }: Expression): Expression | undefined {
  const name = callee?.names.at(-1) ?? '';
  if (GIVE_BACK.test(name)) return first;
  return name === 'cast' ? second : undefined;
}

/** What stands around the name of a type in an annotation that is written as a text. */
const AROUND_TYPE = /^(?:typing\.)?Optional\[|\]$|\s*\|\s*None$|^None\s*\|\s*/g;

/** The names of the type an annotation gives, also where it is a text. */
export function typeNames({ value, names }: Expression): readonly string[] {
  return value === undefined ? names : value.trim().replace(AROUND_TYPE, '').split('.');
}

/** A method of what is known to be a logger by its name only: `self.log.info`, given to a name of its own. */
export function namedMethod({ kind, names }: Expression, owner: Value, known: Value, method: string): Value {
  if ((kind !== 'name' && kind !== 'attribute') || !isLoggerName(names.at(-1) ?? '')) return undefined;
  const isOpen = (value: Value): boolean =>
    value === undefined || (value.is === 'outside' && !isKnownNoLogger(value.path));
  return isOpen(owner) && isOpen(known) ? { is: 'method', logger: { by: 'name' }, method } : undefined;
}

/** What is called on nothing but a logger, if that is what it is called on. */
const CHILDREN = /^(?:[cC]hild|getChild|with_?(?:[cC]ontext|[fF]ields|Tag|Scope))$/;

/** Whether a callee gives a logger from one that is known by its name only, as `object` is what it is called on. */
export function isChildOfLogger({ names, children }: Expression, object: Value): boolean {
  if (!CHILDREN.test(names.at(-1) ?? '') || !isLoggerName(children[0]?.names.at(-1) ?? '')) return false;
  return object === undefined || (object.is === 'outside' && !isKnownNoLogger(object.path));
}

/** What stands before the last member or item. */
const BEFORE_LAST = /([\w$]+)[?!]*(?:\.[\w$]+|\[[^[\]]{1,80}\])$/;

/** Whether an expression takes a logger from among others: `loggers.db`, `logs['db']`, `loggers[name]`. */
export function isFromShelf({ kind, text }: Expression): boolean {
  if (kind !== 'attribute' && kind !== 'subscript') return false;
  return isLoggerShelf(BEFORE_LAST.exec(text.slice(-200))?.[1] ?? '');
}
