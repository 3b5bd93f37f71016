// What JavaScript and TypeScript declarations bind: names, patterns, parameters and their types.

import type { Expression } from '../../model/call.ts';
import { bind, classOf, createScope, rootOf, type Binding, type Scope, type Surroundings } from '../facts/facts.ts';
import { createAssigner, type Assigner } from '../flow/assignments.ts';
import { createPutter, type Putter } from '../flow/puts.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { ecmascriptArguments } from './arguments.ts';
import { ecmascriptExpression } from './expression.ts';

/** Types of nodes that are functions. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
  'generator_function_declaration',
  'generator_function',
]);
/** Around a value, and nothing to it. */
const TRANSPARENT = new Set(['parenthesized_expression', 'as_expression', 'satisfies_expression']);
/** A member of the object itself, as it is given to it in a method or to all objects a function makes. */
const OWN_MEMBER = /^(?:this|_this\d*|self|that|[\w$]+\.prototype|_?proto)\.(#?[\w$]+)$/;
const ATOMS = new Set(['identifier', 'number', 'true', 'false', 'null', 'undefined', 'this']);

/** Binds what declarations of one file declare. */
export interface Binder {
  /** For names where they are declared. */
  readonly declared: Assigner;
  /** For names declared elsewhere. */
  readonly changed: Assigner;
  /** The type in an annotation, without its type arguments. */
  readonly typeOf: (node: Syntax) => Expression | undefined;
  /** Binds the parameters in a list. */
  readonly bindParameters: (list: Syntax, scope: Scope, outer: Scope) => void;
  /** Binds names taken out of an object: as members of `from` where it is known. `around` is given where they are assigned there. */
  readonly bindPattern: (pattern: Syntax, scope: Scope, from: Syntax | undefined, around?: Surroundings) => void;
  /** Binds a member of an object literal, where `scope` is that of one. */
  readonly bindMember: (name: string, given: Syntax | undefined, scope: Scope) => void;
  /** Binds a member that is assigned after its object was made: `this.log`, `Common.warn`. */
  readonly bindProperty: (target: string, right: Syntax, scope: Scope) => void;
  /** Binds what `??=` or `||=` assigns. */
  readonly bindDefault: (node: Syntax, scope: Scope) => void;
  /** What a name is bound to that is assigned `node`. */
  readonly valueOf: (node: Syntax, scope: Scope) => Binding;
  /** The key of a property. */
  readonly keyOf: (node: Syntax) => string;
  readonly puts: Putter;
  /** `target` stands for one member after the other of `over`. */
  readonly bindMembers: (target: Syntax | undefined, over: Syntax | undefined, around: Surroundings) => void;
  /** `target` stands for one key after the other of `object`. */
  readonly bindKeys: (target: Syntax | undefined, object: Syntax, around: Surroundings) => void;
  /** `target`, a parameter, stands for what the promise `given` gives. */
  readonly bindAwaited: (target: Syntax | undefined, given: Syntax, around: Surroundings) => void;
}

/** Creates a Binder. */
export function createBinder(source: Source): Binder {
  const slice = (node: Syntax): string => source.text.slice(node.start, node.end);
  const declared = createAssigner(source, ATOMS, (_, scope) => scope);
  const changed = createAssigner(source, ATOMS, homeOf);
  const puts = createPutter({
    source,
    expressionOf: (node) => ecmascriptExpression(node, source),
    argumentsOf: ecmascriptArguments,
    homeOf,
  });

  const keyOf = (node: Syntax): string => {
    const key = child(node, 'key');
    return key === undefined ? '' : slice(key).replace(/^['"#]|['"]$/g, '');
  };

  /** The type in an annotation, without its type arguments. */
  const typeOf = (node: Syntax): Expression | undefined => {
    const annotation = child(node, 'type');
    if (annotation === undefined) return undefined;
    const type = annotation.children.find(isValue);
    // Not read in full: it names no logger, but what else it names is worth knowing.
    if (type === undefined)
      return ecmascriptExpression(
        { ...annotation, type: 'identifier', start: annotation.start + /^:?\s*/.exec(slice(annotation))![0].length },
        source,
      );
    const name = type.type === 'generic_type' ? child(type, 'name') : undefined;
    return ecmascriptExpression(
      name ?? (type.type === 'predefined_type' ? { ...type, type: 'identifier' } : type),
      source,
    );
  };

  const bindParameters = (list: Syntax, scope: Scope, outer: Scope): void => {
    for (const parameter of list.children.filter(isValue)) {
      const pattern = child(parameter, 'pattern') ?? child(parameter, 'left') ?? parameter;
      const type = typeOf(parameter);
      const initial = child(parameter, 'value') ?? child(parameter, 'right');
      const binding: Binding = {
        kind: 'parameter',
        scope: outer,
        ...(type === undefined ? {} : { annotation: type }),
        ...(initial === undefined ? {} : { initial: ecmascriptExpression(initial, source) }),
      };
      if (pattern.type === 'identifier') bind(scope, slice(pattern), binding);
      else bindPattern(pattern, scope, undefined);
      // constructor(private readonly logger: Logger)
      if (
        parameter.children.some(({ type }) => type === 'accessibility_modifier' || type === 'readonly') &&
        outer.kind === 'class'
      )
        bind(outer, slice(pattern), binding);
    }
  };

  const bindPattern = (
    pattern: Syntax,
    scope: Scope,
    from: Syntax | undefined,
    around?: Surroundings,
    path: readonly string[] = [],
  ): void => {
    const object = from === undefined ? undefined : path.reduce(memberIn, ecmascriptExpression(from, source));
    // Of what is neither a list literal nor a name that may stand for one the items are not known.
    const seenMember =
      pattern.type !== 'array_pattern' || object?.kind === 'list'
        ? memberIn
        : object?.kind === 'name'
          ? itemOf
          : () => undefined;
    const take = (key: string, item: Syntax, hasDefault: boolean): void => {
      const value = item.type === 'assignment_pattern' ? child(item, 'left') : item;
      if (value?.type === 'object_pattern' || value?.type === 'array_pattern')
        return bindPattern(value, scope, from, around, [...path, key]);
      if (value?.type !== 'identifier' && !/^shorthand/.test(value?.type ?? ''))
        return around === undefined ? undefined : declared.giveUnknown(item, around);
      // Of a parameter only the key is known: ({ password: word }) => …
      const ofParameter = from === undefined && around === undefined && slice(value!) !== key;
      give(
        value!,
        ofParameter && pattern.type === 'object_pattern' ? underKey(key, value!) : object && seenMember(object, key),
        hasDefault || value !== item,
      );
    };
    const give = (item: Syntax, expression: Expression | undefined, hasDefault: boolean): void => {
      const name = slice(item);
      if (from === undefined || expression === undefined) {
        if (around !== undefined) declared.giveUnknown(item, around);
        return bind(
          scope,
          name,
          expression === undefined ? { kind: 'unknown' } : { kind: 'parameter', scope, initial: expression },
        );
      }
      bind(scope, name, { kind: 'value', expression, node: { ...from, type: 'ERROR' }, scope });
      if (around === undefined) return;
      declared.give(item, from, around, { by: 'assignment', expression });
      if (hasDefault) declared.giveUnknown(item, around);
    };
    const taken: string[] = [];
    let index = 0;
    for (const item of pattern.children) {
      if (item.type === ',') index++;
      if (!isValue(item)) continue;
      const left = child(item, 'left');
      const value = child(item, 'value');
      const isList = pattern.type === 'array_pattern';
      const key = isList ? `${index}` : value === undefined ? slice(left ?? item) : keyOf(item);
      const rest = item.type === 'rest_pattern' ? item.children.find(isValue) : undefined;
      if (rest?.type === 'identifier') give(rest, object && without(object, taken), false);
      else if (isList) take(key, item, false);
      else if (item.type === 'object_assignment_pattern' && left !== undefined) {
        const initial = from === undefined && around === undefined ? child(item, 'right') : undefined;
        // ({ log = pino() }) => …
        if (initial === undefined) take(key, left, true);
        else give(left, ecmascriptExpression(initial, source), true);
      } else if (item.type === 'shorthand_property_identifier_pattern') take(key, item, false);
      else if (item.type === 'pair_pattern' && value !== undefined) take(key, value, false);
      else if (around !== undefined) declared.giveUnknown(item, around);
      taken.push(key);
    }
    // Not read in full.
    if (pattern.children.length === 0 && around !== undefined) declared.giveUnknown(pattern, around);
  };

  /** What stands under a key of what is not known. */
  const underKey = (key: string, { start, end }: Syntax): Expression => {
    const range = source.range(start, end);
    const plain = { text: key, range, names: [], children: [] };
    return {
      ...plain,
      kind: 'subscript',
      names: [key],
      children: [
        { ...plain, kind: 'other' },
        { ...plain, kind: 'string', value: key },
      ],
    };
  };

  const valueOf = (node: Syntax, scope: Scope): Binding => {
    let bare = node;
    while (TRANSPARENT.has(bare.type)) bare = bare.children.find(isValue) ?? { ...bare, type: 'ERROR' };
    if (FUNCTIONS.has(bare.type)) return { kind: 'function', at: bare.start };
    if (bare.type === 'object') return { kind: 'object', at: bare.start };
    return { kind: 'value', expression: ecmascriptExpression(node, source), node, scope };
  };

  const bindMember = (name: string, given: Syntax | undefined, scope: Scope): void => {
    if (given !== undefined && scope.kind === 'object') bind(scope, name, valueOf(given, scope));
  };

  const bindMembers: Binder['bindMembers'] = (target, over, around) => {
    if (target === undefined) return;
    // (one: string) => …
    const pattern = child(target, 'pattern') ?? target;
    const expression = over && ecmascriptExpression(over, source);
    if (pattern.type === 'identifier' && over !== undefined && expression !== undefined)
      declared.give(pattern, over, around, { by: 'iteration', expression });
    else declared.giveParts(pattern, over, around, expression);
  };

  const bindAwaited: Binder['bindAwaited'] = (target, given, around) => {
    // (value: string) => …
    const pattern = target && (child(target, 'pattern') ?? target);
    if (pattern?.type === 'identifier')
      declared.give(pattern, given, around, { by: 'assignment', expression: ecmascriptExpression(given, source) });
  };

  const bindKeys: Binder['bindKeys'] = (target, object, around) => {
    const expression = ecmascriptExpression(object, source);
    if (target?.type === 'identifier') declared.give(target, object, around, { by: 'part', index: 0, expression });
    else if (target !== undefined) declared.giveUnknown(target, around);
  };

  const bindProperty = (target: string, right: Syntax, scope: Scope): void => {
    // `this.later` holds no word of interest before it is known what is assigned to it.
    const own = OWN_MEMBER.exec(target)?.[1];
    const around = own === undefined ? undefined : classOf(scope);
    if (own !== undefined && around !== undefined) return bind(around, own, valueOf(right, scope));
    if (own !== undefined) bind(rootOf(scope), `this.${own}`, valueOf(right, scope));
    if (/^(?!this\.)[\w$]+\.[\w$]+$/.test(target)) bind(scope, target, valueOf(right, scope));
  };

  const bindDefault = (node: Syntax, scope: Scope): void => {
    const left = child(node, 'left');
    const right = child(node, 'right');
    if (left === undefined || right === undefined || !/^(?:\?\?|\|\|)=$/.test(child(node, 'operator')?.type ?? ''))
      return;
    if (left.type === 'identifier') bind(scope, slice(left), valueOf(right, scope));
    else bindProperty(slice(left), right, scope);
  };

  return {
    declared,
    changed,
    typeOf,
    bindParameters,
    bindPattern,
    bindMember,
    bindProperty,
    bindDefault,
    valueOf,
    keyOf,
    puts,
    bindMembers,
    bindAwaited,
    bindKeys,
  };
}

/** `object.key`; of a list literal the item itself. */
function memberIn(object: Expression, key: string): Expression {
  const item = object.kind === 'list' ? object.children[Number(key)] : undefined;
  return (
    item ?? {
      text: `${object.text}.${key}`,
      range: object.range,
      kind: 'attribute',
      names: [...object.names, key],
      children: [object],
    }
  );
}

/** `list[0]` */
function itemOf(list: Expression, index: string): Expression {
  const { range, names } = list;
  const key: Expression = { text: index, range, kind: 'number', names: [], children: [], value: index };
  return { text: `${list.text}[${index}]`, range, kind: 'subscript', names, children: [list, key] };
}

/** What is left of an object without some of its members. */
function without(object: Expression, keys: readonly string[]): Expression {
  const { text, range } = object;
  const gone = keys.map((key): Expression => ({ text: 'null', range, kind: 'null', names: [], children: [], key }));
  const all: Expression = { text, range, kind: 'spread', names: object.names, children: [object] };
  return { text, range, kind: 'object', names: [], children: [all, ...gone] };
}

/** The scope of an object literal, with what is spread into it. */
export function objectScope(node: Syntax, around: Scope, source: Source): Scope {
  const spread = node.children.filter(({ type }) => type === 'spread_element').flatMap(({ children }) => children);
  const scope = createScope('object', around.name, around, {
    bases: spread.filter(isValue).map((one) => ecmascriptExpression(one, source)),
  });
  scope.written.set(node.start, scope);
  return scope;
}

/** The scope that knows a name already: an assignment in an inner function changes what is outside. */
function homeOf(name: string, scope: Scope): Scope {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.kind !== 'class' && (at.assignments.has(name) || at.bindings.has(name) || at.parameters.has(name)))
      return at;
  return scope;
}
