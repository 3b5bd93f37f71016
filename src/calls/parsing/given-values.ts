// Where the names of a text are given values, found without parsing: every place where that may be, rather one too many.

import type { Layout } from './layout.ts';

/** Where a name may be given a value, and where that value begins. */
export interface Given {
  readonly place: number;
  readonly value?: number;
  /** Where what is gone through begins, in the line that ends at `place`. */
  readonly over?: number;
  /** Where the body of a function of that name begins. */
  readonly returnsFrom?: number;
}

/** Names, and the methods of the same object that are called. */
export const IDENTIFIER = /(?<![\w$.])[A-Za-z_$][\w$]*|(?<=\b(?:self|cls|this)\.)[A-Za-z_$][\w$]*(?=\()/g;
const LETTER = /[\w$]/;
const WORD = /[A-Za-z_$][\w$]*/y;

/** `=` that assigns, also behind an operator, and `++`. */
const ASSIGNS = /(?<![=!])=(?![=>])|\+\+|--/g;
const OPERATOR = new Set('+-*/%&|^@:?<>');
/** What may stand between a name and its value besides an operator: a type. */
const MAX_TYPE = 80;
/** Several targets at once, loops, `as`, destructuring, and statements that unbind or rebind: what may be in them is unknown. */
const TARGETS: readonly RegExp[] = [
  /\bfor\s+(?:await\s*)?\(?\s*(?:(?:const|let|var)\s+)?([^;=:\n]{1,120}?)\s+(?:in|of)\s+/g,
  /\bas\s+\(?([\w, ]{1,80})/g,
  /[{[]([^={}[\]]{1,300})(?:[}\]]\s{0,8}){1,4}(?::[^=\n]{0,80})?=(?![=>])\s{0,20}/g,
  /\b(?:global|nonlocal|del|delete|case)\s+([^:\n]{1,200})/g,
];
/** The last of several targets; those before it stand on the same line, in brackets or in none. */
const LAST_TARGET = /,[ \t]*[\w.*()[\] \t]{0,80}=(?!=)\s{0,20}/g;
/** Several targets are looked at up to this length. */
const MAX_TARGETS = 200;
const ALL_TARGETS = /^[ \t]*(?:[\w.,*[\] \t]+|[([][\w.,*()[\] \t]+)$/;
const WITH = /\bwith\s+([^:\n]{1,200}?)\s+as\s+([A-Za-z_]\w*)/g;
const DEFINED = /\b(def|function|class)\s*\*?\s+([A-Za-z_$][\w$]*)/g;
/** A method as JavaScript writes it: at the beginning of a line, no word before it but what says how it is reached. */
const METHOD =
  /^[ \t]*(?:(?:static|async|public|private|protected|override)[ \t]+){0,4}([A-Za-z_$][\w$]*)[ \t]*\([^()\n]{0,300}\)[ \t]*(?::[^{}\n]{1,120})?\{/gm;
/** What puts something into a value, or takes it out. */
const PUTS = /\.(?:append|extend|update|add|push|unshift|set|setdefault|insert|pop|delete)\(/g;
const MERGES = /\bObject\.assign\(\s*([A-Za-z_$][\w$]*)\s*,/g;
/** `.forEach((one) => …)`, `.map(([key, value]) => …)`. */
const CALLBACK =
  /\.(?:forEach|map|flatMap|filter|some|every|then)\(\s*(?:async\s*)?(?:function\s*)?\(?\s*([[\w$][\w$, ]*)/g;
const DECLARES = /\b(?:const|let|var)\s+$/;

/** Names that stand in a list of targets, and the value they have or share. */
interface Targets {
  readonly list: string;
  readonly from: number;
  readonly given: Omit<Given, 'place'>;
}

/** What may give names values in one function. */
interface Statements {
  /** Offsets of signs that assign. */
  readonly signs: number[];
  readonly targets: Targets[];
}

/** Finds where a name that is shown in a function may be given values: there, and in the functions around. */
export function givenValues(text: string, layout: Layout): (name: string, body: number) => readonly Given[] {
  const { bodies, naming, reachesOut } = layout;
  const statements = new Map<number, Statements>();
  const of = (at: number): Statements => {
    const body = bodies.around(at);
    let found = statements.get(body);
    if (found === undefined) statements.set(body, (found = { signs: [], targets: [] }));
    return found;
  };
  for (const { index } of text.matchAll(ASSIGNS)) if (!naming.has(index)) of(index).signs.push(index);
  for (const targets of targetsIn(text)) of(targets.from).targets.push(targets);

  const tables = new Map<number, ReadonlyMap<string, readonly Given[]>>();
  const tableOf = (body: number): ReadonlyMap<string, readonly Given[]> => {
    let table = tables.get(body);
    if (table === undefined) tables.set(body, (table = tableFor(text, statements.get(body))));
    return table;
  };
  return (name, body) => {
    const found: Given[] = [];
    for (let at = body; ; at = bodies.parentOf(at)) {
      found.push(...(tableOf(at).get(name) ?? []));
      if (at < 0) break;
    }
    if (reachesOut)
      for (const at of bodies.inside(body))
        found.push(...(tableOf(at).get(name) ?? []).filter(({ place }) => !isDeclared(text, place)));
    return found;
  };
}

function tableFor(text: string, statements: Statements | undefined): Map<string, Given[]> {
  const table = new Map<string, Given[]>();
  const add = (name: string, one: Given): void => {
    const known = table.get(name);
    if (known === undefined) table.set(name, [one]);
    else known.push(one);
  };
  for (const sign of statements?.signs ?? []) {
    let value = sign + 1;
    while (isSpace(text[value])) value++;
    for (const place of namesBefore(text, sign)) {
      WORD.lastIndex = place;
      const [name = ''] = WORD.exec(text) ?? [];
      add(name, { place, ...(text[sign] === '=' ? { value } : {}) });
    }
    const owner = text[sign] === '=' ? ownerBefore(text, sign) : undefined;
    if (owner !== undefined) {
      WORD.lastIndex = owner;
      const [name = ''] = WORD.exec(text) ?? [];
      // The whole statement, from its first name on.
      add(name, { place: owner, value: owner });
    }
  }
  for (const { list, from, given } of statements?.targets ?? [])
    for (const { 0: name, index } of list.replaceAll('...', '   ').matchAll(IDENTIFIER))
      add(name, { place: from + index, ...given });
  return table;
}

function targetsIn(text: string): Targets[] {
  const all: Targets[] = [];
  for (const pattern of TARGETS) {
    for (const { index, 0: found, 1: list = '' } of text.matchAll(pattern))
      all.push({ list, from: index + found.indexOf(list), given: { value: index + found.length } });
  }
  for (const { index, 0: found } of text.matchAll(LAST_TARGET)) {
    const from = Math.max(text.lastIndexOf('\n', index) + 1, index - MAX_TARGETS);
    const list = text.slice(from, index + found.lastIndexOf('='));
    if (ALL_TARGETS.test(list)) all.push({ list, from, given: { value: index + found.length } });
  }
  for (const { index, 0: found, 1: value = '', 2: list = '' } of text.matchAll(WITH))
    all.push({ list, from: index + found.length - 1, given: { value: index + found.indexOf(value) } });
  for (const { index } of text.matchAll(PUTS)) {
    const from = wordStart(text, index);
    if (from < index && text[from - 1] !== '.')
      all.push({ list: text.slice(from, index), from, given: { value: from } });
  }
  for (const { index, 0: found, 1: list = '' } of text.matchAll(MERGES))
    all.push({ list, from: index + found.indexOf(list, 'Object.assign('.length), given: { value: index } });
  for (const { index, 0: found, 1: list = '' } of text.matchAll(CALLBACK)) {
    const over = Math.max(text.lastIndexOf('\n', index) + 1, index - MAX_TARGETS);
    all.push({ list, from: index + found.length - list.length, given: { over } });
  }
  for (const { index, 0: found, 1: list = '' } of text.matchAll(METHOD)) {
    const end = index + found.length;
    all.push({ list, from: index + found.indexOf(list), given: { returnsFrom: end } });
  }
  for (const { index, 0: found, 1: kind, 2: list = '' } of text.matchAll(DEFINED)) {
    const end = index + found.length;
    all.push({ list, from: end - list.length, given: kind === 'class' ? {} : { returnsFrom: end } });
  }
  return all;
}

/** Whether the name at a place is declared there, and so is none of a function around. */
function isDeclared(text: string, place: number): boolean {
  return DECLARES.test(text.slice(Math.max(0, place - 12), place));
}

function isSpace(letter: string | undefined): boolean {
  return letter === ' ' || letter === '\t' || letter === '\n' || letter === '\r';
}

/** Where the name begins that is assigned at `sign`, and where the one does that has a type before it. */
function namesBefore(text: string, sign: number): number[] {
  let end = sign;
  // `a <= b` compares, `a <<= b` assigns.
  if ((text[end - 1] === '<' || text[end - 1] === '>') && text[end - 1] !== text[end - 2]) return [];
  while (OPERATOR.has(text[end - 1] ?? '')) end--;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
  const start = wordStart(text, end);
  const found = start < end && text[start - 1] !== '.' ? [start] : [];
  for (let at = end - 1; at > 0 && at > end - MAX_TYPE; at--) {
    const letter = text[at]!;
    if (letter === '\n' || letter === '=' || letter === '(' || letter === ')' || letter === '{' || letter === '}')
      break;
    if (letter !== ':') continue;
    let before = at;
    while (text[before - 1] === ' ' || text[before - 1] === '?') before--;
    const typed = wordStart(text, before);
    if (typed < before && text[typed - 1] !== '.') found.push(typed);
    break;
  }
  return found;
}

/** Where the name begins whose member is assigned at `sign`: `x.key =`, `x["key"] =`. */
function ownerBefore(text: string, sign: number): number | undefined {
  let end = sign;
  while (text[end - 1] === ' ') end--;
  let start = end;
  let deep = false;
  for (; start > 0 && end - start < MAX_TYPE; start--) {
    const letter = text[start - 1]!;
    if (letter === '.' || letter === '[') deep = true;
    else if (!LETTER.test(letter) && letter !== ']' && letter !== '"' && letter !== "'" && letter !== '-') break;
  }
  return deep && start < end && LETTER.test(text[start]!) ? start : undefined;
}

function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && LETTER.test(text[start - 1]!)) start--;
  return start;
}
