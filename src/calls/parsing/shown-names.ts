// The names that calls show, and where those are given values: found in the text, before anything is parsed.

import { givenValues, IDENTIFIER } from './given-values.ts';
import type { Layout } from './layout.ts';

/** Places to read for following names; all of them, so that no assignment is missed. */
export interface ShownNames {
  /** Whether all assignments are among the places that a name may have its value from where it stands at an offset. */
  readonly isUsed: (name: string, at: number) => boolean;
  readonly places: readonly number[];
  /** What begins here is to be read in full. */
  readonly whole: readonly number[];
}

/** Arguments are looked at up to this length, in UTF-16 units. */
const MAX_ARGUMENTS = 1500;
/** A value is looked at for more names up to this length. */
const MAX_VALUE = 200;
const MAX_NAMES = 500;
/** From a call to what its values were made from, and from there once more. */
const ROUNDS = 2;

const WORD = /[A-Za-z_$][\w$]*/y;
const COMMON = new Set(
  'if else for in is not and or self cls this None True False new await true false null undefined function return const let var lambda async typeof instanceof str len int repr console logger log logging def'.split(
    ' ',
  ),
);

const RETURN = /\breturn\b/g;
/** What may be a secret, or a folder that is called like one, for a quick look. */
const SECRET = /passw|passphrase|secret|token|credential|api_?key|cwdb?\(/gi;
const RAISES = /^([ \t]*(?:[^'"\n]*[{;]\s*)?)(?:raise|throw)\s/;
/** `self.value = `, `this.#value = `, a type between. */
const SETS_OWN = /^([ \t]*(?:[^'"\n]*[{;]\s*)?(?:self|this)\.#?[\w$]+\s*(?::[^=\n]*)?=\s*)/;
/** `({ password: word, ...more }) =>`, `f({ password: word }) {`: a parameter that is taken apart, and named anew. */
const TAKES = /^([^\n]*[(,]\s*)\{[^{}()\n]*$/;
const TAKEN = /^[\w$]*\s*:\s*[\w$]+[^{}()\n]*\}[^(){};\n]*\)\s*(?::[^{}\n]{0,80})?(?:\{|=>)/;
/** What a member gives back that is read as a property. */
const GIVES_BACK = /^([ \t]*(?:(?:static\s+)?get\s+[\w$#]+\(\)\s*\{\s*)?)return\s/;
const HAS_PROPERTIES = /^[ \t]*(?:@(?:\w+\.)?(?:cached_)?property\b|(?:static\s+)?get\s+#?[\w$]+\s*\()/m;
const CALLED = /(?<![\w$.]|\b(?:def|function) )([A-Za-z_$][\w$]*)\(/g;

/** Where shown names are looked for. */
export interface Shown {
  readonly text: string;
  readonly layout: Layout;
  /** Where the argument lists open. */
  readonly openings: readonly number[];
  /** Where values begin that may be loggers. */
  readonly values: readonly number[];
  /** The length up to which functions are looked into, in UTF-16 units. */
  readonly returnsWithin: number;
}

/** Finds the names in argument lists, and where the functions they stand in, and those around, give them values. */
export function shownNames({ text, layout, openings, values, returnsWithin }: Shown): ShownNames {
  const { bodies } = layout;
  /** The functions a name is shown in, by the name. */
  const used = new Map<string, Set<number>>();
  /** Those that are called: what they return is looked at. */
  const called = new Set<string>();
  const fresh: (readonly [name: string, body: number])[] = [];
  let count = 0;
  const take = (name: string, end: number, body: number): void => {
    // f"…" and r'…' are texts.
    if (COMMON.has(name) || text[end] === '"' || text[end] === "'") return;
    if (text[end] === '(') called.add(name);
    else if (namesArgument(text, end, layout)) return;
    const known = used.get(name);
    if (known?.has(body) === true || count >= MAX_NAMES) return;
    count++;
    if (known === undefined) used.set(name, new Set([body]));
    else known.add(body);
    fresh.push([name, body]);
  };
  const takeLine = (at: number): void => {
    const body = bodies.around(at);
    for (const { 0: name, index } of lineAt(text, at).matchAll(IDENTIFIER)) take(name, at + index + name.length, body);
  };
  for (const at of openings) {
    const body = bodies.around(at);
    argumentNames(text, at, (name, end) => take(name, end, body));
  }
  for (const at of values) takeLine(at);
  const places: number[] = [];
  const whole: number[] = [];
  const isUsed = (name: string, at: number): boolean => used.get(name)?.has(bodies.around(at)) === true;
  if (count === 0) return { isUsed, places, whole };
  const givenTo = givenValues(text, layout);
  const readAll = (at: number, last: boolean): void => {
    places.push(at);
    whole.push(at);
    if (!last) takeLine(at);
  };
  for (const at of handedOn(text, (name, place) => givenTo(name, bodies.around(place)).length > 0)) readAll(at, false);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, body] of fresh.splice(0)) {
      for (const { place, value, over, returnsFrom } of givenTo(name, body)) {
        if (returnsFrom !== undefined && !called.has(name)) continue;
        places.push(place);
        if (over !== undefined) {
          const around = bodies.around(over);
          for (const { index, 0: part } of text.slice(over, place).matchAll(IDENTIFIER)) {
            places.push(over + index);
            if (round < ROUNDS) take(part, over + index + part.length, around);
          }
        }
        if (value !== undefined) readAll(value, round === ROUNDS);
        if (returnsFrom === undefined) continue;
        for (const { index } of text.slice(returnsFrom, returnsFrom + returnsWithin).matchAll(RETURN))
          readAll(returnsFrom + index, round === ROUNDS);
      }
    }
  }
  // What a name is bound to is only certain where all places are known.
  for (const [name, body] of fresh) used.get(name)?.delete(body);
  return { isUsed, places, whole };
}

/** Where functions of the file are called with what looks like a secret, where one is raised, or put into the same object. */
function handedOn(text: string, isGiven: (name: string, place: number) => boolean): ReadonlySet<number> {
  const found = new Set<number>();
  const properties = HAS_PROPERTIES.test(text);
  for (const { index } of text.matchAll(SECRET)) {
    if (found.size >= MAX_NAMES) break;
    const from = Math.max(text.lastIndexOf('\n', index) + 1, index - MAX_VALUE);
    const before = text.slice(from, index);
    const raises = RAISES.exec(before);
    if (raises !== null) found.add(from + raises[1]!.length);
    const own = SETS_OWN.exec(before);
    if (own !== null) found.add(from + own[1]!.length);
    const taken = TAKES.exec(before);
    if (taken !== null && TAKEN.test(text.slice(index, index + MAX_VALUE))) found.add(from + taken[1]!.length);
    const back = properties ? GIVES_BACK.exec(before) : null;
    if (back !== null) found.add(from + back[1]!.length);
    for (const { index: at, 1: name = '' } of before.matchAll(CALLED))
      if (isGiven(name, from + at)) found.add(from + at);
  }
  return found;
}

/** Whether what ends at `end` is the name of an argument: `name=value`. */
function namesArgument(text: string, end: number, { naming }: Layout): boolean {
  let at = end;
  while (text[at] === ' ') at++;
  return naming.has(at);
}

function lineAt(text: string, at: number): string {
  const line = text.slice(at, at + MAX_VALUE);
  const end = line.indexOf('\n');
  return end < 0 ? line : line.slice(0, end);
}

/** The names in an argument list, those between the braces of texts among them. */
function argumentNames(text: string, opening: number, take: (name: string, end: number) => void): void {
  const end = Math.min(text.length, opening + MAX_ARGUMENTS);
  let depth = 0;
  for (let at = opening; at < end; at++) {
    const letter = text[at]!;
    if (letter === '(' || letter === '[' || letter === '{') depth++;
    else if (letter === ')' || letter === ']' || letter === '}') {
      if (--depth === 0) return;
    } else if (letter === '"' || letter === "'" || letter === '`') {
      const mark = text.startsWith(letter.repeat(3), at) && letter !== '`' ? letter.repeat(3) : letter;
      const close = closing(text, at + mark.length, mark, end);
      if (letter === '`' || /[fFtT][rR]?$/.test(text.slice(at - 2, at)))
        for (const { index, 1: hole = '' } of text.slice(at, close).matchAll(/\{([^{}]{1,200})/g))
          for (const { 0: name, index: inside } of hole.matchAll(IDENTIFIER))
            take(name, at + index + 1 + inside + name.length);
      at = close + mark.length - 1;
    } else if (/[A-Za-z_$]/.test(letter)) {
      WORD.lastIndex = at;
      const [name] = WORD.exec(text)!;
      // What follows a dot is no name of its own, but for a method of the same class.
      if (text[at - 1] !== '.' || text.startsWith('...', at - 3)) take(name, at + name.length);
      else if (text[at + name.length] === '(' && /\b(?:self|cls|this)\.$/.test(text.slice(at - 5, at)))
        take(name, at + name.length);
      at += name.length - 1;
    }
  }
}

function closing(text: string, from: number, mark: string, end: number): number {
  for (let at = from; at < end; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(mark, at)) return at;
  }
  return end;
}
