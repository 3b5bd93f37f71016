// Words in a row against messages that are cut into template and values: mostly the template alone can tell.

import type { Pattern } from '../../../../../model/query.ts';
import { eachWord, fold } from '../../../../../query/fold.ts';
import { containsWords } from '../../../../../query/pattern.ts';
import type { Shape, Span } from '../layout.ts';
import { pieceTest } from './piece-test.ts';
import { longest } from './question.ts';
import { DECIMAL, DIGITS, ESCAPED, HEX, NUMBERED, UUID, WORD } from '../lines/scan-json.ts';
import { textOf } from '../lines/render.ts';
import type { ColumnTest } from './value-test.ts';
import type { ColumnView } from '../view.ts';
import { wordTest } from './word-test.ts';

/**
 * What is known of all messages of a shape: all pass, none does, or those with one of these values may; undefined: any
 * may. `certain`: those with such a value do.
 */
export type CutVerdict =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'maybe'; readonly values: readonly AskedValue[] | undefined; readonly certain: boolean };

/** What is asked of a value of a shape. */
export interface AskedValue {
  readonly value: number;
  /** Of the same column, what is called the same is the same. */
  readonly name: string;
  readonly test: (column: ColumnView) => ColumnTest;
}

const YES: CutVerdict = { kind: 'yes' };
const NO: CutVerdict = { kind: 'no' };
/** The message has to be read. */
export const READ: CutVerdict = { kind: 'maybe', values: undefined, certain: false };

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

/** The text between the values of a stretch, as it is searched. */
function foldedPieces({ pieces }: Shape, { slot, values, start, end }: Span, kind: number): readonly string[] {
  return pieces.slice(slot, slot + values + 1).map((piece, index) => {
    const text = textOf(piece.subarray(index === 0 ? start : 0, index === values ? end : piece.length));
    return fold(kind === ESCAPED ? (JSON.parse(`"${text}"`) as string) : text);
  });
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
  const template = foldedTemplate(shape, span, kind);
  const contains = containsWords(pattern);
  if (span.values === 0) return contains(template) ? YES : NO;
  const asked = pattern.map(fold);
  if (asked.length > 1) return judgePieces(asked, contains, template, shape, span, kind);
  const [text] = asked;
  if (uuids && mayBeInUuid(text!)) {
    if (!/^[0-9a-f]+$/.test(text!)) return READ;
    return contains(template) ? YES : withWord(text!, shape, span);
  }
  if (!/\d/.test(text!)) return contains(template) ? YES : NO;
  const digits: string[] = [];
  const others: string[] = [];
  eachWord(text!, (from, to) => {
    const word = text!.slice(from, to);
    (/\d/.test(word) ? digits : others).push(word);
  });
  if (!others.every((word) => containsWords([word])(template))) return NO;
  // Frames of a stack trace are part of the template with their digits.
  const varying = digits.filter((word) => !containsWords([word])(template)).sort((a, b) => b.length - a.length);
  if (varying.length > span.values) return NO;
  return varying[0] === undefined ? READ : withWord(varying[0], shape, span);
}

/** The messages that have a word among their values, or a UUID with it. */
function withWord(word: string, { kinds }: Shape, { slot, values }: Span): CutVerdict {
  const asked: AskedValue[] = [];
  for (let value = slot; value < slot + values; value++) {
    if (!mayBeWord(kinds[value]!, word)) continue;
    const within = kinds[value] === UUID;
    asked.push({ value, name: `word ${within}`, test: (column) => wordTest(column, word, within) });
  }
  return { kind: 'maybe', values: asked, certain: false };
}

/** Signs of words that may stand for values: one that is not asked for does not make a difference. */
const STAND_INS = '0qxzjkvw123456789';

/**
 * Judges a pattern with `*`. Its longest piece is in every text that passes: in the template, in a value, or in a value
 * and what surrounds it in the template, unless it is so long that it reaches from value to value.
 */
function judgePieces(
  asked: readonly string[],
  contains: (folded: string) => boolean,
  template: string,
  shape: Shape,
  span: Span,
  kind: number,
): CutVerdict {
  const standIn = Array.from(STAND_INS).find((sign) => !asked.some((piece) => piece.includes(sign)));
  if (standIn === undefined) return READ;
  if (contains(standIn === '0' ? template : fold(templateText(shape, span, kind, standIn)))) return YES;
  const piece = longest(asked)!;
  const texts = foldedPieces(shape, span, kind);
  const between = piece.slice(1, -1);
  if (piece === '' || texts.some((text, index) => text.includes('\ufffd') || text.includes(piece) || reaches(index)))
    return READ;
  const values: AskedValue[] = [];
  for (let index = 0; index < span.values; index++) {
    const [before, after] = [endInto(texts[index]!, piece), startInto(texts[index + 1]!, piece)];
    values.push({
      value: span.slot + index,
      name: `piece ${JSON.stringify([before, after])}`,
      test: (column) => pieceTest(column, piece, before, after),
    });
  }
  // Where nothing but this piece is asked for, wherever it stands, there is nothing left to be read.
  return { kind: 'maybe', values, certain: asked.length === 3 && asked[0] === '' && asked[2] === '' };

  function reaches(index: number): boolean {
    return index > 0 && index < span.values && between.includes(texts[index]!);
  }
}

/** The end of a text with which a piece may begin, as long as it may be. */
function endInto(text: string, piece: string): string {
  for (let length = Math.min(text.length, piece.length - 1); length > 0; length--)
    if (text.endsWith(piece.slice(0, length))) return text.slice(-length);
  return '';
}

/** The start of a text with which a piece may end. */
function startInto(text: string, piece: string): string {
  for (let length = Math.min(text.length, piece.length - 1); length > 0; length--)
    if (text.startsWith(piece.slice(-length))) return text.slice(0, length);
  return '';
}

/** Whether a UUID may be part of what a word finds: it has a word of hexadecimal digits, or no words at all. */
function mayBeInUuid(asked: string): boolean {
  let may = true;
  eachWord(asked, () => (may = false));
  eachWord(asked, (from, to) => {
    if (/^[0-9a-f]+$/.test(asked.slice(from, to))) may = true;
  });
  return may;
}

/** Whether a value of a kind can be a folded word. */
function mayBeWord(kind: number, word: string): boolean {
  const decimal = /^(?:0|[1-9]\d{0,14})$/.test(word);
  return (kind === DECIMAL) === decimal;
}
