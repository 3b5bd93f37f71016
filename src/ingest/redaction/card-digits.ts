// Looks, in bytes, for digits that may be a card number: the hints for one are met in every tenth UUID.

const DIGIT = 1;
const WORD = 2;
/** Digits, and what else may not stand before a card number: letters, underscores, dashes. */
const signs = new Uint8Array(256);
for (let code = 0; code < 128; code++) {
  const sign = String.fromCharCode(code);
  if (/\d/.test(sign)) signs[code] = DIGIT;
  else if (/[\w-]/.test(sign)) signs[code] = WORD;
}

/**
 * Whether some place may be the beginning of what `card-number` stands for (model/sensitive/values.ts): four digits,
 * the first of them 2 to 6, behind no letter, digit, underscore or dash, then nine more, or a space or a dash and four.
 */
export function mayHoldCard(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at + 13 <= end; at++) {
    const byte = bytes[at]!;
    if (byte < 0x32 || byte > 0x36) continue;
    if (at > start && signs[bytes[at - 1]!] !== 0) continue;
    if (digitsFrom(bytes, at, 4) < 4) continue;
    const next = bytes[at + 4]!;
    const apart = next === 0x20 || next === 0x2d;
    const more = apart ? 4 : 9;
    if (digitsFrom(bytes, apart ? at + 5 : at + 4, more) === more) return true;
  }
  return false;
}

/** How many digits stand there, `most` at most. */
function digitsFrom(bytes: Uint8Array, from: number, most: number): number {
  let count = 0;
  while (count < most && signs[bytes[from + count]!] === DIGIT) count++;
  return count;
}
