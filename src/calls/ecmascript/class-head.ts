// The name of a JavaScript or TypeScript class and what it extends.

import type { Expression } from '../../model/call.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { ecmascriptExpression } from './expression.ts';

/** Reads the head of a class; one that was not read in full by its text. `called` is what it is assigned to. */
export function classHead(
  node: Syntax,
  called: string,
  source: Source,
): { readonly name: string; readonly bases: readonly Expression[] } {
  const nameNode = child(node, 'name');
  const header =
    node.children.length === 0
      ? /^(?:abstract\s+)?class\s+([\w$]+)(?:<[^{]*>)?\s*(extends)?/.exec(
          source.text.slice(node.start, node.start + 300),
        )
      : null;
  const name = header?.[1] ?? (nameNode === undefined ? called : source.text.slice(nameNode.start, nameNode.end));
  const heritage = node.children.find(({ type }) => type === 'class_heritage');
  const base =
    heritage === undefined ? undefined : (heritage.children.find(({ type }) => type === 'extends_clause') ?? heritage);
  const extended = base === undefined ? undefined : (child(base, 'value') ?? base.children.find(isValue) ?? base);
  if (extended !== undefined) return { name, bases: [ecmascriptExpression(extended, source)] };
  const unknown = header?.[2] !== undefined;
  return { name, bases: unknown ? [ecmascriptExpression({ ...node, type: 'ERROR', end: node.start }, source)] : [] };
}
