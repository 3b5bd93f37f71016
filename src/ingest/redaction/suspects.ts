// What a line is scanned for, in one pass: words that may mean a secret, and signs that call for careful parsing.

import { SECRET_PHRASES } from '../../model/sensitive/names.ts';
import { VALUE_HINTS } from '../../model/sensitive/values.ts';
import { createScanner, type Scanner, type Suspect } from './scan.ts';

/** A word that may be the name of a secret field. */
export const MAY_NAME_SECRET = 1;
/** A fixed part of a secret value other than those below. */
export const MAY_BE_SECRET = 2;
/** Digits as long as a card number. */
export const MAY_BE_CARD = 4;
/** A URL, which may carry credentials. */
export const HAS_URL = 8;
/** A number that JavaScript can't hold exactly. */
export const HAS_BIG_NUMBER = 16;
/** ESC, bare or escaped: terminal colours. */
export const HAS_ESCAPE = 32;
/** A JSON escape of a surrogate. */
export const HAS_SURROGATE = 64;

function nameSuspects(): readonly Suspect[] {
  return [...SECRET_PHRASES, 'cvv', 'cvc'].flatMap((phrase) => {
    const words = phrase.split('-');
    const seams = words.length === 1 ? [''] : ['', '_', '-', '.', ' '];
    return seams.map((seam) => ({ text: words.join(seam), flag: MAY_NAME_SECRET }));
  });
}

function valueSuspects(): readonly Suspect[] {
  const flags: Readonly<Record<string, number>> = { 'card-number': MAY_BE_CARD, 'url-credentials': HAS_URL };
  return VALUE_HINTS.flatMap(({ kind, hints }) => hints.map((text) => ({ text, flag: flags[kind] ?? MAY_BE_SECRET })));
}

/** The flags above of all that occurs in a line. */
export const scanLine: Scanner = createScanner([
  ...nameSuspects(),
  ...valueSuspects(),
  { text: '0'.repeat(16), flag: HAS_BIG_NUMBER },
  { text: `${'0'.repeat(10)}.${'0'.repeat(7)}`, flag: HAS_BIG_NUMBER },
  { text: '\x1b', flag: HAS_ESCAPE },
  { text: '\\u001b', flag: HAS_ESCAPE },
  { text: '\\ud', flag: HAS_SURROGATE },
]);
