// What a JavaScript or TypeScript file binds and calls, with the function, handler and loop around each call.

import type { HandlerScope } from '../../model/call.ts';
import type { Parameter } from '../../model/file-reading.ts';
import {
  bind,
  createScope,
  define,
  inBody,
  inBranch,
  inLoopBody,
  topLevel,
  type CallSite,
  type FileFacts,
  type FunctionFacts,
  type HandlerFacts,
  type LoopFacts,
  type Surroundings,
} from '../facts/facts.ts';
import { inHandler, noteHandler, partsOfTry } from '../facts/note-handler.ts';
import { parametersOf } from '../facts/parameters.ts';
import type { Assigner } from '../flow/assignments.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { createBinder, FUNCTIONS, objectScope } from './bindings.ts';
import { classHead } from './class-head.ts';
import { bindExported } from './exported.ts';
import { ecmascriptExpression, unbound } from './expression.ts';
import { caughtName } from './handlers.ts';
import { bindImport } from './imports.ts';

interface Around extends Surroundings {
  /** What a function or class that comes next is assigned to. */
  readonly called?: string | undefined;
  /** Decorators of the class around, and of the member that comes next. */
  readonly ofClass?: readonly string[];
  readonly decorators?: readonly string[];
}

const CLASSES = new Set(['class_declaration', 'class', 'abstract_class_declaration']);
const LEAVES = new Set(['break_statement', 'return_statement', 'throw_statement']);
const LOOPS = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);
/** Methods that run their callback once for each member. */
const ITERATORS = new Set(['forEach', 'map', 'flatMap', 'filter', 'reduce', 'reduceRight', 'some', 'every']);

/** Those of them that give it the member first. */
const MEMBERWISE = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every']);

/** Reads the facts of a file from its (pruned) tree. */
export function ecmascriptFacts(root: Syntax, source: Source): FileFacts {
  const module = createScope('module', '', undefined, { path: source.path });
  const sites: CallSite[] = [];
  const functions: FunctionFacts[] = [];
  const handlers: HandlerFacts[] = [];
  const slice = (node: Syntax): string => source.text.slice(node.start, node.end);
  const binder = createBinder(source);
  const { declared, changed, typeOf, bindParameters, bindPattern, bindMember, bindMembers } = binder;
  const { bindAwaited, bindKeys, bindProperty, bindDefault, valueOf, keyOf, puts } = binder;

  const visitAll = (nodes: readonly Syntax[], around: Around): void => {
    for (const node of nodes) visit(node, around);
  };

  const visit = (node: Syntax, around: Around): void => {
    if (FUNCTIONS.has(node.type)) return functionLike(node, around, around.handler, around.loop);
    if (CLASSES.has(node.type)) return classLike(node, around);
    if (LOOPS.has(node.type)) return loop(node, around);
    switch (node.type) {
      case 'import_statement':
        return bindImport(node, around.scope, source);
      case 'variable_declarator':
        return declarator(node, around);
      case 'assignment_expression':
        return assignment(node, around);
      case 'public_field_definition':
      case 'field_definition':
        return fieldDefinition(node, around);
      case 'object':
        return objectLiteral(node, around);
      case 'pair':
        bindMember(keyOf(node), child(node, 'value'), around.scope);
        return visitAll(node.children, { ...around, called: keyOf(node) });
      case 'shorthand_property_identifier':
        return bindMember(slice(node), { ...node, type: 'identifier' }, around.scope);
      case 'catch_clause':
        return catchClause(node, around);
      case 'statement_block':
        return visitAll(node.children, {
          ...around,
          called: undefined,
          leaves: around.leaves || LEAVES.has(node.children.findLast(isValue)?.type ?? ''),
        });
      case 'if_statement':
      case 'ternary_expression':
        return ifStatement(node, around);
      case 'binary_expression':
        return binary(node, around);
      case 'switch_case':
      case 'switch_default':
        return visitAll(
          node.children,
          inBranch(around, { kind: 'case', start: node.start, end: child(node, 'value')?.end ?? node.start }),
        );
      case 'try_statement':
        for (const [part, inside] of partsOfTry(node, around)) visit(part, inside);
        return;
      case 'throw_statement':
        around.raised?.push(...node.children.filter(isValue).map((one) => ecmascriptExpression(one, source)));
        break;
      case 'augmented_assignment_expression':
        puts.added(child(node, 'left'), child(node, 'right'), around);
        bindDefault(node, around.scope);
        changed.giveUnknown(child(node, 'left') ?? node, around);
        break;
      case 'update_expression':
        changed.giveUnknown(node, around);
        break;
      case 'unary_expression':
        if (child(node, 'operator')?.type === 'delete') puts.member(child(node, 'argument') ?? node, undefined, around);
        break;
      case 'return_statement':
        returned(node.children.find(isValue), around);
        break;
      case 'export_statement': {
        const decorators = decoratorsOf(node);
        const given = child(node, 'value');
        if (given !== undefined && !CLASSES.has(given.type)) bind(module, 'export default', valueOf(given, module));
        return visitAll(node.children, decorators.length === 0 ? around : { ...around, decorators });
      }
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

  const call = (node: Syntax, around: Around): void => {
    const callee = child(node, 'function');
    const list = child(node, 'arguments');
    const plain = { ...around, called: undefined };
    if (callee === undefined || list?.type !== 'arguments') return visitAll(node.children, plain);
    const { handler: within, loop: outer } = around;
    const inner =
      callee.type === 'non_null_expression' || callee.type === 'parenthesized_expression'
        ? (callee.children.find(isValue) ?? callee)
        : callee;
    const bare = inner.type === 'sequence_expression' ? (unbound(inner, source) ?? inner) : inner;
    const object = child(bare, 'object');
    const property = child(bare, 'property');
    // logger[level](…)
    const index = bare.type === 'subscript_expression' ? child(bare, 'index') : undefined;
    const method = property ?? index ?? (bare.type === 'identifier' ? bare : undefined);
    if (method !== undefined) {
      sites.push({
        ...around,
        start: node.start,
        end: node.end,
        method: method === index ? `[${slice(index)}]` : slice(method),
        list,
        ...(object === undefined ? {} : { receiver: object }),
      });
      puts.called(object, slice(method), list, around);
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
          handles ? handler(argument, 'callback', { ...plain, guards: callee }) : within,
          ITERATORS.has(name)
            ? { kind: 'callback', start: node.start, end: node.end, body: argument.start }
            : handles
              ? outer
              : undefined,
          MEMBERWISE.has(name) ? object : undefined,
          name === 'then' && argument === callbacks[0] ? object : undefined,
        );
      else visit(argument, plain);
    }
  };

  const catchClause = (node: Syntax, around: Around): void => {
    const parameter = child(node, 'parameter');
    const found = handler(node, 'block', around);
    const inside = inHandler(node, found, around);
    if (parameter !== undefined && found.exceptionName === undefined) declared.giveUnknown(parameter, inside);
    visitAll(node.children, inside);
  };

  const handler = (node: Syntax, kind: HandlerFacts['kind'], around: Around): HandlerScope =>
    noteHandler(handlers, { node, kind, types: [] }, caughtName(node, source), around, source);

  const ifStatement = (node: Syntax, around: Around): void => {
    const condition = child(node, 'condition');
    const branch = (kind: 'if' | 'else'): Around =>
      inBranch(around, condition && { kind, start: condition.start, end: condition.end });
    for (const part of node.children) {
      const kind = part.field === 'consequence' ? 'if' : part.field === 'alternative' ? 'else' : undefined;
      visit(part, kind === undefined ? { ...around, called: undefined } : branch(kind));
    }
  };

  /** `debug && console.log(…)` runs only where the left side says so. */
  const binary = (node: Syntax, around: Around): void => {
    const left = child(node, 'left');
    const sign = child(node, 'operator')?.type;
    const short = left !== undefined && (sign === '&&' || sign === '||');
    for (const part of node.children)
      visit(
        part,
        short && part.field === 'right'
          ? inBranch(around, { kind: sign === '&&' ? 'if' : 'else', start: left.start, end: left.end })
          : part.field === 'right'
            ? around
            : { ...around, called: undefined },
      );
  };

  const loop = (node: Syntax, around: Around): void => {
    const body = child(node, 'body');
    const facts: LoopFacts = {
      kind: node.type.startsWith('for') ? 'for' : 'while',
      start: node.start,
      end: node.end,
      body: body?.start ?? node.end,
    };
    const inside = inLoopBody(around, facts);
    const over = child(node, 'operator')?.type === 'of' ? child(node, 'right') : undefined;
    const keysOf = over === undefined && child(node, 'operator')?.type === 'in' ? child(node, 'right') : undefined;
    if (keysOf === undefined) bindMembers(child(node, 'left'), over, inside);
    else bindKeys(child(node, 'left'), keysOf, inside);
    for (const part of node.children) visit(part, part === body ? inside : around);
  };

  const returned = (value: Syntax | undefined, { scope, block }: Around): void => {
    if (value === undefined || scope.function === undefined) return;
    scope.function.returns.push({ expression: ecmascriptExpression(value, source), at: value.start, block, scope });
    scope.returns.push(valueOf(value, scope));
  };

  /** The members of an object literal are bound in a scope of its own; what it is called stays the name of its functions. */
  const objectLiteral = (node: Syntax, around: Around): void => {
    const scope = objectScope(node, around.scope, source);
    visitAll(node.children, { ...around, scope, called: undefined });
  };

  const decoratorsOf = (node: Syntax): string[] =>
    node.children.filter(({ type }) => type === 'decorator').map((one) => slice(one).slice(1));

  const functionLike = (
    node: Syntax,
    around: Around,
    within: HandlerScope | undefined,
    loop: LoopFacts | undefined,
    over?: Syntax,
    awaited?: Syntax,
  ): void => {
    const nameNode = child(node, 'name');
    const name = nameNode === undefined ? (around.called ?? '') : slice(nameNode).replace(/^['"#]|['"]$/g, '');
    const qualified =
      name === '' ? around.scope.name : around.scope.name === '' ? name : `${around.scope.name}.${name}`;
    const parameters = child(node, 'parameters');
    const single = child(node, 'parameter');
    let list: readonly Parameter[] | undefined;
    const facts: FunctionFacts = {
      index: functions.length,
      name: name === '' ? '' : qualified,
      start: node.start,
      end: node.end,
      async: node.children.some(({ type }) => type === 'async'),
      get parameters() {
        return (list ??=
          single !== undefined
            ? [{ name: slice(single) }]
            : parameters === undefined
              ? []
              : parametersOf(slice(parameters)));
      },
      decorators: [...(around.decorators ?? []), ...(around.ofClass ?? [])],
      bases: around.scope.kind === 'class' ? around.scope.bases.map(({ text }) => text.replace(/^extends\s+/, '')) : [],
      ...(around.enclosing === undefined ? {} : { enclosing: around.enclosing }),
      returns: [],
    };
    functions.push(facts);
    const scope = createScope('function', qualified, around.scope, { facts });
    scope.written.set(node.start, scope);
    if (parameters !== undefined) bindParameters(parameters, scope, around.scope);
    if (single !== undefined) bind(scope, slice(single), { kind: 'parameter', scope: around.scope });
    if (nameNode !== undefined && node.type !== 'function_expression')
      bind(around.scope, name, { kind: 'function', at: node.start });
    if (name !== '') define(around.scope, name, facts);
    // A named function stands for itself; an arrow inside a handler or a loop still runs there only if it is called there.
    const own = name === '' ? around.function : qualified;
    const body: Around = {
      ...inBody(scope, own === '' ? undefined : own, facts),
      handler: name === '' ? within : undefined,
      loop: name === '' ? loop : undefined,
    };
    const given = single ?? parameters?.children.find(isValue);
    if (over !== undefined) bindMembers(given, over, body);
    if (awaited !== undefined) bindAwaited(given, awaited, body);
    for (const part of node.children) {
      if (part.field === 'name') continue;
      if (part.field === 'body' && part.type !== 'statement_block') returned(part, body);
      visit(part, part.field === 'body' ? body : { ...around, called: undefined, decorators: [] });
    }
  };

  const bindValue = (name: Syntax, given: Syntax, around: Around, assigner: Assigner): void => {
    const binding = valueOf(given, around.scope);
    if (binding.kind === 'value' || binding.kind === 'object')
      assigner.give(name, given, around, { by: 'assignment', expression: ecmascriptExpression(given, source) });
    else assigner.giveUnknown(name, around);
    bind(around.scope, slice(name), binding);
  };

  const declarator = (node: Syntax, around: Around): void => {
    const name = child(node, 'name');
    const given = child(node, 'value');
    const type = typeOf(node);
    if (name?.type === 'identifier') {
      if (given !== undefined && !CLASSES.has(given.type)) bindValue(name, given, around, declared);
      else if (given === undefined && type !== undefined)
        bind(around.scope, slice(name), { kind: 'parameter', annotation: type, scope: around.scope });
      if (given === undefined) declared.giveUnknown(name, around);
    } else if (name !== undefined) bindPattern(name, around.scope, given, around);
    for (const part of node.children)
      if (part.field !== 'name') visit(part, { ...around, called: name === undefined ? undefined : slice(name) });
  };

  const assignment = (node: Syntax, around: Around): void => {
    const left = child(node, 'left');
    const right = child(node, 'right');
    if (left === undefined || right === undefined) return visitAll(node.children, around);
    const exported = bindExported(slice(left), right, module, (node) => valueOf(node, around.scope));
    if (!exported && left.type === 'identifier') bindValue(left, right, around, changed);
    else puts.member(left, right, around);
    if (left.type === 'object_pattern' || left.type === 'array_pattern') changed.giveUnknown(left, around);
    else if (!exported && left.type !== 'identifier') bindProperty(slice(left), right, around.scope);
    visit(left, around);
    // exports.handler = …, Shop.prototype.buy = …: the last name is what people call it.
    visit(right, { ...around, called: /[\w$]+$/.exec(slice(left))?.[0] });
  };

  const fieldDefinition = (node: Syntax, around: Around): void => {
    const name = child(node, 'name') ?? child(node, 'property');
    const given = child(node, 'value');
    const type = typeOf(node);
    if (name !== undefined && given !== undefined) bind(around.scope, slice(name), valueOf(given, around.scope));
    else if (name !== undefined && type !== undefined)
      bind(around.scope, slice(name), { kind: 'parameter', annotation: type, scope: around.scope });
    visitAll(node.children, { ...around, called: name === undefined ? undefined : slice(name) });
  };

  const classLike = (node: Syntax, around: Around): void => {
    const { name, bases } = classHead(node, around.called ?? '', source);
    const scopeName = around.scope.name === '' ? name : `${around.scope.name}.${name}`;
    const scope = createScope('class', scopeName, around.scope, { bases });
    if (name !== '') bind(around.scope, name, { kind: 'class', scope });
    const ofClass = [...decoratorsOf(node), ...(around.decorators ?? [])];
    for (const part of node.children) {
      if (part.field === 'body') classBody(part, { ...inBody(scope, undefined, undefined), ofClass });
      else if (part.field !== 'name') visit(part, { ...around, called: undefined, decorators: [] });
    }
  };

  /** Decorators stand before the member they belong to. */
  const classBody = (node: Syntax, around: Around): void => {
    let decorators: string[] = [];
    for (const part of node.children) {
      if (part.type === 'decorator') decorators.push(slice(part).slice(1));
      visit(part, part.type === 'decorator' ? around : { ...around, decorators });
      if (part.type !== 'decorator' && part.type !== 'comment') decorators = [];
    }
  };

  visitAll(root.children, topLevel(module));
  return { module, sites, functions, handlers, constants: [] };
}
