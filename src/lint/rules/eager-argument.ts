// Rule: work is done for the arguments of a call whose level is usually off.

import type { Expression, LoggerCall } from '../../model/call.ts';
import type { Fix } from '../../model/finding.ts';
import { levelRank } from '../../model/level.ts';
import type { Range } from '../../model/location.ts';
import { isSamePosition } from '../../model/position-order.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** Functions and methods that turn something large into text or copy it. By their last name. */
const WORK = new Set(
  (
    'dumps stringify pformat inspect prettify model_dump model_dump_json to_json toJSON to_dict toObject asdict as_dict to_string tostring toprettyxml ' +
    'hexdump hexlify b64encode format_stack SerializeToString MessageToJson MessageToDict deepcopy structuredClone describe to_html to_yaml safe_dump prettyPrint pretty_print'
  ).split(' '),
);
/** Functions that give the text the template gives by itself. */
const TEXT = new Map([
  ['str', 's'],
  ['repr', 'r'],
  ['ascii', 'a'],
]);

/** A placeholder of the `%` operator, as it is written. */
const PLACEHOLDER = /%(?:%|[-+ #0]{0,5}(?:\d{1,9}|\*)?(?:\.(?:\d{1,9}|\*)?)?[hlL]?[a-zA-Z])/g;

export const eagerArgument: Rule = {
  id: 'eager-argument',
  title: 'Work done for a record that is usually not written',
  severity: 'hint',
  docs: {
    why: 'At debug and trace most programs write nothing, but what is passed to the call is worked out all the same: the object is turned into JSON, the list is built, and thrown away. In a busy place that is the larger part of what logging costs.',
    details: [
      'Looks at `str(x)` and `repr(x)` for a placeholder that does the same; and in debug and trace calls at `json.dumps`, `JSON.stringify`, `pformat`, `inspect`, copies, comprehensions.',
      'A condition around the call that asks for the level or a debug flag makes it fine, and so does a function that is called only when the record is written.',
      'The fix takes `str()` out for `%s`, and `repr()` for `%r`.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.debug("order %s", str(order))',
        good: 'logger.debug("order %s", order)',
      },
      {
        language: 'js',
        bad: "log.debug({ body: JSON.stringify(body) }, 'order received');",
        good: "log.debug({ body }, 'order received');",
      },
    ],
  },
  check(call) {
    if (call.kind !== 'log' || call.level === undefined) return [];
    // What the placeholder does by itself is said twice at any level; other work counts where it is mostly for nothing.
    if (levelRank(call.level) > levelRank('DEBUG'))
      return call.arguments
        .filter((value) => conversionOf(value, call) !== undefined)
        .flatMap((value) => judge(value, call));
    if (call.conditions.some(({ asks }) => asks === 'level' || asks === 'debug')) return [];
    const others = [...call.fields.map(({ value }) => value), ...call.spreads, ...builtInto(call)];
    return [
      ...call.arguments.flatMap((value) => judge(value, call)),
      ...others.flatMap((value) => judgeWork(value, call)),
    ];
  },
};

function judge(value: Expression, call: LoggerCall): RuleFinding[] {
  const conversion = conversionOf(value, call);
  if (conversion !== undefined) {
    const [callee, inner] = value.children as [Expression, Expression];
    return [
      {
        range: value.range,
        message: `\`${callee.text}()\` runs even where ${levelName(call)} is off; the placeholder does the same when the record is written. Pass \`${short(inner)}\`.`,
        fixes: fixOf(value, inner, conversion, call),
      },
    ];
  }
  return judgeWork(value, call);
}

function judgeWork(value: Expression, call: LoggerCall): RuleFinding[] {
  const work = workIn(value);
  if (work === undefined) return [];
  const what = work.kind === 'list' ? 'This list is built' : `\`${calleeOf(work)}()\` runs`;
  return [
    {
      range: work.range,
      message: `${what} even where ${levelName(call)} is off. Pass the object itself, or ask whether ${levelName(call)} is on before.`,
      fixes: [],
    },
  ];
}

/** What is built into a message on the spot. */
function builtInto({ message }: LoggerCall): Expression[] {
  if (message === undefined || /^(?:template|expression|conditional)$/.test(message.built)) return [];
  return message.parts.flatMap((part) =>
    part.kind === 'hole' && part.expression !== undefined ? [part.expression] : [],
  );
}

function levelName({ level }: LoggerCall): string {
  return (level ?? 'DEBUG').toLowerCase();
}

/** `str(x)` as an argument of its own: the conversion the placeholder would make. */
function conversionOf({ kind, children }: Expression, { formatStyle }: LoggerCall): string | undefined {
  const [callee, inner, more] = children;
  if (kind !== 'call' || callee?.kind !== 'name' || inner === undefined || more !== undefined) return undefined;
  if (inner.kind === 'spread' || inner.key !== undefined || formatStyle !== 'percent') return undefined;
  return TEXT.get(callee.text);
}

/** Only for a plain `%s`, whose text stays the very same; of `repr(x)` it becomes `%r`. */
function fixOf(value: Expression, inner: Expression, conversion: string, call: LoggerCall): Fix[] {
  const { message } = call;
  const holes = message?.parts.filter((part) => part.kind === 'hole') ?? [];
  const hole = holes.find(({ expression }) => expression === value);
  if (hole === undefined || message?.built !== 'template') return [];
  // A width or precision counts for text as it does for `%s`; other types do not take text at all.
  if (!/s$/.test(hole.format ?? 's') || (hole.conversion ?? 's') !== 's') return [];
  const type = conversion === 's' ? undefined : typesOf(call, holes.length)?.[holes.indexOf(hole)];
  if (conversion !== 's' && type === undefined) return [];
  return [
    {
      kind: 'fix',
      title: `Pass ${short(inner)} itself`,
      edits: [
        ...(type === undefined ? [] : [{ range: type, newText: conversion }]),
        { range: value.range, newText: inner.text },
      ],
    },
  ];
}

/** Where the letters stand that say how each placeholder shows its value; undefined where the message is not written in the call. */
function typesOf({ given, message }: LoggerCall, count: number): Range[] | undefined {
  const written = given.find(
    ({ value: { range } }) => message !== undefined && isSamePosition(range.start, message.range.start),
  )?.value;
  if (written?.kind !== 'string') return undefined;
  const { text, range } = written;
  const found = [...text.matchAll(PLACEHOLDER)].filter(([whole]) => whole !== '%%');
  if (found.length !== count) return undefined;
  return found.map(({ index, 0: whole }) => {
    const before = text.slice(0, index + whole.length - 1).split('\n');
    const line = range.start.line + before.length - 1;
    const column = before.at(-1)!.length + (before.length === 1 ? range.start.column : 0);
    return { start: { line, column }, end: { line, column: column + 1 } };
  });
}

/** The first piece of work in an expression that is done whether the record is written or not. */
function workIn(expression: Expression): Expression | undefined {
  const { kind, children, text } = expression;
  if (kind === 'function') return undefined;
  if (kind === 'call') {
    const [callee, ...args] = children;
    const name = callee?.names.at(-1) ?? '';
    if (WORK.has(name)) return expression;
    if (name === 'join' && [...args, ...(callee?.children ?? [])].some(isBuilt)) return expression;
    // What it is asked for may be a number or a flag; what goes in may be work all the same.
    return [...(callee?.children ?? []), ...args].map(workIn).find((one) => one !== undefined);
  }
  if (isBuilt(expression)) return kind === 'list' || /^[[{(]/.test(text) ? { ...expression, kind: 'list' } : undefined;
  return children.map(workIn).find((one) => one !== undefined);
}

/** A comprehension, or what a callback makes of each member. */
function isBuilt({ kind, text, names }: Expression): boolean {
  if (kind === 'call')
    return /^(?:map|filter|sorted|reversed)$/.test(names.at(-1) ?? '') || /\sfor\s[^"']*\sin\s/.test(text);
  return (kind === 'list' || kind === 'object' || kind === 'other') && /\sfor\s[^"']*\sin\s/.test(text);
}

function calleeOf({ children: [callee] }: Expression): string {
  return callee === undefined ? '' : callee.text.length <= 40 ? callee.text : (callee.names.at(-1) ?? '');
}

function short({ text }: Expression): string {
  return text.length <= 40 && !text.includes('\n') ? text : 'the value';
}
