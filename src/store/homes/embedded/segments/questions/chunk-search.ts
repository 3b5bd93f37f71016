// Finds the values of a dictionary chunk that a piece of text is in, by going through the bytes of all of them at once.

import { isAscii } from 'node:buffer';
import type { ValueChunk } from '../view.ts';

/** Texts that other texts fold to than those of ASCII are too few to be told from bytes: only pieces of ASCII are looked for. */
export function isSearchable(piece: string): boolean {
  return /^[\x00-\x7f]+$/.test(piece);
}

/**
 * Bytes of values that are not the text itself: beyond ASCII, where letters fold to it (the Kelvin sign), and escapes, but
 * those of JSON that stand for one of the signs in OWN_ESCAPE matter only where such a sign is looked for.
 */
const FOREIGN = /[\x80-\xff]|\\u/g;
const FOREIGN_OR_ESCAPED = /[\\\x80-\xff]/g;
const OWN_ESCAPE = /["\\/\x00-\x1f]/;

/**
 * Calls back with the index of every value of a chunk that has a folded piece of ASCII in it, and of every one that would
 * have to be read to know; a value may come twice.
 */
export function eachWith(piece: string, { bytes, start, ends }: ValueChunk, found: (index: number) => void): void {
  if (ends.length === 0) return;
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, ends[ends.length - 1]! - start);
  const text = part.toString('latin1');
  const folded = /[a-z]/.test(piece) ? text.toLowerCase() : text;
  /** The value that the byte at an offset is of, at or behind `from`. */
  const indexAt = (offset: number, from: number): number => {
    let [low, high] = [from, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! - start > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  for (let at = folded.indexOf(piece), index = 0; at >= 0; at = folded.indexOf(piece, at)) {
    index = indexAt(at, index);
    const end = ends[index]! - start;
    if (at + piece.length > end) at++;
    else {
      found(index);
      at = end;
    }
  }
  const ownEscape = OWN_ESCAPE.test(piece);
  const foreign = isAscii(part) ? (ownEscape ? '\\' : '\\u') : ownEscape ? FOREIGN_OR_ESCAPED : FOREIGN;
  for (let at = nextIn(text, foreign, 0), index = 0; at >= 0; at = nextIn(text, foreign, ends[index]! - start)) {
    index = indexAt(at, index);
    found(index);
  }
}

/** Where a sign or a match is next; -1 where nowhere. */
function nextIn(text: string, sought: string | RegExp, from: number): number {
  if (typeof sought === 'string') return text.indexOf(sought, from);
  sought.lastIndex = from;
  return sought.exec(text)?.index ?? -1;
}
