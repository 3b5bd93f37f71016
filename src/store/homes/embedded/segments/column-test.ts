// One leaf of a query against one column of a segment: which of its values pass.

import type { JsonValue } from '../../../../model/json.ts';
import { decimalValue, POWERS_OF_TEN } from './decimal.ts';
import { isoTimeText } from './iso-time.ts';
import { CHUNK_VALUES } from './layout.ts';
import type { Leaf } from './question.ts';
import { DECIMAL, ESCAPED, PLAIN, TIME, UNICODE } from './scan-json.ts';
import { textOf } from './render.ts';
import { tokenValue } from './structure.ts';
import type { ColumnView, DictionaryView } from './view.ts';

/** Which values of a column pass. */
export interface ColumnTest {
  /** No value of the segment passes. */
  readonly none: boolean;
  /** Whether a value passes, given as its column's block has it. */
  readonly passes: (main: number, side: number) => boolean;
  /** Where only few dictionary values pass: the smallest and largest of their numbers. */
  readonly span: { readonly min: number; readonly max: number } | undefined;
  /** Values whose `main` is nearer to 0 than this do not pass. */
  readonly least?: number;
  /** Of dictionary values that were all gone through: 1 for each number that passes. */
  readonly table?: Uint8Array;
}

const NONE: ColumnTest = { none: true, passes: () => false, span: undefined };

/** A dictionary of at most this many values is gone through at once; larger ones as their values are met. */
const EAGER = 8192;
/** The same where the reader has to be asked; at most one chunk. */
const EAGER_MADE = 256;

/**
 * The test of a leaf on a column of values of one kind. `make` says what the reader makes of a token, where the value is
 * not the token's own.
 */
export function columnTest(
  leaf: Leaf,
  column: ColumnView,
  kind: number,
  words: readonly number[],
  make: ((token: string) => JsonValue | undefined) | undefined,
): ColumnTest {
  const { dictionary } = column;
  if (dictionary !== undefined) {
    if (make !== undefined) {
      const test = (token: string): boolean => {
        const value = make(token);
        return value !== undefined && value !== null && leaf.test(value);
      };
      return dictionary.size > EAGER_MADE ? lazyTest(dictionary, test) : tableTest(dictionary, [0], test);
    }
    const isText = kind === PLAIN || kind === ESCAPED || kind === UNICODE;
    return dictionaryTest(leaf, dictionary, kind, isText ? words : []);
  }
  if (kind >= TIME) return memoTest((main, side) => leaf.test(isoTimeText(main, side, kind - TIME)));
  if (kind !== DECIMAL) return NONE;
  if (make !== undefined) {
    return memoTest((main, side) => {
      const value = make(String(decimalValue(main, side)));
      return value !== undefined && value !== null && leaf.test(value);
    });
  }
  const { number, digits } = leaf;
  if (number !== undefined)
    return {
      none: false,
      passes: (main, side) => number(decimalValue(main, side)),
      span: undefined,
      least: leaf.magnitude,
    };
  if (digits === undefined) {
    // What no number's text has in it can't be found there.
    if (leaf.prose?.some((piece) => /[^\d.-]/.test(piece)) === true) return NONE;
    return memoTest((main, side) => leaf.test(decimalValue(main, side)));
  }
  if (digits === '' || digits.length > 16) return NONE;
  const mayPass = digitTest(digits);
  return {
    none: false,
    passes: (main, side) => mayPass(main, side) && leaf.test(decimalValue(main, side)),
    span: undefined,
    least: Number(digits),
  };
}

/** Whether the digits before or behind the point of a decimal are a word. */
function digitTest(digits: string): (main: number, side: number) => boolean {
  const number = Number(digits);
  return (main, side) => {
    const size = main < 0 ? -main : main;
    if (side === 0) return size === number;
    const below = POWERS_OF_TEN[side]!;
    const whole = Math.floor(size / below);
    if (whole === number) return true;
    return digits.length <= side && size - whole * below === number * POWERS_OF_TEN[side - digits.length]!;
  };
}

const MAX_MEMO = 20_000;

function memoTest(test: (main: number, side: number) => boolean): ColumnTest {
  const known = new Map<number, Map<number, boolean>>();
  return {
    none: false,
    span: undefined,
    passes(main, side) {
      let bySide = known.get(main);
      if (bySide === undefined) {
        if (known.size > MAX_MEMO) known.clear();
        known.set(main, (bySide = new Map<number, boolean>()));
      }
      let passed = bySide.get(side);
      if (passed === undefined) bySide.set(side, (passed = test(main, side)));
      return passed;
    },
  };
}

const UNKNOWN = 0;
const FAILS = 1;
const PASSES = 2;

function lazyTest(dictionary: DictionaryView, test: (token: string) => boolean): ColumnTest {
  const known = new Uint8Array(dictionary.size);
  return {
    none: false,
    span: undefined,
    passes(main) {
      if (known[main] === UNKNOWN) known[main] = test(textOf(dictionary.bytes(main))) ? PASSES : FAILS;
      return known[main] === PASSES;
    },
  };
}

function dictionaryTest(leaf: Leaf, dictionary: DictionaryView, kind: number, words: readonly number[]): ColumnTest {
  const chunks = dictionary.chunksWith(words);
  const test = (token: string): boolean => leaf.test(textValue(kind, token));
  if (chunks.length === 0) return NONE;
  return chunks.length * CHUNK_VALUES > EAGER ? lazyTest(dictionary, test) : tableTest(dictionary, chunks, test);
}

function tableTest(
  dictionary: DictionaryView,
  chunks: readonly number[],
  test: (token: string) => boolean,
): ColumnTest {
  const { size } = dictionary;
  const passing = new Uint8Array(size);
  let [min, max] = [size, -1];
  for (const chunk of chunks) {
    const end = Math.min(size, (chunk + 1) * CHUNK_VALUES);
    for (let number = chunk * CHUNK_VALUES; number < end; number++) {
      if (!test(textOf(dictionary.bytes(number)))) continue;
      passing[number] = 1;
      if (number < min) min = number;
      max = number;
    }
  }
  return max < 0 ? NONE : { none: false, passes: (main) => passing[main] === 1, span: { min, max }, table: passing };
}

/** The value of a token; a column holds strings with and without escapes side by side. */
function textValue(kind: number, token: string): JsonValue {
  if (kind === PLAIN || kind === ESCAPED || kind === UNICODE)
    return token.includes('\\') ? tokenValue(ESCAPED, token) : token;
  return tokenValue(kind, token);
}
