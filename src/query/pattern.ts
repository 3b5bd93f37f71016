// Patterns with `*` put to work: as words in a row within a text, or as the whole of a value. Linear, no regular expression.

import type { Pattern } from '../model/query.ts';
import { cutsWord, eachWord, fold } from './fold.ts';

/** Asks something of a folded text. */
export type TextTest = (folded: string) => boolean;

/**
 * Whether a folded text contains the pattern as words in a row, as `grep -iw` does: what is found never begins or ends
 * inside a word, but for an end that a `*` opens. A `*` between two pieces is any run without white space.
 */
export function containsWords(pattern: Pattern): TextTest {
  const openStart = pattern.length > 1 && pattern[0] === '';
  const openEnd = pattern.length > 1 && pattern.at(-1) === '';
  const pieces = pattern.map(fold).slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  const [first] = pieces;
  if (first === undefined) return () => true;
  if (first === '') return (text) => text === '';
  if (pieces.length > 1) return piecesInRow(pieces, openStart, openEnd);
  if (openStart && openEnd) return (text) => text.includes(first);
  return (text) => findPiece(text, first, 0, openStart, openEnd) >= 0;
}

/** First place of a piece at or after `from` that does not cut a word at its closed ends, or -1. */
function findPiece(text: string, piece: string, from: number, openStart: boolean, openEnd: boolean): number {
  for (let at = text.indexOf(piece, from); at >= 0; at = text.indexOf(piece, at + 1)) {
    if ((openStart || !cutsWord(text, at)) && (openEnd || !cutsWord(text, at + piece.length))) return at;
  }
  return -1;
}

const space = /\s/g;

/**
 * Several pieces with white-space-free runs between them. Taking the earliest next piece is always right; what was
 * found for an earlier start is kept, so that no part of the text is gone over twice for one piece.
 */
function piecesInRow(pieces: readonly string[], openStart: boolean, openEnd: boolean): TextTest {
  const last = pieces.length - 1;
  return (text) => {
    const places = new Array<number>(pieces.length).fill(-1);
    let nextSpace = -1;
    const spaceFrom = (from: number): number => {
      if (nextSpace >= from) return nextSpace;
      space.lastIndex = from;
      nextSpace = space.exec(text)?.index ?? text.length;
      return nextSpace;
    };
    for (let start = 0; ; start++) {
      start = findPiece(text, pieces[0]!, start, openStart, true);
      if (start < 0) return false;
      let end = start + pieces[0]!.length;
      let at = 1;
      for (; at <= last; at++) {
        if (places[at]! < end) places[at] = findPiece(text, pieces[at]!, end, true, at < last || openEnd);
        if (places[at]! < 0) return false;
        if (spaceFrom(end) < places[at]!) break;
        end = places[at]! + pieces[at]!.length;
      }
      if (at > last) return true;
    }
  };
}

/** Whether a folded text as a whole is the pattern; `*` is any run of characters. */
export function isWhole(pattern: Pattern): TextTest {
  const pieces = pattern.map(fold);
  const first = pieces[0] ?? '';
  if (pieces.length <= 1) return (text) => text === first;
  const last = pieces.at(-1)!;
  const inner = pieces.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let end = first.length;
    for (const piece of inner) {
      const at = text.indexOf(piece, end);
      if (at < 0) return false;
      end = at + piece.length;
    }
    return end <= text.length - last.length;
  };
}

/**
 * Words that stand complete in every value the pattern matches, either way it is used: what an index of words may be
 * asked for first. Folded.
 */
export function wholeWords(pattern: Pattern): string[] {
  const words: string[] = [];
  pattern.forEach((piece, index) => {
    const folded = fold(piece);
    eachWord(folded, (from, to) => {
      const opensLeft = from === 0 && index > 0;
      const opensRight = to === folded.length && index < pattern.length - 1;
      if (!opensLeft && !opensRight) words.push(folded.slice(from, to));
    });
  });
  return words;
}
