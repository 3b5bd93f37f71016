// What a file says that matters for logging, in words all languages share: scopes, bindings, calls and their arguments.

import type { Expression, HandlerScope, LoopScope, Origin } from '../../model/call.ts';
import type { Parameter } from '../../model/file-reading.ts';
import type { Syntax } from '../parsing/syntax.ts';
import { namesIn } from './parameters.ts';

/** A region of text with names of its own. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'object';
  /** Qualified: "Class.method"; empty for the module. */
  readonly name: string;
  /** Of a module: its file. */
  readonly path: string;
  readonly parent: Scope | undefined;
  readonly children: Scope[];
  readonly bindings: Map<string, Binding[]>;
  /** Where values are given to names, in source order; complete for the names that calls show (see Interest). */
  readonly assignments: Map<string, Assignment[]>;
  /** Where something is written into the values of names, in source order; not complete. */
  readonly puts: Map<string, Put[]>;
  /** The functions written in it, by name. */
  readonly functions: Map<string, FunctionFacts[]>;
  /** The function it is the scope of, and the names of its parameters. */
  readonly function?: FunctionFacts;
  readonly parameters: ReadonlySet<string>;
  /** Of a class: the names of what it extends; of an object literal: what is spread into it. */
  readonly bases: readonly Expression[];
  /** What a function returns, at each place where that has to do with logging. */
  readonly returns: Binding[];
  /** The functions and object literals of the file by where they begin: one table for all its scopes. */
  readonly written: Map<number, Scope>;
}

/** What a name is bound to at one place. */
export type Binding =
  /** Assigned, destructured members as `a.b`; `node` is the value where it stands in full. */
  | { readonly kind: 'value'; readonly expression: Expression; readonly node: Syntax; readonly scope: Scope }
  /** From another module: "logging", "app.utils.log", "./log.logger"; a default import has the module's own path. */
  | {
      readonly kind: 'import';
      readonly path: string;
      /** The module as written; `name` in it: "default" for a default import, absent for the module itself. */
      readonly module: string;
      readonly name?: string;
    }
  | {
      readonly kind: 'parameter';
      readonly annotation?: Expression;
      readonly initial?: Expression;
      readonly scope: Scope;
    }
  /** A function or an object literal; `at` is where it begins, see Scope.written. */
  | { readonly kind: 'function' | 'object'; readonly at: number }
  | { readonly kind: 'class'; readonly scope: Scope }
  /** A loop variable, a `with` target… */
  | { readonly kind: 'unknown' };

/** Statements that run one after the other: a body, a branch. Where it is a loop's, they run again. */
export interface Block {
  readonly parent: Block | undefined;
  readonly loop: boolean;
}

/** A name is given a value. */
export interface Assignment {
  /** Offsets of the statement or target. */
  readonly start: number;
  readonly end: number;
  readonly block: Block;
  readonly scope: Scope;
  /** Absent where the value can't be told. */
  readonly origin?: Origin;
}

/** Something is written into the value of a name; see Held. */
export interface Put {
  readonly start: number;
  readonly block: Block;
  readonly scope: Scope;
  readonly key?: string;
  readonly expression?: Expression;
}

/** A function that was read. */
export interface FunctionFacts {
  /** Its index among those of the file. */
  readonly index: number;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly async: boolean;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly string[];
  readonly bases: readonly string[];
  readonly enclosing?: number;
  /** What its `return` statements give, as far as they were read. */
  readonly returns: ReturnFacts[];
}

/** A `return` statement, or the body of an arrow function. */
export interface ReturnFacts {
  readonly expression: Expression;
  readonly at: number;
  readonly block: Block;
  readonly scope: Scope;
}

/** A handler that was read in full. */
export interface HandlerFacts {
  readonly node: Syntax;
  readonly kind: 'block' | 'callback';
  readonly scope: HandlerScope;
  /** Its types as written. */
  readonly types: readonly string[];
  readonly enclosing?: number;
  readonly parent?: number;
  /** What throws what it handles: the body of the `try`, the call before `.catch`. */
  readonly guards?: Syntax;
}

/** A condition around a call; see Condition. */
export interface ConditionFacts {
  readonly kind: 'if' | 'else' | 'case';
  readonly start: number;
  readonly end: number;
}

/** The loop around a call; see LoopScope. */
export interface LoopFacts {
  readonly kind: LoopScope['kind'];
  readonly start: number;
  readonly end: number;
  /** Where its body begins. */
  readonly body: number;
}

/** What surrounds a node. */
export interface Surroundings {
  readonly scope: Scope;
  /** Qualified name of the function around. */
  readonly function: string | undefined;
  readonly enclosing: number | undefined;
  readonly handler: HandlerScope | undefined;
  readonly loop: LoopFacts | undefined;
  /** Whether the statements it stands among end with leaving the loop. */
  readonly leaves: boolean;
  /** Outermost first. */
  readonly conditions: readonly ConditionFacts[];
  readonly block: Block;
  /** Of the clauses of a `try`: its body. */
  readonly guards?: Syntax | undefined;
  /** In a block that is handled: what is raised there is noted here. */
  readonly raised?: Expression[];
  /** In a handler: what was raised in the block it handles. */
  readonly caught?: readonly Expression[];
}

/** An argument of a call. */
export interface Argument {
  readonly expression: Expression;
  /** The value alone. */
  readonly node: Syntax;
  readonly keyword?: string;
  readonly spread?: 'list' | 'map';
  /** With keyword or spread mark. */
  readonly start: number;
  readonly end: number;
}

/** A call of anything, before it is known whether it logs. */
export interface CallSite extends Surroundings {
  readonly start: number;
  readonly end: number;
  /** What the method is called on; absent for a bare function. */
  readonly receiver?: Syntax;
  readonly method: string;
  /** The argument list with its parentheses. */
  readonly list: Syntax;
}

/** All that was read from one file. */
export interface FileFacts {
  readonly module: Scope;
  readonly sites: readonly CallSite[];
  readonly functions: readonly FunctionFacts[];
  readonly handlers: readonly HandlerFacts[];
  /** Constants of modules that it names: `logging.WARN`. */
  readonly constants: readonly ConstantUse[];
}

/** A constant that is named where it is of another module. */
export interface ConstantUse {
  readonly start: number;
  readonly end: number;
  readonly scope: Scope;
}

/** Creates a Scope with nothing bound in it. */
export function createScope(
  kind: Scope['kind'],
  name: string,
  parent: Scope | undefined,
  {
    path = '',
    bases = [],
    facts,
  }: { readonly path?: string; readonly bases?: readonly Expression[]; readonly facts?: FunctionFacts } = {},
): Scope {
  let parameters: ReadonlySet<string> | undefined;
  const scope: Scope = {
    kind,
    name,
    path,
    parent,
    bases,
    returns: [],
    written: parent?.written ?? new Map<number, Scope>(),
    children: [],
    bindings: new Map(),
    assignments: new Map(),
    puts: new Map(),
    functions: new Map(),
    // Few are ever asked.
    get parameters() {
      return (parameters ??= new Set(facts?.parameters.flatMap(namesIn)));
    },
    ...(facts === undefined ? {} : { function: facts }),
  };
  parent?.children.push(scope);
  return scope;
}

/** Notes that `name` is bound in `scope`. */
export function bind(scope: Scope, name: string, binding: Binding): void {
  note(scope.bindings, name, binding);
}

function note<T>(table: Map<string, T[]>, name: string, one: T): void {
  const known = table.get(name);
  if (known === undefined) table.set(name, [one]);
  else known.push(one);
}

/** Notes that a function of that name is written in `scope`. */
export function define(scope: Scope, name: string, facts: FunctionFacts): void {
  note(scope.functions, name, facts);
}

/** Notes that something is written into what `name` stands for in `scope`. */
export function put(scope: Scope, name: string, one: Put): void {
  note(scope.puts, name, one);
}

/** Notes that `name` is given a value in `scope`. */
export function assign(scope: Scope, name: string, assignment: Assignment): void {
  note(scope.assignments, name, assignment);
}

/** What surrounds the statements of a file. */
export function topLevel(module: Scope): Surroundings {
  return {
    scope: module,
    function: undefined,
    enclosing: undefined,
    handler: undefined,
    loop: undefined,
    leaves: false,
    conditions: [],
    block: { parent: undefined, loop: false },
  };
}

/** What surrounds a body with a scope of its own, where nothing of what is around it counts. */
export function inBody(scope: Scope, name: string | undefined, facts: FunctionFacts | undefined): Surroundings {
  return { ...topLevel(scope), function: name, enclosing: facts?.index };
}

/** What surrounds statements that run only sometimes. */
export function inBranch<S extends Surroundings>(around: S, condition?: ConditionFacts): S {
  return {
    ...around,
    block: { parent: around.block, loop: false },
    ...(condition === undefined ? {} : { conditions: [...around.conditions, condition] }),
  };
}

/** What surrounds the body of a loop. */
export function inLoopBody<S extends Surroundings>(around: S, loop: LoopFacts): S {
  return { ...around, loop, leaves: false, block: { parent: around.block, loop: true } };
}

/** The bindings a name has where it is read; classes and objects hide their names from the functions inside them. */
export function lookUp(scope: Scope, name: string): readonly Binding[] | undefined {
  for (let at: Scope | undefined = scope, first = true; at !== undefined; at = at.parent, first = false) {
    if (at.kind === 'object' || (at.kind === 'class' && !first)) continue;
    const found = at.bindings.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The class a scope stands in. */
export function classOf(scope: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.kind === 'class') return at;
  return undefined;
}

/** The module a scope stands in. */
export function rootOf(scope: Scope): Scope {
  let at = scope;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

/** The parameters of the function a scope is of, as written: stars, dots and patterns included. */
export function parametersIn(scope: Scope): string[] {
  return scope.function?.parameters.map(({ name }) => name) ?? [];
}
