// Epoch numbers of seconds, milliseconds, microseconds and nanoseconds as moments.

import { POWERS_OF_TEN } from './decimal.ts';

export type TimeUnit = 's' | 'ms' | 'us' | 'ns';

const DIGITS: Readonly<Record<TimeUnit, number>> = { s: 3, ms: 0, us: -3, ns: -6 };

/** A moment: milliseconds since the Unix epoch and nanoseconds within that millisecond; digits beyond are cut. */
export function timeFromDecimal(mantissa: number, scale: number, unit: TimeUnit): { ms: number; nanos: number } {
  const shift = DIGITS[unit] - scale;
  if (shift >= 0) return { ms: mantissa * POWERS_OF_TEN[shift]!, nanos: 0 };
  const below = POWERS_OF_TEN[-shift]!;
  const ms = Math.floor(mantissa / below);
  const rest = mantissa - ms * below;
  return { ms, nanos: -shift <= 6 ? rest * POWERS_OF_TEN[6 + shift]! : Math.floor(rest / POWERS_OF_TEN[-shift - 6]!) };
}
