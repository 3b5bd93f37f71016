// How long the values of a line of text may be: readers want three digits here, at most ten there, and take what is longer for something else.

import { agrees } from './agreement.ts';
import type { Meaning } from './leaf.ts';
import { DECIMAL, type Scan } from './scan-json.ts';
import { EXAMPLE_OBSERVED, readWith, type Limits, type ReadLine, type Structure } from './structure.ts';
import { tokenOfLength } from './trial-tokens.ts';

/** Lengths that are tried, in order; what readers accept is taken for a range. */
const LONGER = [1200, 600, 120, 64, 32, 20, 16, 15, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const SHORTER = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 64, 120];

/** The lengths, per value, with which lines of a structure are read as its meaning says. */
export function limitsOf(read: ReadLine, structure: Structure, meaning: Meaning): Limits[] {
  structure.meaning = meaning;
  const { source, hint, example, kinds } = structure;
  const meta = { source, hint, masked: 0, truncated: false, observedTimestamp: EXAMPLE_OBSERVED };
  const holds = (slot: number, token: string): boolean => {
    if (token === '') return false;
    const tokens = [...example];
    tokens[slot] = token;
    return agrees(read, structure, tokens, readWith(read, structure, slot, token), meta);
  };
  return example.map((token, slot) => {
    const length = Buffer.byteLength(token);
    const kind = kinds[slot]!;
    if (tokenOfLength(kind, length) === '') return ANY;
    return {
      min: SHORTER.find((one) => one < length && holds(slot, tokenOfLength(kind, one))) ?? length,
      max: LONGER.find((one) => one > length && holds(slot, tokenOfLength(kind, one))) ?? length,
      zero: kind !== DECIMAL || holds(slot, '0'),
    };
  });
}

const ANY: Limits = { min: 0, max: Infinity, zero: true };

/** Whether the values of a scanned line of a structure are as long as they may be. */
export function withinLimits({ limits }: Structure, scan: Scan): boolean {
  if (limits === undefined) return true;
  for (let slot = 0; slot < limits.length; slot++) {
    const length = scan.to[slot]! - scan.from[slot]!;
    const { min, max, zero } = limits[slot]!;
    if (length < min || length > max || (!zero && scan.main[slot] === 0)) return false;
  }
  return true;
}
