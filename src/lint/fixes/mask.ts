// Edits that take a value out of a call: write `"***"` in its place, or leave out its field.

import type { CallMessage, Expression, LoggerCall } from '../../model/call.ts';
import type { Fix, TextEdit } from '../../model/finding.ts';
import type { Range } from '../../model/location.ts';
import { holdsRange, isSameRange } from '../../model/position-order.ts';
import { hasEffect } from './effects.ts';
import { literal } from './literal.ts';

/**
 * `"***"` in its place; `keyRange` is that of the field it is the value of. Where getting it did something, that would no
 * longer happen: then only to be chosen, as where `sure` is false.
 */
export function mask({ message }: LoggerCall, expression: Expression, sure: boolean, keyRange?: Range): Fix[] {
  const { text, range, key } = expression;
  const keyAt = keyRange ?? expression.keyRange;
  const inside = message?.built === 'f-string' && holdsRange(message.range, range);
  const house = message?.quote[0] ?? '"';
  const quote = inside ? (house === '"' ? "'" : '"') : house;
  const inText = [message, ...(message?.branches ?? [])]
    .map((one) => (one === undefined ? undefined : maskInText(one, range)))
    .find((edit) => edit !== undefined);
  const shorthand = keyAt !== undefined && isSameRange(keyAt, range);
  const newText = `${shorthand ? `${key ?? text}: ` : ''}${quote}***${quote}`;
  return [
    {
      kind: hasEffect(expression) || !sure ? 'suggest' : 'fix',
      title: `Mask ${text.length <= 40 ? text : 'the value'}`,
      edits: [inText ?? { range, newText }],
    },
  ];
}

/** Stars as text in place of a hole of a text: `${password}` becomes `***`, and what has no more holes is constant. */
function maskInText({ parts, rewritable, range: whole, quote }: CallMessage, range: Range): TextEdit | undefined {
  const hole = parts.find(
    (part) => part.kind === 'hole' && part.expression !== undefined && isSameRange(part.expression.range, range),
  );
  if (hole?.kind !== 'hole' || hole.place === undefined) return undefined;
  if (!rewritable || parts.some((part) => part.kind === 'hole' && part !== hole))
    return { range: hole.place, newText: `${hole.label ?? ''}***` };
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '***')).join('');
  return { range: whole, newText: literal(text, quote) };
}

/** Gives it to a function that masks it, one of those the file has at hand; to be chosen. */
export function maskWith(
  { message }: LoggerCall,
  { text, range, key, kind, keyRange: own }: Expression,
  maskers: readonly string[],
  keyRange?: Range,
): Fix[] {
  const isPlain = kind === 'name' || kind === 'attribute' || kind === 'subscript' || kind === 'call';
  // Of a field that `.format` reaches into, the text is not what stands there.
  if (!isPlain || text.includes('\n') || message?.built === 'format-call') return [];
  const keyAt = keyRange ?? own;
  const lead = keyAt !== undefined && isSameRange(keyAt, range) ? `${key ?? text}: ` : '';
  return maskers.slice(0, 2).map((masker) => ({
    kind: 'suggest',
    title: `Mask it with ${masker}`,
    edits: [{ range, newText: `${lead}${masker}(${text})` }],
  }));
}

/** Leaves the field out, where it can be. */
export function drop(removal: Range | undefined): Fix[] {
  return removal === undefined
    ? []
    : [{ kind: 'suggest', title: 'Leave the field out', edits: [{ range: removal, newText: '' }] }];
}
