// A column while its segment is filled, and what questions see of it.

import { createDictionary, type Dictionary } from './dictionary.ts';
import { createDoubles, createInts, type Doubles, type Ints } from './growing.ts';
import { CHUNK_VALUES, type ColumnBlock, type ColumnKind } from '../layout.ts';
import { DECIMAL, TIME } from '../lines/scan-json.ts';
import type { ColumnView, DictionaryView } from '../view.ts';
import { addWords, filterOf, mayHave } from '../lines/word-filter.ts';

/** A column while it is filled. */
export interface OpenColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Of a dictionary column: numbers of values. */
  readonly ids: Ints;
  /** Of other columns: mantissas or milliseconds. */
  readonly mains: Doubles;
  readonly sides: Ints;
  /** Where each block begins. */
  readonly starts: number[];
  readonly dictionary: Dictionary | undefined;
}

/** How much a column held in the end. */
export interface ColumnSize {
  readonly count: number;
  /** Values of its dictionary, and their bytes. */
  readonly values: number;
  readonly bytes: number;
}

/** How much a column holds. */
export function sizeOf(column: OpenColumn): ColumnSize {
  const { ends, bytes } = column.dictionary ?? NO_VALUES;
  return { count: countOf(column), values: ends.length, bytes: bytes.length };
}

const NO_VALUES = { ends: { length: 0 }, bytes: { length: 0 } };

/** A column without values; `blocks` is how many blocks its segment has begun, `like` the one it will be about as large as. */
export function createColumn(name: string, kind: ColumnKind, blocks: number, like?: ColumnSize): OpenColumn {
  const isDictionary = kind === 'dictionary';
  return {
    name,
    kind,
    ids: createInts(isDictionary ? like?.count : 0),
    mains: createDoubles(isDictionary ? 0 : like?.count),
    sides: createInts(isDictionary ? 0 : like?.count),
    starts: new Array<number>(blocks).fill(0),
    dictionary: isDictionary ? createDictionary(like?.values, like?.bytes) : undefined,
  };
}

/** The kind of column that values of a kind go to. */
export function columnKind(kind: number): ColumnKind {
  return kind === DECIMAL ? 'decimal' : kind >= TIME ? 'time' : 'dictionary';
}

/** How many values it has. */
export function countOf(column: OpenColumn): number {
  return column.kind === 'dictionary' ? column.ids.length : column.mains.length;
}

/** What questions see of a column. */
export function viewOf(column: OpenColumn): ColumnView {
  const span = (block: number): readonly [number, number] => [
    column.starts[block] ?? countOf(column),
    column.starts[block + 1] ?? countOf(column),
  ];
  const block = (at: number): ColumnBlock => {
    const [from, to] = span(at);
    if (column.kind === 'dictionary') return { count: to - from, main: column.ids.data.subarray(from, to) };
    return { count: to - from, main: column.mains.data.subarray(from, to), side: column.sides.data.subarray(from, to) };
  };
  return {
    name: column.name,
    kind: column.kind,
    block,
    cells(at) {
      const { main, side } = block(at);
      return { main: (index) => main[index]!, side: (index) => (side === undefined ? 0 : side[index]!) };
    },
    range(at) {
      const { count, main } = block(at);
      if (count === 0) return undefined;
      let [min, max] = [main[0]!, main[0]!];
      for (let index = 1; index < count; index++) {
        const value = main[index]!;
        if (value < min) min = value;
        else if (value > max) max = value;
      }
      return { min, max };
    },
    ...(column.dictionary && { dictionary: dictionaryView(column.dictionary, / [sw]$/.test(column.name)) }),
  };
}

/** `filtered`: its values are texts that are looked for by their words. */
function dictionaryView(dictionary: Dictionary, filtered: boolean): DictionaryView {
  const { bytes, ends } = dictionary;
  const startOf = (number: number): number => (number === 0 ? 0 : ends.data[number - 1]!);
  const filters: (Uint8Array | undefined)[] = [];
  return {
    get size() {
      return ends.length;
    },
    bytes: (number) => bytes.data.subarray(startOf(number), ends.data[number]),
    chunk(chunk) {
      const first = chunk * CHUNK_VALUES;
      const last = Math.min(ends.length, first + CHUNK_VALUES);
      return { bytes: bytes.data, start: startOf(first), ends: ends.data.subarray(first, last) };
    },
    chunksWith(words) {
      const found: number[] = [];
      for (let chunk = 0; chunk * CHUNK_VALUES < ends.length; chunk++)
        if (words.length === 0 || mayContain(chunk, words)) found.push(chunk);
      return found;
    },
  };

  function mayContain(chunk: number, words: readonly number[]): boolean {
    const first = chunk * CHUNK_VALUES;
    const last = first + CHUNK_VALUES;
    // What still fills has no filter yet.
    if (!filtered || last > ends.length) return true;
    let filter = filters[chunk];
    if (filter === undefined) {
      const found = new Set<number>();
      for (let number = first; number < last; number++)
        addWords(found, bytes.data, startOf(number), ends.data[number]!);
      filters[chunk] = filter = filterOf(found);
    }
    return words.every((word) => mayHave(filter, word));
  }
}
