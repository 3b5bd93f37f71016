// Structures: what lines look like apart from their values, known for as long as the process runs.

import type { ReadLine } from '../../../../../model/line.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import type { Meaning } from './leaf.ts';
import {
  BARE,
  BOOLEAN,
  DECIMAL,
  DIGITS,
  ESCAPED,
  HEX,
  LINE,
  MARKED,
  NIL,
  NUMBERED,
  ODD,
  PLAIN,
  TIME,
  UNICODE,
  UUID,
  WORD,
  type Scan,
} from './scan-json.ts';

export type { ReadLine };

export interface Structure {
  /** Unique in this process. */
  readonly id: number;
  readonly source: string;
  readonly hint: string;
  readonly pieces: readonly Uint8Array[];
  /** Per value; then of what was told. */
  readonly kinds: readonly number[];
  /** A line of it: its values as they were written. */
  readonly example: readonly string[];
  /** Per value: what column it goes to; an empty name is a column of its own in every segment. */
  paths: readonly string[];
  /** What the reader said of its lines besides (told.ts): behind its own values come those told. */
  readonly told: string | undefined;
  /** Of lines of text, once lines are taken in by it: shortest and longest token of each value. */
  limits: readonly Limits[] | undefined;
  /** Learned on first use. */
  meaning: Meaning | undefined;
  /** Lines seen, for the checks that go with it. */
  seen: number;
  /** Records the reader made of the example with another token in one place, by place and token. */
  readonly made: Map<string, IncomingRecord>;
}

/** Bytes of a token, at least and at most, and whether it may be `0`. */
export interface Limits {
  readonly min: number;
  readonly max: number;
  readonly zero: boolean;
}

/** So many answers of the reader are remembered per structure. */
const MAX_MADE = 2000;
/** What the reader is told of when an example arrived. */
export const EXAMPLE_OBSERVED = 1_700_000_000_123;

/** The text of a line of a structure. */
export function lineText(structure: Structure, tokens: readonly string[]): string {
  let text = '';
  structure.pieces.forEach((piece, index) => {
    text += Buffer.from(piece).toString();
    if (index < tokens.length) text += tokens[index]!;
  });
  return text;
}

/** The example with another token in one place (-1: none), as the reader reads it. */
export function readWith(read: ReadLine, structure: Structure, slot: number, token: string): IncomingRecord {
  const tokens = [...structure.example];
  if (slot >= 0) tokens[slot] = token;
  const { source, hint } = structure;
  const meta = { source, hint, masked: 0, truncated: false, observedTimestamp: EXAMPLE_OBSERVED };
  return read(lineText(structure, tokens), meta);
}

/** The same, remembered. */
export function makeOf(read: ReadLine, structure: Structure, slot: number, token: string): IncomingRecord {
  const name = `${slot} ${token}`;
  let record = structure.made.get(name);
  if (record === undefined) {
    record = readWith(read, structure, slot, token);
    if (structure.made.size >= MAX_MADE) structure.made.clear();
    structure.made.set(name, record);
  }
  return record;
}

/** Whether a scanned line has these pieces and kinds. */
export function fits(structure: Structure, bytes: Uint8Array, from: number, to: number, scan: Scan): boolean {
  const { pieces, kinds } = structure;
  if (kinds.length !== scan.count) return false;
  let at = from;
  for (let index = 0; index <= scan.count; index++) {
    const end = index === scan.count ? to : scan.from[index]!;
    if (index < scan.count && kinds[index] !== scan.kind[index]) return false;
    const piece = pieces[index]!;
    if (piece.length !== end - at) return false;
    for (let inside = 0; inside < piece.length; inside++) if (piece[inside] !== bytes[at + inside]) return false;
    at = scan.to[index]!;
  }
  return true;
}

/** Takes a structure from a scanned line. Of a line of text the columns are named once its meaning is known. */
export function structureOf(
  id: number,
  origin: { readonly source: string; readonly hint: string },
  bytes: Uint8Array,
  from: number,
  to: number,
  scan: Scan,
): Structure {
  const pieces: Uint8Array[] = [];
  const example: string[] = [];
  let at = from;
  for (let index = 0; index < scan.count; index++) {
    pieces.push(bytes.slice(at, scan.from[index]));
    example.push(Buffer.from(bytes.subarray(scan.from[index], scan.to[index])).toString());
    at = scan.to[index]!;
  }
  pieces.push(bytes.slice(at, to));
  const kinds = [...scan.kind.subarray(0, scan.count)];
  return {
    id,
    source: origin.source,
    hint: origin.hint,
    pieces,
    kinds,
    example,
    paths: pieces[0]![0] === 0x7b ? valuePaths(pieces, kinds) : kinds.map(() => ''),
    told: undefined,
    limits: undefined,
    meaning: undefined,
    seen: 0,
    made: new Map(),
  };
}

/** Whether the lines of a structure are JSON. */
export function isJson({ pieces }: Structure): boolean {
  return pieces[0]![0] === 0x7b;
}

/** The value a token is: what JSON.parse would give. */
export function tokenValue(kind: number, token: string): string | number | boolean {
  if (kind === ESCAPED || kind === UNICODE) return JSON.parse(`"${token}"`) as string;
  if (kind === DECIMAL || kind === ODD) return Number(token);
  if (kind === BOOLEAN) return token === 'true';
  return token;
}

export const kindLetter = (kind: number): string =>
  kind === PLAIN || kind === ESCAPED || kind === UNICODE
    ? 's'
    : kind === DECIMAL
      ? 'n'
      : kind === BOOLEAN
        ? 'b'
        : kind >= TIME
          ? 't'
          : WORDS.has(kind)
            ? 'w'
            : kind === MARKED
              ? 's'
              : 'o';

/** Kinds whose values are texts without escapes. */
const WORDS: ReadonlySet<number> = new Set([WORD, DIGITS, NUMBERED, HEX, UUID, BARE, NIL]);

/** Names the columns of values by their place in the JSON: `context.items[].sku s`. Places only group; they carry no meaning. */
function valuePaths(pieces: readonly Uint8Array[], kinds: readonly number[]): string[] {
  const paths: string[] = [];
  const open: { array: boolean; key: string }[] = [];
  pieces.forEach((piece, index) => {
    const text = Buffer.from(piece).toString();
    for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*:|[{}[\]]/gs)) {
      if (token === '{' || token === '[') open.push({ array: token === '[', key: '' });
      else if (token === '}' || token === ']') open.pop();
      else if (open.length > 0) open.at(-1)!.key = token.slice(1, token.lastIndexOf('"'));
    }
    if (index === kinds.length) return;
    const path = open.map(({ array, key }) => (array ? '[]' : `.${key}`)).join('');
    paths.push(`${path.slice(0, 200)} ${kindLetter(kinds[index]!)}`);
  });
  return paths;
}

/** The structure of lines that are kept whole: no text around one value. */
export function wholeLine(id: number, source: string, hint: string, paths: readonly string[] = ['* line']): Structure {
  const none = new Uint8Array(0);
  return {
    id,
    source,
    hint,
    pieces: [none, none],
    kinds: [LINE],
    example: [''],
    paths,
    told: undefined,
    limits: undefined,
    meaning: undefined,
    seen: 0,
    made: new Map(),
  };
}
