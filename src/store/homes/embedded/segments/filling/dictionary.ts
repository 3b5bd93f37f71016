// The different values of a column while its segment is filled: bytes to number and back.

import { scatter } from '../lines/hash.ts';
import { createBytes, createInts, pushBytes, pushInt, type Bytes, type Ints } from './growing.ts';

/** Values in order of first appearance. A column of values that hardly ever repeat gives every row its own. */
export interface Dictionary {
  readonly bytes: Bytes;
  /** Where each value ends in `bytes`. */
  readonly ends: Ints;
  /** Open addressing, two numbers a place: hash of a value, and its number + 1; 0 is free. */
  table: Int32Array;
  /** How often a value was asked for. */
  asked: number;
  repeats: boolean;
}

/** A dictionary without values; with room for so many, of so many bytes, where that is known beforehand. */
export function createDictionary(values?: number, bytes?: number): Dictionary {
  return {
    bytes: createBytes(bytes),
    ends: createInts(values),
    table: new Int32Array(64),
    asked: 0,
    repeats: true,
  };
}

/** After this many values a column that never repeats is known for one. */
const JUDGED_AT = 4096;

/** The number of a value, a new one where it is not known yet. */
export function numberOf(dictionary: Dictionary, source: Uint8Array, from: number, to: number): number {
  if (!dictionary.repeats) return add(dictionary, source, from, to);
  dictionary.asked++;
  const { table, ends, bytes } = dictionary;
  const hash = hashValue(source, from, to);
  const length = to - from;
  const mask = table.length - 2;
  let place = (hash << 1) & mask;
  for (let found = table[place + 1]!; found !== 0; found = table[place + 1]!) {
    if (table[place] === hash) {
      const start = found === 1 ? 0 : ends.data[found - 2]!;
      if (ends.data[found - 1]! - start === length && isSame(bytes.data, start, source, from, length)) return found - 1;
    }
    place = (place + 2) & mask;
  }
  const number = add(dictionary, source, from, to);
  table[place] = hash;
  table[place + 1] = number + 1;
  if (ends.length * 4 > table.length) grow(dictionary);
  if (dictionary.asked === JUDGED_AT && ends.length > JUDGED_AT * 0.95) {
    dictionary.repeats = false;
    dictionary.table = new Int32Array(0);
  }
  return number;
}

function isSame(known: Uint8Array, start: number, source: Uint8Array, from: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (known[start + at] !== source[from + at]) return false;
  return true;
}

function add({ bytes, ends }: Dictionary, source: Uint8Array, from: number, to: number): number {
  pushBytes(bytes, source, from, to);
  pushInt(ends, bytes.length);
  return ends.length - 1;
}

function grow(dictionary: Dictionary): void {
  const { table } = dictionary;
  const grown = new Int32Array(table.length * 4);
  const mask = grown.length - 2;
  for (let from = 0; from < table.length; from += 2) {
    if (table[from + 1] === 0) continue;
    let place = (table[from]! << 1) & mask;
    while (grown[place + 1] !== 0) place = (place + 2) & mask;
    grown[place] = table[from]!;
    grown[place + 1] = table[from + 1]!;
  }
  dictionary.table = grown;
}

/** A hash of bytes, four at a time; it lives no longer than the dictionary. */
function hashValue(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return scatter(hash);
}
