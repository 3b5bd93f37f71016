// What a Python file binds and calls, with the function, handler and loop around each call.

import type { Parameter } from '../../model/file-reading.ts';
import {
  assign,
  bind,
  createScope,
  define,
  inBody,
  inBranch,
  inLoopBody,
  topLevel,
  type CallSite,
  type ConstantUse,
  type FileFacts,
  type FunctionFacts,
  type HandlerFacts,
  type Scope,
  type Surroundings,
} from '../facts/facts.ts';
import { inHandler, noteHandler, partsOfTry } from '../facts/note-handler.ts';
import { parametersOf } from '../facts/parameters.ts';
import { createAssigner } from '../flow/assignments.ts';
import { createPutter } from '../flow/puts.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { pythonArguments } from './arguments.ts';
import { createDeclarations } from './declarations.ts';
import { pythonExpression } from './expression.ts';
import { handlerHead } from './handlers.ts';
import { bindImport } from './imports.ts';

interface Around extends Surroundings {
  /** Of the function or class that comes next. */
  readonly decorators?: readonly string[];
  /** Of the class around. */
  readonly ofClass?: readonly string[];
}

const LEAVES = new Set(['break_statement', 'return_statement', 'raise_statement']);

/** A constant of a module, or one imported from it. */
const CONSTANT = /^(?:\w+\.)*[A-Z]+$/;

/** Values that have no parts: read in full, whatever was read of them. */
const ATOMS = new Set(['identifier', 'integer', 'float', 'true', 'false', 'none']);

/** Reads the facts of a file from its (pruned) tree. */
export function pythonFacts(root: Syntax, source: Source): FileFacts {
  const module = createScope('module', '', undefined, { path: source.path });
  const sites: CallSite[] = [];
  const functions: FunctionFacts[] = [];
  const handlers: HandlerFacts[] = [];
  const constants: ConstantUse[] = [];
  const slice = (node: Syntax): string => source.text.slice(node.start, node.end);
  const { give, giveUnknown, giveParts } = createAssigner(source, ATOMS, (_, scope) => scope);
  const { bindParameters, annotated, basesOf } = createDeclarations(source);
  const puts = createPutter({
    source,
    expressionOf: (node) => pythonExpression(node, source),
    argumentsOf: pythonArguments,
    homeOf: (_, scope) => scope,
  });

  const visitAll = (nodes: readonly Syntax[], around: Around): void => {
    for (const node of nodes) visit(node, around);
  };

  const visit = (node: Syntax, around: Around): void => {
    switch (node.type) {
      case 'function_definition':
        return functionDefinition(node, around);
      case 'class_definition':
        return classDefinition(node, around);
      case 'lambda':
        return lambda(node, around);
      case 'import_statement':
      case 'import_from_statement':
        for (const part of node.children) if (part.field === 'name') constant(part, around);
        return bindImport(node, around.scope, source);
      case 'decorated_definition': {
        const decorators = node.children.filter(({ type }) => type === 'decorator').map((one) => slice(one).slice(1));
        for (const part of node.children) visit(part, part.field === 'definition' ? { ...around, decorators } : around);
        return;
      }
      case 'assignment':
      case 'named_expression':
        assignment(node, around);
        break;
      case 'augmented_assignment':
        puts.added(child(node, 'left'), child(node, 'right'), around);
        giveUnknown(child(node, 'left') ?? node, around);
        break;
      case 'delete_statement':
        for (const target of node.children.filter(isValue))
          if (target.type === 'subscript' || target.type === 'attribute') puts.member(target, undefined, around);
          else giveUnknown(target, around);
        break;
      case 'case_pattern':
        giveUnknown(node, around);
        break;
      case 'global_statement':
      case 'nonlocal_statement':
        return outerNames(node, around);
      case 'return_statement':
        returned(node, around);
        break;
      case 'block':
        return visitAll(node.children, {
          ...around,
          leaves: around.leaves || LEAVES.has(node.children.findLast(isValue)?.type ?? ''),
        });
      case 'if_statement':
        return ifStatement(node, around);
      case 'try_statement':
        for (const [part, inside] of partsOfTry(node, around)) visit(part, inside);
        return;
      case 'raise_statement':
        around.raised?.push(
          ...node.children
            .filter(isValue)
            .slice(0, 1)
            .map((one) => pythonExpression(one, source)),
        );
        break;
      case 'else_clause':
        return visitAll(node.children, inBranch(around));
      case 'case_clause':
        return visitAll(node.children, inBranch(around, { kind: 'case', start: node.start, end: headEnd(node) }));
      case 'except_clause':
      case 'except_group_clause':
        return exceptClause(node, around);
      case 'for_statement':
      case 'while_statement':
        return loop(node, around);
      case 'with_item':
        return withItem(node, around);
      case 'as_pattern_target':
        giveUnknown(node, around);
        if (node.children[0]?.type === 'identifier') bind(around.scope, slice(node), { kind: 'unknown' });
        return;
      case 'attribute':
        constant(node, around);
        return visitAll(
          node.children.filter(({ field }) => field === 'object'),
          around,
        );
      case 'dotted_name':
      case 'identifier':
        return constant(node, around);
      case 'call':
        site(node, around);
        break;
    }
    visitAll(node.children, around);
  };

  const constant = ({ start, end }: Syntax, { scope }: Around): void => {
    if (CONSTANT.test(source.text.slice(start, end))) constants.push({ start, end, scope });
  };

  const site = (node: Syntax, around: Around): void => {
    const callee = child(node, 'function');
    const list = child(node, 'arguments');
    if (callee === undefined || list?.type !== 'argument_list') return;
    const attribute = child(callee, 'attribute');
    const object = child(callee, 'object');
    const chosen = callee.type === 'call' ? chosenMethod(callee) : undefined;
    if (callee.type !== 'identifier' && chosen === undefined && (attribute === undefined || object === undefined))
      return;
    const receiver = chosen?.object ?? object;
    sites.push({
      ...around,
      start: node.start,
      end: node.end,
      method: chosen === undefined ? slice(attribute ?? callee) : `[${slice(chosen.method)}]`,
      list,
      ...(receiver === undefined ? {} : { receiver }),
    });
    puts.called(receiver, slice(attribute ?? callee), list, around);
  };

  /** Logger and level of `getattr(logger, level)`. */
  const chosenMethod = (call: Syntax): { readonly object: Syntax; readonly method: Syntax } | undefined => {
    const callee = child(call, 'function');
    const [object, method] = child(call, 'arguments')?.children.filter(isValue) ?? [];
    return callee === undefined || slice(callee) !== 'getattr' || object === undefined || method === undefined
      ? undefined
      : { object, method };
  };

  /** Where the head of a compound statement ends and its body begins. */
  const headEnd = (node: Syntax): number =>
    node.children.find(({ type }) => type === ':')?.end ??
    node.children.find(({ type, field }) => type === 'block' || field === 'body')?.start ??
    node.end;

  const ifStatement = (node: Syntax, around: Around): void => {
    let condition: Syntax | undefined;
    const branch = (parts: readonly Syntax[]): void => {
      for (const part of parts) {
        if (part.field === 'condition') {
          condition = part;
          visit(part, around);
        } else if (part.type === 'elif_clause') branch(part.children);
        else if (part.type === 'else_clause')
          visitAll(
            part.children,
            inBranch(around, condition && { kind: 'else', start: condition.start, end: condition.end }),
          );
        else if (part.field === 'consequence')
          visit(part, inBranch(around, condition && { kind: 'if', start: condition.start, end: condition.end }));
        else visit(part, around);
      }
    };
    branch(node.children);
  };

  const loop = (node: Syntax, around: Around): void => {
    const target = child(node, 'left');
    const over = child(node, 'right');
    if (target?.type === 'identifier') bind(around.scope, slice(target), { kind: 'unknown' });
    const facts = {
      kind: node.type === 'for_statement' ? ('for' as const) : ('while' as const),
      start: node.start,
      end: node.end,
      body: headEnd(node),
    };
    const body = inLoopBody(around, facts);
    if (target?.type === 'identifier' && over !== undefined)
      give(target, over, body, { by: 'iteration', expression: pythonExpression(over, source) });
    else if (target !== undefined) giveParts(target, over, body, over && pythonExpression(over, source));
    for (const part of node.children) if (part.field !== 'left') visit(part, part.field === 'body' ? body : around);
  };

  const withItem = (node: Syntax, around: Around): void => {
    const pattern = node.children.find(({ type }) => type === 'as_pattern');
    const [value, target] = pattern?.children.filter(isValue) ?? [];
    const name = target?.children[0];
    if (value === undefined || name?.type !== 'identifier') return visitAll(node.children, around);
    visit(value, around);
    bind(around.scope, slice(name), { kind: 'unknown' });
    give(name, value, around, { by: 'with', expression: pythonExpression(value, source) });
  };

  /** What a function declares to be of the module or function around it is given values that can't be followed. */
  const outerNames = (node: Syntax, { scope, block }: Around): void => {
    const { start, end } = node;
    for (const [name] of slice(node).replace(/^\w+/, '').matchAll(/\w+/g)) {
      for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
        assign(at, name, { start, end, block, scope });
    }
  };

  const returned = (node: Syntax, { scope, block }: Around): void => {
    const value = node.children.find(isValue);
    if (value === undefined || scope.function === undefined) return;
    const expression = pythonExpression(value, source);
    scope.function.returns.push({ expression, at: node.start, block, scope });
    scope.returns.push({ kind: 'value', expression, node: value, scope });
  };

  const exceptClause = (node: Syntax, around: Around): void => {
    const { exceptionName, types } = handlerHead(node, source);
    const handler = noteHandler(handlers, { node, kind: 'block', types }, exceptionName, around, source);
    const inside = inHandler(node, handler, around);
    if (exceptionName !== undefined) bind(around.scope, exceptionName, { kind: 'unknown' });
    visitAll(
      node.children.filter(({ type }) => type !== 'as_pattern'),
      inside,
    );
  };

  /** The name of a function or class, also of one that was not read in full. */
  const nameOf = (node: Syntax): string => {
    const name = child(node, 'name');
    return name === undefined
      ? (/^(?:async\s+def|def|class)\s+(\w+)/.exec(source.text.slice(node.start, node.start + 200))?.[1] ?? '')
      : slice(name);
  };

  const functionFacts = (node: Syntax, name: string, around: Around): FunctionFacts => {
    const parameters = child(node, 'parameters');
    let list: readonly Parameter[] | undefined;
    const facts: FunctionFacts = {
      index: functions.length,
      name,
      start: node.start,
      end: node.end,
      async: /^async\b/.test(source.text.slice(node.start, node.start + 6)),
      get parameters() {
        return (list ??= parameters === undefined ? [] : parametersOf(slice(parameters)));
      },
      decorators: [...(around.decorators ?? []), ...(around.ofClass ?? [])],
      bases: around.scope.kind === 'class' ? around.scope.bases.map(({ text }) => text) : [],
      ...(around.enclosing === undefined ? {} : { enclosing: around.enclosing }),
      returns: [],
    };
    functions.push(facts);
    return facts;
  };

  const lambda = (node: Syntax, around: Around): void => {
    const parameters = child(node, 'parameters');
    const facts = functionFacts(node, '', { ...around, decorators: [], ofClass: [] });
    const scope = createScope('function', around.scope.name, around.scope, { facts });
    if (parameters !== undefined) bindParameters(parameters, scope, around.scope);
    visitAll(node.children, { ...around, scope, handler: undefined }); // By the time it runs nothing may be handled.
  };

  const functionDefinition = (node: Syntax, around: Around): void => {
    const name = nameOf(node);
    // Nothing in it is of interest but that it is there.
    if (node.children.length === 0) return bind(around.scope, name, { kind: 'function', at: node.start });
    const parameters = child(node, 'parameters');
    const qualified = around.scope.name === '' ? name : `${around.scope.name}.${name}`;
    const facts = functionFacts(node, qualified, around);
    const scope = createScope('function', qualified, around.scope, { facts });
    scope.written.set(node.start, scope);
    if (parameters !== undefined) bindParameters(parameters, scope, around.scope);
    bind(around.scope, name, { kind: 'function', at: node.start });
    define(around.scope, name, facts);
    for (const part of node.children) {
      if (part.field === 'body') visit(part, inBody(scope, qualified, facts));
      else if (part.field !== 'name') visit(part, around);
    }
  };

  const classDefinition = (node: Syntax, around: Around): void => {
    const name = nameOf(node);
    const scopeName = around.scope.name === '' ? name : `${around.scope.name}.${name}`;
    const scope = createScope('class', scopeName, around.scope, { bases: basesOf(node) });
    bind(around.scope, name, { kind: 'class', scope });
    for (const part of node.children) {
      if (part.field === 'body')
        visit(part, { ...inBody(scope, undefined, undefined), ofClass: around.decorators ?? [] });
      else if (part.field !== 'name') visit(part, around);
    }
  };

  const assignment = (node: Syntax, around: Around): void => {
    const { scope } = around;
    const left = child(node, 'left') ?? child(node, 'name');
    const right = child(node, 'right') ?? child(node, 'value');
    if (left === undefined) return;
    if (right === undefined) {
      const type = child(node, 'type');
      if (left.type === 'identifier' && type !== undefined)
        bind(scope, slice(left), { kind: 'parameter', annotation: annotated(type), scope });
      return;
    }
    // a = b = value: the innermost value is everybody's.
    let value = right;
    while (value.type === 'assignment') value = child(value, 'right') ?? { ...value, type: 'ERROR' };
    const targets = targetsOf(left);
    const members =
      targets.length > 1 && /^(?:expression_list|tuple|list)$/.test(value.type)
        ? value.children.filter(isValue)
        : undefined;
    for (const [index, target] of targets.entries()) {
      const given = targets.length === 1 ? value : members?.[index];
      const binding =
        given === undefined
          ? ({ kind: 'unknown' } as const)
          : ({ kind: 'value', expression: pythonExpression(given, source), node: given, scope } as const);
      if (target.type === 'identifier') {
        bind(scope, slice(target), binding);
        if (binding.kind === 'value')
          give(target, binding.node, around, { by: 'assignment', expression: binding.expression });
        else giveUnknown(target, around);
      } else if (target.type === 'attribute') attributeTarget(slice(target), scope, binding);
      puts.member(target, given, around);
    }
  };

  /** What is assigned to; a list of names that was not read in full is taken from the text. */
  const targetsOf = (left: Syntax): Syntax[] => {
    if (left.type !== 'pattern_list' && left.type !== 'tuple_pattern') return [left];
    if (left.children.length > 0) return left.children.filter(isValue);
    return [...slice(left).matchAll(/\w+/g)].map(({ index, 0: name }) => ({
      ...left,
      type: 'identifier',
      start: left.start + index,
      end: left.start + index + name.length,
    }));
  };

  /** `self.logger = …` belongs to the class around, `Class.logger = …` to that class. */
  const attributeTarget = (text: string, scope: Scope, binding: Parameters<typeof bind>[2]): void => {
    const [object, attribute, more] = text.split('.');
    if (object === undefined || attribute === undefined || more !== undefined) return;
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      if (at.kind === 'class' && (object === 'self' || object === 'cls' || at.name.split('.').at(-1) === object))
        return bind(at, attribute, binding);
    }
  };

  visitAll(root.children, topLevel(module));
  return { module, sites, functions, handlers, constants };
}
