// The heads of Python functions and classes: parameters, annotations, base classes.

import type { Expression } from '../../model/call.ts';
import { bind, type Scope } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { pythonExpression } from './expression.ts';

/** Says that a class takes types, and lends it nothing. */
const GENERIC = /^(?:typing\.|t\.)?Generic$/;

/** Reads the heads of one file. */
export interface Declarations {
  /** Binds the parameters in a list and gives their names, with their stars. */
  readonly bindParameters: (list: Syntax, scope: Scope, outer: Scope) => string[];
  /** The type of an annotation; of `Optional[X]` and `X | None` the X. */
  readonly annotated: (node: Syntax) => Expression;
  /** What a class extends. */
  readonly basesOf: (node: Syntax) => Expression[];
}

/** The heads of base classes with the types they take blanked: `Store[str, Item]` as `Store           `. */
function withoutTypes(list: string): string {
  const blank = (types: string): string => ' '.repeat(types.length);
  return list.replace(/\[[^[\]]*\]/g, blank).replace(/\[[^[\]]*\]/g, blank);
}

/** Creates Declarations. */
export function createDeclarations(source: Source): Declarations {
  const slice = (node: Syntax): string => source.text.slice(node.start, node.end);

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
        .map((base) => (base.type === 'subscript' ? (child(base, 'value') ?? base) : base))
        .filter(({ type }) => type === 'identifier' || type === 'attribute')
        .map((base) => pythonExpression(base, source))
        .filter(({ text }) => !GENERIC.test(text));
    }
    // Not read in full: taken from the text.
    const header = source.text.slice(node.start, node.start + 400);
    const [all = '', inside = ''] = /^class\s+\w+\s*\(([^()]*)/.exec(header) ?? [];
    const offset = node.start + all.length - inside.length;
    return [...withoutTypes(inside).matchAll(/(?:^|,)\s*([A-Za-z_][\w.]*)(?!\s*=)(?=\s*(?:,|$))/g)].flatMap(
      ({ index, 0: found, 1: name = '' }) => {
        if (GENERIC.test(name)) return [];
        const start = offset + index + found.length - name.length;
        return pythonExpression(
          { ...node, type: name.includes('.') ? 'attribute' : 'identifier', start, end: start + name.length },
          source,
        );
      },
    );
  };

  return { bindParameters, annotated, basesOf };
}
