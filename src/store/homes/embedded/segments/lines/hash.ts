// The hashes of the store: of bytes and of words. They are written to files, so they never change.

const PRIME = 0x01000193;
export const HASH_START = 0x811c9dc5 | 0;

/** FNV-1a over bytes, 32 bits (Fowler, Noll, Vo); signed. Scattered by `scatter` before it is used as an address. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = HASH_START;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, PRIME);
  return hash;
}

/** One more value into a hash. */
export function hashOn(hash: number, value: number): number {
  return Math.imul(hash ^ value, PRIME);
}

/** Spreads what a hash knows over all its bits (the end of MurmurHash3, Appleby). */
export function scatter(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** FNV-1a over the UTF-16 code units of a folded word; of ASCII the same as over its bytes. */
export function hashWord(text: string, from = 0, to = text.length): number {
  let hash = HASH_START;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash;
}

/** 64 bits of a text as 16 hexadecimal digits: two FNV-1a runs from different starts, scattered. */
export function textId(text: string): string {
  let low = HASH_START;
  let high = 0x4bf19f2d;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, PRIME);
    high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15);
  }
  return [high, low].map((half) => (scatter(half) >>> 0).toString(16).padStart(8, '0')).join('');
}
