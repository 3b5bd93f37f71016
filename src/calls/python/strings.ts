// Reads Python string literals: what they say, and the expressions in their braces.

import type { Source } from '../parsing/source.ts';
import type { Syntax } from '../parsing/syntax.ts';

/** A stretch of a literal: text as the program sees it, or what stands between braces. */
export type LiteralPiece = { readonly text: string } | { readonly interpolation: Syntax };

/** A string literal, taken apart. */
export interface Literal {
  readonly pieces: readonly LiteralPiece[];
  /** The quotes without prefix: `"`, `'''`. */
  readonly quote: string;
  /** All of it could be read; a `\N{…}` or a literal that was not closed could not. */
  readonly exact: boolean;
}

const ESCAPE =
  /\\(?:\r\n|[\s\S])(?:(?<=\\x)[0-9a-fA-F]{2}|(?<=\\u)[0-9a-fA-F]{4}|(?<=\\U)[0-9a-fA-F]{8}|(?<=\\[0-7])[0-7]{0,2}|(?<=\\N)\{[^{}]*\})?/g;
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
  ['\r\n', ''],
  ['\r', ''],
]);

/** Undoes the escapes of a Python literal as the language reference lists them; unknown ones stay as they are, as in Python. */
export function unescapePython(text: string, bytes: boolean): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (escape) => {
    const body = escape.slice(1);
    const simple = SIMPLE.get(body);
    if (simple !== undefined) return simple;
    if (/^[0-7]/.test(body)) return String.fromCharCode(parseInt(body, 8));
    if (/^x[0-9a-fA-F]{2}$/.test(body)) return String.fromCharCode(parseInt(body.slice(1), 16));
    if (!bytes && /^(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})$/.test(body)) {
      const code = parseInt(body.slice(1), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
    }
    return escape;
  });
}

/** Takes apart a `string` node. */
export function readString(node: Syntax, { text }: Source): Literal {
  const first = node.children[0];
  if (first?.type !== 'string_start') return { pieces: [], quote: '"', exact: false };
  const opening = text.slice(first.start, first.end);
  const quote = opening.replace(/^[a-zA-Z]*/, '');
  const prefix = opening.slice(0, -quote.length).toLowerCase();
  const formatted = prefix.includes('f') || prefix.includes('t');
  let exact = node.children.at(-1)?.type === 'string_end';
  const pieces: LiteralPiece[] = [];
  const decode = (raw: string): string => {
    const plain = formatted ? raw.replaceAll('{{', '{').replaceAll('}}', '}') : raw;
    if (prefix.includes('r')) return plain;
    if (/\\N\{/.test(plain)) exact = false;
    return unescapePython(plain, prefix.includes('b'));
  };
  for (const part of node.children.slice(1)) {
    if (part.type === 'string_content') readContent(part);
    else if (part.type === 'interpolation') pieces.push({ interpolation: part });
    else if (part.type === 'ERROR') exact = false;
  }
  return { pieces, quote, exact };

  function readContent(part: Syntax): void {
    pieces.push({ text: decode(text.slice(part.start, part.end)) });
  }
}
