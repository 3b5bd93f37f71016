// What a JavaScript or TypeScript file binds and calls, with the function, handler and loop around each call.

import type { Expression, HandlerScope } from '../../model/call.ts';
import { bind, createScope, type Binding, type CallSite, type FileFacts, type Scope } from '../facts.ts';
import type { Source } from '../source.ts';
import { child, isValue, type Syntax } from '../syntax.ts';
import { ecmascriptExpression } from './expression.ts';
import { bindImport } from './imports.ts';

/** What surrounds a node. */
interface Around {
  readonly scope: Scope;
  readonly function: string | undefined;
  readonly handler: HandlerScope | undefined;
  readonly inLoop: boolean;
  /** What a function or class that comes next is assigned to. */
  readonly called?: string;
}

const FUNCTIONS = new Set([
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
  'generator_function_declaration',
  'generator_function',
]);
const CLASSES = new Set(['class_declaration', 'class', 'abstract_class_declaration']);
const LOOPS = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);
/** Methods that run their callback once for each member. */
const ITERATORS = new Set(['forEach', 'map', 'flatMap', 'filter', 'reduce', 'reduceRight', 'some', 'every']);

/** Reads the facts of a file from its (pruned) tree. */
export function ecmascriptFacts(root: Syntax, source: Source): FileFacts {
  const module = createScope('module', '', undefined);
  const sites: CallSite[] = [];
  const imports: string[] = [];
  const slice = (node: Syntax): string => source.text.slice(node.start, node.end);

  const visitAll = (nodes: readonly Syntax[], around: Around): void => {
    for (const node of nodes) visit(node, around);
  };

  const visit = (node: Syntax, around: Around): void => {
    if (FUNCTIONS.has(node.type)) return functionLike(node, around, around.handler, around.inLoop);
    if (CLASSES.has(node.type)) return classLike(node, around);
    if (LOOPS.has(node.type)) {
      for (const part of node.children) visit(part, part.field === 'body' ? { ...around, inLoop: true } : around);
      return;
    }
    switch (node.type) {
      case 'import_statement':
        return bindImport(node, around.scope, source, imports);
      case 'variable_declarator':
        return declarator(node, around);
      case 'assignment_expression':
        return assignment(node, around);
      case 'public_field_definition':
      case 'field_definition':
        return fieldDefinition(node, around);
      case 'pair':
        return visitAll(node.children, { ...around, called: keyOf(node) });
      case 'catch_clause':
        return visitAll(node.children, { ...around, handler: handler(node, child(node, 'parameter')) });
      case 'call_expression':
      case 'new_expression':
        return call(node, around);
    }
    visitAll(
      node.children,
      around.called === undefined || node.type === 'parenthesized_expression'
        ? around
        : { ...around, called: undefined },
    );
  };

  const keyOf = (node: Syntax): string => {
    const key = child(node, 'key');
    return key === undefined ? '' : slice(key).replace(/^['"#]|['"]$/g, '');
  };

  const call = (node: Syntax, around: Around): void => {
    const callee = child(node, 'function');
    const list = child(node, 'arguments');
    const plain = { ...around, called: undefined };
    if (callee === undefined || list?.type !== 'arguments') return visitAll(node.children, plain);
    const { scope, function: enclosing, handler: within, inLoop } = around;
    const bare =
      callee.type === 'non_null_expression' || callee.type === 'parenthesized_expression'
        ? (callee.children.find(isValue) ?? callee)
        : callee;
    const object = child(bare, 'object');
    const property = child(bare, 'property');
    const method = property ?? (bare.type === 'identifier' ? bare : undefined);
    if (method !== undefined) {
      if (slice(method) === 'require') imports.push(slice(list).replace(/^\(\s*['"`]|['"`]\s*\)$/g, ''));
      sites.push({
        start: node.start,
        end: node.end,
        method: slice(method),
        list,
        scope,
        inLoop,
        ...(object === undefined ? {} : { receiver: object }),
        ...(enclosing === undefined ? {} : { function: enclosing }),
        ...(within === undefined ? {} : { handler: within }),
      });
    }
    visit(callee, plain);
    // The callee may not have been read in full: `orders.save(order).catch` is interesting for its callback only.
    const name = /\.\s*([\w$]+)$/.exec(slice(callee).slice(-60))?.[1] ?? '';
    const callbacks = list.children.filter(({ type }) => FUNCTIONS.has(type));
    for (const argument of list.children) {
      // promise.catch(error => …) and promise.then(done, error => …) handle as a catch block does.
      const handles = (name === 'catch' && argument === callbacks[0]) || (name === 'then' && argument === callbacks[1]);
      if (FUNCTIONS.has(argument.type))
        functionLike(
          argument,
          plain,
          handles ? handler(argument, firstParameter(argument)) : within,
          ITERATORS.has(name) || (handles && inLoop),
        );
      else visit(argument, plain);
    }
  };

  const firstParameter = (node: Syntax): Syntax | undefined => child(node, 'parameter') ?? child(node, 'parameters');

  /** The name an exception is bound to: of `(error: Error)` and of a bare name; patterns bind none. */
  const handler = (node: Syntax, parameter: Syntax | undefined): HandlerScope => {
    const exceptionName =
      parameter === undefined ? undefined : /^\(?\s*([A-Za-z_$][\w$]*)\s*(?:[:,)?]|$)/.exec(slice(parameter))?.[1];
    return { range: source.range(node.start, node.end), ...(exceptionName === undefined ? {} : { exceptionName }) };
  };

  const functionLike = (node: Syntax, around: Around, within: HandlerScope | undefined, inLoop: boolean): void => {
    const nameNode = child(node, 'name');
    const name = nameNode === undefined ? (around.called ?? '') : slice(nameNode).replace(/^['"#]|['"]$/g, '');
    const qualified =
      name === '' ? around.scope.name : around.scope.name === '' ? name : `${around.scope.name}.${name}`;
    const scope = createScope('function', qualified, around.scope);
    const parameters = child(node, 'parameters');
    const single = child(node, 'parameter');
    const names =
      parameters === undefined
        ? single === undefined
          ? []
          : [slice(single)]
        : bindParameters(parameters, scope, around.scope);
    if (single !== undefined) bind(scope, slice(single), { kind: 'parameter', scope: around.scope });
    if (nameNode !== undefined && node.type !== 'function_expression')
      bind(around.scope, name, { kind: 'function', parameters: names });
    // A named function stands for itself; an arrow inside a handler or a loop still runs there only if it is called there.
    const own = name === '' ? around.function : qualified;
    const body: Around = {
      scope,
      function: own === '' ? undefined : own,
      handler: name === '' ? within : undefined,
      inLoop: name === '' && inLoop,
    };
    for (const part of node.children)
      if (part.field !== 'name') visit(part, part.field === 'body' ? body : { ...around, called: undefined });
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

  const bindParameters = (list: Syntax, scope: Scope, outer: Scope): string[] => {
    const names: string[] = [];
    for (const parameter of list.children.filter(isValue)) {
      const pattern = child(parameter, 'pattern') ?? child(parameter, 'left') ?? parameter;
      names.push(slice(pattern));
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
    return names;
  };

  /** Names taken out of an object: as members of `from` where it is known. */
  const bindPattern = (pattern: Syntax, scope: Scope, from: Syntax | undefined): void => {
    const take = (key: string, name: string): void => {
      if (from === undefined) return bind(scope, name, { kind: 'unknown' });
      const object = ecmascriptExpression(from, source);
      const member = {
        ...object,
        kind: 'attribute' as const,
        names: [...object.names, key],
        children: [object],
        text: `${object.text}.${key}`,
      };
      bind(scope, name, { kind: 'value', expression: member, node: { ...from, type: 'ERROR' }, scope });
    };
    for (const item of pattern.children) {
      if (item.type === 'shorthand_property_identifier_pattern') take(slice(item), slice(item));
      else if (item.type === 'object_assignment_pattern' && child(item, 'left') !== undefined)
        take(slice(child(item, 'left')!), slice(child(item, 'left')!));
      else if (item.type === 'pair_pattern' && child(item, 'value')?.type === 'identifier')
        take(keyOf(item), slice(child(item, 'value')!));
    }
  };

  const value = (node: Syntax, scope: Scope): Binding =>
    FUNCTIONS.has(node.type)
      ? { kind: 'function', parameters: [] }
      : { kind: 'value', expression: ecmascriptExpression(node, source), node, scope };

  const declarator = (node: Syntax, around: Around): void => {
    const name = child(node, 'name');
    const given = child(node, 'value');
    const type = typeOf(node);
    if (name?.type === 'identifier') {
      if (given !== undefined && !CLASSES.has(given.type)) bind(around.scope, slice(name), value(given, around.scope));
      else if (given === undefined && type !== undefined)
        bind(around.scope, slice(name), { kind: 'parameter', annotation: type, scope: around.scope });
    } else if (name !== undefined) bindPattern(name, around.scope, given);
    for (const part of node.children)
      if (part.field !== 'name') visit(part, { ...around, called: name === undefined ? undefined : slice(name) });
  };

  const assignment = (node: Syntax, around: Around): void => {
    const left = child(node, 'left');
    const right = child(node, 'right');
    if (left === undefined || right === undefined) return visitAll(node.children, around);
    // `this.later` holds no word of interest before it is known what is assigned to it.
    const property = /^this\.(#?[\w$]+)$/.exec(slice(left))?.[1];
    if (left.type === 'identifier') bind(around.scope, slice(left), value(right, around.scope));
    else if (property !== undefined) {
      for (let at: Scope | undefined = around.scope; at !== undefined; at = at.parent) {
        if (at.kind === 'class') {
          bind(at, property, value(right, around.scope));
          break;
        }
      }
    }
    visit(left, around);
    // exports.handler = …, Shop.prototype.buy = …: the last name is what people call it.
    visit(right, { ...around, called: /[\w$]+$/.exec(slice(left))?.[0] });
  };

  const fieldDefinition = (node: Syntax, around: Around): void => {
    const name = child(node, 'name') ?? child(node, 'property');
    const given = child(node, 'value');
    const type = typeOf(node);
    if (name !== undefined && given !== undefined) bind(around.scope, slice(name), value(given, around.scope));
    else if (name !== undefined && type !== undefined)
      bind(around.scope, slice(name), { kind: 'parameter', annotation: type, scope: around.scope });
    visitAll(node.children, { ...around, called: name === undefined ? undefined : slice(name) });
  };

  const classLike = (node: Syntax, around: Around): void => {
    const nameNode = child(node, 'name');
    const header =
      node.children.length === 0
        ? /^(?:abstract\s+)?class\s+([\w$]+)(?:<[^{]*>)?\s*(extends)?/.exec(
            source.text.slice(node.start, node.start + 300),
          )
        : null;
    const name = header?.[1] ?? (nameNode === undefined ? (around.called ?? '') : slice(nameNode));
    const heritage = node.children.find(({ type }) => type === 'class_heritage');
    const base =
      heritage === undefined
        ? undefined
        : (heritage.children.find(({ type }) => type === 'extends_clause') ?? heritage);
    const extended = base === undefined ? undefined : (child(base, 'value') ?? base.children.find(isValue) ?? base);
    const unknownBase = (): Expression[] =>
      header?.[2] === undefined ? [] : [ecmascriptExpression({ ...node, type: 'ERROR', end: node.start }, source)];
    const bases = extended === undefined ? unknownBase() : [ecmascriptExpression(extended, source)];
    const scopeName = around.scope.name === '' ? name : `${around.scope.name}.${name}`;
    const scope = createScope('class', scopeName, around.scope, bases);
    if (name !== '') bind(around.scope, name, { kind: 'class', scope });
    for (const part of node.children) {
      if (part.field === 'body')
        visitAll(part.children, { scope, function: undefined, handler: undefined, inLoop: false });
      else if (part.field !== 'name') visit(part, { ...around, called: undefined });
    }
  };

  visitAll(root.children, { scope: module, function: undefined, handler: undefined, inLoop: false });
  return { module, sites, imports };
}
