// What a file says that matters for logging, in words all languages share: scopes, bindings, calls and their arguments.

import type { Expression, HandlerScope } from '../model/call.ts';
import type { Syntax } from './syntax.ts';

/** A region of text with names of its own. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class';
  /** Qualified: "Class.method"; empty for the module. */
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly children: Scope[];
  readonly bindings: Map<string, Binding[]>;
  /** Of a class: the names of what it extends. */
  readonly bases: readonly Expression[];
}

/** What a name is bound to at one place. */
export type Binding =
  /** Assigned, destructured members as `a.b`; `node` is the value where it stands in full. */
  | { readonly kind: 'value'; readonly expression: Expression; readonly node: Syntax; readonly scope: Scope }
  /** From another module: "logging", "app.utils.log", "./log.logger"; a default import has the module's own path. */
  | { readonly kind: 'import'; readonly path: string }
  | {
      readonly kind: 'parameter';
      readonly annotation?: Expression;
      readonly initial?: Expression;
      readonly scope: Scope;
    }
  | { readonly kind: 'function'; readonly parameters: readonly string[] }
  | { readonly kind: 'class'; readonly scope: Scope }
  /** A loop variable, a `with` target… */
  | { readonly kind: 'unknown' };

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
export interface CallSite {
  readonly start: number;
  readonly end: number;
  /** What the method is called on; absent for a bare function. */
  readonly receiver?: Syntax;
  readonly method: string;
  /** The argument list with its parentheses. */
  readonly list: Syntax;
  readonly scope: Scope;
  readonly function?: string;
  readonly handler?: HandlerScope;
  readonly inLoop: boolean;
}

/** All that was read from one file. */
export interface FileFacts {
  readonly module: Scope;
  readonly sites: readonly CallSite[];
  /** Paths of all modules the file imports. */
  readonly imports: readonly string[];
}

/** Creates a Scope with nothing bound in it. */
export function createScope(
  kind: Scope['kind'],
  name: string,
  parent: Scope | undefined,
  bases: readonly Expression[] = [],
): Scope {
  const scope: Scope = { kind, name, parent, bases, children: [], bindings: new Map() };
  parent?.children.push(scope);
  return scope;
}

/** Notes that `name` is bound in `scope`. */
export function bind(scope: Scope, name: string, binding: Binding): void {
  const known = scope.bindings.get(name);
  if (known === undefined) scope.bindings.set(name, [binding]);
  else known.push(binding);
}

/** The bindings a name has where it is read; classes hide their names from the functions inside them. */
export function lookUp(scope: Scope, name: string): readonly Binding[] | undefined {
  for (let at: Scope | undefined = scope, first = true; at !== undefined; at = at.parent, first = false) {
    if (at.kind === 'class' && !first) continue;
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
