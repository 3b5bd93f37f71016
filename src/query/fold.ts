// Text as it is compared: without case, and cut into words.

/** Text without case: two texts differ in case only when this is the same for both. May change the length. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // A final sigma is the only letter whose lower case depends on its neighbours.
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

const UNKNOWN = 0;
const OTHER = 1;
const WORD = 2;
/** Per UTF-16 code unit: what is known of it so far. */
const kinds = new Uint8Array(0x10000);
const wordCharacter = /[\p{L}\p{M}\p{N}_]/u;

function isWordUnit(unit: number): boolean {
  if (kinds[unit] === UNKNOWN) kinds[unit] = wordCharacter.test(String.fromCharCode(unit)) ? WORD : OTHER;
  return kinds[unit] === WORD;
}

/** Whether the character that begins at a UTF-16 offset is part of a word: a letter (with its marks), a digit or `_`. */
export function isWordAt(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  if (unit < 0xd800 || unit > 0xdfff) return isWordUnit(unit);
  return offset < text.length && wordCharacter.test(String.fromCodePoint(text.codePointAt(offset)!));
}

/** Whether the character that ends at a UTF-16 offset is part of a word. */
export function isWordBefore(text: string, offset: number): boolean {
  if (offset <= 0) return false;
  const unit = text.charCodeAt(offset - 1);
  const paired = unit >= 0xdc00 && unit <= 0xdfff && offset > 1 && (text.charCodeAt(offset - 2) & 0xfc00) === 0xd800;
  return isWordAt(text, paired ? offset - 2 : offset - 1);
}

/** Whether a cut at this offset would go through a word. */
export function cutsWord(text: string, offset: number): boolean {
  return offset < text.length && isWordBefore(text, offset) && isWordAt(text, offset);
}

/** Calls back with start and end of every word of a folded text. */
export function eachWord(folded: string, found: (from: number, to: number) => void): void {
  let from = -1;
  for (let at = 0; at < folded.length; at++) {
    const unit = folded.charCodeAt(at);
    const pair = unit >= 0xd800 && unit <= 0xdbff && (folded.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (pair ? isWordAt(folded, at) : isWordUnit(unit)) {
      if (from < 0) from = at;
    } else if (from >= 0) {
      found(from, at);
      from = -1;
    }
    if (pair) at++;
  }
  if (from >= 0) found(from, folded.length);
}
