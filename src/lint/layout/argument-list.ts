// Finds the arguments of a call, or the entries of a literal, in their text: what the commas between brackets separate.

/** What stands between a pair of brackets. */
export interface BracketList {
  /** Offsets of the brackets. */
  readonly open: number;
  readonly close: number;
  /** In order: from the first to behind the last letter of each. */
  readonly items: readonly (readonly [start: number, end: number])[];
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Behind one of these a slash begins a regular expression. */
const BEFORE_REGEX = /[([{,;:=!?&|+\-*%<>~^]\s*$/;
const REGEX = /\/(?:[^\\/[\n]|\\[^\n]|\[(?:[^\\\]\n]|\\[^\n])*\])+\/[a-z]*/y;

/**
 * The list whose closing bracket is the last letter of `text`; undefined where brackets and quotes don't agree, or a
 * comment stands in it.
 */
export function lastList(text: string, isPython: boolean): BracketList | undefined {
  const opens: { readonly at: number; readonly sign: string; readonly commas: number[] }[] = [];
  for (let at = 0; at < text.length;) {
    const letter = text[at]!;
    if (letter === '"' || letter === "'" || letter === '`') {
      const end = textEnd(text, at, isPython);
      if (end === undefined) return undefined;
      at = end;
      continue;
    }
    if (isPython ? letter === '#' : letter === '/' && /[/*]/.test(text[at + 1] ?? '')) return undefined;
    if (letter === '/' && !isPython && BEFORE_REGEX.test(text.slice(Math.max(0, at - 20), at))) {
      REGEX.lastIndex = at;
      if (!REGEX.test(text)) return undefined;
      at = REGEX.lastIndex;
      continue;
    }
    const open = opens.at(-1);
    if (letter === '(' || letter === '[' || letter === '{') opens.push({ at, sign: letter, commas: [] });
    else if (letter === ',') open?.commas.push(at);
    else if (letter === ')' || letter === ']' || letter === '}') {
      if (open === undefined || CLOSING[open.sign] !== letter) return undefined;
      opens.pop();
      if (at === text.length - 1) return opens.length > 0 ? undefined : listOf(text, open.at, at, open.commas);
    }
    at++;
  }
  return undefined;
}

function listOf(text: string, open: number, close: number, commas: readonly number[]): BracketList {
  const items: (readonly [number, number])[] = [];
  let from = open + 1;
  for (const to of [...commas, close]) {
    const item = text.slice(from, to);
    const start = from + item.length - item.trimStart().length;
    if (item.trim() !== '') items.push([start, start + item.trim().length]);
    from = to + 1;
  }
  return { open, close, items };
}

/** Behind the text literal that begins at `start`. */
function textEnd(text: string, start: number, isPython: boolean): number | undefined {
  const sign = text[start]!;
  const quote = isPython && text.startsWith(sign.repeat(3), start) ? sign.repeat(3) : sign;
  for (let at = start + quote.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (text[at] === '\n' && quote.length === 1 && sign !== '`') return undefined;
    else if (sign === '`' && text.startsWith('${', at)) {
      const end = holeEnd(text, at + 1);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}

/** The bracket that closes a hole of a template literal; `at` is the opening one. */
function holeEnd(text: string, at: number): number | undefined {
  let depth = 0;
  for (let next = at; next < text.length; next++) {
    const letter = text[next]!;
    if (letter === '"' || letter === "'" || letter === '`') {
      const end = textEnd(text, next, false);
      if (end === undefined) return undefined;
      next = end - 1;
    } else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return next;
  }
  return undefined;
}
