// The values of one field in one segment as numbers, a block at a time: what histograms, facets and statistics count.

import { fieldText, fieldValues } from '../../../../../model/fields.ts';
import type { JsonValue } from '../../../../../model/json.ts';
import { decimalValue } from '../lines/decimal.ts';
import { planPlaces, type ValueKey, type ValuePlace } from './field-plan.ts';
import type { Passing, PlanContext } from '../questions/leaf-plan.ts';
import type { DecimalRows } from './number-counts.ts';
import { createBlockReader, timesOf } from '../lines/render.ts';
import { createRecordReader } from '../questions/segment-plan.ts';

/** Codes of rows without a code of their own: not in the result; without a value; a number; several values. */
export const NOT_ASKED = -1;
export const NO_VALUE = -2;
export const NUMBER = -3;
export const SEVERAL = -4;

/** The values of a block's rows. */
export interface BlockCodes {
  /** By row; a code of FieldCodes, or one of the above. Not to be changed. */
  readonly codes: Int32Array;
  /** By row, where its code is NUMBER: mantissa and scale. */
  readonly mains: Int32Array | Float64Array;
  readonly sides: Int32Array | undefined;
  /** Values of the rows whose code is SEVERAL. */
  readonly several: ReadonlyMap<number, readonly JsonValue[]>;
}

/** The values of a block in which every row has one, all in the same column: nothing has to be looked up row by row. */
export interface StraightValues {
  /** They are decimals, `main` and `side` as in ColumnBlock; otherwise `main` are codes. */
  readonly numeric: boolean;
  readonly main: Int32Array | Float64Array;
  readonly side: Int32Array | undefined;
}

/** Codes from `from` to below `to`, and the hashes of their texts (value-hashes.ts) by code minus `from`. */
export interface HashedCodes {
  readonly from: number;
  readonly to: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

export interface FieldCodes {
  /** The values of all rows of a block, where they lie so; the quickest way to count them. */
  straight(block: number): StraightValues | undefined;
  /** The values of passing rows; undefined where none passes. */
  block(block: number, passing: Passing): BlockCodes | undefined;
  /** Codes are below this; grows from block to block. */
  size(): number;
  /** Undefined where the record has no value after all. Values of one text have one code each, where their types differ. */
  value(code: number): JsonValue | undefined;
  /** The same as text. */
  text(code: number): string | undefined;
  /** The bytes of a code's text, where they are at hand as plain ASCII: cheaper than the text. */
  ascii(code: number): Uint8Array | undefined;
  /** Codes whose hashes were made beforehand. */
  hashed(): readonly HashedCodes[];
  /**
   * Calls back for all rows of the segment, from counts made beforehand: so many rows of the time `fromMs` to `toMs`
   * (exclusive) have the text. False, and nothing called, where there are no such counts.
   */
  summarised(visit: (fromMs: number, toMs: number, text: string | undefined, rows: number) => void): boolean;
}

const NOTHING: ReadonlyMap<number, readonly JsonValue[]> = new Map();
const NO_NUMBERS = new Int32Array(0);

export function codeField(field: string, context: PlanContext): FieldCodes {
  const { view } = context;
  const places = planPlaces(field, context);
  const columns = new Set(places.flatMap((place) => (place.kind === 'column' ? [place.column] : [])));
  /** Where the codes of a key's dictionary begin; those of single texts lie between. */
  const bases = new Map<ValueKey, number>();
  const ranges: { readonly from: number; readonly key: ValueKey }[] = [];
  const codesOfValues = new Map<string, number>();
  const values = new Map<number, JsonValue>();
  let next = 0;

  const baseOf = (key: ValueKey): number => {
    let base = bases.get(key);
    if (base === undefined) {
      bases.set(key, (base = next));
      ranges.push({ from: next, key });
      next += key.size;
    }
    return base;
  };

  const codeOf = (value: JsonValue | undefined): number => {
    if (value === undefined) return NO_VALUE;
    const name = `${typeof value} ${fieldText(value)}`;
    let code = codesOfValues.get(name);
    if (code === undefined) {
      codesOfValues.set(name, (code = next++));
      values.set(code, value);
    }
    return code;
  };

  const rangeOf = (code: number): { readonly from: number; readonly key: ValueKey } => {
    let at = ranges.length - 1;
    while (ranges[at]!.from > code) at--;
    return ranges[at]!;
  };

  const only = onlyColumn(view, places);
  if (only !== undefined && only.key.size >= 0) baseOf(only.key);
  const constants = places.map((place) => (place.kind === 'constant' ? codeOf(place.value) : NOT_ASKED));

  const straight = (block: number): StraightValues | undefined => {
    if (only === undefined || ((only.blocks >>> block) & 1) === 0) return undefined;
    const { main, side } = view.columns[only.column]!.block(block);
    return { numeric: only.key.number !== undefined, main, side };
  };

  const straightCodes = ({ numeric, main, side }: StraightValues, passing: Uint8Array | true): BlockCodes => {
    const mains = numeric ? main : NO_NUMBERS;
    if (passing === true && !numeric) return { codes: main as Int32Array, mains, sides: undefined, several: NOTHING };
    const rows = passing === true ? main.length : passing.length;
    const codes = new Int32Array(rows);
    for (let row = 0; row < rows; row++)
      codes[row] = passing !== true && passing[row] !== 1 ? NOT_ASKED : numeric ? NUMBER : main[row]!;
    return { codes, mains, sides: numeric ? side : undefined, several: NOTHING };
  };

  const valueOf = (code: number): JsonValue | undefined => {
    const value = values.get(code);
    if (value !== undefined) return value;
    const { from, key } = rangeOf(code);
    return key.value(code - from, 0);
  };

  return {
    straight,
    size: () => next,
    value: valueOf,
    text(code) {
      const value = valueOf(code);
      return value === undefined ? undefined : fieldText(value);
    },
    ascii(code) {
      if (values.has(code)) return undefined;
      const { from, key } = rangeOf(code);
      return key.ascii(code - from);
    },
    hashed: () =>
      ranges.flatMap(({ from, key: { hashes, size } }) =>
        hashes === undefined ? [] : [{ from, to: from + size, low: hashes.low(), high: hashes.high() }],
      ),
    block(block, passing) {
      if (passing === false) return undefined;
      const values = straight(block);
      if (values !== undefined) return straightCodes(values, passing);
      const shapeIds = view.shapeIds(block);
      const rows = passing === true ? shapeIds.length : passing.length;
      const codes = new Int32Array(rows);
      let toRead = false;
      for (let row = 0; row < rows; row++) {
        const shape = shapeIds[row]!;
        if ((passing !== true && passing[row] !== 1) || shape >= places.length) codes[row] = NOT_ASKED;
        else {
          codes[row] = constants[shape]!;
          if (places[shape]!.kind === 'record') toRead = true;
        }
      }
      const numbers = { mains: NO_NUMBERS as Int32Array | Float64Array, sides: undefined as Int32Array | undefined };
      for (const column of columns) codeColumn(column, block, shapeIds, passing, codes, numbers);
      const several = toRead ? readRows(block, shapeIds, passing, codes) : NOTHING;
      return { codes, ...numbers, several };
    },
    summarised(visit) {
      const rows = view.summary('rows');
      if (rows === undefined) return false;
      const byStructure: (ValuePlace | undefined)[] = [];
      for (const [shape, place] of places.entries()) {
        const { structure } = view.shapes[shape]!;
        const there = byStructure[structure];
        if (place.kind === 'record' || (there !== undefined && !samePlace(there, place))) return false;
        byStructure[structure] = place;
      }
      const used = [...columns].map((column) => view.summary(column));
      if (used.some((one) => one === undefined)) return false;
      const found: Parameters<typeof visit>[] = [];
      const each = (column: number | undefined, { unitMs, entries }: NonNullable<typeof rows>): void => {
        for (let at = 0; at < entries.count; at++) {
          const place = byStructure[entries.structures[at]!];
          if (place === undefined || place.kind === 'record') continue;
          if ((place.kind === 'column' ? place.column : undefined) !== column) continue;
          const value = place.kind === 'column' ? place.key.value(entries.values[at]!, 0) : place.value;
          const text = value === undefined ? undefined : fieldText(value);
          found.push([entries.spans[at]! * unitMs, (entries.spans[at]! + 1) * unitMs, text, entries.rows[at]!]);
        }
      };
      each(undefined, rows);
      [...columns].forEach((column, index) => each(column, used[index]!));
      for (const one of found) visit(...one);
      return true;
    },
  };

  function codeColumn(
    column: number,
    block: number,
    shapeIds: Int32Array,
    passing: Passing,
    codes: Int32Array,
    numbers: { mains: Int32Array | Float64Array; sides: Int32Array | undefined },
  ): void {
    const { main, side, count } = view.columns[column]!.block(block);
    if (count === 0) return;
    const times = timesOf(view, column);
    for (let row = 0, at = 0; row < codes.length; row++) {
      const shape = shapeIds[row]!;
      const here = times[shape]!;
      if (here === 0) continue;
      const place = places[shape];
      if (
        place?.kind === 'column' &&
        place.column === column &&
        (passing === true || (passing as Uint8Array)[row] === 1)
      ) {
        const { key, offset } = place;
        const value = main[at + offset]!;
        const scale = side === undefined ? 0 : side[at + offset]!;
        if (key.size >= 0) codes[row] = baseOf(key) + value;
        else if (key.number) {
          if (numbers.mains.length === 0) numbers.mains = new Float64Array(codes.length);
          numbers.mains[row] = value;
          if (scale !== 0) (numbers.sides ??= new Int32Array(codes.length))[row] = scale;
          codes[row] = NUMBER;
        } else codes[row] = codeOf(key.value(value, scale));
      }
      at += here;
    }
  }

  /** Rows whose value has to be put together. */
  function readRows(
    block: number,
    shapeIds: Int32Array,
    passing: Passing,
    codes: Int32Array,
  ): ReadonlyMap<number, readonly JsonValue[]> {
    const several = new Map<number, readonly JsonValue[]>();
    const reader = createRecordReader(context, block);
    const lines = createBlockReader(view, block);
    for (let row = 0; row < codes.length; row++) {
      const place = places[shapeIds[row]!];
      if (place?.kind !== 'record' || (passing !== true && (passing as Uint8Array)[row] !== 1)) continue;
      if (place.stretch !== undefined) {
        const text = lines.span(row, place.stretch);
        codes[row] = codeOf(place.escaped === true ? (JSON.parse(`"${text}"`) as string) : text);
        continue;
      }
      const found = fieldValues(reader.record(row), field);
      codes[row] = found.length > 1 ? SEVERAL : codeOf(found[0]);
      if (found.length > 1) several.set(row, found);
    }
    return several;
  }
}

/** Counts the passing rows of a block by code. Says whether there are any. */
export function countCodes(codes: Int32Array, passing: Uint8Array | true, counts: Uint32Array): boolean {
  const rows = passing === true ? codes.length : passing.length;
  let any = false;
  for (let row = 0; row < rows; row++) {
    if (passing !== true && passing[row] !== 1) continue;
    counts[codes[row]!]!++;
    any = true;
  }
  return any;
}

/** Straight decimals as they are counted: those of passing rows, by `codes`. */
export function decimalRows({ main, side }: StraightValues, passing: Passing, codes: Int32Array): DecimalRows {
  return { main, side, codes, passing: typeof passing === 'boolean' ? undefined : passing };
}

/** The number of a row whose code is NUMBER. */
export function numberAt({ mains, sides }: BlockCodes, row: number): number {
  return decimalValue(mains[row]!, sides === undefined ? 0 : sides[row]!);
}

interface Aligned {
  readonly column: number;
  readonly key: ValueKey;
  /** One bit a block. */
  readonly blocks: number;
}

/** The column that most shapes have the field in, and the blocks in which all rows have just one value there. */
function onlyColumn(view: PlanContext['view'], places: readonly ValuePlace[]): Aligned | undefined {
  const first = places.find((place) => place.kind === 'column');
  if (first === undefined || (first.key.size < 0 && !first.key.number)) return undefined;
  const times = timesOf(view, first.column);
  let blocks = -1;
  for (const [shape, place] of places.entries()) {
    if (place.kind !== 'column' || place.key !== first.key || times[shape] !== 1) blocks &= ~view.shapeBlocks(shape);
  }
  return { column: first.column, key: first.key, blocks };
}

function samePlace(a: ValuePlace, b: ValuePlace): boolean {
  if (a.kind === 'column') return b.kind === 'column' && a.key === b.key;
  return a.kind === 'constant' && b.kind === 'constant' && a.value === b.value;
}
