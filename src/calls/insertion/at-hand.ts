// The values that are certainly at hand at a place in a function, and which of them say what it is about.

import type { Node } from 'web-tree-sitter';
import { isBlock, isFunction } from './syntax-kinds.ts';

/** Values at hand. */
export interface AtHand {
  /** Names with a value, those of the functions around and of the module included; `this` in methods. */
  readonly names: readonly string[];
  /** Names of the function itself, and members of them that it has read by then, that say what it is about. */
  readonly telling: readonly string[];
}

/** What tells one request, order or file from another. */
const TELLING =
  /(?:^|_)(?:id|uid|uuid|guid|slug|sku|attempts?|retries|status|status_code|topic|filename)$|[a-z](?:Id|ID|Uuid|UUID|Slug|Sku|Count)$|(?:^|_)(?:order|invoice|job|task|batch|account|ticket)_(?:no|number|ref)$|^(?:count|statusCode|fileName)$|_count$/;
const MAX_NODES = 4_000;
const MAX_TELLING = 12;

/** Where a call shall stand: before everything in a function, before the statement of a call, in a handler. */
export type Standing = 'function' | 'call' | 'handler';

/** What is at hand where `node` begins, or, of a function, inside of it. */
export function valuesAtHand(node: Node, standing: Standing): AtHand {
  const own = new Set<string>();
  const outer = new Set<string>();
  let fn: Node | undefined;
  /** Names of the function itself, and once that is left, of all around it. */
  const here = (): Set<string> => (fn === undefined ? own : outer);
  const enter = (around: Node): void => {
    parametersOf(around, here());
    fn ??= around;
  };
  if (standing === 'function') enter(node);
  let at = node;
  for (; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (isFunction(parent)) enter(parent);
    else if (isBlock(parent) && parent.parent?.type !== 'class_definition') {
      const isModule = parent.parent === null;
      // What a module defines further down is there by the time its functions run.
      for (const one of parent.namedChildren) if (isModule || one.startIndex < at.startIndex) assigned(one, here());
    } else if (/^for_(?:in_)?statement$/.test(parent.type) && parent.childForFieldName('body')?.equals(at) === true)
      identifiers(parent.childForFieldName('left'), here());
  }
  if (hasThis(node)) outer.add('this');
  if (fn === undefined) return { names: [...outer], telling: [] };
  const names = new Set([...own].filter((name) => !/^_+$/.test(name)));
  const telling = new Set([...names].filter((name) => TELLING.test(name)));
  const limit = standing === 'call' ? statementEnd(node) : node.startIndex;
  if (standing !== 'function') for (const member of membersRead(fn, names, limit)) telling.add(member);
  return { names: [...names, ...outer], telling: [...telling].slice(0, MAX_TELLING) };
}

/** Whether `this` is that of a class: only arrows stand between. */
function hasThis(node: Node): boolean {
  for (let at: Node | null = node; at !== null; at = at.parent) {
    if (at.type === 'method_definition' || at.type.endsWith('field_definition')) return true;
    if (isFunction(at) && at.type !== 'arrow_function') return false;
  }
  return false;
}

function parametersOf(fn: Node, into: Set<string>): void {
  const list = fn.childForFieldName('parameters') ?? fn.childForFieldName('parameter');
  for (const one of list?.type === 'identifier' ? [list] : (list?.namedChildren ?? [])) {
    const name =
      one.childForFieldName('name') ?? one.childForFieldName('pattern') ?? one.childForFieldName('left') ?? one;
    identifiers(name.type === 'typed_parameter' ? name.firstNamedChild : name, into);
  }
}

/** Names in a target: one, or those of a pattern. */
function identifiers(target: Node | null, into: Set<string>): void {
  if (target === null) return;
  if (/^(?:identifier|shorthand_property_identifier_pattern)$/.test(target.type)) into.add(target.text);
  else if (/^(?:object_pattern|array_pattern|pattern_list|tuple_pattern)$/.test(target.type))
    for (const one of target.namedChildren) identifiers(one, into);
}

/** Names that a statement gives a value whenever it runs to its end. */
function assigned(statement: Node, into: Set<string>): void {
  if (/^(?:lexical_declaration|variable_declaration)$/.test(statement.type)) {
    for (const one of statement.namedChildren)
      if (one.childForFieldName('value') !== null) identifiers(one.childForFieldName('name'), into);
  } else if (statement.type === 'export_statement') {
    const inner = statement.childForFieldName('declaration');
    if (inner !== null) assigned(inner, into);
  } else if (/^import/.test(statement.type)) {
    for (const one of statement.descendantsOfType('identifier')) into.add(one.text);
  } else {
    const inner = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    if (inner?.type === 'assignment' && inner.childForFieldName('right') !== null)
      identifiers(inner.childForFieldName('left'), into);
  }
}

function statementEnd(node: Node): number {
  let at = node;
  while (at.parent !== null && !isBlock(at.parent)) at = at.parent;
  return at.endIndex;
}

/** `order.id` of a name at hand, read before the limit in the function itself. */
function membersRead(fn: Node, names: ReadonlySet<string>, limit: number): Set<string> {
  const found = new Set<string>();
  const waiting: Node[] = [...fn.namedChildren].reverse();
  for (let steps = 0, node = waiting.pop(); node !== undefined && steps < MAX_NODES; steps++, node = waiting.pop()) {
    if (node.startIndex >= limit) break;
    if (isFunction(node)) continue;
    if (isTold(node, names)) found.add(node.text);
    else waiting.push(...[...node.namedChildren].reverse());
  }
  return found;
}

/** A member that is read, and neither called nor given a value. */
function isTold(node: Node, names: ReadonlySet<string>): boolean {
  if (node.type !== 'attribute' && node.type !== 'member_expression') return false;
  const object = node.childForFieldName('object');
  const member = node.childForFieldName('attribute') ?? node.childForFieldName('property');
  if (object?.type !== 'identifier' || !names.has(object.text) || !TELLING.test(member?.text ?? '')) return false;
  const { parent } = node;
  return !['left', 'function'].some((field) => parent?.childForFieldName(field)?.equals(node) === true);
}
