// The different values of a column while its segment is filled: bytes to number and back.

import { hashBytes, scatter } from './hash.ts';
import { createBytes, createInts, pushBytes, pushInt, type Bytes, type Ints } from './growing.ts';

/** Values in order of first appearance. A column of values that hardly ever repeat gives every row its own. */
export interface Dictionary {
  readonly bytes: Bytes;
  /** Where each value ends in `bytes`. */
  readonly ends: Ints;
  readonly hashes: Ints;
  /** Open addressing: number of a value + 1; 0 is free. */
  table: Int32Array;
  /** How often a value was asked for. */
  asked: number;
  repeats: boolean;
}

export function createDictionary(): Dictionary {
  return {
    bytes: createBytes(),
    ends: createInts(),
    hashes: createInts(),
    table: new Int32Array(32),
    asked: 0,
    repeats: true,
  };
}

/** After this many values a column that never repeats is known for one. */
const JUDGED_AT = 4096;

/** The number of a value, a new one where it is not known yet. */
export function numberOf(dictionary: Dictionary, source: Uint8Array, from: number, to: number): number {
  if (!dictionary.repeats) return add(dictionary, source, from, to, 0);
  const hash = hashBytes(source, from, to);
  const { table, ends, hashes, bytes } = dictionary;
  const mask = table.length - 1;
  let slot = scatter(hash) & mask;
  for (let found = table[slot]!; found !== 0; found = table[slot]!) {
    const number = found - 1;
    if (hashes.data[number] === hash) {
      const start = number === 0 ? 0 : ends.data[number - 1]!;
      const length = to - from;
      if (ends.data[number]! - start === length) {
        const data = bytes.data;
        let at = 0;
        while (at < length && data[start + at] === source[from + at]) at++;
        if (at === length) {
          dictionary.asked++;
          return number;
        }
      }
    }
    slot = (slot + 1) & mask;
  }
  table[slot] = ends.length + 1;
  const number = add(dictionary, source, from, to, hash);
  dictionary.asked++;
  if (ends.length * 2 > table.length) grow(dictionary);
  if (dictionary.asked === JUDGED_AT && ends.length > JUDGED_AT * 0.95) {
    dictionary.repeats = false;
    dictionary.table = new Int32Array(1);
  }
  return number;
}

function add(dictionary: Dictionary, source: Uint8Array, from: number, to: number, hash: number): number {
  pushBytes(dictionary.bytes, source, from, to);
  pushInt(dictionary.ends, dictionary.bytes.length);
  pushInt(dictionary.hashes, hash);
  return dictionary.ends.length - 1;
}

function grow(dictionary: Dictionary): void {
  const table = new Int32Array(dictionary.table.length * 4);
  const mask = table.length - 1;
  for (let number = 0; number < dictionary.ends.length; number++) {
    let slot = scatter(dictionary.hashes.data[number]!) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = number + 1;
  }
  dictionary.table = table;
}
