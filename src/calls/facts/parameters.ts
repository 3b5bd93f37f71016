// Parameter lists by their text, for functions whose head was not read in full.

import type { Parameter } from '../../model/file-reading.ts';

const OPENING = '([{<';
const CLOSING = ')]}>';
/** A list longer than this is no person's. */
const MAX_LENGTH = 4000;

/** The parameters in `(a, *, b: int = 3)`; of TypeScript `(private readonly a?: Map<string, T> = x)`. */
export function parametersOf(list: string): Parameter[] {
  const inside = list.startsWith('(') ? list.slice(1, list.endsWith(')') ? -1 : undefined) : list;
  return inside.length > MAX_LENGTH ? [] : cut(inside, ',').flatMap(parameterOf);
}

function parameterOf(text: string): Parameter[] {
  const [beforeDefault = ''] = cut(text, '=', 1);
  const [head = '', ...type] = cut(beforeDefault, ':', 1);
  const name = head
    .replace(/#.*$|\/\/.*$|\/\*[\s\S]*?\*\//gm, '')
    .replace(/@[\w.]+(?:\([^()]*\))?/g, '')
    .replace(/^\s*(?:(?:public|private|protected|readonly|override)\s+)+/, '')
    .replace(/\?\s*$/, '')
    .trim();
  if (name === '' || name === '*' || name === '/' || name === 'this') return [];
  const annotation = type.join('').trim();
  return [{ name, ...(annotation === '' ? {} : { annotation }) }];
}

/** Cuts at `sign` where it stands in no brackets or quotes; at most `times`. The arrow `=>` is neither sign nor bracket. */
function cut(text: string, sign: string, times = Infinity): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length && pieces.length < times; at++) {
    const letter = text[at]!;
    if (letter === '"' || letter === "'" || letter === '`') {
      const end = text.indexOf(letter, at + 1);
      if (end < 0) break;
      at = end;
    } else if (letter === '=' && text[at + 1] === '>') at++;
    else if (letter === '-' && text[at + 1] === '>') at++;
    else if (OPENING.includes(letter)) depth++;
    else if (CLOSING.includes(letter)) depth--;
    else if (letter === sign && depth === 0) {
      pieces.push(text.slice(from, at));
      from = at + 1;
    }
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** The names a parameter binds: of a pattern all in it. */
export function namesIn(parameter: Parameter): string[] {
  return parameter.name.match(/[A-Za-z_$][\w$]*/g) ?? [];
}
