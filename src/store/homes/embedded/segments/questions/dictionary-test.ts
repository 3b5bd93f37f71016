// A test of texts against the values of a dictionary: of large ones a chunk at a time, when a block has values of it.

import { eachWith } from './chunk-search.ts';
import { CHUNK_VALUES } from '../layout.ts';
import { textOf } from '../lines/render.ts';
import { NONE, type ColumnTest } from './value-test.ts';
import type { DictionaryView } from '../view.ts';

/** So many values at most, or a dictionary of so many, are gone through at once; larger ones as their values are met. */
export const EAGER = 8192;

/**
 * Which values of some chunks pass; those of others do not. `piece`: every text that passes has it in it, folded and in
 * ASCII, so that most values need not be made a text.
 */
export function dictionaryTest(
  dictionary: DictionaryView,
  chunks: readonly number[],
  piece: string | undefined,
  test: (token: string) => boolean,
): ColumnTest {
  if (chunks.length === 0) return NONE;
  const isLarge = chunks.length * CHUNK_VALUES > EAGER;
  if (isLarge && piece === undefined) return valueByValue(dictionary, test);
  const { size } = dictionary;
  const table = new Uint8Array(size);
  /** 1: not gone through yet. */
  const open = new Uint8Array(Math.ceil(size / CHUNK_VALUES));
  for (const chunk of chunks) open[chunk] = 1;
  const goThrough = (chunk: number): void => {
    open[chunk] = 0;
    const first = chunk * CHUNK_VALUES;
    const judge = (index: number): void => {
      const number = first + index;
      if (number < size && test(textOf(dictionary.bytes(number)))) table[number] = 1;
    };
    if (piece !== undefined) eachWith(piece, dictionary.chunk(chunk), judge);
    else for (let index = 0; index < CHUNK_VALUES && first + index < size; index++) judge(index);
  };
  if (isLarge) {
    const reaches = (min: number, max: number): boolean => {
      const last = Math.floor(max / CHUNK_VALUES);
      for (let chunk = Math.floor(min / CHUNK_VALUES); chunk <= last; chunk++) if (open[chunk] === 1) goThrough(chunk);
      return table.subarray(min, max + 1).includes(1);
    };
    return { none: false, passes: (main) => table[main] === 1, table, reaches };
  }
  for (const chunk of chunks) goThrough(chunk);
  return settled(table, table.indexOf(1), table.lastIndexOf(1));
}

/** The test of those values that are among `numbers`; no other passes. */
export function numbersTest(
  dictionary: DictionaryView,
  numbers: readonly number[],
  test: (token: string) => boolean,
): ColumnTest {
  const found = numbers.filter((number) => test(textOf(dictionary.bytes(number))));
  if (found.length === 0) return NONE;
  const table = new Uint8Array(dictionary.size);
  for (const number of found) table[number] = 1;
  return settled(table, Math.min(...found), Math.max(...found));
}

/** A test whose values were all gone through; the smallest and the largest number that passes are known. */
function settled(table: Uint8Array, smallest: number, largest: number): ColumnTest {
  if (smallest < 0) return NONE;
  const reaches = (min: number, max: number): boolean => largest >= min && smallest <= max;
  return { none: false, passes: (main) => table[main] === 1, table, reaches, settled: true };
}

const UNKNOWN = 0;
const FAILS = 1;
const PASSES = 2;

/** Tests each value of a dictionary when it is met first. */
export function valueByValue(dictionary: DictionaryView, test: (token: string) => boolean): ColumnTest {
  const known = new Uint8Array(dictionary.size);
  return {
    none: false,
    passes(main) {
      if (known[main] === UNKNOWN) known[main] = test(textOf(dictionary.bytes(main))) ? PASSES : FAILS;
      return known[main] === PASSES;
    },
  };
}
