// Hashes of the values of a dictionary: by them a value is found, and counted over many segments, without unpacking any.

import { HASH_START } from '../lines/hash.ts';

/** By number of the value; where `low` is 0 nothing is known of it. */
export interface ValueHashes {
  /** Without case: the same for all texts that are equal when folded. */
  low(): Int32Array;
  /** Numbers of the values of which nothing is known. */
  unknown(): readonly number[];
  /** With case. Both together tell texts apart. */
  high(): Int32Array;
}

const PRIME = 0x01000193;
const HIGH_START = 0x4bf19f2d;
const HIGH_PRIME = 0x5bd1e995;

/** FNV-1a of a text without the case of its letters, of a plain one never 0; 0 for one that is not plain ASCII, or has escapes. */
export function lowHash(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let hash = HASH_START;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x80 || byte === 0x5c) return 0;
    hash = Math.imul(hash ^ lowerUnit(byte), PRIME);
  }
  return hash === 0 ? 1 : hash;
}

/** A second hash of the bytes as they are, by another prime. */
export function highHash(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let hash = HIGH_START;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, HIGH_PRIME) ^ (hash >>> 15);
  return hash;
}

/** Both hashes of any text; of plain ASCII they are those of its bytes. */
export function textHashes(text: string): { readonly low: number; readonly high: number } {
  let low = HASH_START;
  let high = HIGH_START;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ lowerUnit(unit), PRIME);
    high = Math.imul(high ^ unit, HIGH_PRIME) ^ (high >>> 15);
  }
  return { low: low === 0 ? 1 : low, high };
}

const lowerUnit = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit);

/** The hashes of values that lie one behind the other, each up to its end: the low ones, then the high ones, as they are written. */
export function packHashes(bytes: Uint8Array, ends: Int32Array): readonly [low: Uint8Array, high: Uint8Array] {
  const low = new Int32Array(ends.length);
  const high = new Int32Array(ends.length);
  for (let number = 0, from = 0; number < ends.length; number++) {
    const to = ends[number]!;
    low[number] = lowHash(bytes, from, to);
    high[number] = highHash(bytes, from, to);
    from = to;
  }
  return [new Uint8Array(low.buffer), new Uint8Array(high.buffer)];
}

/** Reads low or high hashes again; `frame` begins at a whole word of memory. */
export function readHashes(frame: Buffer): Int32Array {
  return new Int32Array(frame.buffer, frame.byteOffset, frame.length >> 2);
}

/** Numbers of the values that may be a text when folded; it is folded itself. */
export function numbersOf(hashes: ValueHashes, folded: string): number[] {
  const asked = lowHash(Buffer.from(folded));
  return asked === 0 ? [...hashes.unknown()] : [...placesOf(hashes.low(), asked), ...hashes.unknown()];
}

/** Where a hash is. */
export function placesOf(hashes: Int32Array, hash: number): number[] {
  const found: number[] = [];
  for (let at = hashes.indexOf(hash); at >= 0; at = hashes.indexOf(hash, at + 1)) found.push(at);
  return found;
}
