// Decimal numbers as two whole numbers, mantissa and scale, such that the text comes back as it was: 1.50 is 150 and 2.

/** Powers of ten that a double holds exactly. */
export const POWERS_OF_TEN: readonly number[] = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** The text of a mantissa and a scale: the inverse of reading it. */
export function decimalText(mantissa: number, scale: number): string {
  if (scale === 0) return String(mantissa);
  const digits = String(Math.abs(mantissa)).padStart(scale + 1, '0');
  return `${mantissa < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The number it is; both parts are exact doubles, so the division rounds as reading the text would. */
export function decimalValue(mantissa: number, scale: number): number {
  return scale === 0 ? mantissa : mantissa / POWERS_OF_TEN[scale]!;
}

/** A decimal that was read. One object is used again and again. */
export interface ReadDecimal {
  mantissa: number;
  scale: number;
}

/**
 * Reads the bytes of a number; false where it is none that `decimalText` would give back (exponents, leading zeros,
 * -0, more than 2^53, more than 15 digits with a point) or whose text in JavaScript has an exponent.
 */
export function readDecimal(bytes: Uint8Array, from: number, to: number, into: ReadDecimal): boolean {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative) at++;
  const first = at;
  let mantissa = 0;
  let point = -1;
  if (to - at > 16 || at >= to) return false;
  for (; at < to; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (digit === -2 && point < 0 && at > first) point = at;
    else return false;
  }
  if ((point >= 0 && to - from > 15) || point === to - 1 || mantissa > Number.MAX_SAFE_INTEGER) return false;
  const scale = point < 0 ? 0 : to - 1 - point;
  if (bytes[first] === 0x30 && first + 1 < to && point !== first + 1) return false;
  if (negative && mantissa === 0) return false;
  if (scale > 6 && mantissa !== 0 && mantissa / POWERS_OF_TEN[scale]! < 1e-6) return false;
  into.mantissa = negative ? -mantissa : mantissa;
  into.scale = scale;
  return true;
}
