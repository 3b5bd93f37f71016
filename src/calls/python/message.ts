// How a Python message is built: every way of making text, taken apart into fixed text and holes.

import type { Expression, MessagePart } from '../../model/call.ts';
import { concatenated, constant, isText, joinParts, opaque, textOf, type Built } from '../messages/message.ts';
import { parseBraces } from '../messages/templates/brace.ts';
import { parsePercent } from '../messages/templates/percent.ts';
import type { Source } from '../parsing/source.ts';
import { child, holdsComment, isValue, type Syntax } from '../parsing/syntax.ts';
import { interpolated, pythonExpression } from './expression.ts';
import { readString } from './strings.ts';

/** Finds the node a name that is assigned once was given; for constants that hold a message. */
export type ConstantOf = (name: string) => Syntax | undefined;

/** Functions that translate a text and else give it back. */
const TRANSLATOR = /^(?:_+|N_|_?i18n|u?n?gettext(?:_lazy|_noop)?|_t|_?trans|translate)$/;
/** What gives text and nothing else. */
const TEXT_MAKER = /^(?:str|repr)\(|^["'][^"'\n]*["']\.join\(/;
/** Names people give to text that is filled in later. */
const TEMPLATE_NAME = /(?:msg|message|template|tmpl|text|fmt|format|string|_str)s?$|^[A-Z][A-Z0-9_]+$/i;

type Reader = (node: Syntax) => Built;

/** Takes the message of a logger call apart. */
export function pythonMessage(node: Syntax, source: Source, constantOf: ConstantOf): Built {
  const read: Reader = (one) => {
    switch (one.type) {
      case 'string':
        return literals([one], source, true);
      case 'concatenated_string':
        return literals(
          one.children.filter(({ type }) => type === 'string'),
          source,
          !holdsComment(one),
        );
      case 'parenthesized_expression': {
        const inner = one.children.find(isValue);
        if (inner === undefined) return opaque(pythonExpression(one, source));
        const message = read(inner);
        if (message.built === 'expression') return opaque(pythonExpression(one, source));
        return { ...message, rewritable: message.rewritable && !one.children.some(({ type }) => type === 'comment') };
      }
      case 'binary_operator':
        return operator(one, source, read);
      case 'call':
        return call(one, source, read);
      case 'conditional_expression':
        return conditional(one, source, read);
      case 'named_expression': {
        const value = child(one, 'value');
        const message = value === undefined ? undefined : read(value);
        return message !== undefined && isText(message)
          ? { ...message, rewritable: false }
          : opaque(pythonExpression(one, source));
      }
      case 'identifier': {
        const value = constantOf(source.text.slice(one.start, one.end));
        const message = value === undefined ? undefined : pythonMessage(value, source, () => undefined);
        return message?.built === 'constant' ? message : opaque(pythonExpression(one, source));
      }
      default:
        return opaque(pythonExpression(one, source));
    }
  };
  return read(node);
}

function literals(nodes: readonly Syntax[], source: Source, rewritable: boolean): Built {
  const parts: MessagePart[] = [];
  let exact = rewritable;
  let quote: string | undefined;
  for (const literal of nodes.map((node) => readString(node, source))) {
    exact &&= literal.exact;
    quote ??= literal.quote;
    for (const piece of literal.pieces) {
      if ('text' in piece) parts.push({ kind: 'text', text: piece.text });
      else {
        const { before, hole, plain } = interpolation(piece.interpolation, source);
        exact &&= plain;
        if (before !== '') parts.push({ kind: 'text', text: before });
        parts.push(hole);
      }
    }
  }
  const joined = joinParts(parts);
  if (joined.every(({ kind }) => kind === 'text')) {
    const idle = idlePrefix(nodes, source);
    const text = joined.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    return { ...constant(text, quote, exact), ...(idle === undefined ? {} : { idle }) };
  }
  return { built: 'f-string', parts: joined, rewritable: exact, ...(quote === undefined ? {} : { quote }) };
}

/** The `f` of the first string that has one, though none has values. */
function idlePrefix(nodes: readonly Syntax[], { text }: Source): Built['idle'] {
  const marked = nodes.filter(({ start }) => /[fF]/.test(prefixAt(text, start)));
  const [first] = marked;
  if (first === undefined) return undefined;
  const start = first.start + prefixAt(text, first.start).search(/[fF]/);
  return { start, end: start + 1, alone: marked.length === 1 && !/[{}]/.test(text.slice(first.start, first.end)) };
}

/** `rf` of `rf"…"`. */
function prefixAt(text: string, start: number): string {
  return /^[a-zA-Z]{0,2}/.exec(text.slice(start, start + 2))?.[0] ?? '';
}

/** `{expression[=][!conversion][:format]}`; of `{x=}` the text before the value is "x=". */
function interpolation(node: Syntax, source: Source): { before: string; hole: MessagePart; plain: boolean } {
  const expression = interpolated(node, source);
  const equals = node.children.find(({ type }) => type === '=');
  const conversion = child(node, 'type_conversion');
  const specifier = child(node, 'format_specifier');
  const before =
    equals === undefined
      ? ''
      : source.text.slice(node.start + 1, (conversion ?? specifier ?? node.children.at(-1) ?? equals).start);
  const letter =
    conversion === undefined
      ? equals !== undefined && specifier === undefined
        ? 'r'
        : undefined
      : source.text.slice(conversion.start + 1, conversion.end);
  const format = specifier === undefined ? undefined : source.text.slice(specifier.start + 1, specifier.end);
  const nested =
    specifier?.children.some(({ type }) => type === 'format_expression' || type === 'interpolation') ?? false;
  return {
    before,
    hole: {
      kind: 'hole',
      place: source.range(node.start, node.end),
      ...(before === '' ? {} : { label: before }),
      ...(expression === undefined ? {} : { expression }),
      ...(letter === undefined ? {} : { conversion: letter }),
      ...(format === undefined ? {} : { format, ...shownAs(expression, format, letter) }),
    },
    plain: expression !== undefined && !nested && !holdsComment(node) && !holdsYield(node),
  };
}

/** The expression a formatted value can be had with elsewhere. */
function shownAs(
  expression: Expression | undefined,
  format: string,
  conversion: string | undefined,
): { shown?: string } {
  return expression === undefined || conversion !== undefined || /["\\{}\n]/.test(format)
    ? {}
    : { shown: `format(${expression.text}, "${format}")` };
}

function holdsYield(node: Syntax): boolean {
  return (node.type === 'yield' && node.named) || node.children.some(holdsYield);
}

function operator(node: Syntax, source: Source, read: Reader): Built {
  const left = child(node, 'left');
  const right = child(node, 'right');
  const sign = child(node, 'operator');
  if (left === undefined || right === undefined) return opaque(pythonExpression(node, source));
  const clean = !node.children.some(({ type }) => type === 'comment');
  if (sign?.type === '+') {
    const pieces = [operand(left, source, read), operand(right, source, read)];
    if (pieces.some(isText) || pieces.some(isChosen))
      return concatenated(pieces, 'concatenation', clean && !node.children.some(holdsComment));
    // Only text is a message; what is added up in its place are texts, but for numbers and what gives them.
    return pieces.every(mayBeText) && !pieces.some(isCount) && !pieces.every(isConstantName)
      ? { ...concatenated(pieces, 'concatenation', false), rewritable: false }
      : opaque(pythonExpression(node, source));
  }
  if (sign?.type === '%') {
    const template = read(left);
    const text = textOf(template);
    if (text === undefined && !isText(template) && !isChosen(template) && !mayBeText(template))
      return opaque(pythonExpression(node, source));
    const value = pythonExpression(right, source);
    if (text === undefined)
      return {
        built: 'percent-operator',
        parts: [...template.parts, { kind: 'hole', expression: value }],
        rewritable: false,
      };
    const written = source.text.slice(left.start, left.end);
    return fillPercent(text, value, { ...template, written }, clean && !node.children.some(holdsComment));
  }
  return opaque(pythonExpression(node, source));
}

/** One of several texts, by a condition. */
function isChosen({ built }: Built): boolean {
  return built === 'conditional';
}

/** Whether an expression that can't be seen through is a template: only text is a message, and only templates are filled. */
function mayBeText({ parts }: Built): boolean {
  const [hole] = parts;
  const kind = hole?.kind === 'hole' ? hole.expression?.kind : undefined;
  return kind === 'name' || kind === 'attribute' || kind === 'call' || kind === 'subscript';
}

/** `PREFIX`. */
function isConstantName({ parts }: Built): boolean {
  const [hole] = parts;
  return hole?.kind === 'hole' && /^[A-Z][A-Z\d_]*$/.test(hole.expression?.text ?? '');
}

/** `len(a)`, `time.time()`, `self.count`. */
function isCount({ parts }: Built): boolean {
  const [hole] = parts;
  const names = hole?.kind === 'hole' ? (hole.expression?.names ?? []) : [];
  return /^(?:len|sum|int|float|round|min|max|abs|ord)$|(?:^|_)(?:count|time|size|total|number|num|n|i|x|y)$/.test(
    names.at(-1) ?? '',
  );
}

/** An operand of `+`: `str(x)` shows x, and a name shows its value, unless it is written as that of a constant. */
function operand(node: Syntax, source: Source, read: Reader): Built {
  const isValueName = node.type === 'identifier' && /[a-z]/.test(source.text.slice(node.start, node.end));
  const message = isValueName ? opaque(pythonExpression(node, source)) : read(node);
  if (message.built !== 'expression') return message;
  const [hole] = message.parts;
  const shown = hole?.kind === 'hole' ? hole.expression : undefined;
  const [callee, value] = shown?.children ?? [];
  if (
    shown?.kind !== 'call' ||
    callee?.kind !== 'name' ||
    shown.children.length !== 2 ||
    value === undefined ||
    value.key !== undefined ||
    value.kind === 'spread'
  )
    return message;
  if (callee.text !== 'str' && callee.text !== 'repr') return message;
  return {
    built: 'concatenation',
    parts: [{ kind: 'hole', expression: value, conversion: callee.text === 'repr' ? 'r' : 's' }],
    rewritable: true,
  };
}

function fillPercent(
  text: string,
  value: Expression,
  template: Built & { readonly written: string },
  clean: boolean,
): Built {
  const parts = parsePercent(text, 'python');
  const holes = parts.filter((part) => part.kind === 'placeholder');
  const keyed = value.kind === 'object' ? new Map(value.children.map((entry) => [entry.key, entry])) : undefined;
  // A tuple in parentheses gives its members; a single value of unknown type fills a single placeholder.
  const given = value.kind === 'list' && value.text.startsWith('(') ? value.children : [value];
  const simple = holes.every(({ stars, hole }) => stars === 0 && (hole.name === undefined) === (keyed === undefined));
  const named = keyed !== undefined && !value.children.some(({ kind }) => kind === 'spread');
  const matches =
    simple &&
    (keyed === undefined ? given.length === holes.length && !given.some(({ kind }) => kind === 'spread') : named);
  let next = 0;
  const filled = parts.map((part): MessagePart => {
    if (part.kind === 'text') return part;
    const { hole } = part;
    const expression = !matches ? undefined : keyed === undefined ? given[next++] : keyed.get(hole.name);
    return expression === undefined ? hole : { ...hole, expression };
  });
  if (!matches) filled.push({ kind: 'hole', expression: value });
  const used = new Set(filled.map((part) => (part.kind === 'hole' ? part.expression : undefined)));
  const complete =
    matches &&
    filled.every((part) => part.kind === 'text' || part.expression !== undefined) &&
    (keyed === undefined || value.children.every((entry) => used.has(entry)));
  const quote = template.quote === undefined ? {} : { quote: template.quote };
  const rewritable = clean && complete && template.rewritable;
  return {
    built: 'percent-operator',
    parts: filled,
    rewritable,
    ...(clean && complete && !rewritable
      ? { filled: { template: template.written, values: keyed === undefined ? given : [value] } }
      : {}),
    ...quote,
  };
}

function call(node: Syntax, source: Source, read: Reader): Built {
  const callee = child(node, 'function');
  const list = child(node, 'arguments');
  const expression = pythonExpression(node, source);
  if (callee === undefined || list === undefined) return opaque(expression);
  const args = list.children.filter(isValue);
  if (callee.type === 'identifier') {
    const first = args[0];
    if (first === undefined || args.length !== 1 || !TRANSLATOR.test(source.text.slice(callee.start, callee.end)))
      return opaque(expression);
    const message = read(first);
    return message.built === 'constant' ? { ...message, rewritable: false } : opaque(expression);
  }
  const object = child(callee, 'object');
  const attribute = child(callee, 'attribute');
  if (object === undefined || attribute === undefined) return opaque(expression);
  const method = source.text.slice(attribute.start, attribute.end);
  if (method !== 'format' && method !== 'format_map') return opaque(expression);
  const template = read(object);
  const text = textOf(template);
  if (text === undefined) {
    const written = source.text.slice(object.start, object.end);
    const named = (TEMPLATE_NAME.test(written) || TEXT_MAKER.test(written)) && mayBeText(template);
    return isText(template) || isChosen(template) || named
      ? { ...template, built: 'format-call', rewritable: false }
      : opaque(expression);
  }
  return fillBraces(text, expression.children.slice(1), template, method === 'format' && !holdsComment(list));
}

function fillBraces(text: string, given: readonly Expression[], template: Built, plain: boolean): Built {
  const parts = parseBraces(text);
  if (parts === undefined) {
    return {
      built: 'format-call',
      parts: [...template.parts, ...given.map((expression): MessagePart => ({ kind: 'hole', expression }))],
      rewritable: false,
    };
  }
  const positional = given.filter(({ key, kind }) => key === undefined && kind !== 'spread');
  const keyed = new Map(given.filter(({ key }) => key !== undefined).map((one) => [one.key, one]));
  const used = new Set<Expression>();
  let next = 0;
  let complete = plain && !given.some(({ kind }) => kind === 'spread');
  const filled = parts.map((part): MessagePart => {
    if (part.kind === 'text') return part;
    const { target, path, ...hole } = part;
    const base =
      target === '' ? positional[next++] : /^\d/.test(target) ? positional[Number(target)] : keyed.get(target);
    if (base !== undefined) used.add(base);
    const reached = base === undefined ? undefined : reach(base, path);
    if (reached === undefined) complete = false;
    const shown = hole.format === undefined ? {} : shownAs(reached, hole.format, hole.conversion);
    return {
      ...hole,
      ...shown,
      ...(reached === undefined ? {} : { expression: reached }),
      ...(/^[A-Za-z_]/.test(target) ? { name: target } : {}),
    };
  });
  if (given.some((one) => !used.has(one))) {
    complete = false;
    for (const one of given) if (!used.has(one)) filled.push({ kind: 'hole', expression: one });
  }
  return {
    built: 'format-call',
    parts: filled,
    rewritable: complete && template.rewritable,
    ...(template.quote === undefined ? {} : { quote: template.quote }),
  };
}

/** The expression for what a format field reaches for in its argument: `.name`, `[0]`, `[key]` (a string, without quotes). */
function reach(base: Expression, path: string): Expression | undefined {
  if (path === '') return base;
  if (!['name', 'attribute', 'subscript', 'call'].includes(base.kind)) return undefined;
  const steps = path.match(/\.\w+|\[[^[\]]*\]/g) ?? [];
  let text = base.text;
  const names = [...base.names];
  for (const step of steps) {
    const inner = step.startsWith('.') ? step.slice(1) : step.slice(1, -1);
    if (step.startsWith('[') && !/^(?:\d+|\w[\w-]*)$/.test(inner)) return undefined;
    text += step.startsWith('.') || /^\d+$/.test(inner) ? step : `["${inner}"]`;
    names.push(inner);
  }
  const last = steps.at(-1)!;
  const inner = last.slice(1, -1);
  const key: Expression = {
    text: inner,
    range: base.range,
    kind: /^\d+$/.test(inner) ? 'number' : 'string',
    names: [],
    children: [],
    value: inner,
  };
  return {
    range: base.range,
    text,
    names,
    ...(last.startsWith('.') ? { kind: 'attribute', children: [base] } : { kind: 'subscript', children: [base, key] }),
  };
}

function conditional(node: Syntax, source: Source, read: Reader): Built {
  const values = node.children.filter(isValue);
  const [first, , other] = values;
  const expression = pythonExpression(node, source);
  if (first === undefined || other === undefined) return opaque(expression);
  const branches = [first, other].map((branch) => ({ start: branch.start, end: branch.end, message: read(branch) }));
  if (!branches.some(({ message }) => isText(message) || message.built === 'conditional')) return opaque(expression);
  return { built: 'conditional', parts: [{ kind: 'hole', expression }], rewritable: false, branches };
}
