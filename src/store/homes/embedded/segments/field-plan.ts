// The values of one field in one segment: where they are, shape by shape, and a walk over them.

import { fieldText, fieldValues } from '../../../../model/fields.ts';
import type { JsonValue } from '../../../../model/json.ts';
import { decimalValue } from './decimal.ts';
import { isoTimeText } from './iso-time.ts';
import type { Leaf } from './leaf.ts';
import type { Shape } from './layout.ts';
import type { Passing, PlanContext } from './leaf-plan.ts';
import { at, leafOf } from './meaning.ts';
import { createBlockReader, textOf, timesOf } from './render.ts';
import { DECIMAL, ESCAPED, TIME, UNICODE } from './scan-json.ts';
import { createRecordReader } from './segment-plan.ts';
import { makeOf, tokenValue, type Structure } from './structure.ts';

/** Where the one value of a field is in the rows of a shape. */
export type ValuePlace =
  | { readonly kind: 'constant'; readonly text: string | undefined }
  /** A value of a column; `key` names the column and how its values become texts. */
  | { readonly kind: 'column'; readonly column: number; readonly offset: number; readonly key: ValueKey }
  /** Several values, or one that has to be put together: the record is read. */
  | { readonly kind: 'record' };

/** How the values of a column become texts; one for all shapes that have them alike. */
export interface ValueKey {
  readonly column: number;
  /** Text of a value as its block has it; undefined where the record has none. */
  text(main: number, side: number): string | undefined;
  /** Values are numbers of a dictionary of this size; -1: they are not. */
  readonly size: number;
  /** Values are numbers that are their own: the text is String of this. */
  readonly number: ((main: number, side: number) => number) | undefined;
}

export interface FieldPlan {
  /**
   * Calls back for every passing row of a block: with its value's key, main and side, or with a text (undefined: none).
   * Rows whose shape has several values come through `several`.
   */
  walk(block: number, passing: Passing, visit: FieldVisitor): void;
}

export interface FieldVisitor {
  value(row: number, key: ValueKey, main: number, side: number): void;
  text(row: number, text: string | undefined): void;
  /** Different texts of a row. */
  several(row: number, texts: readonly string[]): void;
}

export function planField(field: string, context: PlanContext): FieldPlan {
  const { view } = context;
  const keys = new Map<string, ValueKey>();
  const byStructure = new Map<number, readonly JsonValue[] | undefined>();
  const isRow = field === 'timestamp' || field === 'raw';

  const valuesOf = (index: number): readonly JsonValue[] | undefined => {
    if (!byStructure.has(index)) {
      const { skeleton } = context.meaningOf(view.structures[index]!);
      byStructure.set(index, skeleton === undefined ? undefined : fieldValues(skeleton, field));
    }
    return byStructure.get(index);
  };

  const keyOf = (name: string, make: () => ValueKey): ValueKey => {
    let key = keys.get(name);
    if (key === undefined) keys.set(name, (key = make()));
    return key;
  };

  const placeIn = (shape: Shape): ValuePlace => {
    const values = isRow ? undefined : valuesOf(shape.structure);
    if (values === undefined || values.length > 1) return { kind: 'record' };
    const [value] = values;
    if (value === undefined) return { kind: 'constant', text: undefined };
    const mark = leafOf(value);
    if (mark === undefined) {
      return typeof value === 'object' ? { kind: 'record' } : { kind: 'constant', text: fieldText(value) };
    }
    const structure = view.structures[shape.structure]!;
    const leaf = context.meaningOf(structure).leaves[mark]!;
    if (shape.cut?.slot === leaf.slot) return { kind: 'record' };
    const index = shape.cut === undefined || leaf.slot < shape.cut.slot ? leaf.slot : leaf.slot + shape.cut.values - 1;
    const column = shape.columns[index]!;
    const kind = shape.kinds[index]!;
    let offset = 0;
    for (let earlier = 0; earlier < index; earlier++) if (shape.columns[earlier] === column) offset++;
    const name = `${column} ${kind} ${leaf.same ? '' : `${shape.structure} ${mark}`}`;
    return { kind: 'column', column, offset, key: keyOf(name, () => valueKey(context, structure, leaf, column, kind)) };
  };
  const places = view.shapes.map(placeIn);
  const columns = new Set(places.flatMap((place) => (place.kind === 'column' ? [place.column] : [])));

  return {
    walk(block, passing, visit) {
      if (passing === false) return;
      const shapeIds = view.shapeIds(block);
      const all = passing === true;
      const rows = all ? shapeIds.length : passing.length;
      let toRead = false;
      for (let row = 0; row < rows; row++) {
        if (!all && passing[row] !== 1) continue;
        const place = places[shapeIds[row]!];
        if (place === undefined) continue;
        if (place.kind === 'constant') visit.text(row, place.text);
        else if (place.kind === 'record') toRead = true;
      }
      for (const column of columns) walkColumn(column, block, shapeIds, rows, passing, visit);
      if (toRead) readRows(block, shapeIds, rows, passing, visit);
    },
  };

  function walkColumn(
    column: number,
    block: number,
    shapeIds: Int32Array,
    rows: number,
    passing: Passing,
    visit: FieldVisitor,
  ): void {
    const { main, side, count } = view.columns[column]!.block(block);
    if (count === 0) return;
    const times = timesOf(view, column);
    const all = passing === true;
    let from = 0;
    for (let row = 0; row < rows; row++) {
      const shape = shapeIds[row]!;
      const here = times[shape]!;
      if (here === 0) continue;
      if (all || (passing as Uint8Array)[row] === 1) {
        const place = places[shape];
        if (place?.kind === 'column' && place.column === column) {
          const value = from + place.offset;
          visit.value(row, place.key, main[value]!, side === undefined ? 0 : side[value]!);
        }
      }
      from += here;
    }
  }

  function readRows(block: number, shapeIds: Int32Array, rows: number, passing: Passing, visit: FieldVisitor): void {
    const reader = createRecordReader(context, block);
    const lines = createBlockReader(view, block);
    for (let row = 0; row < rows; row++) {
      const shape = view.shapes[shapeIds[row]!];
      if (shape === undefined || (passing !== true && (passing as Uint8Array)[row] !== 1)) continue;
      if (places[shapeIds[row]!]!.kind !== 'record') continue;
      if (shape.cut !== undefined && field === 'message') {
        const text = lines.message(row);
        visit.text(
          row,
          isEscaped(view.structures[shape.structure]!, shape.cut.slot) ? (JSON.parse(`"${text}"`) as string) : text,
        );
        continue;
      }
      const texts = [...new Set(fieldValues(reader.record(row), field).map(fieldText))];
      if (texts.length <= 1) visit.text(row, texts[0]);
      else visit.several(row, texts);
    }
  }
}

function isEscaped(structure: Structure, slot: number): boolean {
  return structure.kinds[slot] === ESCAPED;
}

function valueKey(
  { view, read }: PlanContext,
  structure: Structure,
  leaf: Leaf,
  column: number,
  kind: number,
): ValueKey {
  const { dictionary } = view.columns[column]!;
  const tokenOf = (main: number, side: number): string =>
    dictionary !== undefined
      ? textOf(dictionary.bytes(main))
      : kind === DECIMAL
        ? String(decimalValue(main, side))
        : isoTimeText(main, side, kind - TIME);
  const make = (token: string): string | undefined => {
    if (!leaf.same) {
      const value = at(makeOf(read, structure, leaf.slot, token), leaf.path) as JsonValue | undefined;
      return value === undefined || value === null ? undefined : fieldText(value);
    }
    if (kind === DECIMAL || kind >= TIME) return token;
    return String(tokenValue(token.includes('\\') ? UNICODE : kind, token));
  };
  const known: (string | undefined)[] = [];
  const seen = new Uint8Array(dictionary?.size ?? 0);
  return {
    column,
    size: dictionary?.size ?? -1,
    number: kind === DECIMAL && leaf.same ? decimalValue : undefined,
    text(main, side) {
      if (dictionary === undefined) return make(tokenOf(main, side));
      if (seen[main] !== 1) {
        known[main] = make(tokenOf(main, side));
        seen[main] = 1;
      }
      return known[main];
    },
  };
}
