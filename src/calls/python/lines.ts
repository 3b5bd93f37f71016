// The lines of a Python text as its grammar counts them, found without parsing.

/** A statement, or the head of one with a body: a line of text, or several that brackets, strings or `\` join. */
export interface Line {
  /** Width of what it is indented by. */
  readonly indent: number;
  /** Offsets of its first letter and behind its last, comments left out. */
  readonly start: number;
  readonly end: number;
}

/** What a text is made of; no lines where its brackets and strings don't close. */
export interface Lines {
  readonly lines: readonly Line[];
  /** Start and end of the white space between brackets that holds a line break, in order; not behind comments. */
  readonly breaks: readonly (readonly [start: number, end: number])[];
}

const TAB = 8;
const NOTHING: Lines = { lines: [], breaks: [] };

/** The width of a tab or blank at the beginning of a line. */
export function widened(indent: number, letter: number): number {
  return letter === 9 ? (Math.floor(indent / TAB) + 1) * TAB : letter === 32 ? indent + 1 : indent;
}

/** Finds the lines of a text. */
export function pythonLines(text: string): Lines {
  const lines: Line[] = [];
  const breaks: [number, number][] = [];
  let depth = 0;
  let indent = 0;
  let start = -1;
  let end = 0;
  let behindComment = false;
  const close = (): void => {
    if (start >= 0) lines.push({ indent, start, end });
    start = -1;
    indent = 0;
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
      at = newline < 0 ? text.length : newline;
      behindComment = depth > 0;
      continue;
    }
    if (start < 0) start = at;
    if (letter === 34 /* " */ || letter === 39 /* ' */) {
      at = stringEnd(text, at);
      if (at < 0) return NOTHING;
    } else if (letter === 92 /* \ */) at += text.charCodeAt(at + 1) === 13 ? 3 : 2;
    else {
      if (letter === 40 || letter === 91 || letter === 123) depth++;
      else if ((letter === 41 || letter === 93 || letter === 125) && --depth < 0) return NOTHING;
      at++;
    }
    end = at;
  }
  close();
  return depth === 0 ? { lines, breaks } : NOTHING;
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
