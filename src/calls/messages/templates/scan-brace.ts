// Templates of `str.format`, read as strictly as Python does, fields inside format specifications included.

import type { Scan, ScannedPlaceholder } from './scan.ts';

/** A field's name, conversion and specification: `user.name[0]`, `!r`, `:>10`. */
const FIELD = /^([^!:[\].]*)((?:\.[^.[\]!:]+|\[[^\]]*\])*)(?:!([^:]*))?(?::([^]*))?$/;

/** Reads all fields of a template, up to the first that `str.format` refuses. */
export function scanBraces(text: string): Scan {
  const placeholders: ScannedPlaceholder[] = [];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter !== '{' && letter !== '}') continue;
    if (text[at + 1] === letter) {
      at++;
      continue;
    }
    const end = letter === '{' ? closing(text, at) : -1;
    if (end < 0) return { placeholders, refused: { kind: 'unfinished', text: text.slice(at, at + 20) } };
    const written = text.slice(at, end + 1);
    const found = FIELD.exec(text.slice(at + 1, end));
    if (found === null || (found[3] !== undefined && !/^[rsa]$/.test(found[3])))
      return { placeholders, refused: { kind: 'unknown-placeholder', text: written.slice(0, 40) } };
    const [, target = '', , , format = ''] = found;
    placeholders.push({
      text: written,
      start: at,
      takes: target === '' ? 1 : 0,
      ...(/^\d+$/.test(target) ? { index: Number(target) } : target === '' ? {} : { name: target }),
      likely: target === '' || /^\d$/.test(target),
    });
    for (const [inner, name = ''] of format.matchAll(/\{([^{}]*)\}/g))
      placeholders.push({
        text: inner,
        start: at,
        takes: name === '' ? 1 : 0,
        ...(/^\d+$/.test(name) ? { index: Number(name) } : name === '' ? {} : { name }),
        likely: false,
      });
    at = end;
  }
  const counted = placeholders.find(({ takes }) => takes > 0);
  const numbered = placeholders.find(({ index }) => index !== undefined);
  return counted === undefined || numbered === undefined
    ? { placeholders }
    : { placeholders, refused: { kind: 'mixed', text: numbered.text } };
}

/** The brace that closes the one at `opening`; -1 where none does. */
function closing(text: string, opening: number): number {
  let depth = 0;
  for (let at = opening; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}
