// One word against the values of a stretch of a line: which of a column's values are it, or have it in them.

import { fold } from '../../../../../query/fold.ts';
import { containsWords } from '../../../../../query/pattern.ts';
import { columnTest } from './column-test.ts';
import { hashWord } from '../lines/hash.ts';
import { piecesOf, type Leaf } from './question.ts';
import { DECIMAL, PLAIN } from '../lines/scan-json.ts';
import type { ColumnTest } from './value-test.ts';
import type { ColumnView } from '../view.ts';

/** Whether a value of a message is this folded word, or has it `within`. */
export function wordTest(column: ColumnView, word: string, within: boolean): ColumnTest {
  const contains = containsWords([word]);
  const leaf: Leaf = {
    values: () => [],
    test: (value) => typeof value === 'string' && (within ? contains(fold(value)) : fold(value) === word),
    number: (value) => value === Number(word),
    magnitude: Number.isNaN(Number(word)) ? 0 : Number(word),
    words: [word],
    ...piecesOf([word]),
    prose: undefined,
    digits: undefined,
    whole: within ? undefined : word,
    rowTest: undefined,
  };
  return columnTest(leaf, column, column.kind === 'decimal' ? DECIMAL : PLAIN, [hashWord(word)], undefined);
}
