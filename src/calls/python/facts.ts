// What a Python file binds and calls, with the function, handler and loop around each call.

import type { Expression, HandlerScope } from '../../model/call.ts';
import { bind, createScope, type CallSite, type FileFacts, type Scope } from '../facts.ts';
import type { Source } from '../source.ts';
import { child, isValue, type Syntax } from '../syntax.ts';
import { pythonExpression } from './expression.ts';

/** What surrounds a node. */
interface Around {
  readonly scope: Scope;
  readonly function: string | undefined;
  readonly handler: HandlerScope | undefined;
  readonly inLoop: boolean;
}

/** Reads the facts of a file from its (pruned) tree. */
export function pythonFacts(root: Syntax, source: Source): FileFacts {
  const module = createScope('module', '', undefined);
  const sites: CallSite[] = [];
  const imports: string[] = [];
  const slice = (node: Syntax): string => source.text.slice(node.start, node.end);

  const visitAll = (nodes: readonly Syntax[], around: Around): void => {
    for (const node of nodes) visit(node, around);
  };

  const visit = (node: Syntax, around: Around): void => {
    switch (node.type) {
      case 'function_definition':
        return functionDefinition(node, around);
      case 'class_definition':
        return classDefinition(node, around);
      case 'lambda': {
        const scope = createScope('function', around.scope.name, around.scope);
        const parameters = child(node, 'parameters');
        if (parameters !== undefined) bindParameters(parameters, scope, around.scope);
        return visitAll(node.children, { ...around, scope });
      }
      case 'import_statement':
        return importStatement(node, around.scope);
      case 'import_from_statement':
        return importFrom(node, around.scope);
      case 'assignment':
      case 'named_expression':
        assignment(node, around.scope);
        break;
      case 'except_clause':
      case 'except_group_clause':
        return visitAll(node.children, { ...around, handler: handlerOf(node) });
      case 'for_statement':
      case 'while_statement': {
        const target = child(node, 'left');
        if (target?.type === 'identifier') bind(around.scope, slice(target), { kind: 'unknown' });
        for (const part of node.children) visit(part, part.field === 'body' ? { ...around, inLoop: true } : around);
        return;
      }
      case 'as_pattern_target':
        if (node.children[0]?.type === 'identifier') bind(around.scope, slice(node), { kind: 'unknown' });
        return;
      case 'call':
        site(node, around);
        break;
    }
    visitAll(node.children, around);
  };

  const site = (node: Syntax, { scope, function: enclosing, handler, inLoop }: Around): void => {
    const callee = child(node, 'function');
    const list = child(node, 'arguments');
    if (callee === undefined || list?.type !== 'argument_list') return;
    const attribute = child(callee, 'attribute');
    const object = child(callee, 'object');
    if (callee.type !== 'identifier' && (attribute === undefined || object === undefined)) return;
    sites.push({
      start: node.start,
      end: node.end,
      method: slice(attribute ?? callee),
      list,
      scope,
      inLoop,
      ...(object === undefined ? {} : { receiver: object }),
      ...(enclosing === undefined ? {} : { function: enclosing }),
      ...(handler === undefined ? {} : { handler }),
    });
  };

  /** The name of a function or class, also of one that was not read in full. */
  const nameOf = (node: Syntax): string => {
    const name = child(node, 'name');
    return name === undefined
      ? (/^(?:async\s+def|def|class)\s+(\w+)/.exec(source.text.slice(node.start, node.start + 200))?.[1] ?? '')
      : slice(name);
  };

  const functionDefinition = (node: Syntax, around: Around): void => {
    const name = nameOf(node);
    const parameters = child(node, 'parameters');
    const qualified = around.scope.name === '' ? name : `${around.scope.name}.${name}`;
    const scope = createScope('function', qualified, around.scope);
    const names = parameters === undefined ? [] : bindParameters(parameters, scope, around.scope);
    bind(around.scope, name, { kind: 'function', parameters: names });
    for (const part of node.children) {
      if (part.field === 'body') visit(part, { scope, function: qualified, handler: undefined, inLoop: false });
      else if (part.field !== 'name') visit(part, around);
    }
  };

  const bindParameters = (list: Syntax, scope: Scope, outer: Scope): string[] => {
    const names: string[] = [];
    for (const parameter of list.children) {
      const nameNode =
        parameter.type === 'identifier'
          ? parameter
          : (child(parameter, 'name') ?? parameter.children.find(({ type }) => type === 'identifier'));
      if (nameNode === undefined) continue;
      const stars = /^\*{1,2}/.exec(slice(parameter))?.[0] ?? '';
      names.push(stars + slice(nameNode));
      const annotation = child(parameter, 'type');
      const initial = child(parameter, 'value');
      bind(scope, slice(nameNode), {
        kind: 'parameter',
        scope: outer,
        ...(annotation === undefined ? {} : { annotation: annotated(annotation) }),
        ...(initial === undefined ? {} : { initial: pythonExpression(initial, source) }),
      });
    }
    return names;
  };

  /** The type of an annotation; of `Optional[X]` and `X | None` the X. */
  const annotated = (node: Syntax): Expression => {
    const inner = node.type === 'type' ? node.children.find(isValue) : node;
    // Not read in full: it names no logger, but what else it names is worth knowing.
    if (inner === undefined)
      return pythonExpression({ ...node, type: slice(node).includes('.') ? 'attribute' : 'identifier' }, source);
    const expression = pythonExpression(inner, source);
    if (expression.kind === 'operation')
      return expression.children.find(({ kind }) => kind === 'name' || kind === 'attribute') ?? expression;
    const parameter = inner.type === 'generic_type' ? inner.children[1] : undefined;
    const member = parameter?.children.find(({ type }) => type === 'type');
    return member === undefined ? expression : annotated(member);
  };

  const basesOf = (node: Syntax): Expression[] => {
    const list = child(node, 'superclasses');
    if (list !== undefined && list.children.length > 0) {
      return list.children
        .filter(({ type }) => type === 'identifier' || type === 'attribute')
        .map((base) => pythonExpression(base, source));
    }
    // Not read in full: taken from the text.
    const header = source.text.slice(node.start, node.start + 400);
    const [all = '', inside = ''] = /^class\s+\w+\s*\(([^()]*)/.exec(header) ?? [];
    const offset = node.start + all.length - inside.length;
    return [...inside.matchAll(/(?:^|,)\s*([A-Za-z_][\w.]*)(?!\s*=)(?=\s*(?:,|$))/g)].map(
      ({ index, 0: found, 1: name = '' }) => {
        const start = offset + index + found.length - name.length;
        return pythonExpression(
          { ...node, type: name.includes('.') ? 'attribute' : 'identifier', start, end: start + name.length },
          source,
        );
      },
    );
  };

  const classDefinition = (node: Syntax, around: Around): void => {
    const name = nameOf(node);
    const scopeName = around.scope.name === '' ? name : `${around.scope.name}.${name}`;
    const scope = createScope('class', scopeName, around.scope, basesOf(node));
    bind(around.scope, name, { kind: 'class', scope });
    for (const part of node.children) {
      if (part.field === 'body') visit(part, { scope, function: undefined, handler: undefined, inLoop: false });
      else if (part.field !== 'name') visit(part, around);
    }
  };

  /** `a.b as c`; taken from the text, for it may not have been read in full. */
  const aliased = (item: Syntax): [name: string, alias: string | undefined] => {
    const [name = '', alias] = slice(item).split(/\s+as\s+/);
    return [name, alias];
  };

  const importStatement = (node: Syntax, scope: Scope): void => {
    for (const item of node.children.filter(({ field }) => field === 'name')) {
      const [path, alias] = aliased(item);
      imports.push(path);
      if (alias !== undefined) bind(scope, alias, { kind: 'import', path });
      else bind(scope, path.split('.')[0]!, { kind: 'import', path: path.split('.')[0]! });
    }
  };

  const importFrom = (node: Syntax, scope: Scope): void => {
    const moduleNode = child(node, 'module_name');
    const path = moduleNode === undefined ? '' : slice(moduleNode);
    imports.push(path);
    for (const item of node.children.filter(({ field }) => field === 'name')) {
      const [name, alias = name] = aliased(item);
      bind(scope, alias, { kind: 'import', path: `${path}.${name}` });
    }
  };

  const assignment = (node: Syntax, scope: Scope): void => {
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
      if (target.type === 'identifier') bind(scope, slice(target), binding);
      else if (target.type === 'attribute') attributeTarget(slice(target), scope, binding);
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

  const handlerOf = (node: Syntax): HandlerScope => {
    // `except A as e:`, and Python 2's `except A, e:`. The pattern itself may not have been read in full.
    const header = node.children
      .filter(({ field }) => field === 'value')
      .map(slice)
      .join(', ');
    const exceptionName = /(?:\bas\s+|^[\w.]+,\s*)([A-Za-z_]\w*)$/.exec(header)?.[1];
    return { range: source.range(node.start, node.end), ...(exceptionName === undefined ? {} : { exceptionName }) };
  };

  visitAll(root.children, { scope: module, function: undefined, handler: undefined, inLoop: false });
  return { module, sites, imports };
}
