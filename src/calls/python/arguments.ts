// The arguments of a Python call.

import type { Argument } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { pythonExpression } from './expression.ts';

/** The arguments in an `argument_list` node, in order. */
export function pythonArguments(list: Syntax, source: Source): Argument[] {
  return list.children.filter(isValue).map((node) => {
    const { start, end } = node;
    const name = child(node, 'name');
    const value = child(node, 'value');
    if (node.type === 'keyword_argument' && name !== undefined && value !== undefined) {
      return {
        expression: pythonExpression(value, source),
        node: value,
        keyword: source.text.slice(name.start, name.end),
        start,
        end,
      };
    }
    const spread = node.type === 'list_splat' ? 'list' : node.type === 'dictionary_splat' ? 'map' : undefined;
    const inner = spread === undefined ? node : (node.children.find(isValue) ?? node);
    return {
      expression: pythonExpression(inner, source),
      node: inner,
      start,
      end,
      ...(spread === undefined ? {} : { spread }),
    };
  });
}
