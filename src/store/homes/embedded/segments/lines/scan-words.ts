// Cuts prose into what stays and what varies: every word with a digit varies, the rest is the template.

import { eachWord, fold } from '../../../../../query/fold.ts';
import { HASH_START, hashOn } from './hash.ts';

/** Varying words of a message at most. */
const MAX_WORDS = 60;

/** The varying words of a text; used again for every text. */
export interface WordScan {
  count: number;
  /** Of the template. */
  hash: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The whole number a word is, -1 where its text would not come back from it. */
  readonly numbers: Float64Array;
}

/** `most`: more varying words leave a text uncut. */
export function createWordScan(most = MAX_WORDS): WordScan {
  return {
    count: 0,
    hash: 0,
    from: new Int32Array(most),
    to: new Int32Array(most),
    numbers: new Float64Array(most),
  };
}

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const classes = new Uint8Array(256);
for (let code = 0; code < 128; code++) {
  const sign = String.fromCharCode(code);
  if (/[0-9]/.test(sign)) classes[code] = DIGIT;
  else if (/[A-Za-z_]/.test(sign)) classes[code] = LETTER;
}

/**
 * Scans a text; `escapes` says that a backslash stands for an escape of JSON. A word is what src/query takes for one, so
 * that a word without a digit is never inside what varies. False where the text is better left whole.
 */
export function scanWords(bytes: Uint8Array, from: number, to: number, escapes: boolean, scan: WordScan): boolean {
  let template = HASH_START;
  let count = 0;
  let at = from;
  while (at < to) {
    const byte = bytes[at]!;
    if (byte >= 128) return scanForeignWords(bytes, from, to, escapes, scan);
    if (classes[byte] === OTHER) {
      template = Math.imul(template ^ byte, 0x01000193);
      at++;
      if (byte === 0x5c && escapes && at < to) {
        if (bytes[at] === 0x75) return false;
        template = Math.imul(template ^ bytes[at]!, 0x01000193);
        at++;
      }
      continue;
    }
    const start = at;
    let hash = HASH_START;
    let varies = false;
    for (; at < to; at++) {
      const inside = bytes[at]!;
      const kind = classes[inside]!;
      if (kind === OTHER) break;
      if (kind === DIGIT) varies = true;
      hash = Math.imul(hash ^ inside, 0x01000193);
    }
    if (at < to && bytes[at]! >= 128) return scanForeignWords(bytes, from, to, escapes, scan);
    if (varies) {
      if (count === scan.from.length) return false;
      scan.from[count] = start;
      scan.to[count] = at;
      const number = wholeNumber(bytes, start, at);
      scan.numbers[count] = number;
      count++;
      template = hashOn(template, number < 0 ? 300 : 301);
    } else template = hashOn(template, hash);
  }
  scan.count = count;
  scan.hash = template;
  return true;
}

/** The number of at most 15 digits without leading zeros that a word is, or -1. */
function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 15 || (bytes[from] === 0x30 && to - from > 1)) return -1;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** The same for a text with letters beyond ASCII, by the definition itself. */
function scanForeignWords(bytes: Uint8Array, from: number, to: number, escapes: boolean, scan: WordScan): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
  // Where folding or decoding changes lengths, places in one are not places in the other.
  if (text.includes('\ufffd') || (escapes && text.includes('\\')) || fold(text).length !== text.length) return false;
  const ends: number[] = [];
  eachWord(text, (start, end) => {
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= 0x30 && unit <= 0x39) {
        ends.push(start, end);
        return;
      }
    }
  });
  if (ends.length / 2 > scan.from.length) return false;
  let template = HASH_START;
  let unit = 0;
  let byte = from;
  const forward = (target: number): void => {
    byte += Buffer.byteLength(text.slice(unit, target));
    unit = target;
  };
  for (let word = 0; word < ends.length; word += 2) {
    const before = byte;
    forward(ends[word]!);
    for (let at = before; at < byte; at++) template = Math.imul(template ^ bytes[at]!, 0x01000193);
    scan.from[word / 2] = byte;
    forward(ends[word + 1]!);
    scan.to[word / 2] = byte;
    const number = wholeNumber(bytes, scan.from[word / 2]!, byte);
    scan.numbers[word / 2] = number;
    template = hashOn(template, number < 0 ? 300 : 301);
  }
  for (let at = byte; at < to; at++) template = Math.imul(template ^ bytes[at]!, 0x01000193);
  scan.count = ends.length / 2;
  scan.hash = template;
  return true;
}
