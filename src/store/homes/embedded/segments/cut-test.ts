// Words in a row against messages that are cut into template and values: mostly the template alone can tell.

import type { Pattern } from '../../../../model/query.ts';
import { eachWord, fold } from '../../../../query/fold.ts';
import { containsWords } from '../../../../query/pattern.ts';
import type { Shape, Span } from './layout.ts';
import { DECIMAL, DIGITS, ESCAPED, HEX, NUMBERED, UUID, WORD } from './scan-json.ts';
import { textOf } from './render.ts';

/** What is known of all messages of a shape: all pass, none does, or those with this word among their values may. */
export type CutVerdict =
  { readonly kind: 'yes' } | { readonly kind: 'no' } | { readonly kind: 'maybe'; readonly word: string | undefined };

const YES: CutVerdict = { kind: 'yes' };
const NO: CutVerdict = { kind: 'no' };
const READ: CutVerdict = { kind: 'maybe', word: undefined };

/**
 * The text of a stretch of a shape with `value` in the place of its values; `kind` is that of the value of the structure
 * that was cut into them.
 */
export function templateText(
  { pieces }: Shape,
  { slot, values, start, end }: Span,
  kind: number,
  value: string,
): string {
  let text = '';
  for (let index = 0; index <= values; index++) {
    const piece = pieces[slot + index]!;
    text += textOf(piece.subarray(index === 0 ? start : 0, index === values ? end : piece.length));
    if (index < values) text += value;
  }
  return kind === ESCAPED ? (JSON.parse(`"${text}"`) as string) : text;
}

/** Templates as they are searched, by the stretches that segments share. */
const folded = new WeakMap<Span, string>();

function foldedTemplate(shape: Shape, span: Span, kind: number): string {
  let text = folded.get(span);
  if (text === undefined) folded.set(span, (text = fold(templateText(shape, span, kind, '0'))));
  return text;
}

/** Values that are one word with a digit in it. */
const WORDS: ReadonlySet<number> = new Set([DECIMAL, WORD, DIGITS, NUMBERED, HEX]);

/** Whether every value of a stretch is one word with a digit in it. */
export function isOfWords({ kinds }: Shape, { slot, values }: Span): boolean {
  return kinds.slice(slot, slot + values).every((kind) => WORDS.has(kind));
}

/**
 * Judges a pattern on the template. A value is mostly a word with a digit in it, so where no digit is asked for, none is
 * hit; what is asked of a UUID may be any of its hexadecimal words.
 */
export function judgeTemplate(pattern: Pattern, shape: Shape, span: Span, kind: number): CutVerdict {
  const kinds = shape.kinds.slice(span.slot, span.slot + span.values);
  const uuids = kinds.includes(UUID);
  if (!kinds.every((one) => WORDS.has(one) || one === UUID)) return READ;
  const asked = pattern.map(fold);
  const template = foldedTemplate(shape, span, kind);
  if (uuids && (pattern.length > 1 || mayBeInUuid(asked[0]!))) {
    if (pattern.length > 1 || !/^[0-9a-f]+$/.test(asked[0]!)) return READ;
    return containsWords(pattern)(template) ? YES : { kind: 'maybe', word: asked[0] };
  }
  if (!asked.some((piece) => /\d/.test(piece))) {
    if (containsWords(pattern)(template)) return YES;
    return pattern.length === 1 || kinds.every((one) => one === DECIMAL) ? NO : READ;
  }
  if (span.values === 0) return containsWords(pattern)(template) ? YES : NO;
  if (pattern.length > 1) return READ;
  const digits: string[] = [];
  const others: string[] = [];
  eachWord(asked[0]!, (from, to) => {
    const word = asked[0]!.slice(from, to);
    (/\d/.test(word) ? digits : others).push(word);
  });
  if (!others.every((word) => containsWords([word])(template))) return NO;
  // Frames of a stack trace are part of the template with their digits.
  const varying = digits.filter((word) => !containsWords([word])(template)).sort((a, b) => b.length - a.length);
  if (varying.length > span.values) return NO;
  return { kind: 'maybe', word: varying[0] };
}

/** Whether a UUID may be part of what a pattern finds: it has a word of hexadecimal digits, or no words at all. */
function mayBeInUuid(asked: string): boolean {
  let may = true;
  eachWord(asked, () => (may = false));
  eachWord(asked, (from, to) => {
    if (/^[0-9a-f]+$/.test(asked.slice(from, to))) may = true;
  });
  return may;
}

/** Whether a value of a kind can be a folded word. */
export function mayBeWord(kind: number, word: string): boolean {
  const decimal = /^(?:0|[1-9]\d{0,14})$/.test(word);
  return (kind === DECIMAL) === decimal;
}
