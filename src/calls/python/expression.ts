// Python syntax as expressions rules can judge.

import type { Expression, ExpressionKind } from '../../model/call.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { readString, type LiteralPiece } from './strings.ts';

const KINDS: ReadonlyMap<string, ExpressionKind> = new Map<string, ExpressionKind>([
  ['integer', 'number'],
  ['float', 'number'],
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['none', 'null'],
  ['ellipsis', 'null'],
  ['list', 'list'],
  ['tuple', 'list'],
  ['set', 'list'],
  ['expression_list', 'list'],
  ['list_comprehension', 'list'],
  ['set_comprehension', 'list'],
  ['generator_expression', 'list'],
  ['dictionary_comprehension', 'object'],
  ['comparison_operator', 'comparison'],
  ['not_operator', 'comparison'],
  ['boolean_operator', 'operation'],
  ['binary_operator', 'operation'],
  ['unary_operator', 'operation'],
  ['named_expression', 'effect'],
  ['await', 'effect'],
  ['yield', 'effect'],
  ['lambda', 'function'],
  ['list_splat', 'spread'],
  ['dictionary_splat', 'spread'],
]);

const IS_CODE = /^[A-Za-z_(["'{\-+~*\d.]/;

/** What an expression node says. Nodes that were not read in full (see readSyntax) are judged by their text. */
export function pythonExpression(node: Syntax, source: Source): Expression {
  const plain = (
    kind: ExpressionKind,
    names: readonly string[],
    children: readonly Expression[],
    value?: string,
    texts?: readonly string[],
  ): Expression => ({
    text: textOf(node, source),
    range: source.range(node.start, node.end),
    kind,
    names,
    children,
    ...(value === undefined ? {} : { value }),
    ...(texts === undefined ? {} : { texts }),
  });
  const lower = (one: Syntax | undefined): Expression[] => (one === undefined ? [] : [pythonExpression(one, source)]);
  const text = source.text.slice(node.start, node.end);
  switch (node.type) {
    case 'identifier':
      return plain('name', [text], []);
    case 'attribute': {
      const object = child(node, 'object');
      const attribute = child(node, 'attribute');
      if (object === undefined || attribute === undefined) return plain('attribute', dottedNames(text), []);
      const inner = pythonExpression(object, source);
      return plain('attribute', [...inner.names, source.text.slice(attribute.start, attribute.end)], [inner]);
    }
    case 'subscript': {
      const value = child(node, 'value');
      if (value === undefined) return plain('subscript', dottedNames(text), []);
      const inner = pythonExpression(value, source);
      const indices = node.children.filter(({ field }) => field === 'subscript');
      const sliced = indices.some(({ type }) => type === 'slice');
      const children = indices.flatMap((index) =>
        index.type === 'slice'
          ? index.children.filter(({ type }) => type !== ':').map((one) => pythonExpression(one, source))
          : lower(index),
      );
      const key = children[0]?.kind === 'string' ? [children[0].value ?? ''] : [];
      return plain(sliced ? 'slice' : 'subscript', [...inner.names, ...key], [inner, ...children]);
    }
    case 'call': {
      const callee = child(node, 'function');
      if (callee === undefined) return plain('call', dottedNames(text.slice(0, text.indexOf('('))), []);
      const inner = pythonExpression(callee, source);
      const list = child(node, 'arguments');
      const args = list?.type === 'argument_list' ? list.children : list === undefined ? [] : [list];
      return plain('call', inner.names, [inner, ...args.filter(isValue).map((one) => argument(one, source))]);
    }
    case 'string':
    case 'concatenated_string':
      return stringExpression(node, source, plain);
    case 'parenthesized_expression': {
      const inner = node.children.find(isValue);
      return inner === undefined
        ? plain('other', [], [])
        : { ...pythonExpression(inner, source), text, range: source.range(node.start, node.end) };
    }
    case 'conditional_expression': {
      const [value, condition, other] = node.children.filter(isValue);
      return plain('conditional', [], [...lower(condition), ...lower(value), ...lower(other)]);
    }
    case 'dictionary':
      return plain(
        'object',
        [],
        node.children
          .filter(isValue)
          .map((one) => (one.type === 'pair' ? pair(one, source) : pythonExpression(one, source))),
      );
    case 'integer':
    case 'float':
      return plain('number', [], [], text);
    default: {
      const kind = KINDS.get(node.type) ?? 'other';
      const children = node.children.filter(isValue).map((one) => pythonExpression(one, source));
      if (node.type === 'binary_operator' && child(node, 'operator')?.type === '+' && children.every(isString))
        return plain('string', [], [], children.map(({ value }) => value).join(''));
      return plain(kind, kind === 'spread' || node.type === 'await' ? (children[0]?.names ?? []) : [], children);
    }
  }
}

function isString({ kind }: Expression): boolean {
  return kind === 'string';
}

function textOf(node: Syntax, source: Source): string {
  const text = source.text.slice(node.start, node.end);
  return node.type === 'expression_list' ? `(${text})` : text;
}

function argument(node: Syntax, source: Source): Expression {
  if (node.type !== 'keyword_argument') return pythonExpression(node, source);
  const name = child(node, 'name');
  const value = child(node, 'value');
  if (name === undefined || value === undefined) return pythonExpression(node, source);
  return {
    ...pythonExpression(value, source),
    key: source.text.slice(name.start, name.end),
    keyRange: source.range(name.start, name.end),
  };
}

function pair(node: Syntax, source: Source): Expression {
  const key = child(node, 'key');
  const value = child(node, 'value');
  if (key === undefined || value === undefined) return pythonExpression({ ...node, type: 'ERROR' }, source);
  const name = pythonExpression(key, source);
  return { ...pythonExpression(value, source), key: name.value ?? name.text, keyRange: name.range };
}

function stringExpression(
  node: Syntax,
  source: Source,
  plain: (
    kind: ExpressionKind,
    names: readonly string[],
    children: readonly Expression[],
    value?: string,
    texts?: readonly string[],
  ) => Expression,
): Expression {
  const literals = node.type === 'string' ? [node] : node.children.filter(({ type }) => type === 'string');
  const pieces = literals.flatMap((literal) => readString(literal, source).pieces);
  const holes = pieces.flatMap((piece) =>
    'interpolation' in piece ? [interpolated(piece.interpolation, source)] : [],
  );
  if (holes.length > 0)
    return plain(
      'template',
      [],
      holes.filter((hole) => hole !== undefined),
      undefined,
      textsBetween(pieces),
    );
  return plain('string', [], [], pieces.map((piece) => ('text' in piece ? piece.text : '')).join(''));
}

/** The fixed texts before, between and behind what is shown. */
function textsBetween(pieces: readonly LiteralPiece[]): string[] {
  const texts = [''];
  for (const piece of pieces) {
    if ('text' in piece) texts.push(texts.pop()! + piece.text);
    else texts.push('');
  }
  return texts;
}

/** The expression between the braces of an f-string; undefined where it is missing. */
export function interpolated(node: Syntax, source: Source): Expression | undefined {
  const inner = child(node, 'expression') ?? node.children.find(isValue);
  return inner === undefined ? undefined : pythonExpression(inner, source);
}

/** Names of a dotted expression that was not read in full; nothing of anything else. */
function dottedNames(text: string): string[] {
  return text.length < 300 && IS_CODE.test(text) && /^[\w.\s]+$/.test(text)
    ? text.split('.').map((name) => name.trim())
    : [];
}
