// The brackets, comments and statement ends of a JavaScript or TypeScript text, found without parsing.

import type { Span } from '../parsing/folding.ts';

/** A pair of brackets. */
export interface Bracket {
  /** The opening one; `$` for the braces of a template literal. */
  readonly kind: '(' | '[' | '{' | '$';
  /** Offsets of the two. */
  readonly open: number;
  readonly close: number;
  /** Index of the pair around; -1 at the outer level. */
  readonly parent: number;
  /** Offset behind the token before the opening one, and whether that is a value, as the name of a called function is. */
  readonly before: number;
  readonly afterValue: boolean;
}

/** What a text is made of. */
export interface Brackets {
  /** By where they open. */
  readonly brackets: readonly Bracket[];
  readonly comments: readonly Span[];
  /** By comment: the pair around it. */
  readonly commentsIn: readonly number[];
  /** White space that holds a line break, in order. */
  readonly breaks: readonly Span[];
  /** By the pair around (-1 at the outer level): offsets where statements end or begin, ascending. */
  readonly ends: ReadonlyMap<number, readonly number[]>;
}

const WORD = /[\w$\u0080-\uffff]+/y;
/** A regular expression literal. */
const REGEX = /\/(?:[^\\/[\n]|\\[^\n]|\[(?:[^\\\]\n]|\\[^\n])*\])+\/[a-z]*/y;
/** Words behind which a value begins. */
const OPERATORS = new Set(
  'return typeof case in of delete void throw new else do instanceof yield await if while for switch catch with default extends function class'.split(
    ' ',
  ),
);
/** Words that begin a statement where they stand first in a line. */
const STATEMENTS = new Set(
  'const let var return if for while function class import export throw try switch async do break continue interface type enum'.split(
    ' ',
  ),
);
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** Finds the brackets of a text; undefined where they do not close. */
export function bracketsOf(text: string): Brackets | undefined {
  const brackets: { -readonly [K in keyof Bracket]: Bracket[K] }[] = [];
  const comments: Span[] = [];
  const commentsIn: number[] = [];
  const breaks: Span[] = [];
  const ends = new Map<number, number[]>();
  let open = -1;
  /** Whether the last token is a value: a `/` behind it divides. */
  let value = false;
  let behind = 0;
  let lineStart = true;
  let at = 0;
  const ended = (place: number): void => {
    const known = ends.get(open);
    if (known === undefined) ends.set(open, [place]);
    else known.push(place);
  };
  const push = (kind: Bracket['kind'], place: number): void => {
    brackets.push({ kind, open: place, close: -1, parent: open, before: behind, afterValue: value });
    open = brackets.length - 1;
    value = false;
  };
  /** Goes on in a template literal: to its end, or into its next braces. */
  const template = (): boolean => {
    for (; at < text.length; at++) {
      const letter = text.charCodeAt(at);
      if (letter === 92 /* \ */) at++;
      else if (letter === 96 /* ` */) {
        at++;
        value = true;
        behind = at;
        return true;
      } else if (letter === 36 /* $ */ && text.charCodeAt(at + 1) === 123 /* { */) {
        push('$', at + 1);
        at += 2;
        behind = at;
        return true;
      }
    }
    return false;
  };
  while (at < text.length) {
    const letter = text.charCodeAt(at);
    if (letter === 10) {
      lineStart = true;
      const from = at;
      while (isSpace(text.charCodeAt(at))) at++;
      breaks.push([from, at]);
      continue;
    }
    if (isSpace(letter)) {
      at++;
      continue;
    }
    const first: boolean = lineStart;
    lineStart = false;
    if (isWordLetter(letter)) {
      WORD.lastIndex = at;
      WORD.test(text);
      const word = text.slice(at, WORD.lastIndex);
      if (first && STATEMENTS.has(word)) ended(at);
      value = !OPERATORS.has(word);
      at = WORD.lastIndex;
    } else if (letter === 34 /* " */ || letter === 39 /* ' */) {
      at = stringEnd(text, at);
      value = true;
    } else if (letter === 96 /* ` */) {
      at++;
      if (!template()) return undefined;
      continue;
    } else if (letter === 47 /* / */) {
      const next = text.charCodeAt(at + 1);
      if (next === 47 || next === 42) {
        const end = next === 47 ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
        if (end < 0 && next === 42) return undefined;
        const to = end < 0 ? text.length : next === 47 ? end : end + 2;
        comments.push([at, to]);
        commentsIn.push(open);
        at = to;
        lineStart = first;
        continue;
      }
      REGEX.lastIndex = at;
      if (!value && REGEX.test(text)) {
        at = REGEX.lastIndex;
        value = true;
      } else {
        at++;
        value = false;
      }
    } else if (letter === 40 || letter === 91 || letter === 123) {
      push(letter === 40 ? '(' : letter === 91 ? '[' : '{', at);
      at++;
    } else if (letter === 41 || letter === 93 || letter === 125) {
      const bracket = brackets[open];
      if (bracket === undefined) return undefined;
      const { kind } = bracket;
      if (letter === 125 ? kind !== '{' && kind !== '$' : kind !== CLOSING[text[at]!]) return undefined;
      bracket.close = at;
      open = bracket.parent;
      at++;
      if (kind === '$') {
        if (!template()) return undefined;
        continue;
      }
      // Behind a block a regular expression may begin, behind an object hardly anything is divided.
      value = letter !== 125;
    } else {
      if (letter === 59 /* ; */) ended(at);
      value = false;
      at++;
    }
    behind = at;
  }
  return open < 0 ? { brackets, comments, commentsIn, breaks, ends } : undefined;
}

function isSpace(letter: number): boolean {
  return letter === 32 || letter === 10 || letter === 9 || letter === 13;
}

function isWordLetter(letter: number): boolean {
  return (
    (letter >= 97 && letter <= 122) ||
    (letter >= 65 && letter <= 90) ||
    (letter >= 48 && letter <= 57) ||
    letter === 95 ||
    letter === 36 ||
    letter > 127
  );
}

/** Behind the string that begins at `at`; where it does not end in its line it is an apostrophe of other text. */
function stringEnd(text: string, at: number): number {
  const mark = text.charCodeAt(at);
  for (let next = at + 1; next < text.length; next++) {
    const letter = text.charCodeAt(next);
    if (letter === 92) next++;
    else if (letter === mark) return next + 1;
    else if (letter === 10) break;
  }
  return at + 1;
}
