// Leaves out the blocks and statements of a Python text that are of no interest, before it is parsed.

import { fold, holdsAny, unfolded, type Folded, type Hidden, type Piece } from '../folding.ts';
import type { Interest } from '../syntax.ts';
import { pythonLines, widened } from './lines.ts';

/** Shorter parts cost less to parse than to leave out. In UTF-16 units. */
const WORTH_HIDING = 6;
/** Stands for statements that were left out. */
const STATEMENT = '0';
/** Goes on with the statement before. */
const CLAUSE = /(?:elif|else|except|finally)\b/y;
/** Must stay what it is, or where it is. */
const KEPT = /@|(?:async[ \t]+)?def\b|(?:class|case|elif|else|except|finally|import|from)\b/y;
/** Takes `case` and nothing else inside. */
const MATCH = /match\b/y;

/**
 * Leaves out every block, and every run of statements, that holds no place of interest; indents by less, and leaves out
 * comments and line breaks, for the parser takes long over each letter. Definitions and imports stay, and the last
 * statement of a block, for what it is tells how the block ends.
 */
export function foldPython(text: string, { places, whole }: Interest): Folded {
  const { lines, breaks } = pythonLines(text);
  if (lines.length === 0) return unfolded(text);
  /** The line behind what is hidden, by the line where that begins. */
  const hiddenFrom = new Map<number, number>();
  const hidden: Hidden[] = [];
  /** The lines of blocks that are read in full. */
  const full: Hidden[] = [];
  const begins = (line: number, pattern: RegExp): boolean => {
    pattern.lastIndex = lines[line]!.start;
    return pattern.test(text);
  };
  /** Hides lines from `first` up to and without `end`, where that may be. */
  const put = (first: number, end: number): boolean => {
    const from = lines[first]!.start;
    const to = lines[end - 1]!.end;
    if (to - from < WORTH_HIDING || holdsAny(places, from, to)) return false;
    hidden.push([from, to]);
    hiddenFrom.set(first, end);
    return true;
  };
  /** Behind the block that a line opens, or behind the line where it opens none. */
  const behindBlock = (head: number): number => {
    const { indent, end } = lines[head]!;
    let next = head + 1;
    if (text[end - 1] === ':') while (next < lines.length && lines[next]!.indent > indent) next++;
    return next;
  };
  const foldBlock = (first: number, end: number): void => {
    let run = first;
    for (let at = first; at < end;) {
      const { indent, start } = lines[at]!;
      let next = behindBlock(at);
      while (next < end && lines[next]!.indent === indent && begins(next, CLAUSE)) next = behindBlock(next);
      if (next >= end || begins(at, KEPT) || holdsAny(places, start, lines[next - 1]!.end)) {
        if (at > run) put(run, at);
        foldBodies(at, next);
        run = next;
      }
      at = next;
    }
  };
  /** The bodies of one statement: those of `if` and `else`, say. */
  const foldBodies = (first: number, end: number): void => {
    for (let head = first; head < end;) {
      const next = behindBlock(head);
      if (whole.has(lines[head]!.start)) full.push([head, next]);
      else if (next > head + 1 && (begins(head, MATCH) || !put(head + 1, next))) foldBlock(head + 1, next);
      head = next;
    }
  };
  foldBlock(0, lines.length);

  /** Indents of the blocks around, outermost first. Ours are two wide, so that a comment may stand between two. */
  const around = [0];
  const narrowed = (indent: number): string => {
    const above = around.findIndex((one) => one >= indent);
    const level = above < 0 ? 2 * around.length : around[above] === indent ? 2 * above : 2 * above - 1;
    return ' '.repeat(level);
  };
  const pieces: Piece[] = [];
  let nextBreak = 0;
  let nextFull = 0;
  let end = 0;
  for (let at = 0; at < lines.length;) {
    const { start, indent } = lines[at]!;
    while (nextFull < full.length && full[nextFull]![1] <= at) nextFull++;
    const inFull = nextFull < full.length && full[nextFull]![0] < at;
    // A comment that ends a block may be taken to be of it.
    const keepsComments = inFull || indent < around.at(-1)!;
    if (keepsComments) narrowGap(text, end, start, narrowed, pieces);
    while (around.at(-1)! > indent) around.pop();
    if (around.at(-1)! < indent) around.push(indent);
    if (!keepsComments && start > end) pieces.push({ start: end, end: start, fill: `\n${narrowed(indent)}` });
    const next = hiddenFrom.get(at) ?? at + 1;
    end = lines[next - 1]!.end;
    const isHidden = hiddenFrom.has(at);
    if (isHidden) pieces.push({ start, end, fill: STATEMENT });
    for (; nextBreak < breaks.length && breaks[nextBreak]![0] < end; nextBreak++) {
      const [from, to] = breaks[nextBreak]!;
      if (!isHidden && from >= start && to > from + 1) pieces.push({ start: from, end: to, fill: ' ' });
    }
    at = next;
  }
  narrowGap(text, end, text.length, narrowed, pieces);
  return fold(text, pieces, hidden);
}

/** Narrows the indents between two lines and leaves the comments there. */
function narrowGap(
  text: string,
  from: number,
  to: number,
  narrowed: (indent: number) => string,
  pieces: Piece[],
): void {
  for (let at = from; at < to;) {
    const start = at;
    let indent = 0;
    let breaks = start === 0;
    for (; at < to && text[at] !== '#'; at++) {
      const letter = text.charCodeAt(at);
      if (letter === 10) breaks = true;
      indent = letter === 10 ? 0 : widened(indent, letter);
    }
    if (breaks && at > start) pieces.push({ start, end: at, fill: `\n${narrowed(indent)}` });
    if (at >= to) break;
    const newline = text.indexOf('\n', at);
    at = newline < 0 ? to : newline;
  }
}
