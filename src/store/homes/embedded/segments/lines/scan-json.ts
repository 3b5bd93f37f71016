// Finds the values of a JSON line without parsing it: what lies between them is the line's structure.

import { readDecimal, type ReadDecimal } from './decimal.ts';
import { HASH_START, hashBytes, hashOn } from './hash.ts';
import { readIsoTime, type ReadTime } from './iso-time.ts';

/** A string without escapes, quotes not included; never empty (an empty string belongs to the structure, as null does). */
export const PLAIN = 1;
/** A string with escapes, as it was written, quotes not included. */
export const ESCAPED = 2;
export const DECIMAL = 3;
/** A string which readers may treat in their own way: with an escape by number (\\u0041), or of zeros alone. */
export const UNICODE = 8;
/** A number that is no decimal of ours: with an exponent, too long, -0. */
export const ODD = 4;
export const BOOLEAN = 5;
/** A word with a digit within a message; in lines of text one that begins with a letter. */
export const WORD = 6;
/** A line as a whole. */
export const LINE = 7;
/** In lines of text: a word of digits that is no decimal of ours (leading zeros, too long). */
export const DIGITS = 9;
/** In lines of text: any other word that begins with a digit. */
export const NUMBERED = 10;
/** In lines of text: eight and more hexadecimal digits, some of them letters. */
export const HEX = 11;
/** In lines of text: a UUID. */
export const UUID = 12;
/** A string of logfmt without quotes. */
export const BARE = 13;
/** A string of logfmt in quotes with `=` in it, in which readers may look for more. */
export const MARKED = 14;
/** A string of logfmt that stands for nothing, as IDs go: zeros and dashes. */
export const NIL = 15;
/** A string that is a time: this plus its style. */
export const TIME = 16;

/** More values than this make a line text. */
export const MAX_VALUES = 400;

/** What a scan found; used again for every line. */
export interface Scan {
  count: number;
  /** Of the structure: the text between the values and their kinds. */
  hash: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly kind: Int32Array;
  /** Mantissa of a decimal, milliseconds of a time. */
  readonly main: Float64Array;
  /** Scale of a decimal, nanoseconds of a time. */
  readonly side: Int32Array;
}

export function createScan(): Scan {
  return {
    count: 0,
    hash: 0,
    from: new Int32Array(MAX_VALUES),
    to: new Int32Array(MAX_VALUES),
    kind: new Int32Array(MAX_VALUES),
    main: new Float64Array(MAX_VALUES),
    side: new Int32Array(MAX_VALUES),
  };
}

const time: ReadTime = { ms: 0, nanos: 0, style: 0 };
const decimal: ReadDecimal = { mantissa: 0, scale: 0 };

const NUMBER = new Uint8Array(256);
for (const sign of '0123456789+-.eE') NUMBER[sign.charCodeAt(0)] = 1;

const ESCAPES = new Uint8Array(256);
for (const sign of '"\\/bfnrt') ESCAPES[sign.charCodeAt(0)] = 1;
const HEX_DIGITS = new Uint8Array(256);
for (const sign of '0123456789abcdefABCDEF') HEX_DIGITS[sign.charCodeAt(0)] = 1;
/** Where the inside of a string ends or is not what it looks like: quotes, backslashes, control characters. */
const BREAKS = new Uint8Array(256).fill(1, 0, 0x20);
for (const sign of '"\\') BREAKS[sign.charCodeAt(0)] = 1;

/**
 * Scans the bytes of one line into `scan`. False where its tokens are none of JSON's, or too many. It does not judge
 * how they are nested: what is not in the values is in the structure, byte for byte, whatever it is.
 */
export function scanJson(bytes: Uint8Array, from: number, to: number, scan: Scan): boolean {
  let structure = HASH_START;
  let count = 0;
  let at = from;
  while (at < to) {
    const byte = bytes[at]!;
    if (byte === 0x22) {
      const start = at + 1;
      const end = endOfString(bytes, start, to);
      if (end < 0) return false;
      at = end + 1;
      if (isKey(bytes, at, to)) {
        structure = hashOn(hashOn(structure, hashBytes(bytes, start, end)), end - start);
      } else if (end === start) {
        structure = hashOn(structure, 1000);
      } else {
        if (count === MAX_VALUES) return false;
        putString(bytes, start, end, scan, count);
        structure = hashOn(structure, 256 + scan.kind[count++]!);
      }
    } else {
      const end = endOfBare(bytes, at, to);
      if (end > 0) {
        if (count === MAX_VALUES) return false;
        putBare(bytes, at, end, scan, count);
        structure = hashOn(structure, 256 + scan.kind[count++]!);
        at = end;
      } else {
        structure = hashOn(structure, byte);
        at++;
      }
    }
  }
  scan.count = count;
  scan.hash = structure;
  return true;
}

/** Scans a string, its opening quote before `from`, into `slot`. Where it ends; -1 where it is empty, a key or does not end well. */
export function scanString(bytes: Uint8Array, from: number, to: number, scan: Scan, slot: number): number {
  const end = endOfString(bytes, from, to);
  if (end <= from || isKey(bytes, end + 1, to)) return -1;
  putString(bytes, from, end, scan, slot);
  return end;
}

/** Scans a number, true or false into `slot`. Where it ends; -1 where none begins here. */
export function scanBare(bytes: Uint8Array, from: number, to: number, scan: Scan, slot: number): number {
  const end = endOfBare(bytes, from, to);
  if (end < 0) return -1;
  putBare(bytes, from, end, scan, slot);
  return end;
}

/** Whether a string is a key: what follows it, white space aside, is a colon. */
function isKey(bytes: Uint8Array, behind: number, to: number): boolean {
  let at = behind;
  while (at < to && bytes[at]! <= 0x20) at++;
  return at < to && bytes[at] === 0x3a;
}

/** What escapes the string has whose end was found last: 0 none, else bits: 1 such by letter, 2 such by number. */
let escapes = 0;

/** Where the quote that ends a string is; -1 where there is none, or something before it that strings must not have. */
function endOfString(bytes: Uint8Array, from: number, to: number): number {
  escapes = 0;
  let at = from;
  for (;;) {
    while (at < to && BREAKS[bytes[at]!] === 0) at++;
    if (at >= to) return -1;
    const byte = bytes[at]!;
    if (byte === 0x22) return at;
    if (byte !== 0x5c || !isEscape(bytes, at + 1, to)) return -1;
    escapes |= bytes[at + 1] === 0x75 ? 2 : 1;
    at += 2;
  }
}

/** Puts the string whose end was found last into its slot. */
function putString(bytes: Uint8Array, start: number, end: number, scan: Scan, slot: number): void {
  const length = end - start;
  let kind = escapes === 0 ? PLAIN : escapes === 1 ? ESCAPED : UNICODE;
  // Zeros alone stand for no ID.
  if (bytes[start] === 0x30 && isZeros(bytes, start, end)) kind = UNICODE;
  if (length >= 19 && length <= 35 && bytes[start + 4] === 0x2d && readIsoTime(bytes, start, end, time)) {
    kind = TIME + time.style;
    scan.main[slot] = time.ms;
    scan.side[slot] = time.nanos;
  }
  scan.from[slot] = start;
  scan.to[slot] = end;
  scan.kind[slot] = kind;
}

/** Where the number, true or false that begins here ends; -1 where none does. */
function endOfBare(bytes: Uint8Array, at: number, to: number): number {
  const byte = bytes[at]!;
  if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
    let end = at + 1;
    while (end < to && NUMBER[bytes[end]!] === 1) end++;
    return end;
  }
  return byte === 0x74 || byte === 0x66 ? endOfBoolean(bytes, at, to) : -1;
}

function putBare(bytes: Uint8Array, start: number, end: number, scan: Scan, slot: number): void {
  let kind = ODD;
  if (bytes[start]! > 0x39) kind = BOOLEAN;
  else if (readDecimal(bytes, start, end, decimal)) {
    kind = DECIMAL;
    scan.main[slot] = decimal.mantissa;
    scan.side[slot] = decimal.scale;
  }
  scan.from[slot] = start;
  scan.to[slot] = end;
  scan.kind[slot] = kind;
}

function isZeros(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = bytes[from + 1] === 0x78 ? from + 2 : from; at < to; at++) {
    if (bytes[at] !== 0x30 && bytes[at] !== 0x2d) return false;
  }
  return true;
}

/** Whether what follows a backslash is an escape of JSON (RFC 8259). */
function isEscape(bytes: Uint8Array, at: number, to: number): boolean {
  if (at >= to) return false;
  const sign = bytes[at]!;
  if (sign !== 0x75) return ESCAPES[sign] === 1;
  if (at + 4 >= to) return false;
  for (let digit = at + 1; digit <= at + 4; digit++) if (HEX_DIGITS[bytes[digit]!] !== 1) return false;
  return true;
}

function endOfBoolean(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] === 0x74) {
    return at + 4 <= to && bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? at + 4 : -1;
  }
  return at + 5 <= to &&
    bytes[at + 1] === 0x61 &&
    bytes[at + 2] === 0x6c &&
    bytes[at + 3] === 0x73 &&
    bytes[at + 4] === 0x65
    ? at + 5
    : -1;
}
