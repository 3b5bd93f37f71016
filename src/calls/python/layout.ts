// What a Python text shows of its build: its functions, its idle words, and what can be left out before it is parsed.

import { fold, holdsAny, type Folded, type Piece, type Span } from '../parsing/folding.ts';
import { createBodies, unknownLayout, type Layout } from '../parsing/layout.ts';
import type { Interest } from '../parsing/syntax.ts';
import { pythonLines, widened, type Lines } from './lines.ts';

/** Shorter parts cost less to parse than to leave out. In UTF-16 units. */
const WORTH_HIDING = 6;
/** Stands for statements that were left out. */
const STATEMENT = '0';
/** Goes on with the statement before. */
const CLAUSE = /(?:elif|else|except|finally)\b/y;
/** Leaves its block. */
const LEAVES = /(?:return|raise|break|continue)\b/y;
/** Stands for a statement that leaves, with what it gives. */
const LEFT: ReadonlyMap<string, string> = new Map([
  ['return', 'return 0'],
  ['raise', 'raise 0'],
]);
/** Takes `case` and nothing else inside. */
const MATCH = /match\b/y;
const DECORATOR = /@/y;
const DEFINITION = /(?:async[ \t]+)?def[ \t]+\w+/y;
const REACHES_OUT = /\b(?:nonlocal|global)\b/;

/** The layout of a Python text; of one whose brackets and texts don't close nothing is known. */
export function pythonLayout(text: string): Layout {
  const found = pythonLines(text);
  const { lines, idle, naming } = found;
  if (lines.length === 0) return unknownLayout(text, importsIn(text));
  const behindBlock = blocksIn(text, found);
  const bodies: Span[] = [];
  for (const [index, { start }] of lines.entries()) {
    DEFINITION.lastIndex = start;
    if (!DEFINITION.test(text)) continue;
    bodies.push([DEFINITION.lastIndex, lines[behindBlock(index) - 1]!.end]);
  }
  return {
    idle,
    naming,
    bodies: createBodies(bodies),
    imports: importsIn(text),
    reachesOut: REACHES_OUT.test(text),
    fold: (interest) => foldPython(text, found, interest),
  };
}

const IMPORTS = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import\b|import[ \t]+([\w., \t]+))/gm;

function importsIn(text: string): string[] {
  return [...text.matchAll(IMPORTS)].flatMap(([, from, list = '']) =>
    from === undefined ? list.split(',').map((one) => one.trim().split(/\s/)[0]!) : [from],
  );
}

/** Tells the line behind the block that a line opens, or the next line where it opens none. */
function blocksIn(text: string, { lines }: Lines): (head: number) => number {
  return (head) => {
    const { indent, end } = lines[head]!;
    let next = head + 1;
    if (text[end - 1] === ':') while (next < lines.length && lines[next]!.indent > indent) next++;
    return next;
  };
}

/**
 * Leaves out every block, and every run of statements, that holds no place of interest; indents by less, and leaves out
 * comments and line breaks, for the parser takes long over each letter. The last statement of a block stays by its word
 * where it leaves that.
 */
function foldPython(text: string, found: Lines, interest: Pick<Interest, 'places' | 'whole' | 'everything'>): Folded {
  const { places, whole, everything = false } = interest;
  const { lines, breaks } = found;
  /** The line behind what is hidden and what stands there instead, by the line where that begins. */
  const hiddenFrom = new Map<number, { readonly end: number; readonly fill: string }>();
  const hidden: Span[] = [];
  /** The lines of blocks that are read in full. */
  const full: Span[] = [];
  const begins = (line: number, pattern: RegExp): boolean => {
    pattern.lastIndex = lines[line]!.start;
    return pattern.test(text);
  };
  const behindBlock = blocksIn(text, found);
  /** Hides lines from `first` up to and without `end`, where that is worth it. */
  const put = (first: number, end: number, fill = STATEMENT): void => {
    if (end <= first) return;
    const from = lines[first]!.start;
    const to = lines[end - 1]!.end;
    if (to - from < Math.max(WORTH_HIDING, fill.length)) return;
    hidden.push([from, to]);
    hiddenFrom.set(first, { end, fill });
  };
  /** Behind a statement with all its decorators and clauses. */
  const behind = (first: number, end: number): number => {
    let head = first;
    while (head + 1 < end && begins(head, DECORATOR)) head++;
    const { indent } = lines[head]!;
    let next = behindBlock(head);
    while (next < end && lines[next]!.indent === indent && begins(next, CLAUSE)) next = behindBlock(next);
    return next;
  };
  const foldBlock = (first: number, end: number): void => {
    let run = first;
    for (let at = first; at < end;) {
      const next = behind(at, end);
      const needed = holdsAny(places, lines[at]!.start, lines[next - 1]!.end) || begins(at, CLAUSE);
      const leaves = !needed && next >= end && begins(at, LEAVES);
      if (needed || leaves) {
        put(run, at);
        if (needed) foldBodies(at, next);
        else {
          const word = text.slice(lines[at]!.start, LEAVES.lastIndex);
          put(at, next, LEFT.get(word) ?? word);
        }
        run = next;
      }
      at = next;
    }
    put(run, end);
  };
  /** The bodies of one statement: those of `if` and `else`, say. */
  const foldBodies = (first: number, end: number): void => {
    for (let head = first; head < end;) {
      const next = behindBlock(head);
      if (whole.has(lines[head]!.start)) full.push([head, next]);
      else if (next > head + 1) {
        // In `match` there is nothing but `case`.
        if (begins(head, MATCH)) foldBodies(head + 1, next);
        else foldBlock(head + 1, next);
      }
      head = next;
    }
  };
  if (everything) full.push([-1, lines.length]);
  else foldBlock(0, lines.length);

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
    const left = hiddenFrom.get(at);
    const next = left?.end ?? at + 1;
    end = lines[next - 1]!.end;
    if (left !== undefined) pieces.push({ start, end, fill: left.fill });
    for (; nextBreak < breaks.length && breaks[nextBreak]![0] < end; nextBreak++) {
      const [from, to] = breaks[nextBreak]!;
      if (left === undefined && from >= start && to > from + 1) pieces.push({ start: from, end: to, fill: ' ' });
    }
    at = next;
  }
  narrowGap(text, end, text.length, narrowed, pieces);
  return fold(text, pieces, hidden);
}

/** Between two lines this many runs of comments that stand equally far in are kept. */
const MAX_RUNS = 50;

interface Comment {
  readonly start: number;
  readonly end: number;
  readonly fill: string;
}

/**
 * Narrows the indents between two lines, and leaves of the comments there what tells where a block ends: the parser looks
 * from each comment at all letters of those that follow.
 */
function narrowGap(
  text: string,
  from: number,
  to: number,
  narrowed: (indent: number) => string,
  pieces: Piece[],
): void {
  const comments: Comment[] = [];
  let at = from;
  /** White space up to a comment or the next line, as it is to be; undefined where no line begins there. */
  const gap = (): string | undefined => {
    let indent = 0;
    let breaks = at === 0;
    for (; at < to && text[at] !== '#'; at++) {
      const letter = text.charCodeAt(at);
      if (letter === 10) breaks = true;
      indent = letter === 10 ? 0 : widened(indent, letter);
    }
    return breaks ? `\n${narrowed(indent)}` : undefined;
  };
  let last = gap();
  if (last === undefined && at < to) {
    // Behind a statement on its line: no line of its own.
    at = lineEnd(text, at, to);
    from = at;
    last = gap();
  }
  for (; at < to; last = gap()) {
    const start = at;
    at = lineEnd(text, at, to);
    const run = last!;
    // Of a run of comments the first and the last.
    if (comments.at(-1)?.fill === run && comments.at(-2)?.fill === run) comments.pop();
    if (comments.length < 2 * MAX_RUNS || comments.at(-1)?.fill === run) comments.push({ start, end: at, fill: run });
  }
  let done = from;
  for (const { start, end, fill } of comments) {
    pieces.push({ start: done, end: start, fill }, { start, end, fill: '#' });
    done = end;
  }
  if (last !== undefined && to > done) pieces.push({ start: done, end: to, fill: last });
}

function lineEnd(text: string, at: number, to: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? to : Math.min(newline, to);
}
