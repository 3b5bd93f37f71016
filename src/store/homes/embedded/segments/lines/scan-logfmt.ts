// Finds the values of a line of logfmt: what lies between them, keys and quotes, is the line's structure.

import { readDecimal, type ReadDecimal } from './decimal.ts';
import { readTime, type ReadTime } from './iso-time.ts';
import { BARE, BOOLEAN, DECIMAL, ESCAPED, MARKED, MAX_VALUES, NIL, PLAIN, TIME, type Scan } from './scan-json.ts';
import { structureHash } from './scan-text.ts';

const time: ReadTime = { ms: 0, nanos: 0, style: 0 };
const decimal: ReadDecimal = { mantissa: 0, scale: 0 };

const KEY = new Uint8Array(256).fill(1);
for (const sign of ' \t\n\v\f\r="') KEY[sign.charCodeAt(0)] = 0;
KEY[0x1b] = 0;
// White space beyond ASCII would end a key as well.
for (let byte = 128; byte < 256; byte++) KEY[byte] = 0;

const SAME_ESCAPES = new Uint8Array(256);
for (const sign of '"\\/nrt') SAME_ESCAPES[sign.charCodeAt(0)] = 1;

/** Scans a line of `key=value` pairs into `scan`. False where it is anything else, or where its values may mean something of their own. */
export function scanLogfmt(bytes: Uint8Array, from: number, to: number, scan: Scan): boolean {
  let count = 0;
  let at = from;
  while (at < to) {
    const key = at;
    while (at < to && KEY[bytes[at]!] === 1) at++;
    if (at === key || at - key > 128 || (key === from && bytes[at] !== 0x3d)) return false;
    if (bytes[at] === 0x3d && at < to) {
      at++;
      const quoted = at < to && bytes[at] === 0x22;
      const start = quoted ? at + 1 : at;
      const end = quoted ? endOfQuoted(bytes, start, to) : endOfBare(bytes, start, to);
      if (end < 0 || count === MAX_VALUES) return false;
      at = quoted ? end + 1 : end;
      if (end > start) {
        const kind = quoted ? quotedKind(bytes, start, end) : bareKind(bytes, start, end);
        if (kind < 0) return false;
        scan.from[count] = start;
        scan.to[count] = end;
        scan.kind[count] = kind;
        if (kind >= TIME) {
          scan.main[count] = time.ms;
          scan.side[count] = time.nanos;
        } else if (kind === DECIMAL) {
          scan.main[count] = decimal.mantissa;
          scan.side[count] = decimal.scale;
        }
        count++;
      }
    }
    if (at < to && bytes[at] !== 0x20) return false;
    while (at < to && bytes[at] === 0x20) at++;
  }
  scan.count = count;
  scan.hash = structureHash(bytes, from, to, scan);
  return count > 0;
}

function endOfBare(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  // What is masked has spaces in it.
  if (bytes[at] === 0x5b) return -1;
  for (; at < to && bytes[at] !== 0x20; at++) {
    const byte = bytes[at]!;
    if (KEY[byte] === 0 && byte !== 0x3d) return -1;
  }
  return at;
}

function endOfQuoted(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === 0x22) return at;
    if (byte === 0x1b || byte === 0x0a) return -1;
    if (byte === 0x5c) at++;
  }
  return -1;
}

/** -1 where the escapes are not those JSON has. */
function quotedKind(bytes: Uint8Array, from: number, to: number): number {
  let escapes = false;
  let marked = false;
  let control = false;
  let zeros = true;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === 0x3d) marked = true;
    if (byte < 0x20) control = true;
    if (byte !== 0x30 && byte !== 0x2d && byte !== 0x78) zeros = false;
    if (byte !== 0x5c) continue;
    escapes = true;
    at++;
    if (SAME_ESCAPES[bytes[at]!] !== 1) return -1;
  }
  if (escapes && (control || marked)) return -1;
  if (escapes) return ESCAPED;
  if (marked) return MARKED;
  if (zeros) return NIL;
  if (readTime(bytes, from, to, time)) return TIME + time.style;
  return PLAIN;
}

/** -1 for what readers may take in their own way: what only looks like a number, and what has signs of its own in it. */
function bareKind(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from]!;
  const begins = first === 0x2d && from + 1 < to ? bytes[from + 1]! : first;
  if (readDecimal(bytes, from, to, decimal)) {
    if (decimal.scale === 0 || decimal.mantissa % 10 !== 0) return DECIMAL;
    return BARE_NUMBER;
  }
  let zeros = true;
  let digits = true;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === 0x3d || byte === 0x5c) return -1;
    if (byte !== 0x30 && byte !== 0x2d && byte !== 0x78) zeros = false;
    if (byte < 0x2b || byte > 0x65 || (byte > 0x39 && byte !== 0x65 && byte !== 0x45)) digits = false;
  }
  if (zeros) return NIL;
  if (digits && begins >= 0x30 && begins <= 0x39) {
    if (readTime(bytes, from, to, time)) return TIME + time.style;
    return BARE_NUMBER;
  }
  if (readTime(bytes, from, to, time)) return TIME + time.style;
  if (to - from === 4 && textIs(bytes, from, 'true')) return BOOLEAN;
  return to - from === 5 && textIs(bytes, from, 'false') ? BOOLEAN : BARE;
}

/** Digits that may or may not be the text of a number: the line is left to others. */
const BARE_NUMBER = -1;

function textIs(bytes: Uint8Array, from: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[from + at] !== text.charCodeAt(at)) return false;
  return true;
}
