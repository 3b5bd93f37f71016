// The lines of a Python text as its grammar counts them, found without parsing.

import type { Span } from '../parsing/folding.ts';

/** A statement, or the head of one with a body: a line of text, or several that brackets, strings or `\` join. */
export interface Line {
  /** Width of what it is indented by. */
  readonly indent: number;
  /** Offsets of its first letter and behind its last, comments left out. */
  readonly start: number;
  readonly end: number;
  /** Holds a text and nothing else: documentation. */
  readonly text: boolean;
}

/** What a text is made of; no lines where its brackets and strings don't close. */
export interface Lines {
  readonly lines: readonly Line[];
  /** Start and end of the white space between brackets that holds a line break, in order; not behind comments. */
  readonly breaks: readonly Span[];
  /** Comments and lines that are nothing but a text, in order. */
  readonly idle: readonly Span[];
  /** Offsets of those `=` that stand between the name of an argument and its value. */
  readonly naming: ReadonlySet<number>;
}

const TAB = 8;
/** Letters that may stand before the quotes of a text. */
const MAX_PREFIX = 2;
const NOTHING: Lines = { lines: [], breaks: [], idle: [], naming: new Set() };

const DEFINES = /(?:async[ \t]+)?def\b/y;

/** The width of a tab or blank at the beginning of a line. */
export function widened(indent: number, letter: number): number {
  return letter === 9 ? (Math.floor(indent / TAB) + 1) * TAB : letter === 32 ? indent + 1 : indent;
}

/** Finds the lines of a text. */
export function pythonLines(text: string): Lines {
  const lines: Line[] = [];
  const breaks: Span[] = [];
  const idle: Span[] = [];
  const naming = new Set<number>();
  /** Of this line. */
  let signs: number[] = [];
  let defines = false;
  let textEnd = -1;
  let depth = 0;
  let indent = 0;
  let start = -1;
  let end = 0;
  let behindComment = false;
  const close = (): void => {
    if (start >= 0) {
      const isText = textEnd === end;
      lines.push({ indent, start, end, text: isText });
      if (isText) insert(idle, [start, end]);
      if (signs.length > 0 && !text.slice(start, end).includes('lambda')) for (const sign of signs) naming.add(sign);
    }
    if (signs.length > 0) signs = [];
    start = -1;
    indent = 0;
    textEnd = -1;
  };
  let at = 0;
  while (at < text.length) {
    const letter = text.charCodeAt(at);
    if (letter === 10 && depth === 0) {
      close();
      at++;
      continue;
    }
    if (letter === 10) {
      const from = at;
      while (isSpace(text.charCodeAt(at))) at++;
      if (!behindComment) breaks.push([from, at]);
      behindComment = false;
      continue;
    }
    if (isSpace(letter)) {
      if (start < 0) indent = widened(indent, letter);
      at++;
      continue;
    }
    if (letter === 35 /* # */) {
      const newline = text.indexOf('\n', at);
      idle.push([at, newline < 0 ? text.length : newline]);
      at = newline < 0 ? text.length : newline;
      behindComment = depth > 0;
      continue;
    }
    if (start < 0) {
      start = at;
      DEFINES.lastIndex = at;
      defines = (letter === 97 || letter === 100) /* a, d */ && DEFINES.test(text);
    }
    if (letter === 34 /* " */ || letter === 39 /* ' */) {
      const first = at - start <= MAX_PREFIX && textEnd < 0;
      at = stringEnd(text, at);
      if (at < 0) return NOTHING;
      if (first) textEnd = at;
    } else if (letter === 92 /* \ */) at += text.charCodeAt(at + 1) === 13 ? 3 : 2;
    else {
      if (letter === 40 || letter === 91 || letter === 123) depth++;
      else if (letter === 61 /* = */ && depth > 0 && !defines && !isOperator(text, at)) signs.push(at);
      else if ((letter === 41 || letter === 93 || letter === 125) && --depth < 0) return NOTHING;
      at++;
    }
    end = at;
  }
  close();
  return depth === 0 ? { lines, breaks, idle, naming } : NOTHING;
}

/** Puts a span before those that begin later. */
function insert(spans: Span[], span: Span): void {
  let at = spans.length;
  while (at > 0 && spans[at - 1]![0] > span[0]) at--;
  spans.splice(at, 0, span);
}

/** Whether `=` is part of a longer operator: `==`, `<=`, `:=`. */
function isOperator(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return text.charCodeAt(at + 1) === 61 || before === 61 || before === 33 || (before >= 58 && before <= 62);
}

function isSpace(letter: number): boolean {
  return letter === 32 || letter === 10 || letter === 9 || letter === 13 || letter === 12;
}

/** Behind the string that begins at `at`; -1 where it does not end, or goes on inside the braces of a text from Python 3.12 on. */
function stringEnd(text: string, at: number): number {
  const mark = text.charCodeAt(at);
  const long = text.charCodeAt(at + 1) === mark && text.charCodeAt(at + 2) === mark;
  for (let next = at + (long ? 3 : 1); next < text.length; next++) {
    const letter = text.charCodeAt(next);
    if (letter === 92) next++;
    else if (letter === mark) {
      if (!long) return next + 1;
      if (text.charCodeAt(next + 1) === mark && text.charCodeAt(next + 2) === mark) return next + 3;
    } else if (letter === 10 && !long) return -1;
  }
  return -1;
}
