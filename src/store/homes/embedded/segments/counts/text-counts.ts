// Counts how often each text occurs over many segments, by 64-bit hashes: texts are made only of those that are shown.

import { scatter } from '../lines/hash.ts';
import { highHash, lowHash, textHashes } from '../files/value-hashes.ts';

/** Where the text of an entry can be had. */
export type TextSource = (code: number) => string | undefined;

export interface TextCounts {
  /** Counts a text that is at hand. */
  addText(text: string, count: number): void;
  /** Counts the text of a code of a source, given as plain ASCII; the source must be good for as long as this is. */
  addAscii(bytes: Uint8Array, count: number, source: TextSource, code: number): void;
  /** The same by its hashes (value-hashes.ts). */
  addHashed(low: number, high: number, count: number, source: TextSource, code: number): void;
  /** Different texts. */
  distinct(): number;
  /** Counts that found no room: so many different texts are told apart, no more. */
  beyond(): number;
  /** The most frequent, by count, then by text. */
  top(most: number): { readonly value: string; readonly count: number }[];
}

export function createTextCounts(maxTexts: number): TextCounts {
  let lows = new Int32Array(1024);
  let highs = new Int32Array(1024);
  let counts = new Float64Array(1024);
  /** Which source, and the code in it; source 0 is `texts`. */
  let sourceOf = new Uint32Array(1024);
  let codeOf = new Uint32Array(1024);
  const texts: string[] = [];
  const sources: TextSource[] = [(code) => texts[code]];
  const numberOf = new Map<TextSource, number>();
  let used = 0;
  let beyond = 0;

  const slotOf = (low: number, high: number): number => {
    const mask = counts.length - 1;
    let slot = scatter(low ^ high) & mask;
    while (counts[slot] !== 0 && (lows[slot] !== low || highs[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  };

  const grow = (): void => {
    const old = { lows, highs, counts, sourceOf, codeOf };
    const length = counts.length * 2;
    lows = new Int32Array(length);
    highs = new Int32Array(length);
    counts = new Float64Array(length);
    sourceOf = new Uint32Array(length);
    codeOf = new Uint32Array(length);
    for (let at = 0; at < old.counts.length; at++) {
      if (old.counts[at] === 0) continue;
      const slot = slotOf(old.lows[at]!, old.highs[at]!);
      lows[slot] = old.lows[at]!;
      highs[slot] = old.highs[at]!;
      counts[slot] = old.counts[at]!;
      sourceOf[slot] = old.sourceOf[at]!;
      codeOf[slot] = old.codeOf[at]!;
    }
  };

  const add = (low: number, high: number, count: number): number => {
    let slot = slotOf(low, high);
    if (counts[slot] !== 0) {
      counts[slot]! += count;
      return -1;
    }
    if (used === maxTexts) {
      beyond += count;
      return -1;
    }
    if (++used * 2 > counts.length) {
      grow();
      slot = slotOf(low, high);
    }
    lows[slot] = low;
    highs[slot] = high;
    counts[slot] = count;
    return slot;
  };

  const addHashed: TextCounts['addHashed'] = (low, high, count, source, code) => {
    const slot = add(low, high, count);
    if (slot < 0) return;
    let number = numberOf.get(source);
    if (number === undefined) numberOf.set(source, (number = sources.push(source) - 1));
    sourceOf[slot] = number;
    codeOf[slot] = code;
  };

  return {
    addText(text, count) {
      const { low, high } = textHashes(text);
      const slot = add(low, high, count);
      if (slot < 0) return;
      sourceOf[slot] = 0;
      codeOf[slot] = texts.push(text) - 1;
    },
    addHashed,
    addAscii: (bytes, count, source, code) => addHashed(lowHash(bytes), highHash(bytes), count, source, code),
    distinct: () => used,
    beyond: () => beyond,
    top(most) {
      const least = leastOf(counts, most);
      const slots: number[] = [];
      for (let slot = 0; slot < counts.length; slot++)
        if (counts[slot] !== 0 && counts[slot]! >= least) slots.push(slot);
      // Neighbours in a dictionary are unpacked together.
      slots.sort((a, b) => sourceOf[a]! - sourceOf[b]! || codeOf[a]! - codeOf[b]!);
      let found: { value: string; count: number }[] = [];
      for (const slot of slots) {
        const value = sources[sourceOf[slot]!]!(codeOf[slot]!);
        if (value !== undefined) found.push({ value, count: counts[slot]! });
        if (found.length > 4 * most + 1000) found = found.sort(mostFrequentFirst).slice(0, most);
      }
      return found.sort(mostFrequentFirst).slice(0, most);
    },
  };
}

/** By count, then by text. */
export function mostFrequentFirst(
  a: { readonly value: string; readonly count: number },
  b: { readonly value: string; readonly count: number },
): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}

/** Counts from this on are not told apart when it is asked which are the most frequent. */
const MANY = 1 << 16;

/** A count that the `most` most frequent have or pass, and not many more do. Counts of 0 are none. */
export function leastOf(counts: Float64Array, most: number): number {
  const having = new Uint32Array(MANY);
  for (const count of counts) having[Math.min(count, MANY - 1)]!++;
  let passed = 0;
  for (let least = MANY - 1; least > 0; least--) {
    passed += having[least]!;
    if (passed >= most) return least;
  }
  return 1;
}
