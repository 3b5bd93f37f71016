// One leaf of a query against one column of a segment: which of its values pass.

import type { JsonValue } from '../../../../../model/json.ts';
import { decimalText, decimalValue } from '../lines/decimal.ts';
import { dictionaryTest, EAGER, numbersTest, valueByValue } from './dictionary-test.ts';
import { isoTimeText } from '../lines/iso-time.ts';
import { digitTest, memoTest, withinDecimal } from './number-test.ts';
import { OTHER_STYLE } from '../lines/other-time.ts';
import type { Leaf } from './question.ts';
import { DECIMAL, ESCAPED, PLAIN, TIME, UNICODE } from '../lines/scan-json.ts';
import { tokenValue } from '../lines/structure.ts';
import { numbersOf } from '../files/value-hashes.ts';
import { NONE, type ColumnTest } from './value-test.ts';
import type { ColumnView } from '../view.ts';

/** A dictionary of at most this many values is gone through at once where the reader has to be asked; at most one chunk. */
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
      return dictionary.size > EAGER_MADE
        ? valueByValue(dictionary, test)
        : dictionaryTest(dictionary, [0], undefined, test);
    }
    const isText = kind === PLAIN || kind === ESCAPED || kind === UNICODE;
    const test = (token: string): boolean => leaf.test(textValue(kind, token));
    if (isText && leaf.whole !== undefined && dictionary.hashes !== undefined) {
      const numbers = numbersOf(dictionary.hashes, leaf.whole);
      if (numbers.length <= EAGER) return numbersTest(dictionary, numbers, test);
    }
    const chunks = dictionary.chunksWith(isText ? words : []);
    return dictionaryTest(dictionary, chunks, isText ? leaf.piece : undefined, test);
  }
  if (kind >= TIME) {
    // What no time of ISO 8601 has in it can't be found there.
    if (kind - TIME < OTHER_STYLE && leaf.pieces?.some((piece) => /[^\dtz:.,+ -]/.test(piece)) === true) return NONE;
    return memoTest((main, side) => leaf.test(isoTimeText(main, side, kind - TIME)));
  }
  if (kind !== DECIMAL) return NONE;
  if (make !== undefined) {
    return memoTest((main, side) => {
      const value = make(decimalText(main, side));
      return value !== undefined && value !== null && leaf.test(value);
    });
  }
  return numberTest(leaf);
}

function numberTest(leaf: Leaf): ColumnTest {
  const { number, magnitude, digits, pieces } = leaf;
  if (number !== undefined)
    return {
      none: false,
      passes: (main, side) => number(decimalValue(main, side)),
      ...(magnitude > 0 && { reaches: beyond(magnitude) }),
    };
  if (digits === undefined) {
    const within = pieces?.map(withinDecimal);
    if (within?.includes(undefined) === true) return NONE;
    const [first] = within ?? [];
    if (first === undefined) return memoTest((main, side) => leaf.test(decimalValue(main, side)));
    return { none: false, passes: (main, side) => first(main, side) && leaf.test(decimalValue(main, side)) };
  }
  if (digits === '' || digits.length > 16) return NONE;
  const mayPass = digitTest(digits);
  return {
    none: false,
    passes: (main, side) => mayPass(main, side) && leaf.test(decimalValue(main, side)),
    ...(Number(digits) > 0 && { reaches: beyond(Number(digits)) }),
  };
}

/** Whether there can be a value so far from 0. */
const beyond =
  (least: number) =>
  (min: number, max: number): boolean =>
    max >= least || -min >= least;

/** The value of a token; a column holds strings with and without escapes side by side. */
function textValue(kind: number, token: string): JsonValue {
  if (kind === PLAIN || kind === ESCAPED || kind === UNICODE)
    return token.includes('\\') ? tokenValue(ESCAPED, token) : token;
  return tokenValue(kind, token);
}
