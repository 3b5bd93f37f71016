// Follows a name back to the value it holds where it is read, as far as that is certain, and to what it may hold besides.

import type { Expression, Held, Origin } from '../../model/call.ts';
import {
  classOf,
  type Argument,
  type Assignment,
  type Binding,
  type Block,
  type CallSite,
  type FunctionFacts,
  type Put,
  type Scope,
} from '../facts/facts.ts';
import { READ_RETURNS_WITHIN, type Interest, type Syntax } from '../parsing/syntax.ts';
import { argumentsByParameter } from './given-arguments.ts';
import type { ShownMembers } from './shown-members.ts';

/** Where an expression stands. */
export interface Standpoint {
  readonly scope: Scope;
  readonly block: Block;
  /** Offset. */
  readonly at: number;
}

/** Adds `origin`, `held` and `returns` to the names and calls in expressions of one file. */
export interface Flow {
  follow(expression: Expression, from: Standpoint): Expression;
}

/** What a Flow is told of its file. */
export interface FlowParts {
  readonly text: string;
  /** The names whose assignments were all read (see Interest). */
  readonly isUsed: Interest['isUsed'];
  readonly sites: readonly CallSite[];
  readonly argumentsOf: (list: Syntax) => readonly Argument[];
  readonly shownMembers: ShownMembers;
}

/** What is known on the way: what parameters were given in the calls followed, and which functions those are of. */
interface Way {
  readonly steps: number;
  readonly open: readonly number[];
  readonly given?: { readonly scope: Scope; readonly by: ReadonlyMap<string, Expression> };
}

/** Steps back from the call; what lies further away says little of it. */
const MAX_STEPS = 3;
/** A name assigned more often than this is not followed. */
const MAX_ASSIGNMENTS = 50;
/** Of what a name may hold, no more than this is told. */
const MAX_HELD = 6;
const MAX_MEMBERS = 20;
/** No expression is followed further once this many names were. */
const MAX_NAMES = 200;
/** A function with more `return`s gives no few answers. */
const MAX_RETURNS = 4;
const OWN = /^(?:self|cls|this)$/;
/** The name of a class, as it is called or said to be the type of something. */
const CLASS = /^(?:Optional\[)?["']?([A-Z]\w*[a-z]\w{0,80})["']?\]?(?:\s*\|\s*None)?$/;
/** How far is looked for what changes a value after it was given, in UTF-16 units. */
const MAX_BETWEEN = 20_000;

/** Creates a Flow for a file. */
export function createFlow({ text, isUsed, sites, argumentsOf, shownMembers }: FlowParts): Flow {
  let left = 0;
  const follow = (expression: Expression, from: Standpoint, way: Way): Expression => {
    const { kind } = expression;
    if (kind === 'name') {
      const name = expression.text;
      if (way.steps === 0 || !isUsed(name, from.at) || left-- <= 0) return expression;
      return { ...expression, ...sourcesOf(name, from, { ...way, steps: way.steps - 1 }) };
    }
    // What functions read may be a name of their own.
    if (expression.children.length === 0 || kind === 'function') return expression;
    if (kind === 'attribute' && way.steps > 0 && OWN.test(expression.children[0]!.text)) {
      const held = ofOwn(expression, from, way);
      return held.length === 0 ? expression : { ...expression, held };
    }
    if (isComprehension(expression)) return comprehension(expression, from, way);
    const children = expression.children.map((one, index) =>
      kind === 'call' && index === 0 && one.kind === 'name' ? one : follow(one, from, way),
    );
    const changed = children.some((one, index) => one !== expression.children[index]);
    const returns = kind === 'call' && way.steps > 0 ? returnsOf(expression, children, from, way) : undefined;
    const shows = kind === 'call' ? shownBy(expression.children[0]?.text) : undefined;
    if (!changed && returns === undefined && shows === undefined) return expression;
    return {
      ...expression,
      children,
      ...(returns === undefined ? {} : { returns }),
      ...(shows === undefined ? {} : { shows }),
    };
  };

  /** What the text of an object of a class shows; `type` as written. */
  const shownBy = (type: string | undefined): readonly string[] | undefined => {
    const name = CLASS.exec(type ?? '')?.[1];
    return name === undefined ? undefined : shownMembers(name);
  };

  /** What the methods of the class around put into a member of the object, and what one gives back that is read as such. */
  const ofOwn = ({ names }: Expression, { scope }: Standpoint, way: Way): Held[] => {
    const around = classOf(scope);
    if (around === undefined || names.length !== 2 || left-- <= 0) return [];
    const name = names[1]!.replace('#', '');
    const inside = { ...way, steps: way.steps - 1 };
    const given = (around.puts.get(name) ?? [])
      .slice(0, MAX_HELD)
      .flatMap(({ expression, ...place }): Held[] =>
        expression === undefined ? [] : [{ by: 'assignment', expression: followed(expression, place, inside) }],
      );
    const [property, ...more] = around.functions.get(name) ?? [];
    const returned =
      property === undefined || more.length > 0 || way.open.includes(property.start) || !isProperty(property, text)
        ? []
        : property.returns.map((one): Held => ({
            by: 'assignment',
            expression: follow(one.expression, one, { ...inside, open: [...way.open, property.start] }),
          }));
    return [...given, ...returned].slice(0, MAX_HELD);
  };

  /** `f(x) for x in xs`: the names are those of the members of what is gone through. */
  const comprehension = (expression: Expression, from: Standpoint, way: Way): Expression => {
    const by = new Map<string, Origin>();
    for (const { kind, text: clause, children } of expression.children) {
      const [target, over] = children;
      if (kind !== 'other' || !/^(?:async\s+)?for\b/.test(clause) || target === undefined || over === undefined)
        continue;
      const gone = follow(over, from, way);
      if (target.kind === 'name') by.set(target.text, { by: 'iteration', expression: gone });
      for (const [index, part] of target.children.entries())
        if (part.kind === 'name') by.set(part.text, { by: 'part', index, expression: gone });
    }
    const named = (one: Expression): Expression => {
      const origin = one.kind === 'name' ? by.get(one.text) : undefined;
      if (origin !== undefined) return { ...one, origin };
      return one.children.length === 0 ? one : { ...one, children: one.children.map(named) };
    };
    return by.size === 0 ? expression : { ...expression, children: expression.children.map(named) };
  };

  const sourcesOf = (name: string, from: Standpoint, way: Way): Pick<Expression, 'origin' | 'held' | 'shows'> => {
    const home = homeOf(name, from.scope);
    if (home === undefined) {
      const held = name === 'arguments' ? passedTo(name, from.scope, way) : [];
      return held.length === 0 ? {} : { held };
    }
    const assignment = reaching(name, home, from);
    const origin = originOf(name, home, assignment, from, way);
    const held = heldBy(name, home, assignment, from, way);
    const isGiven = assignment !== undefined || home.assignments.has(name) || !home.parameters.has(name);
    const parameter = isGiven ? undefined : home.function?.parameters.find((one) => one.name === name);
    const shows = shownBy(parameter?.annotation);
    return {
      ...(origin === undefined ? {} : { origin }),
      ...(held.length === 0 ? {} : { held }),
      ...(shows === undefined ? {} : { shows }),
    };
  };

  const originOf = (
    name: string,
    home: Scope,
    assignment: Assignment | undefined,
    from: Standpoint,
    way: Way,
  ): Origin | undefined => {
    if (assignment === undefined) {
      const passed = way.given?.scope === home && !home.assignments.has(name) ? way.given.by.get(name) : undefined;
      if (passed !== undefined) return { by: 'assignment', expression: passed };
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
    const between = text.slice(assignment.end, Math.min(from.at, assignment.end + MAX_BETWEEN));
    const touched = between.includes(`${name}.`) || between.includes(`${name}[`);
    return { ...how, expression: followed(expression, assignment, way), ...(touched ? { touched } : {}) };
  };

  const followed = (
    expression: Expression,
    place: { readonly scope: Scope; readonly block: Block; readonly start: number },
    way: Way,
  ): Expression => follow(expression, { scope: place.scope, block: place.block, at: place.start }, way);

  const heldBy = (
    name: string,
    home: Scope,
    certain: Assignment | undefined,
    from: Standpoint,
    way: Way,
  ): readonly Held[] => {
    const all = home.assignments.get(name) ?? [];
    if (all.length > MAX_ASSIGNMENTS) return [];
    const here = from.scope === home;
    const reaches = ({ start, block }: Put): boolean => !here || start < from.at || inSameLoop(block, from.block);
    // What was given before the last value that it has in any case is gone.
    const since =
      certain?.start ?? all.findLast((one) => here && one.end <= from.at && holds(one.block, from.block))?.start ?? 0;
    const values = (certain === undefined ? all : [])
      .filter((one) => isValue(one) && one.start >= since && reaches(one))
      .slice(0, MAX_HELD)
      .map(({ origin, ...place }): Held => ({
        by: origin!.by === 'raised' ? 'raised' : 'assignment',
        expression: followed(origin!.expression, place, way),
      }));
    const members = (home.puts.get(name) ?? [])
      .filter((one) => one.start >= since && reaches(one))
      .slice(-MAX_MEMBERS)
      .map(({ key, expression, ...place }): Held => ({
        by: 'member',
        ...(key === undefined ? {} : { key }),
        ...(expression === undefined ? {} : { expression: followed(expression, place, way) }),
      }));
    const passed =
      all.length === 0 && home.parameters.has(name) && way.given === undefined ? passedTo(name, home, way) : [];
    return values.length + members.length + passed.length === 0 ? [] : [...values, ...members, ...passed];
  };

  /** The calls of functions by bare name or as a method of the same object, by name. */
  let callsOf: Map<string, CallSite[]> | undefined;
  const callsByName = (): Map<string, CallSite[]> => {
    if (callsOf !== undefined) return callsOf;
    callsOf = new Map();
    for (const site of sites) {
      const { receiver, method } = site;
      if (receiver !== undefined && !/^(?:self|cls|this)$/.test(text.slice(receiver.start, receiver.end))) continue;
      const same = callsOf.get(method);
      if (same === undefined) callsOf.set(method, [site]);
      else same.push(site);
    }
    return callsOf;
  };

  /** What callers in the file pass for a parameter. */
  const passedTo = (name: string, { function: facts }: Scope, way: Way): Held[] => {
    const own = facts?.name.slice(facts.name.lastIndexOf('.') + 1) ?? '';
    if (facts === undefined || own === '' || way.open.includes(facts.start)) return [];
    const inside = { ...way, open: [...way.open, facts.start] };
    return (callsByName().get(own) ?? []).slice(0, MAX_HELD).flatMap((site): Held[] => {
      const parameters = name === 'arguments' ? [{ name: '...arguments' }] : facts.parameters;
      const expression = argumentsByParameter(parameters, argumentsOf(site.list)).get(name);
      return expression === undefined ? [] : [{ by: 'argument', expression: followed(expression, site, inside) }];
    });
  };

  const returnsOf = (
    call: Expression,
    [, ...args]: readonly Expression[],
    from: Standpoint,
    way: Way,
  ): Expression[] | undefined => {
    const facts = calledFunction(call, from);
    if (facts === undefined) return undefined;
    if (facts.end - facts.start > READ_RETURNS_WITHIN || way.open.includes(facts.start)) return undefined;
    const source = text.slice(facts.start, facts.end);
    const written = source.match(/\breturn\b/g)?.length ?? 0;
    const arrow = written === 0 && facts.returns.length === 1;
    // Every `return` has to be seen; one in a function inside, or in a comment, makes it unclear.
    if (facts.returns.length === 0 || facts.returns.length > MAX_RETURNS || /\byield\b/.test(source)) return undefined;
    if (!arrow && written !== facts.returns.length) return undefined;
    const by = argumentsByParameter(
      facts.parameters,
      args.map((expression) => ({
        expression,
        keyword: expression.key,
        ...(expression.kind === 'spread' ? { spread: 'list' as const } : {}),
      })),
    );
    return facts.returns.map((one) =>
      follow(one.expression, one, {
        steps: way.steps - 1,
        open: [...way.open, facts.start],
        given: { scope: one.scope, by },
      }),
    );
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

  return {
    follow(expression, from) {
      left = MAX_NAMES;
      return follow(expression, from, { steps: MAX_STEPS, open: [] });
    },
  };
}

/** Whether a function is read as a member is. */
function isProperty({ decorators, start }: FunctionFacts, text: string): boolean {
  return (
    decorators.some((one) => /(?:^|[._])property$/.test(one)) ||
    /^(?:static\s+)?get\s/.test(text.slice(start, start + 20))
  );
}

function isComprehension({ kind, text }: Expression): boolean {
  return (kind === 'list' || kind === 'object' || kind === 'other') && /\bfor\b/.test(text);
}

/** The scope a name belongs to where it is read; undefined where it stands for a function, a class or a module. */
function homeOf(name: string, scope: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope, first = true; at !== undefined; at = at.parent, first = false) {
    if (at.kind === 'class' && !first) continue;
    const bindings = at.bindings.get(name);
    if (bindings !== undefined && standsForCode(bindings)) return undefined;
    if (bindings !== undefined || at.assignments.has(name) || at.parameters.has(name)) return at;
  }
  return undefined;
}

/** Asked once of what a name is bound to, which in one function may be much. */
const code = new WeakMap<readonly Binding[], boolean>();

function standsForCode(bindings: readonly Binding[]): boolean {
  let known = code.get(bindings);
  if (known === undefined) {
    known = bindings.some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'import');
    code.set(bindings, known);
  }
  return known;
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

function isValue({ origin }: Assignment): boolean {
  return origin?.by === 'assignment' || origin?.by === 'raised';
}

function inSameLoop(one: Block, other: Block): boolean {
  for (let at: Block | undefined = one; at !== undefined; at = at.parent) if (at.loop && holds(at, other)) return true;
  return false;
}
