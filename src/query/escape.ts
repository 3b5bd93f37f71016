// Between query text and what it stands for: backslashes, quotes and `*`.

import type { Pattern } from '../model/query.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const WRITTEN: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The pattern a piece of query text (without its quotes) stands for. A backslash makes the next character an ordinary
 * one, or a line break, return or tab before n, r, t; at the end of the text it stands for itself.
 */
export function readPattern(text: string): Pattern {
  const pieces = [''];
  eachChar(text, (char, escaped) => {
    if (char !== '*' || escaped) pieces.push(`${pieces.pop()!}${char}`);
    else if (pieces.length === 1 || pieces.at(-1) !== '') pieces.push('');
  });
  return pieces;
}

/** The text a piece of query text stands for where `*` has no meaning: a field name, an end of a range. */
export function readText(text: string): string {
  let read = '';
  eachChar(text, (char) => void (read += char));
  return read;
}

function eachChar(text: string, take: (char: string, escaped: boolean) => void): void {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\' && at + 1 < text.length) {
      at++;
      take(ESCAPES[text[at]!] ?? text[at]!, true);
    } else {
      take(text[at]!, false);
    }
  }
}

/** A value as it is written after `field:` so that exactly this value is meant: bare where that is safe, else in quotes. */
export function quoteValue(value: string): string {
  if (/^[\w./@:+%#-]+$/.test(value) && !/^(?:AND|OR|NOT)$|\.\./.test(value)) return value;
  return `"${value.replace(/["\\*]/g, '\\$&').replace(/[\n\r\t]/g, (char) => WRITTEN[char]!)}"`;
}

/** A field name as it is written before `:`. */
export function quoteField(name: string): string {
  const written = name
    .replace(/[\\"():<>\u00a0\u2028\u2029\u3000\ufeff\u000b\u000c ]/g, '\\$&')
    .replace(/[\n\r\t]/g, (char) => WRITTEN[char]!);
  return /^(?:[-!]|AND$|OR$|NOT$)/.test(written) ? `\\${written}` : written;
}
