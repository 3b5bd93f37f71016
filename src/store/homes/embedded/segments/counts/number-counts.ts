// Counts how often each number occurs, without making an object of any.

import type { CountedNumbers } from '../../../../number-summary.ts';
import { decimalValue, POWERS_OF_TEN } from '../lines/decimal.ts';
import { scatter } from '../lines/hash.ts';

/** Counts of one scale: mantissa `base + i` was met `counts[i]` times. */
interface Window {
  base: number;
  counts: Uint32Array;
}

/** Numbers that are being counted. Plain data, for addDecimal is called for every row of a result. */
export interface NumberCounts {
  /** By scale, for as many scales as are counted so; empty until one is met. */
  readonly windows: readonly Window[];
  /** What windows may still grow by. */
  readonly room: CountRoom;
  /** All other numbers. */
  readonly table: NumberTable;
}

/** Counters that windows may take; shared by all that are counted for one answer. */
export interface CountRoom {
  left: number;
}

/** 16 MB of counters. */
const ROOM = 1 << 22;
const SCALES = 4;
/** Counters of a window, at first and at most: duration in hundredths of a millisecond, order numbers of some years. */
const SMALLEST = 1 << 10;
const LARGEST = 1 << 19;

export function createCountRoom(): CountRoom {
  return { left: ROOM };
}

export function createNumberCounts(room: CountRoom): NumberCounts {
  const windows = Array.from({ length: SCALES }, () => ({ base: 0, counts: new Uint32Array(0) }));
  return { windows, room, table: createTable() };
}

/** Counts a decimal, given as mantissa and scale. */
export function addDecimal(counts: NumberCounts, main: number, side: number): void {
  if (side < SCALES) {
    const window = counts.windows[side]!;
    const at = main - window.base;
    if (at >= 0 && at < window.counts.length) {
      window.counts[at]!++;
      return;
    }
  }
  addElsewhere(counts, main, side);
}

/** Counts a number `times` times. */
export function addNumber({ windows, table }: NumberCounts, number: number, times: number): void {
  for (let side = 0; side < SCALES; side++) {
    const { base, counts } = windows[side]!;
    const main = Math.round(number * POWERS_OF_TEN[side]!);
    // Where a window has its place, it need not be looked for in two.
    if (main - base >= 0 && main - base < counts.length && decimalValue(main, side) === number) {
      counts[main - base]! += times;
      return;
    }
  }
  table.add(number, times);
}

/** Rows of a block and what they are counted by. */
export interface DecimalRows {
  /** Mantissas and scales by row; without `side` all scales are 0. */
  readonly main: Int32Array | Float64Array;
  readonly side: Int32Array | undefined;
  /** Of other rows than those that are 1 nothing is counted; without it all are. */
  readonly passing: Uint8Array | undefined;
  /** Number of the counts of each row. */
  readonly codes: Int32Array;
}

/**
 * Counts the decimals of a block; `groups` are the counts by code. One that is not there yet is asked of `groupOf`. Says
 * how many rows it has none for.
 */
export function addDecimals(
  { main, side, passing, codes }: DecimalRows,
  groups: (NumberCounts | undefined)[],
  groupOf: (code: number) => NumberCounts | undefined,
): number {
  const rows = passing === undefined ? main.length : passing.length;
  let beyond = 0;
  for (let row = 0; row < rows; row++) {
    if (passing !== undefined && passing[row] !== 1) continue;
    const code = codes[row]!;
    const group = groups[code] ?? (groups[code] = groupOf(code));
    if (group === undefined) beyond++;
    else addDecimal(group, main[row]!, side === undefined ? 0 : side[row]!);
  }
  return beyond;
}

/** Every number that was counted. */
export function allNumbers({ windows, table }: NumberCounts): CountedNumbers {
  const parts = windows.flatMap((window, side) => (window.counts.length === 0 ? [] : [ofWindow(window, side)]));
  if (table.size() > 0) parts.push(table.all());
  return mergedNumbers(parts);
}

const NO_NUMBERS: CountedNumbers = { numbers: new Float64Array(0), counts: new Float64Array(0) };

/** The numbers of several counts in one: neighbours are merged two by two, all being in ascending order. */
export function mergedNumbers(parts: readonly CountedNumbers[]): CountedNumbers {
  let left = parts;
  while (left.length > 1) {
    left = left.flatMap((part, at) => {
      if (at % 2 === 1) return [];
      const next = left[at + 1];
      return [next === undefined ? part : merged(part, next)];
    });
  }
  return left[0] ?? NO_NUMBERS;
}

function merged(a: CountedNumbers, b: CountedNumbers): CountedNumbers {
  const numbers = new Float64Array(a.numbers.length + b.numbers.length);
  const counts = new Float64Array(numbers.length);
  let length = 0;
  let left = 0;
  let right = 0;
  for (; left < a.numbers.length && right < b.numbers.length; length++) {
    const one = a.numbers[left]!;
    const other = b.numbers[right]!;
    numbers[length] = one <= other ? one : other;
    if (one <= other) counts[length] = a.counts[left++]!;
    if (other <= one) counts[length]! += b.counts[right++]!;
  }
  const rest = left < a.numbers.length ? a : b;
  const from = rest === a ? left : right;
  numbers.set(rest.numbers.subarray(from), length);
  counts.set(rest.counts.subarray(from), length);
  length += rest.numbers.length - from;
  return { numbers: numbers.subarray(0, length), counts: counts.subarray(0, length) };
}

function addElsewhere({ windows, room, table }: NumberCounts, main: number, side: number): void {
  const window = side < SCALES ? windows[side]! : undefined;
  if (window === undefined || !reach(window, room, main)) table.add(decimalValue(main, side), 1);
  else window.counts[main - window.base]!++;
}

/** Makes a window reach a mantissa, where it can. */
function reach(window: Window, room: CountRoom, main: number): boolean {
  const isNew = window.counts.length === 0;
  // Small numbers begin at 0; of others the first one met lies in the middle.
  const base = !isNew ? window.base : main >= 0 && main < LARGEST / 2 ? 0 : main - LARGEST / 2;
  const at = main - base;
  if (at < 0 || at >= LARGEST) return false;
  let length = Math.max(SMALLEST, window.counts.length);
  while (length <= at) length *= 2;
  if (length - window.counts.length > room.left) return false;
  room.left -= length - window.counts.length;
  const grown = new Uint32Array(length);
  grown.set(window.counts);
  window.base = base;
  window.counts = grown;
  return true;
}

function ofWindow({ base, counts }: Window, side: number): CountedNumbers {
  let used = 0;
  for (const count of counts) if (count !== 0) used++;
  const found = { numbers: new Float64Array(used), counts: new Float64Array(used) };
  for (let index = 0, at = 0; index < counts.length; index++) {
    if (counts[index] === 0) continue;
    found.numbers[at] = decimalValue(base + index, side);
    found.counts[at++] = counts[index]!;
  }
  return found;
}

/** Counts by number. */
interface NumberTable {
  add(number: number, count: number): void;
  size(): number;
  all(): CountedNumbers;
}

/** Open addressing over the bits of doubles; a count of 0 is a free slot. */
function createTable(): NumberTable {
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
    size: () => used,
    all() {
      const numbers = new Float64Array(used);
      for (let slot = 0, at = 0; slot < keys.length; slot++) if (counts[slot] !== 0) numbers[at++] = keys[slot]!;
      // Without a comparison of our own they are sorted as the numbers they are, many times as fast.
      numbers.sort();
      return { numbers, counts: Float64Array.from(numbers, (number) => counts[slotOf(number)]!) };
    },
  };
}
