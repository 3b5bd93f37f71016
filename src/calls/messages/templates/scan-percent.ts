// Python's printf-style templates, read as strictly as Python does: what each placeholder takes, and where it is refused.

import type { Scan, ScannedPlaceholder } from './scan.ts';

const FLAGS = /[#0\- +]*/y;
const WIDTH = /\*|\d*/y;
const PRECISION = /\.(?:\*|\d*)/y;
const LENGTH = /[hlL]?/y;
const TYPES = 'diouxXeEfFgGcrsa%';

/** Reads all placeholders of a template for the `%` operator, up to the first that it refuses. */
export function scanPercent(text: string): Scan {
  const placeholders: ScannedPlaceholder[] = [];
  for (let start = text.indexOf('%'); start >= 0; start = text.indexOf('%', start)) {
    let at = start + 1;
    const take = (pattern: RegExp): string => {
      pattern.lastIndex = at;
      const [found = ''] = pattern.exec(text) ?? [];
      at += found.length;
      return found;
    };
    let name: string | undefined;
    if (text[at] === '(') {
      const end = closing(text, at);
      if (end < 0) return { placeholders, refused: { kind: 'unfinished', text: text.slice(start, start + 20) } };
      name = text.slice(at + 1, end);
      at = end + 1;
    }
    const flags = take(FLAGS);
    const stars = [take(WIDTH), take(PRECISION)].join('').split('*').length - 1;
    take(LENGTH);
    const type = text[at];
    if (type === undefined) return { placeholders, refused: { kind: 'unfinished', text: text.slice(start) } };
    at++;
    const written = text.slice(start, at);
    if (!TYPES.includes(type)) return { placeholders, refused: { kind: 'unknown-placeholder', text: written } };
    if (type !== '%')
      placeholders.push({
        text: written,
        start,
        takes: name === undefined ? 1 + stars : 0,
        ...(name === undefined ? {} : { name }),
        likely: !flags.includes(' ') && standsApart(text, start, at, written),
      });
    start = at;
  }
  return { placeholders };
}

/** The parenthesis that closes the one at `opening`; -1 where none does. */
function closing(text: string, opening: number): number {
  let depth = 0;
  for (let at = opening; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

/** Whether it looks like a placeholder also to a person: not "100%done", not "/%20foo". */
function standsApart(text: string, start: number, end: number, written: string): boolean {
  return (!/[\w%]/.test(text[start - 1] ?? ' ') && !/^%\d/.test(written)) || !/\w/.test(text[end] ?? ' ');
}
