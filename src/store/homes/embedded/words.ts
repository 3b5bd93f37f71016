// Which words a block of records holds, as a Bloom filter: "surely not" or "perhaps", at about a byte a word.

import { eachWord, fold } from '../../../query/fold.ts';

/** For ASCII: the folded code of a word character, else 0. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) =>
  /\w/.test(String.fromCharCode(code)) ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : 0,
);

// FNV-1a over UTF-16 code units, then the finalizer of MurmurHash3: its low bits alone are too regular for a mask.
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hashOf(text: string, from: number, to: number): number {
  let hash = FNV_OFFSET;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return finish(hash);
}

/** The hash of a folded word, as WordSet and mayHoldWord know it. */
export function hashWord(folded: string): number {
  return hashOf(folded, 0, folded.length);
}

/** A hash of a value without its case: for look-ups where the value itself is compared afterwards. */
export function hashValue(value: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    if (unit > 127) return hashWord(fold(value));
    hash = Math.imul(hash ^ (unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit), FNV_PRIME);
  }
  return finish(hash);
}

/** A growing set of word hashes. */
export interface WordSet {
  /** Adds every word of a text. */
  add(text: string): void;
  /** The words so far as a Bloom filter. */
  toFilter(): Uint8Array;
  clear(): void;
}

const FIRST_CAPACITY = 4096;

/** Creates an empty WordSet. */
export function createWordSet(): WordSet {
  // Open addressing; 0 is an empty place, so a hash of 0 is kept as 1.
  let places = new Uint32Array(FIRST_CAPACITY);
  let size = 0;

  function insert(hash: number): void {
    const value = hash === 0 ? 1 : hash;
    const mask = places.length - 1;
    let at = value & mask;
    for (let there = places[at]!; there !== 0; there = places[at]!) {
      if (there === value) return;
      at = (at + 1) & mask;
    }
    places[at] = value;
    if (++size * 2 > places.length) grow();
  }

  function grow(): void {
    const old = places;
    places = new Uint32Array(old.length * 2);
    size = 0;
    for (const value of old) if (value !== 0) insert(value);
  }

  function addFolded(folded: string): void {
    eachWord(folded, (from, to) => insert(hashOf(folded, from, to)));
  }

  return {
    add(text) {
      let hash = FNV_OFFSET;
      let inWord = false;
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit > 127) {
          addFolded(fold(text));
          return;
        }
        const folded = ASCII[unit]!;
        if (folded !== 0) {
          hash = Math.imul(hash ^ folded, FNV_PRIME);
          inWord = true;
        } else if (inWord) {
          insert(finish(hash));
          hash = FNV_OFFSET;
          inWord = false;
        }
      }
      if (inWord) insert(finish(hash));
    },
    toFilter() {
      const filter = createFilter(size);
      for (const hash of places) if (hash !== 0) addToFilter(filter, hash);
      return filter;
    },
    clear() {
      if (places.length > FIRST_CAPACITY * 4) places = new Uint32Array(FIRST_CAPACITY);
      else places.fill(0);
      size = 0;
    },
  };
}

const PROBES = 5;
const BITS_PER_WORD = 10;
const MIN_BYTES = 32;
const MAX_BYTES = 65_536;

function createFilter(words: number): Uint8Array {
  const wanted = Math.min(MAX_BYTES, Math.max(MIN_BYTES, (words * BITS_PER_WORD) / 8));
  return new Uint8Array(2 ** Math.ceil(Math.log2(wanted)));
}

/** Second hash for the probes; from the high bits, because the mask of the first takes the low ones. */
function stride(hash: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 7) | 1;
}

function addToFilter(filter: Uint8Array, hash: number): void {
  const mask = filter.length * 8 - 1;
  const step = stride(hash);
  for (let probe = 0, at = hash; probe < PROBES; probe++, at += step) {
    const bit = at & mask;
    filter[bit >> 3] = filter[bit >> 3]! | (1 << (bit & 7));
  }
}

/** False where a filter's block surely has no such word. */
export function mayHoldWord(filter: Uint8Array, hash: number): boolean {
  const value = hash === 0 ? 1 : hash;
  const mask = filter.length * 8 - 1;
  const step = stride(value);
  for (let probe = 0, at = value; probe < PROBES; probe++, at += step) {
    const bit = at & mask;
    if ((filter[bit >> 3]! & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}
