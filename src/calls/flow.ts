// Follows a name back to the value it holds where it is read, as far as that is certain.

import type { Expression, Origin } from '../model/call.ts';
import type { Assignment, Block, FunctionFacts, Scope } from './facts.ts';
import type { Interest } from './syntax.ts';

/** Where an expression stands. */
export interface Standpoint {
  readonly scope: Scope;
  readonly block: Block;
  /** Offset. */
  readonly at: number;
}

/** Adds `origin` and `returns` to the names and calls in expressions of one file. */
export interface Flow {
  follow(expression: Expression, from: Standpoint): Expression;
}

/** Steps back from the call; what lies further away says little of it. */
const MAX_STEPS = 3;
/** A name assigned more often than this is not followed. */
const MAX_ASSIGNMENTS = 50;
/** A function with more `return`s gives no few answers. */
const MAX_RETURNS = 4;
/** How far is looked for what changes a value after it was given, in UTF-16 units. */
const MAX_BETWEEN = 20_000;
/** All `return`s of functions up to this length are read (see Interest), in UTF-16 units. */
export const READ_RETURNS_WITHIN = 2000;

/** Creates a Flow for a file; `isUsed` tells the names whose assignments were all read (see Interest). */
export function createFlow(text: string, isUsed: Interest['isUsed']): Flow {
  const follow = (expression: Expression, from: Standpoint, steps: number, open: readonly string[]): Expression => {
    const { kind } = expression;
    if (kind === 'name') {
      const name = expression.text;
      if (steps === 0 || !isUsed(name, from.at)) return expression;
      const origin = originOf(name, from, steps - 1, open);
      return origin === undefined ? expression : { ...expression, origin };
    }
    // What comprehensions and functions read may be a name of their own.
    if (expression.children.length === 0 || kind === 'function' || isComprehension(expression)) return expression;
    const children = expression.children.map((one, index) =>
      kind === 'call' && index === 0 && one.kind === 'name' ? one : follow(one, from, steps, open),
    );
    const changed = children.some((one, index) => one !== expression.children[index]);
    const returns = kind === 'call' && steps > 0 ? returnsOf(expression, from, steps - 1, open) : undefined;
    if (!changed && returns === undefined) return expression;
    return { ...expression, children, ...(returns === undefined ? {} : { returns }) };
  };

  const originOf = (name: string, from: Standpoint, steps: number, open: readonly string[]): Origin | undefined => {
    const home = homeOf(name, from.scope);
    if (home === undefined) return undefined;
    const assignment = reaching(name, home, from);
    if (assignment === undefined) {
      const [parameter, ...more] = home.bindings.get(name) ?? [];
      return home.parameters.has(name) &&
        !home.assignments.has(name) &&
        parameter?.kind === 'parameter' &&
        parameter.initial !== undefined &&
        more.length === 0
        ? { by: 'default', expression: parameter.initial }
        : undefined;
    }
    if (assignment.origin === undefined) return undefined;
    const { expression, ...how } = assignment.origin;
    const at = { scope: assignment.scope, block: assignment.block, at: assignment.start };
    const between = text.slice(assignment.end, Math.min(from.at, assignment.end + MAX_BETWEEN));
    const touched = between.includes(`${name}.`) || between.includes(`${name}[`);
    return { ...how, expression: follow(expression, at, steps, open), ...(touched ? { touched } : {}) };
  };

  const returnsOf = (
    call: Expression,
    from: Standpoint,
    steps: number,
    open: readonly string[],
  ): Expression[] | undefined => {
    const facts = calledFunction(call, from);
    if (facts === undefined || facts.end - facts.start > READ_RETURNS_WITHIN) return undefined;
    const key = `${facts.start}`;
    if (open.includes(key)) return undefined;
    const source = text.slice(facts.start, facts.end);
    const written = source.match(/\breturn\b/g)?.length ?? 0;
    const arrow = written === 0 && facts.returns.length === 1;
    // Every `return` has to be seen; one in a function inside, or in a comment, makes it unclear.
    if (facts.returns.length === 0 || facts.returns.length > MAX_RETURNS || /\byield\b/.test(source)) return undefined;
    if (!arrow && written !== facts.returns.length) return undefined;
    return facts.returns.map(({ expression, ...place }) => follow(expression, place, steps, [...open, key]));
  };

  const calledFunction = (
    { children: [callee] }: Expression,
    { scope, at: place }: Standpoint,
  ): FunctionFacts | undefined => {
    if (callee === undefined) return undefined;
    const name = callee.names.at(-1) ?? '';
    if (!isUsed(name, place)) return undefined;
    const own =
      callee.kind === 'attribute' && callee.names.length === 2 && /^(?:self|cls|this)$/.test(callee.names[0]!);
    if (!own && callee.kind !== 'name') return undefined;
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      if (own !== (at.kind === 'class')) continue;
      const found = at.functions.get(name);
      if (found !== undefined) {
        const others = at.bindings.get(name)?.some(({ kind }) => kind !== 'function') === true;
        return found.length === 1 && !others ? found[0] : undefined;
      }
      if (own || at.bindings.has(name) || at.parameters.has(name) || at.assignments.has(name)) return undefined;
    }
    return undefined;
  };

  return { follow: (expression, from) => follow(expression, from, MAX_STEPS, []) };
}

function isComprehension({ kind, text }: Expression): boolean {
  return (kind === 'list' || kind === 'object' || kind === 'other') && /\bfor\b/.test(text);
}

/** The scope a name belongs to where it is read; undefined where it stands for a function, a class or a module. */
function homeOf(name: string, scope: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope, first = true; at !== undefined; at = at.parent, first = false) {
    if (at.kind === 'class' && !first) continue;
    const bindings = at.bindings.get(name);
    if (bindings?.some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'import') === true)
      return undefined;
    if (bindings !== undefined || at.assignments.has(name) || at.parameters.has(name)) return at;
  }
  return undefined;
}

/** The one assignment whose value a name has at a place; undefined where it may be another's. */
function reaching(name: string, home: Scope, { scope, block, at }: Standpoint): Assignment | undefined {
  const all = home.assignments.get(name) ?? [];
  if (all.length > MAX_ASSIGNMENTS || all.some((one) => one.scope !== home)) return undefined;
  if (scope !== home) return all.length === 1 && !home.parameters.has(name) ? all[0] : undefined;
  const last = all.findLast((one) => one.end <= at && holds(one.block, block));
  if (last === undefined) return undefined;
  for (const one of all) {
    if (one === last || one.start < last.start) continue;
    if (one.end <= at) return undefined;
    // Later in the text, and earlier in time where a loop comes round.
    for (let around: Block | undefined = block; around !== undefined; around = around.parent)
      if (around.loop && holds(around, one.block) && !holds(around, last.block)) return undefined;
  }
  return last;
}

function holds(outer: Block, inner: Block): boolean {
  for (let at: Block | undefined = inner; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}
