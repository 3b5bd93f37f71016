// Pieces of text among values: found in the bytes of many at once, and in numbers without their texts, as in the values themselves.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fold } from '../../../src/query/fold.ts';
import { eachWith } from '../../../src/store/homes/embedded/segments/questions/chunk-search.ts';
import { decimalText } from '../../../src/store/homes/embedded/segments/lines/decimal.ts';
import { numberOf } from '../../../src/store/homes/embedded/segments/filling/dictionary.ts';
import { dictionaryTest } from '../../../src/store/homes/embedded/segments/questions/dictionary-test.ts';
import { withinDecimal } from '../../../src/store/homes/embedded/segments/questions/number-test.ts';
import { createColumn, viewOf } from '../../../src/store/homes/embedded/segments/filling/open-column.ts';
import type { ValueChunk } from '../../../src/store/homes/embedded/segments/view.ts';

const START = 3;

function chunkOf(values: readonly string[]): ValueChunk {
  const bytes = Buffer.from('abc' + values.join(''));
  const ends: number[] = [];
  for (const value of values) ends.push((ends.at(-1) ?? START) + Buffer.byteLength(value));
  return { bytes, start: START, ends: Uint32Array.from(ends) };
}

function indexesWith(piece: string, values: readonly string[]): number[] {
  const found = new Set<number>();
  eachWith(piece, chunkOf(values), (index) => found.add(index));
  return [...found].sort((a, b) => a - b);
}

describe('a piece of text in the values of a chunk', () => {
  it('is found whatever its case, and not across two values', () => {
    assert.deepEqual(indexesWith('ab1', ['xAB1', 'a', 'b1', '', 'aab1b', 'ab']), [0, 4]);
    assert.deepEqual(indexesWith('bc', ['b', 'c']), []);
  });

  it('may be in every value with a letter beyond ASCII, or written by its number', () => {
    assert.deepEqual(indexesWith('k', ['\u212a', 'x', '\\u006b', 'é', 'k', 'x\\n']), [0, 2, 3, 4]);
  });

  it('may be in every value with an escape, where it is what escapes stand for', () => {
    assert.deepEqual(indexesWith('a/', ['a\\/', 'a/', 'a']), [0, 1]);
    assert.deepEqual(indexesWith('\n', ['a\\nb', 'n']), [0]);
  });

  it('is never missed', () => {
    const sign = fc.constantFrom('a', 'B', 'b', '1', '-', 'K', '\u212a', 'İ', 'é', ' ');
    const text = fc.array(sign, { maxLength: 6 }).map((signs) => signs.join(''));
    const piece = fc.array(fc.constantFrom('a', 'b', '1', '-', 'k', 'i'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), piece, (values, signs) => {
        const wanted = signs.join('');
        const found = indexesWith(wanted, values);
        values.forEach((value, index) => {
          const isThere = fold(value).includes(wanted);
          if (isThere || /^[\x00-\x7f]*$/.test(value)) assert.equal(found.includes(index), isThere, value);
        });
      }),
    );
  });
});

describe('a piece of text in a dictionary too large to be gone through at once', () => {
  const VALUES = 20_000;
  const column = createColumn('name s', 'dictionary', 1);
  for (let number = 0; number < VALUES; number++) {
    const bytes = Buffer.from(`Value ${number}`);
    numberOf(column.dictionary!, bytes, 0, bytes.length);
  }
  const { dictionary } = viewOf(column);
  const test = dictionaryTest(dictionary!, dictionary!.chunksWith([]), 'ue 777', (token) => token !== 'Value 7771');

  it('is found where a block reaches, by what passes in the end', () => {
    assert.equal(test.reaches!(0, 776), false);
    assert.equal(test.reaches!(500, 8000), true);
    const passing = Array.from({ length: 8001 }, (_, number) => number).filter((number) => test.passes(number, 0));
    assert.deepEqual(passing, [777, 7770, ...[2, 3, 4, 5, 6, 7, 8, 9].map((last) => 7770 + last)]);
    assert.equal(test.reaches!(7771, 7771), false);
    assert.equal(test.reaches!(8000, VALUES - 1), false);
  });
});

describe('a piece of text in a decimal', () => {
  const decimal = fc.oneof(
    fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.nat({ max: 6 })),
    fc.tuple(fc.maxSafeInteger(), fc.constant(0)),
  );

  it('is never missed, and a run of digits is told exactly', () => {
    const digits = fc.array(fc.constantFrom('0', '1', '2', '9'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        decimal,
        fc.oneof(digits, fc.constant(['.', '0']), fc.constant(['-', '1'])),
        ([main, side], signs) => {
          const piece = signs.join('');
          const may = withinDecimal(piece)!(main, side);
          const isThere = decimalText(main, side).includes(piece);
          if (piece.length > 1 && /^\d+$/.test(piece)) assert.equal(may, isThere);
          else assert.ok(may || !isThere);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is in none where no number has its signs', () => {
    assert.equal(withinDecimal('1a'), undefined);
  });
});
