// JavaScript and TypeScript syntax as expressions rules can judge.

import type { Expression, ExpressionKind } from '../../model/call.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { unescapeEcmascript } from './strings.ts';

const KINDS: ReadonlyMap<string, ExpressionKind> = new Map<string, ExpressionKind>([
  ['identifier', 'name'],
  ['this', 'name'],
  ['super', 'name'],
  ['undefined', 'null'],
  ['null', 'null'],
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['array', 'list'],
  ['ternary_expression', 'conditional'],
  ['await_expression', 'effect'],
  ['yield_expression', 'effect'],
  ['assignment_expression', 'effect'],
  ['augmented_assignment_expression', 'effect'],
  ['update_expression', 'effect'],
  ['arrow_function', 'function'],
  ['function_expression', 'function'],
  ['generator_function', 'function'],
  ['class', 'function'],
  ['spread_element', 'spread'],
]);

/** Wrappers that say something of a type and nothing of a value. */
const TRANSPARENT = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'type_assertion',
]);
/** A name with no more than that around it: `(this as Base)`, `log!`. */
const TYPED_NAME = /^\(?\s*([A-Za-z_$][\w$]*)(?:\s+(?:as|satisfies)\s[^()]*)?[!)]?$/;
const COMPARISONS = new Set(['==', '===', '!=', '!==', '<', '>', '<=', '>=', 'in', 'instanceof']);
const SLICERS = new Set(['slice', 'substring', 'substr']);

/** What an expression node says. Nodes that were not read in full (see readSyntax) are judged by their text. */
export function ecmascriptExpression(node: Syntax, source: Source): Expression {
  const text = source.text.slice(node.start, node.end);
  const plain = (
    kind: ExpressionKind,
    names: readonly string[],
    children: readonly Expression[],
    value?: string,
    texts?: readonly string[],
  ): Expression => ({
    text,
    range: source.range(node.start, node.end),
    kind,
    names,
    children,
    ...(value === undefined ? {} : { value }),
    ...(texts === undefined ? {} : { texts }),
  });
  const parts = (): Expression[] => node.children.filter(isValue).map((one) => ecmascriptExpression(one, source));
  const lower = (one: Syntax | undefined): Expression[] =>
    one === undefined ? [] : [ecmascriptExpression(one, source)];
  switch (node.type) {
    case 'identifier':
    case 'this':
    case 'super':
    case 'type_identifier':
      return text === 'undefined' ? plain('null', [], []) : plain('name', [text], []);
    case 'member_expression':
    case 'nested_type_identifier':
    case 'nested_identifier': {
      const object = child(node, 'object') ?? child(node, 'module');
      const property = child(node, 'property') ?? child(node, 'name');
      if (object === undefined || property === undefined) return plain('attribute', dottedNames(text), []);
      const inner = ecmascriptExpression(object, source);
      return plain('attribute', [...inner.names, source.text.slice(property.start, property.end)], [inner]);
    }
    case 'subscript_expression': {
      const object = child(node, 'object');
      const index = child(node, 'index');
      if (object === undefined || index === undefined) return plain('subscript', [], []);
      const inner = ecmascriptExpression(object, source);
      const key = ecmascriptExpression(index, source);
      return plain('subscript', [...inner.names, ...(key.kind === 'string' ? [key.value ?? ''] : [])], [inner, key]);
    }
    case 'call_expression':
    case 'new_expression':
      return call(node, source, plain);
    case 'string':
      return plain('string', [], [], unescapeEcmascript(text.slice(1, -1)));
    case 'template_string': {
      const holes = node.children
        .filter(({ type }) => type === 'template_substitution')
        .flatMap((one) => lower(one.children.find(isValue)));
      return holes.length > 0 || node.children.length === 0
        ? plain('template', [], holes, undefined, textsBetween(node, source))
        : plain('string', [], [], unescapeEcmascript(text.slice(1, -1)));
    }
    case 'number':
      return plain('number', [], [], text);
    case 'sequence_expression': {
      const meant = unbound(node, source);
      return meant === undefined ? plain('list', [], parts()) : ecmascriptExpression(meant, source);
    }
    case 'object':
      return plain(
        'object',
        [],
        node.children.filter(isValue).map((one) => entry(one, source)),
      );
    case 'binary_expression': {
      const left = child(node, 'left');
      const right = child(node, 'right');
      const operator = child(node, 'operator');
      const children = [...lower(left), ...lower(right)];
      if (operator !== undefined && COMPARISONS.has(operator.type)) return plain('comparison', [], children);
      const text = operator?.type === '+' && children.some(({ kind }) => kind === 'string' || kind === 'template');
      return text ? joined(children, plain) : plain('operation', [], children);
    }
    case 'unary_expression': {
      const sign = child(node, 'operator')?.type;
      return plain(
        sign === '!' || sign === 'typeof' ? 'comparison' : sign === 'delete' ? 'effect' : 'operation',
        [],
        lower(child(node, 'argument')),
      );
    }
    default: {
      if (TRANSPARENT.has(node.type)) {
        const inner =
          node.type === 'type_assertion' ? node.children.filter(isValue).at(-1) : node.children.find(isValue);
        const [, name] = inner === undefined && text.length < 200 ? (TYPED_NAME.exec(text) ?? []) : [];
        return inner === undefined
          ? plain(name === undefined ? 'other' : 'name', name === undefined ? [] : [name], [])
          : { ...ecmascriptExpression(inner, source), text, range: source.range(node.start, node.end) };
      }
      const kind = KINDS.get(node.type) ?? 'other';
      if (kind === 'function') return plain(kind, [], []);
      const children = parts();
      return plain(
        kind,
        kind === 'spread' || node.type === 'await_expression' ? (children[0]?.names ?? []) : [],
        children,
      );
    }
  }
}

/** `(0, log_1.default)(…)`: how compilers write a call of what another module gives, so that it has no `this`. */
export function unbound(node: Syntax, source: Source): Syntax | undefined {
  const [first, second, ...more] = node.children.filter(isValue);
  const isZero = first?.type === 'number' && source.text.slice(first.start, first.end) === '0';
  return isZero && more.length === 0 ? second : undefined;
}

type Plain = (
  kind: ExpressionKind,
  names: readonly string[],
  children: readonly Expression[],
  value?: string,
  texts?: readonly string[],
) => Expression;

/** `+` with text on one side: a text where all of it is, else a template. */
function joined(operands: readonly Expression[], plain: Plain): Expression {
  if (operands.every(({ kind }) => kind === 'string'))
    return plain('string', [], [], operands.map(({ value }) => value).join(''));
  const shown: Expression[] = [];
  const texts = [''];
  for (const one of operands) {
    const [first = '', ...more] =
      one.kind === 'string' ? [one.value ?? ''] : one.kind === 'template' ? (one.texts ?? []) : ['', ''];
    texts.push(texts.pop()! + first, ...more);
    shown.push(...(one.kind === 'template' ? one.children : one.kind === 'string' ? [] : [one]));
  }
  return plain('template', [], shown, undefined, texts);
}

/** The fixed texts of a template literal, before, between and behind what is shown. */
function textsBetween(node: Syntax, source: Source): string[] {
  const texts: string[] = [];
  let from = node.start + 1;
  for (const part of node.children) {
    if (part.type !== 'template_substitution') continue;
    texts.push(unescapeEcmascript(source.text.slice(from, part.start)));
    from = part.end;
  }
  return [...texts, unescapeEcmascript(source.text.slice(from, Math.max(from, node.end - 1)))];
}

function call(node: Syntax, source: Source, plain: Plain): Expression {
  const callee = child(node, 'function') ?? child(node, 'constructor');
  if (callee === undefined) return plain('call', [], []);
  const inner = ecmascriptExpression(callee, source);
  const list = child(node, 'arguments');
  const args =
    list === undefined
      ? []
      : list.type === 'arguments'
        ? list.children.filter(isValue).map((one) => ecmascriptExpression(one, source))
        : [ecmascriptExpression(list, source)];
  const object = inner.children[0];
  if (inner.kind === 'attribute' && object !== undefined && SLICERS.has(inner.names.at(-1) ?? ''))
    return plain('slice', object.names, [object, ...args]);
  return plain('call', inner.names, [inner, ...args]);
}

function entry(node: Syntax, source: Source): Expression {
  if (node.type === 'shorthand_property_identifier') {
    const name = source.text.slice(node.start, node.end);
    const range = source.range(node.start, node.end);
    return { text: name, range, kind: 'name', names: [name], children: [], key: name, keyRange: range };
  }
  if (node.type === 'method_definition') {
    const name = child(node, 'name');
    const range = source.range(name?.start ?? node.start, name?.end ?? node.end);
    return {
      text: source.text.slice(node.start, node.end),
      range: source.range(node.start, node.end),
      kind: 'function',
      names: [],
      children: [],
      key: name === undefined ? '' : source.text.slice(name.start, name.end),
      keyRange: range,
    };
  }
  const key = child(node, 'key');
  const value = child(node, 'value');
  if (key === undefined || value === undefined) return ecmascriptExpression(node, source);
  const written = source.text.slice(key.start, key.end);
  const name = key.type === 'string' ? unescapeEcmascript(written.slice(1, -1)) : written;
  return { ...ecmascriptExpression(value, source), key: name, keyRange: source.range(key.start, key.end) };
}

/** Names of a dotted expression that was not read in full; nothing of anything else. */
function dottedNames(text: string): string[] {
  return text.length < 300 && /^[\w$.?!\s]+$/.test(text)
    ? text.split('.').map((name) => name.replace(/[?!\s]/g, ''))
    : [];
}
