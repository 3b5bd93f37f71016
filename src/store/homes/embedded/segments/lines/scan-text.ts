// Finds what varies in a record of plain text, of one line or several: its time and its words with digits. The rest is its structure.

import { HASH_START, hashOn } from './hash.ts';
import { readTimeAt, type ReadTime } from './iso-time.ts';
import { DECIMAL, DIGITS, HEX, NUMBERED, TIME, UUID, WORD, MAX_VALUES, type Scan } from './scan-json.ts';
import { createWordScan, scanWords, type WordScan } from './scan-words.ts';

/** Longer records are kept whole: their structure would be a large part of what they say. */
const MAX_BYTES = 16_384;
/** Bytes within which a line's time begins. */
const TIME_WITHIN = 120;

const time: ReadTime = { ms: 0, nanos: 0, style: 0 };
const words: WordScan = createWordScan(MAX_VALUES);

/**
 * Scans a record of text into `scan`. False where it is better left whole: with terminal colours, too long, or possibly
 * JSON. Indented lines behind the first (the frames of a stack trace) belong to the structure as they are.
 */
export function scanText(bytes: Uint8Array, from: number, to: number, scan: Scan): boolean {
  if (to - from > MAX_BYTES || mayBeObject(bytes, from, to)) return false;
  scan.count = 0;
  let line = from;
  let escaped = false;
  for (let at = from; at <= to; at++) {
    if (bytes[at] === 0x1b && at < to) escaped = true;
    if (at < to && bytes[at] !== 0x0a) continue;
    if (!scanLine(bytes, line, at, line === from, scan)) return false;
    line = at + 1;
  }
  if (escaped) return false;
  scan.hash = structureHash(bytes, from, to, scan);
  return true;
}

/** Whether the first sign that is no white space and no byte order mark is a brace. */
function mayBeObject(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && bytes[at]! <= 0x20) at++;
  return bytes[at] === 0x7b || bytes[at] === 0xef;
}

function scanLine(bytes: Uint8Array, from: number, to: number, first: boolean, scan: Scan): boolean {
  if (!first) return from === to || bytes[from] === 0x20 || bytes[from] === 0x09 || addWords(bytes, from, to, scan);
  const found = findTime(bytes, from, to);
  if (found < 0) return addWords(bytes, from, to, scan);
  if (!addWords(bytes, from, found, scan) || scan.count === MAX_VALUES) return false;
  const slot = scan.count++;
  const end = readTimeAt(bytes, found, to, time);
  scan.from[slot] = found;
  scan.to[slot] = end;
  scan.kind[slot] = TIME + time.style;
  scan.main[slot] = time.ms;
  scan.side[slot] = time.nanos;
  return addWords(bytes, end, to, scan);
}

/** Where the first time begins that stands by itself; -1 for none. */
function findTime(bytes: Uint8Array, from: number, to: number): number {
  const last = Math.min(to - 15, from + TIME_WITHIN);
  let inWord = false;
  for (let at = from; at <= last; at++) {
    const byte = bytes[at]!;
    const word = isWordByte(byte);
    if (word && !inWord && (isDigit(byte) || (byte >= 0x41 && byte <= 0x5a))) {
      const end = readTimeAt(bytes, at, to, time);
      if (end > 0 && !(end < to && isWordByte(bytes[end]!))) return at;
    }
    inWord = word;
  }
  return -1;
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isWordByte = (byte: number): boolean => WORD_BYTES[byte] === 1;
const WORD_BYTES = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  if (byte >= 128 || /\w/.test(String.fromCharCode(byte))) WORD_BYTES[byte] = 1;
}

/** Adds the words of a stretch of a line that vary. */
function addWords(bytes: Uint8Array, from: number, to: number, scan: Scan): boolean {
  if (from >= to) return true;
  if (!scanWords(bytes, from, to, false, words)) return false;
  for (let word = 0; word < words.count; word++) {
    if (scan.count === MAX_VALUES) return false;
    const start = words.from[word]!;
    let end = words.to[word]!;
    const slot = scan.count++;
    scan.from[slot] = start;
    const number = words.numbers[word]!;
    if (isUuid(bytes, start, to)) {
      scan.kind[slot] = UUID;
      end = start + 36;
      while (word + 1 < words.count && words.from[word + 1]! < end) word++;
    } else if (number >= 0) {
      scan.kind[slot] = DECIMAL;
      scan.main[slot] = number;
      scan.side[slot] = 0;
    } else {
      const kind = kindOf(bytes, start, end);
      if (kind < 0) return false;
      scan.kind[slot] = kind;
    }
    scan.to[slot] = end;
  }
  return true;
}

const OTHER_SIGN = 0;
const DIGIT_SIGN = 1;
const HEX_LETTER = 2;
const ZERO_SIGN = 3;
const signs = new Uint8Array(256);
for (const sign of '123456789') signs[sign.charCodeAt(0)] = DIGIT_SIGN;
for (const sign of 'abcdef') signs[sign.charCodeAt(0)] = HEX_LETTER;
signs[0x30] = ZERO_SIGN;

/** The kind of a word that is no decimal; -1 for zeros behind `0x`, which stand for no ID. */
function kindOf(bytes: Uint8Array, from: number, to: number): number {
  const zeros = bytes[from] === 0x30 && bytes[from + 1] === 0x78 ? from + 2 : to;
  let seen = 0;
  for (let at = from; at < to; at++) seen |= 1 << signs[bytes[at]!]!;
  if ((seen & ((1 << OTHER_SIGN) | (1 << HEX_LETTER))) === 0) return DIGITS;
  if (zeros < to && bytes.subarray(zeros, to).every((byte) => byte === 0x30)) return -1;
  if (to - from >= 8 && (seen & (1 << OTHER_SIGN)) === 0) return HEX;
  return isDigit(bytes[from]!) ? NUMBERED : WORD;
}

/** Whether a UUID begins here, in lower case and not of zeros alone, and ends as a word does. */
function isUuid(bytes: Uint8Array, from: number, to: number): boolean {
  if (from + 36 > to || bytes[from + 8] !== 0x2d || bytes[from + 13] !== 0x2d) return false;
  if (bytes[from + 18] !== 0x2d || bytes[from + 23] !== 0x2d) return false;
  if (from + 36 < to && isWordByte(bytes[from + 36]!)) return false;
  let any = false;
  for (let at = 0; at < 36; at++) {
    if (at === 8 || at === 13 || at === 18 || at === 23) continue;
    const sign = signs[bytes[from + at]!]!;
    if (sign === OTHER_SIGN) return false;
    if (sign !== ZERO_SIGN) any = true;
  }
  return any;
}

/** Of the text between the values and of their kinds. */
export function structureHash(bytes: Uint8Array, from: number, to: number, scan: Scan): number {
  let hash = HASH_START;
  let at = from;
  for (let slot = 0; slot < scan.count; slot++) {
    for (const end = scan.from[slot]!; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    hash = hashOn(hash, 256 + scan.kind[slot]!);
    at = scan.to[slot]!;
  }
  for (; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash;
}
