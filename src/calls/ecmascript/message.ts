// How a JavaScript or TypeScript message is built: every way of making text, taken apart into fixed text and holes.

import type { Expression, MessagePart } from '../../model/call.ts';
import { concatenated, constant, isText, joinParts, opaque, textOf, type Built } from '../messages/message.ts';
import { parsePercent } from '../messages/templates/percent.ts';
import type { Source } from '../parsing/source.ts';
import { child, holdsComment, isValue, type Syntax } from '../parsing/syntax.ts';
import { ecmascriptExpression } from './expression.ts';
import { unescapeEcmascript } from './strings.ts';

/** Finds the node a name that is assigned once was given; for constants that hold a message. */
export type ConstantOf = (name: string) => Syntax | undefined;

const TRANSPARENT = new Set(['as_expression', 'satisfies_expression', 'non_null_expression']);
/** Functions that fill a printf-style template. */
const FORMATTERS = /^(?:util\.format|format|sprintf|util\.sprintf|vsprintf)$/;

type Reader = (node: Syntax) => Built;

/** Takes the message of a logger call apart. */
export function ecmascriptMessage(node: Syntax, source: Source, constantOf: ConstantOf): Built {
  const slice = (one: Syntax): string => source.text.slice(one.start, one.end);
  const read: Reader = (one) => {
    switch (one.type) {
      case 'string':
        return constant(unescapeEcmascript(slice(one).slice(1, -1)), slice(one)[0]);
      case 'template_string':
        return template(one, source);
      case 'binary_expression':
        return child(one, 'operator')?.type === '+'
          ? sum(one, source, read)
          : opaque(ecmascriptExpression(one, source));
      case 'call_expression':
        return call(one, source, read);
      case 'ternary_expression':
        return conditional(one, source, read);
      case 'identifier': {
        const value = constantOf(slice(one));
        const message = value === undefined ? undefined : ecmascriptMessage(value, source, () => undefined);
        return message?.built === 'constant' ? message : opaque(ecmascriptExpression(one, source));
      }
      default: {
        const inner =
          one.type === 'parenthesized_expression' || TRANSPARENT.has(one.type) ? one.children.find(isValue) : undefined;
        const message = inner === undefined ? undefined : read(inner);
        if (message === undefined || message.built === 'expression') return opaque(ecmascriptExpression(one, source));
        return { ...message, rewritable: message.rewritable && !one.children.some(({ type }) => type === 'comment') };
      }
    }
  };
  return read(node);
}

function template(node: Syntax, source: Source): Built {
  const parts: MessagePart[] = [];
  let done = node.start + 1;
  let rewritable = source.text[node.end - 1] === '`' && node.end > done;
  for (const part of node.children) {
    if (part.type !== 'template_substitution') continue;
    parts.push({ kind: 'text', text: unescapeEcmascript(source.text.slice(done, part.start)) });
    done = part.end;
    const inner = part.children.find(isValue);
    if (inner === undefined || holdsComment(part) || inner.type === 'sequence_expression') rewritable = false;
    parts.push(
      inner === undefined
        ? { kind: 'hole' }
        : {
            kind: 'hole',
            expression: ecmascriptExpression(inner, source),
            place: source.range(part.start, part.end),
          },
    );
  }
  parts.push({ kind: 'text', text: unescapeEcmascript(source.text.slice(done, node.end - 1)) });
  const joined = joinParts(parts);
  return joined.some(({ kind }) => kind === 'hole')
    ? { built: 'template-literal', parts: joined, rewritable }
    : { built: 'constant', parts: joined, rewritable };
}

/** `+` is addition until the first text, and joins text from there on. */
function sum(node: Syntax, source: Source, read: Reader): Built {
  const operands: Syntax[] = [];
  let at: Syntax = node;
  for (;;) {
    const left = child(at, 'left');
    const right = child(at, 'right');
    if (
      at.type !== 'binary_expression' ||
      child(at, 'operator')?.type !== '+' ||
      left === undefined ||
      right === undefined
    )
      break;
    operands.unshift(right);
    at = left;
  }
  operands.unshift(at);
  const pieces = operands.map((one) => shown(read(one)));
  const first = pieces.findIndex(isText);
  if (first < 0) return opaque(ecmascriptExpression(node, source));
  // a + b + "text": the sum of a and b is what is shown.
  const head =
    first < 2
      ? pieces.slice(0, first)
      : [opaque(sumOf(node, source, operands[0]!, operands[first - 1]!, pieces.slice(0, first)))];
  return concatenated([...head, ...pieces.slice(first)], 'concatenation', !holdsComment(node));
}

function sumOf(node: Syntax, source: Source, first: Syntax, last: Syntax, pieces: readonly Built[]): Expression {
  const whole = ecmascriptExpression(node, source);
  const children = pieces.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'hole' && part.expression !== undefined ? [part.expression] : [])),
  );
  return {
    ...whole,
    kind: 'operation',
    names: [],
    children,
    text: source.text.slice(first.start, last.end),
    range: source.range(first.start, last.end),
  };
}

/** `String(x)` and `x.toString()` inside a text show x. */
function shown(message: Built): Built {
  const [hole] = message.parts;
  const expression = message.built === 'expression' && hole?.kind === 'hole' ? hole.expression : undefined;
  if (expression?.kind !== 'call') return message;
  const [callee, value, ...more] = expression.children;
  if (
    callee?.kind === 'name' &&
    callee.text === 'String' &&
    value !== undefined &&
    value.kind !== 'spread' &&
    more.length === 0
  ) {
    return { built: 'concatenation', parts: [{ kind: 'hole', expression: value, conversion: 's' }], rewritable: true };
  }
  return message;
}

function call(node: Syntax, source: Source, read: Reader): Built {
  const expression = ecmascriptExpression(node, source);
  const callee = child(node, 'function');
  const list = child(node, 'arguments');
  if (callee === undefined || list?.type !== 'arguments') return opaque(expression);
  const args = list.children.filter(isValue);
  const clean = !holdsComment(list) && !args.some(({ type }) => type === 'spread_element');
  if (FORMATTERS.test(source.text.slice(callee.start, callee.end)) && args[0] !== undefined) {
    const text = textOf(read(args[0]));
    if (text !== undefined) return formatted(text, expression.children.slice(2), clean);
  }
  const object = child(callee, 'object');
  const property = child(callee, 'property');
  if (object === undefined || property === undefined || source.text.slice(property.start, property.end) !== 'concat')
    return opaque(expression);
  const first = read(object);
  return isText(first)
    ? concatenated([first, ...args.map((one) => shown(read(one)))], 'concatenation', clean)
    : opaque(expression);
}

function formatted(text: string, given: readonly Expression[], clean: boolean): Built {
  let next = 0;
  const parts = parsePercent(text, 'node').map((part): MessagePart => {
    if (part.kind === 'text') return part;
    const { hole } = part;
    const expression = given[next++];
    return expression === undefined ? hole : { ...hole, expression };
  });
  const rewritable =
    clean && next === given.length && parts.every((part) => part.kind === 'text' || part.expression !== undefined);
  for (const expression of given.slice(next)) parts.push({ kind: 'hole', expression });
  return { built: parts.some(({ kind }) => kind === 'hole') ? 'format-call' : 'constant', parts, rewritable };
}

function conditional(node: Syntax, source: Source, read: Reader): Built {
  const expression = ecmascriptExpression(node, source);
  const values = [child(node, 'consequence'), child(node, 'alternative')].filter((one) => one !== undefined);
  const branches = values.map((branch) => ({ start: branch.start, end: branch.end, message: read(branch) }));
  if (!branches.some(({ message }) => isText(message) || message.built === 'conditional')) return opaque(expression);
  return { built: 'conditional', parts: [{ kind: 'hole', expression }], rewritable: false, branches };
}
