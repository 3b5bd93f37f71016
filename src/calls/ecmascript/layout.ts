// What a JavaScript or TypeScript text shows of its build: its functions, its comments, and what need not be parsed.

import {
  countUpTo,
  fold,
  holdsAny,
  spanAround,
  unfolded,
  type Folded,
  type Piece,
  type Span,
} from '../parsing/folding.ts';
import { createBodies, unknownLayout, type Layout } from '../parsing/layout.ts';
import type { Interest } from '../parsing/syntax.ts';
import { bracketsOf, type Bracket, type Brackets } from './brackets.ts';

/** Shorter parts cost less to parse than to leave out. In UTF-16 units, brackets included. */
const WORTH_HIDING = 12;
const IMPORTS = /\b(?:from|import|require\s*\()\s*(['"])([^'"\n]{1,300})\1/g;
/** Stands before parentheses that are no arguments. */
const CONDITION = /\b(?:if|for|while|switch|catch|with|await)\s*$/;
/** The type a function gives, between its parameters and its body. */
const RETURN_TYPE = /^\s*:\s*[^\s;{}=()][^;{}=()]{0,200}$/;
/** Behind parentheses: they are parameters, or a body follows. */
const BODY_FOLLOWS = /\s*(?:=>|[{:])/y;
/** The last function, or what is like one, before a brace. */
const MAX_HEAD = 260;

/** The layout of a text; of one whose brackets don't close nothing is known. */
export function ecmascriptLayout(text: string): Layout {
  const imports = [...text.matchAll(IMPORTS)].map(([, , path = '']) => path);
  const found = bracketsOf(text);
  if (found === undefined) return unknownLayout(text, imports);
  return {
    idle: found.comments.filter((comment) => !mayBeText(text, comment)),
    naming: new Set(),
    bodies: createBodies(functionsIn(text, found)),
    imports,
    reachesOut: true,
    fold: (interest) => (interest.everything === true ? unfolded(text) : foldEcmascript(text, found, interest)),
  };
}

/** Functions with their parameters, by where they begin. */
function functionsIn(text: string, { brackets }: Brackets): Span[] {
  const spans: Span[] = [];
  /** By pair around: the last parentheses in it. */
  const last = new Map<number, Bracket>();
  for (const bracket of brackets) {
    const { kind, open, close, parent, before } = bracket;
    if (kind === '(') last.set(parent, bracket);
    if (kind !== '{') continue;
    const list = last.get(parent);
    if (text.startsWith('=>', before - 2)) {
      const arrow = text.slice(Math.max(0, before - MAX_HEAD), before - 2);
      const own = list !== undefined && /\)\s*$/.test(arrow) && isBehind(text, list, before - 2);
      spans.push([own ? list.open : open, close + 1]);
      continue;
    }
    if (list === undefined || open - list.close > MAX_HEAD) continue;
    const between = text.slice(list.close + 1, open);
    if (between.trim() !== '' && !RETURN_TYPE.test(between)) continue;
    if (!CONDITION.test(text.slice(Math.max(0, list.open - 12), list.open))) spans.push([list.open, close + 1]);
  }
  return spans.sort(([a], [b]) => a - b);
}

/** Whether nothing but white space stands between parentheses and an offset. */
function isBehind(text: string, { close }: Bracket, offset: number): boolean {
  return close < offset && text.slice(close + 1, offset).trim() === '';
}

/**
 * Leaves out what stands in brackets and holds no place of interest, where the brackets may as well be empty, comments
 * that are not of what is read in full, and indents: the parser takes long over each letter.
 */
function foldEcmascript(text: string, found: Brackets, { places, whole }: Pick<Interest, 'places' | 'whole'>): Folded {
  const full = fullSpans(text, found, whole);
  const hidden: Span[] = [];
  const inBrackets: Piece[] = [];
  let done = 0;
  for (const bracket of found.brackets) {
    const { kind, open, close } = bracket;
    if (open < done || close + 1 - open < WORTH_HIDING || kind === '$') continue;
    if (holdsAny(places, open, close + 1) || spanAround(full, open) !== undefined) continue;
    if (kind !== '{' && !mayBeEmpty(text, bracket)) continue;
    done = close + 1;
    inBrackets.push({ start: open, end: done, fill: kind === '(' ? '()' : kind === '[' ? '[]' : '{}' });
    hidden.push([open, done]);
  }
  /** Whether a comment may say why a callback does what it does. */
  const isInCallback = (comment: number): boolean => {
    const block = found.brackets[found.commentsIn[comment]!];
    if (block?.kind !== '{' || found.brackets[block.parent]?.kind !== '(') return false;
    return holdsAny(places, block.open, block.close);
  };
  const comments = found.comments
    .filter(
      (comment, index) =>
        !mayBeText(text, comment) && spanAround(full, comment[0]) === undefined && !isInCallback(index),
    )
    .map(([start, end]) => ({ start, end, fill: ' ' }));
  const breaks = found.breaks
    .filter(([start, end]) => end > start + 1)
    .map(([start, end]) => ({ start, end, fill: '\n' }));
  const pieces: Piece[] = [];
  for (const piece of [...inBrackets, ...comments, ...breaks].sort((a, b) => a.start - b.start))
    if (piece.start >= (pieces.at(-1)?.end ?? 0)) pieces.push(piece);
  return fold(text, pieces, hidden);
}

/** Whether what looks like a comment may be text between tags: an address, or something that a tag ends. */
function mayBeText(text: string, [start, end]: Span): boolean {
  return text[start - 1] === ':' || /<\/|\/>/.test(text.slice(start, end));
}

/** Whether brackets are arguments of a call, or a list of values. */
function mayBeEmpty(text: string, { kind, open, close, before, afterValue }: Bracket): boolean {
  if (kind === '[') return !afterValue;
  if (!afterValue || CONDITION.test(text.slice(Math.max(0, open - 12), open))) return false;
  BODY_FOLLOWS.lastIndex = close + 1;
  return before === open && !BODY_FOLLOWS.test(text);
}

/** What begins at one of some offsets, up to the end of its statement at most; in ascending order, none inside another. */
function fullSpans(text: string, { brackets, ends }: Brackets, whole: ReadonlySet<number>): Span[] {
  const spans: Span[] = [];
  let covered = 0;
  let next = 0;
  const open: number[] = [];
  for (const start of [...whole].sort((a, b) => a - b)) {
    if (start < covered) continue;
    for (; next < brackets.length && brackets[next]!.open < start; next++) {
      while (open.length > 0 && brackets[open.at(-1)!]!.close < brackets[next]!.open) open.pop();
      open.push(next);
    }
    while (open.length > 0 && brackets[open.at(-1)!]!.close < start) open.pop();
    const around = open.at(-1) ?? -1;
    covered = endOf(text, start, around, brackets, next, ends.get(around) ?? []);
    spans.push([start, covered]);
  }
  return spans;
}

function endOf(
  text: string,
  start: number,
  around: number,
  brackets: readonly Bracket[],
  next: number,
  ends: readonly number[],
): number {
  const first = brackets[next];
  // Arguments end with their bracket, a clause with its block.
  if (text[start] === '(' && first?.open === start && first.afterValue) return first.close + 1;
  if (text.startsWith('catch', start)) {
    for (let at = next; at < brackets.length; at++) {
      const { kind, parent, close } = brackets[at]!;
      if (parent === around && kind === '{') return close + 1;
      if (parent < around) break;
    }
  }
  const close = brackets[around]?.close ?? text.length;
  const behind = countUpTo(ends.length, (index) => ends[index]!, start);
  return Math.min(ends[behind] ?? close, close);
}
