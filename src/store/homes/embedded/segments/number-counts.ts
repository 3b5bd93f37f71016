// Counts how often each number occurs, without making an object of any.

import { decimalValue } from './decimal.ts';
import { scatter } from './hash.ts';

export interface NumberCounts {
  /** Counts a decimal, given as mantissa and scale. */
  add(main: number, side: number): void;
  addNumber(number: number, count: number): void;
  /** Every different number with its count. */
  all(): { readonly numbers: Float64Array; readonly counts: Float64Array };
}

/** Mantissas up to this, with few decimal places, are counted in plain arrays. */
const DIRECT = 1 << 19;
const DIRECT_SCALES = 4;

/** `direct`: counts in plain arrays where it can; that takes 2 MB for each number of decimal places. */
export function createNumberCounts(direct: boolean): NumberCounts {
  const plain: (Uint32Array | undefined)[] = [];
  const hashed = createTable();
  return {
    add(main, side) {
      if (direct && main >= 0 && main < DIRECT && side < DIRECT_SCALES)
        (plain[side] ??= new Uint32Array(DIRECT))[main]!++;
      else hashed.add(decimalValue(main, side), 1);
    },
    addNumber: (number, count) => hashed.add(number, count),
    all() {
      for (const [side, counts] of plain.entries()) {
        if (counts === undefined) continue;
        for (let main = 0; main < DIRECT; main++) {
          if (counts[main] !== 0) hashed.add(decimalValue(main, side), counts[main]!);
        }
      }
      plain.length = 0;
      return hashed.all();
    },
  };
}

/** Open addressing over the bits of doubles; a count of 0 is a free slot. */
function createTable(): { add(number: number, count: number): void; all: NumberCounts['all'] } {
  let keys = new Float64Array(1024);
  let counts = new Float64Array(1024);
  let used = 0;
  const double = new Float64Array(1);
  const halves = new Int32Array(double.buffer);

  const slotOf = (number: number): number => {
    // 0 and -0 are one number.
    double[0] = number + 0;
    const mask = keys.length - 1;
    let slot = scatter(halves[0]! ^ Math.imul(halves[1]!, 0x9e3779b1)) & mask;
    while (counts[slot] !== 0 && keys[slot] !== number) slot = (slot + 1) & mask;
    return slot;
  };

  const grow = (): void => {
    const [oldKeys, oldCounts] = [keys, counts];
    keys = new Float64Array(oldKeys.length * 2);
    counts = new Float64Array(oldKeys.length * 2);
    for (let at = 0; at < oldKeys.length; at++) {
      if (oldCounts[at] === 0) continue;
      const slot = slotOf(oldKeys[at]!);
      keys[slot] = oldKeys[at]!;
      counts[slot] = oldCounts[at]!;
    }
  };

  return {
    add(number, count) {
      const slot = slotOf(number);
      if (counts[slot] === 0) {
        keys[slot] = number;
        used++;
      }
      counts[slot]! += count;
      if (used * 2 > keys.length) grow();
    },
    all() {
      const numbers = new Float64Array(used);
      const times = new Float64Array(used);
      for (let slot = 0, at = 0; slot < keys.length; slot++) {
        if (counts[slot] === 0) continue;
        numbers[at] = keys[slot]!;
        times[at++] = counts[slot]!;
      }
      return { numbers, counts: times };
    },
  };
}
