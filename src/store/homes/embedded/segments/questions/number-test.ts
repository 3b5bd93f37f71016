// Tests of decimals for runs of digits, without making a text of every number.

import { POWERS_OF_TEN } from '../lines/decimal.ts';
import type { ColumnTest } from './value-test.ts';

/** Asks something of a number given as mantissa and scale. */
export type DecimalTest = (main: number, side: number) => boolean;

/** Whether the digits before or behind the point of a decimal are a word. */
export function digitTest(digits: string): DecimalTest {
  const number = Number(digits);
  return (main, side) => {
    const size = main < 0 ? -main : main;
    if (side === 0) return size === number;
    const below = POWERS_OF_TEN[side]!;
    const whole = Math.floor(size / below);
    if (whole === number) return true;
    return digits.length <= side && size - whole * below === number * POWERS_OF_TEN[side - digits.length]!;
  };
}

/** More digits than these do not fit into 31 bits, in which reckoning is quick; they are left to the text of a number. */
const MAX_DIGITS = 9;
const BITS_31 = 2 ** 31;

/**
 * Whether the text of a decimal may have a piece in it: for a run of digits, whether they stand in a row before or behind
 * its point. Undefined where no number has the piece.
 */
export function withinDecimal(piece: string): DecimalTest | undefined {
  if (/[^\d.-]/.test(piece)) return undefined;
  const count = piece.length;
  if (piece.includes('.')) return (_main, side) => side > 0;
  if (piece.includes('-')) return (main) => main < 0;
  if (count === 0 || count > MAX_DIGITS) return () => true;
  const wanted = Number(piece) | 0;
  const modulus = POWERS_OF_TEN[count]! | 0;
  /** The smallest number of so many digits: below it there is nothing left to look into. */
  const least = count === 1 ? 0 : POWERS_OF_TEN[count - 1]! | 0;
  const inWhole = (number: number): boolean => {
    let rest = number;
    for (; rest >= BITS_31; rest = Math.floor(rest / 10)) if (rest % modulus === wanted) return true;
    for (let small = rest | 0; small >= least; small = (small / 10) | 0) {
      if (small % modulus === wanted) return true;
      if (small === 0) return false;
    }
    return false;
  };
  const inFraction = (number: number, digits: number): boolean => {
    let rest = number;
    let left = digits;
    for (; rest >= BITS_31 && left >= count; rest = Math.floor(rest / 10), left--)
      if (rest % modulus === wanted) return true;
    for (let small = rest | 0; left >= count; small = (small / 10) | 0, left--)
      if (small % modulus === wanted) return true;
    return false;
  };
  return (main, side) => {
    const size = main < 0 ? -main : main;
    if (side === 0) return inWhole(size);
    const below = POWERS_OF_TEN[side]!;
    const whole = Math.floor(size / below);
    return inWhole(whole) || inFraction(size - whole * below, side);
  };
}

const MAX_MEMO = 20_000;

/** A test that is asked once of each value, as long as there are not too many. */
export function memoTest(test: DecimalTest): ColumnTest {
  const known = new Map<number, Map<number, boolean>>();
  return {
    none: false,
    passes(main, side) {
      let bySide = known.get(main);
      if (bySide === undefined) {
        if (known.size > MAX_MEMO) known.clear();
        known.set(main, (bySide = new Map<number, boolean>()));
      }
      let passed = bySide.get(side);
      if (passed === undefined) bySide.set(side, (passed = test(main, side)));
      return passed;
    },
  };
}
