// Finds the values of a JSON line without parsing it: what lies between them is the line's structure.

import { readDecimal, type ReadDecimal } from './decimal.ts';
import { HASH_START, hashOn } from './hash.ts';
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
  /** FNV-1a of the bytes of a string. */
  readonly hashes: Int32Array;
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
    hashes: new Int32Array(MAX_VALUES),
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

/**
 * Scans the bytes of one line into `scan`. False where its tokens are none of JSON's, or too many. It does not judge
 * how they are nested: what is not in the values is in the structure, byte for byte, whatever it is.
 */
export function scanJson(bytes: Uint8Array, from: number, to: number, scan: Scan): boolean {
  let structure = HASH_START;
  let count = 0;
  let at = from;
  const { from: starts, to: ends, kind: kinds, hashes } = scan;
  while (at < to) {
    const byte = bytes[at]!;
    if (byte === 0x22) {
      const start = at + 1;
      let hash = HASH_START;
      let escaped = 0;
      let end = start;
      for (; ; end++) {
        if (end >= to) return false;
        const inside = bytes[end]!;
        if (inside === 0x22) break;
        if (inside < 0x20) return false;
        hash = Math.imul(hash ^ inside, 0x01000193);
        if (inside === 0x5c) {
          end++;
          escaped |= bytes[end] === 0x75 ? 2 : 1;
          if (!isEscape(bytes, end, to)) return false;
          hash = Math.imul(hash ^ bytes[end]!, 0x01000193);
        }
      }
      let next = end + 1;
      while (next < to && bytes[next]! <= 0x20) next++;
      if (bytes[next] === 0x3a && next < to) {
        // A key.
        structure = hashOn(hashOn(structure, hash), end - start);
        at = end + 1;
        continue;
      }
      at = end + 1;
      if (end === start) {
        structure = hashOn(structure, 1000);
        continue;
      }
      if (count === MAX_VALUES) return false;
      let kind = escaped === 0 ? PLAIN : escaped === 1 ? ESCAPED : UNICODE;
      // Zeros alone stand for no ID.
      if (bytes[start] === 0x30 && isZeros(bytes, start, end)) kind = UNICODE;
      if (end - start >= 19 && end - start <= 35 && bytes[start + 4] === 0x2d && readIsoTime(bytes, start, end, time)) {
        kind = TIME + time.style;
        scan.main[count] = time.ms;
        scan.side[count] = time.nanos;
      }
      starts[count] = start;
      ends[count] = end;
      kinds[count] = kind;
      hashes[count] = hash;
      count++;
      structure = hashOn(structure, 256 + kind);
    } else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
      if (count === MAX_VALUES) return false;
      let end = at + 1;
      while (end < to && NUMBER[bytes[end]!] === 1) end++;
      let kind = ODD;
      if (readDecimal(bytes, at, end, decimal)) {
        kind = DECIMAL;
        scan.main[count] = decimal.mantissa;
        scan.side[count] = decimal.scale;
      } else {
        let hash = HASH_START;
        for (let digit = at; digit < end; digit++) hash = Math.imul(hash ^ bytes[digit]!, 0x01000193);
        hashes[count] = hash;
      }
      starts[count] = at;
      ends[count] = end;
      kinds[count] = kind;
      count++;
      structure = hashOn(structure, 256 + kind);
      at = end;
    } else {
      const end = byte === 0x74 || byte === 0x66 ? endOfBoolean(bytes, at, to) : 0;
      if (end > 0) {
        if (count === MAX_VALUES) return false;
        starts[count] = at;
        ends[count] = end;
        kinds[count] = BOOLEAN;
        hashes[count] = hashOn(HASH_START, byte);
        count++;
        structure = hashOn(structure, 256 + BOOLEAN);
        at = end;
      } else {
        structure = Math.imul(structure ^ byte, 0x01000193);
        at++;
      }
    }
  }
  scan.count = count;
  scan.hash = structure;
  return true;
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
    return at + 4 <= to && bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? at + 4 : 0;
  }
  return at + 5 <= to &&
    bytes[at + 1] === 0x61 &&
    bytes[at + 2] === 0x6c &&
    bytes[at + 3] === 0x73 &&
    bytes[at + 4] === 0x65
    ? at + 5
    : 0;
}
