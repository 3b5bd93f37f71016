// Whether what a call is given is a text for people to read.

import type { Argument } from '../facts/facts.ts';

/** Two words, or one and what it leads to; not options, paths and patterns. */
const SENTENCE = /^[^-/^$\\*]*?\p{L}{2,}['’)\]]?[.,:;!?]*\s+\S|\p{L}{2,}:?\s+$/u;
/** Texts in the source of an expression. */
const LITERALS = /(["'`])((?:(?!\1)[^\\]|\\[^])*)\1/g;
const HOLES = /\$?\{[^{}]*\}/g;
/** What a text says it says early. In UTF-16 units. */
const MAX_TEXT = 300;

/** Whether an expression is a text that says something. */
export function isSentence({ kind, value, text }: Argument['expression']): boolean {
  if (kind === 'string') return SENTENCE.test((value ?? '').slice(0, MAX_TEXT));
  if (kind !== 'template' && kind !== 'operation') return false;
  return [...text.slice(0, MAX_TEXT).matchAll(LITERALS)].some(([, , literal = '']) =>
    SENTENCE.test(literal.replace(HOLES, 'it')),
  );
}
