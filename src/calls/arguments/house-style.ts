// How a file writes what it may write in several ways, as far as fixes need to know it.

import type { Source } from '../parsing/source.ts';

export interface HouseStyle {
  /** The quotes of most of its texts. */
  readonly quote: "'" | '"';
  /** What stands inside the braces of an object on one line: a blank, or nothing. */
  readonly inBraces: ' ' | '';
  /** It uses `?.` or `??`. */
  readonly asksForMissing: boolean;
}

/** More of a text is not looked at. In UTF-16 units. */
const MAX_HEAD = 20_000;

const known = new WeakMap<Source, HouseStyle>();

/** The style of a file, looked at once. */
export function houseStyle(source: Source): HouseStyle {
  let style = known.get(source);
  if (style === undefined) {
    const head = source.text.slice(0, MAX_HEAD);
    const count = (what: RegExp): number => head.match(what)?.length ?? 0;
    style = {
      quote: count(/'/g) >= count(/"/g) ? "'" : '"',
      inBraces: count(/(?<![$\w])\{[\w'"[][^{}\n]{0,200}\}/g) > count(/\{ [\w'"[.][^{}\n]{0,200}\}/g) ? '' : ' ',
      asksForMissing: /\?\.[A-Za-z_$[(]|\?\?/.test(source.text),
    };
    known.set(source, style);
  }
  return style;
}
