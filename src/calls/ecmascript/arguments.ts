// The arguments of a JavaScript or TypeScript call.

import type { Argument } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { isValue, type Syntax } from '../parsing/syntax.ts';
import { ecmascriptExpression } from './expression.ts';

/** The arguments in an `arguments` node, in order. */
export function ecmascriptArguments(list: Syntax, source: Source): Argument[] {
  return list.children.filter(isValue).map((node) => {
    const { start, end } = node;
    const inner = node.type === 'spread_element' ? (node.children.find(isValue) ?? node) : node;
    return {
      expression: ecmascriptExpression(inner, source),
      node: inner,
      start,
      end,
      ...(inner === node ? {} : { spread: 'list' as const }),
    };
  });
}
