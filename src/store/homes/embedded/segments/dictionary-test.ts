// A test of texts against the values of a dictionary: of large ones a chunk at a time, when a block has values of it.

import { eachWith } from './chunk-search.ts';
import { CHUNK_VALUES } from './layout.ts';
import { textOf } from './render.ts';
import { NONE, type ColumnTest } from './value-test.ts';
import type { DictionaryView } from './view.ts';

/** A dictionary of at most this many values is gone through at once; larger ones as their values are met. */
const EAGER = 8192;

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
  const passes = (main: number): boolean => table[main] === 1;
  if (isLarge) {
    const reaches = (min: number, max: number): boolean => {
      const last = Math.floor(max / CHUNK_VALUES);
      for (let chunk = Math.floor(min / CHUNK_VALUES); chunk <= last; chunk++) if (open[chunk] === 1) goThrough(chunk);
      return table.subarray(min, max + 1).includes(1);
    };
    return { none: false, passes, table, reaches };
  }
  for (const chunk of chunks) goThrough(chunk);
  const [smallest, largest] = [table.indexOf(1), table.lastIndexOf(1)];
  if (smallest < 0) return NONE;
  return { none: false, passes, table, reaches: (min, max) => largest >= min && smallest <= max };
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
