// Words in a row against messages that are cut into template and values: mostly the template alone can tell.

import type { Pattern } from '../../../../model/query.ts';
import { eachWord, fold } from '../../../../query/fold.ts';
import { containsWords } from '../../../../query/pattern.ts';
import type { Shape } from './layout.ts';
import { DECIMAL, ESCAPED, WORD } from './scan-json.ts';
import { textOf } from './render.ts';

/** What is known of all messages of a shape: all pass, none does, or those with this word among their values may. */
export type CutVerdict =
  { readonly kind: 'yes' | 'no' } | { readonly kind: 'maybe'; readonly word: string | undefined };

const YES: CutVerdict = { kind: 'yes' };
const NO: CutVerdict = { kind: 'no' };
const READ: CutVerdict = { kind: 'maybe', word: undefined };

/** The text of a shape's message with `value` in the place of its values; `kind` is that of the message in its structure. */
export function templateText(shape: Shape, kind: number, value: string): string {
  const { slot, values, start, end } = shape.cut!;
  let text = '';
  for (let index = 0; index <= values; index++) {
    const piece = shape.pieces[slot + index]!;
    text += textOf(piece.subarray(index === 0 ? start : 0, index === values ? end : piece.length));
    if (index < values) text += value;
  }
  return kind === ESCAPED ? (JSON.parse(`"${text}"`) as string) : text;
}

/** Templates as they are searched, by the pieces that segments share. */
const folded = new WeakMap<Shape['pieces'], string>();

function foldedTemplate(shape: Shape, kind: number): string {
  let text = folded.get(shape.pieces);
  if (text === undefined) folded.set(shape.pieces, (text = fold(templateText(shape, kind, '0'))));
  return text;
}

/** Judges a pattern on the template. A value is a word with a digit in it, so where no digit is asked for, none is hit. */
export function judgeTemplate(pattern: Pattern, shape: Shape, kind: number): CutVerdict {
  const template = foldedTemplate(shape, kind);
  const { slot, values } = shape.cut!;
  const asked = pattern.map(fold);
  if (!asked.some((piece) => /\d/.test(piece))) {
    if (containsWords(pattern)(template)) return YES;
    const kinds = shape.kinds.slice(slot, slot + values);
    return pattern.length === 1 || kinds.every((one) => one === DECIMAL) ? NO : READ;
  }
  if (values === 0) return containsWords(pattern)(template) ? YES : NO;
  if (pattern.length > 1) return READ;
  const digits: string[] = [];
  const others: string[] = [];
  eachWord(asked[0]!, (from, to) => {
    const word = asked[0]!.slice(from, to);
    (/\d/.test(word) ? digits : others).push(word);
  });
  if (digits.length > values || !others.every((word) => containsWords([word])(template))) return NO;
  digits.sort((a, b) => b.length - a.length);
  return { kind: 'maybe', word: digits[0] };
}

/** The kind of value that a folded word is kept as in a cut message. */
export function kindOfWord(word: string): number {
  return /^(?:0|[1-9]\d{0,14})$/.test(word) ? DECIMAL : WORD;
}
