// A Bloom filter of words (B. H. Bloom, 1970): says of a set of texts that a word is certainly not in it.

import { eachWord, fold } from '../../../../../query/fold.ts';
import { hashWord, scatter } from './hash.ts';

/** 12 bits a word and 6 probes: one wrong "maybe" in some 300. */
const BITS_PER_WORD = 12;
const PROBES = 6;

/** The filter of a set of word hashes. */
export function filterOf(words: ReadonlySet<number>): Uint8Array {
  const bits = Math.max(64, words.size * BITS_PER_WORD);
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  for (const word of words) eachProbe(word, bytes.length * 8, (bit) => (bytes[bit >>> 3]! |= 1 << (bit & 7)));
  return bytes;
}

/** False where a word is certainly not in the filter's set. */
export function mayHave(filter: Uint8Array, word: number): boolean {
  let may = true;
  eachProbe(word, filter.length * 8, (bit) => {
    if ((filter[bit >>> 3]! & (1 << (bit & 7))) === 0) may = false;
  });
  return may;
}

/** The second hash is made of the whole of the first: were it to share its low bits only, probes would fall together. */
function eachProbe(word: number, bits: number, probe: (bit: number) => void): void {
  const start = scatter(word) >>> 0;
  const step = (scatter(word ^ 0x5bd1e995) | 1) >>> 0;
  for (let turn = 0; turn < PROBES; turn++) probe(((start + Math.imul(turn, step)) >>> 0) % bits);
}

const LOWER = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const sign = String.fromCharCode(code);
  if (/[A-Za-z0-9_]/.test(sign)) LOWER[code] = sign.toLowerCase().charCodeAt(0);
}

/** Adds the hashes of the folded words of a text to a set. */
export function addWords(words: Set<number>, bytes: Uint8Array, from: number, to: number): void {
  let hash = 0x811c9dc5 | 0;
  let inside = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 128 || byte === 0x5c) return addForeign(words, bytes, from, to);
    const lower = LOWER[byte]!;
    if (lower !== 0) {
      hash = Math.imul(hash ^ lower, 0x01000193);
      inside = true;
    } else if (inside) {
      words.add(hash);
      hash = 0x811c9dc5 | 0;
      inside = false;
    }
  }
  if (inside) words.add(hash);
}

/** The same for text beyond ASCII and with escapes of JSON. */
function addForeign(words: Set<number>, bytes: Uint8Array, from: number, to: number): void {
  const token = Buffer.from(bytes.subarray(from, to)).toString();
  const folded = fold(token.includes('\\') ? (JSON.parse(`"${token}"`) as string) : token);
  eachWord(folded, (start, end) => words.add(hashWord(folded, start, end)));
}
