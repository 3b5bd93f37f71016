// What whoever sits before the screen is asked for.

import type { SensitiveName } from '../../model/sensitive/names.ts';
import { wordsOf } from '../wording/identifiers.ts';
import { judgeWord } from './sensitive-path.ts';

/** Functions that ask whoever sits before the screen. */
export const ASKS_FOR = /^(?:input|raw_input|getpass|prompt|question|ask)$/;

/** What a question to whoever sits before the screen asks for: "New password: ", "PIN? ". */
export function askedFor(question: string): SensitiveName | undefined {
  const words = wordsOf(question).slice(-3);
  return judgeWord(words) ?? (words.at(-1) === 'pin' ? { kind: 'secret', word: 'pin' } : undefined);
}
