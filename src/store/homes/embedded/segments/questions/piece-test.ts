// A piece of text against the values of a stretch of a line: which of a column's values, with what surrounds them, have it.

import { fold } from '../../../../../query/fold.ts';
import { isSearchable } from './chunk-search.ts';
import { decimalText } from '../lines/decimal.ts';
import { dictionaryTest } from './dictionary-test.ts';
import { withinDecimal } from './number-test.ts';
import { NONE, type ColumnTest } from './value-test.ts';
import type { ColumnView } from '../view.ts';

/** Whether a value has a folded piece in it, between what stands before and after it (folded). */
export function pieceTest({ dictionary }: ColumnView, piece: string, before: string, after: string): ColumnTest {
  const has = (text: string): boolean => (before + text + after).includes(piece);
  const alone = before === '' && after === '';
  if (dictionary !== undefined) {
    const searched = alone && isSearchable(piece) ? piece : undefined;
    return dictionaryTest(dictionary, dictionary.chunksWith([]), searched, (token) => has(fold(token)));
  }
  const may = alone ? withinDecimal(piece) : (): boolean => true;
  if (may === undefined) return NONE;
  return { none: false, passes: (main, side) => may(main, side) && has(decimalText(main, side)) };
}
