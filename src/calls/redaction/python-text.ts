// What a Python text defines under its names, read from the text alone: the blocks of functions and classes, and values.

/** A Python text, ready to be asked for what its names stand for. */
export interface PythonText {
  /** Without comments and texts that stand alone. */
  readonly code: string;
  /** The function or class of that name, from its head to its end. */
  readonly block: (name: string) => string | undefined;
  /** What is given to a name, as a variable, a member of a class or of the object itself. */
  readonly values: (name: string) => readonly string[];
}

/** A text that stands alone, and a comment: what is written there is not done. */
const DOC = /^[ \t]*[rRbBuU]{0,2}("""|''')[^]{0,5000}?\1[ \t]*$/gm;
const COMMENT_LINE = /^[ \t]*#[^\n]*/gm;
/** Behind code; not a sign in a text. */
const COMMENT_BEHIND = /[ \t]#[^\n"']*$/gm;

const DEFINITION = /^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+(\w+)[^\n]*/gm;
const METHOD = /\(\s*(?:self|cls)\b/;
const GIVEN = /^[ \t]*(?:self\.|cls\.)?(\w+)[ \t]*(?::[^=\n]{1,120})?\+?=(?!=)[ \t]*/gm;
/** `processors.append(mask)` */
const PUT = /^[ \t]*(?:self\.|cls\.)?(\w+)\.(?:append|insert|extend|update|add)(?=\()/gm;

/** A longer text sets up no logging: nothing is read of it. In UTF-16 units. */
export const MAX_LENGTH = 100_000;
/** A block or value longer than this is cut off, in UTF-16 units. */
const MAX_BLOCK = 8000;
const MAX_VALUE = 4000;
/** Of several values of a name as many are looked at. */
const MAX_VALUES = 6;

/** Reads a Python text. */
export function readPythonText(text: string): PythonText {
  const read = text.length > MAX_LENGTH ? '' : text.replaceAll('\r\n', '\n');
  const code = read.replace(DOC, '').replace(COMMENT_LINE, '').replace(COMMENT_BEHIND, '');
  let blocks: Map<string, string> | undefined;
  let values: Map<string, string[]> | undefined;
  return {
    code,
    block: (name) => (blocks ??= blocksIn(code)).get(name),
    values: (name) => (values ??= valuesIn(code)).get(name) ?? [],
  };
}

function blocksIn(code: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { index, 0: head, 1: indent = '', 2: kind, 3: name = '' } of code.matchAll(DEFINITION)) {
    // A method is read as a part of its class.
    if (found.has(name) || (kind === 'def' && indent !== '' && METHOD.test(head))) continue;
    found.set(name, code.slice(index, endOfBlock(code, index + head.length, indent.length)));
  }
  return found;
}

/** Where a block ends whose head stands before `at`: at the next line that is not further in, brackets that close apart. */
function endOfBlock(code: string, at: number, indent: number): number {
  const limit = Math.min(code.length, at + MAX_BLOCK);
  for (let line = code.indexOf('\n', at) + 1; line > 0 && line < limit; line = code.indexOf('\n', line) + 1) {
    let first = line;
    while (code[first] === ' ' || code[first] === '\t') first++;
    const letter = code[first];
    if (letter === undefined || letter === '\n' || ')]}'.includes(letter)) continue;
    if (first - line <= indent) return line;
  }
  return limit;
}

function valuesIn(code: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { index, 0: head, 1: name = '' } of [...code.matchAll(GIVEN), ...code.matchAll(PUT)]) {
    const start = index + head.length;
    const value = code.slice(start, endOfValue(code, start));
    const known = found.get(name);
    if (known === undefined) found.set(name, [value]);
    else if (known.length < MAX_VALUES) known.push(value);
  }
  return found;
}

/** Where a value ends: with its line, or with the line in which its last bracket closes. */
function endOfValue(code: string, at: number): number {
  const limit = Math.min(code.length, at + MAX_VALUE);
  for (let end = at; end < limit; end++) {
    const letter = code[end]!;
    if (letter === '\n') return end;
    if ('([{'.includes(letter)) end = endOfBrackets(code, end, limit) - 1;
    else if (letter === '"' || letter === "'") end = endOfString(code, end, limit) - 1;
  }
  return limit;
}

/** Behind the bracket that closes the one at `at`, no further than `limit`. */
export function endOfBrackets(code: string, at: number, limit = Math.min(code.length, at + MAX_BLOCK)): number {
  let depth = 0;
  for (let end = at; end < limit; end++) {
    const letter = code[end]!;
    if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) {
      if (--depth === 0) return end + 1;
    } else if (letter === '"' || letter === "'") end = endOfString(code, end, limit) - 1;
  }
  return limit;
}

function endOfString(code: string, at: number, limit: number): number {
  const quote = code[at]!;
  const close = code.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  for (let end = at + close.length; end < limit; end++) {
    if (code[end] === '\\') end++;
    else if (code.startsWith(close, end)) return end + close.length;
    else if (close.length === 1 && code[end] === '\n') return end;
  }
  return limit;
}

const TEXT = /(?<![\w])[rRbBfFuU]{0,2}(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/g;

/** The texts that are written in a piece of code, as they stand there. */
export function textsIn(code: string): string[] {
  return [...code.matchAll(TEXT)].flatMap(([, one, other]: (string | undefined)[]) => one ?? other ?? []);
}

/** A name that is read in code, and where; texts are no code. */
export interface NameUse {
  /** Dotted, without `self.`: "filters.MaskSecrets", "keys". */
  readonly name: string;
  /** What it is called with, between the parentheses; empty where it is not. */
  readonly arguments: string;
}

const NAME = /(?<![\w.])(?:(?:self|cls)\.)?([A-Za-z_][\w.]*)(?![\w.]|[ \t]*=(?!=))/g;

/** The names that a piece of code reads; not those of keyword arguments. */
export function namesIn(code: string): NameUse[] {
  const bare = code.replace(TEXT, (text) => `"${' '.repeat(text.length - 2)}"`.slice(0, text.length));
  return [...bare.matchAll(NAME)].map(({ index, 0: written, 1: name = '' }) => {
    const behind = index + written.length;
    return {
      name,
      arguments: bare[behind] === '(' ? code.slice(behind + 1, endOfBrackets(code, behind) - 1) : '',
    };
  });
}
