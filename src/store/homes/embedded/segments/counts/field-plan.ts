// Where the values of one field are in a segment, shape by shape, and what they are.

import { fieldValues } from '../../../../../model/fields.ts';
import type { JsonValue } from '../../../../../model/json.ts';
import { decimalText, decimalValue } from '../lines/decimal.ts';
import { isoTimeText } from '../lines/iso-time.ts';
import type { Leaf } from '../lines/leaf.ts';
import type { Shape, Span } from '../layout.ts';
import type { PlanContext } from '../questions/leaf-plan.ts';
import { leafOf } from '../lines/marks.ts';
import { at } from '../lines/meaning.ts';
import { templateText } from '../questions/cut-test.ts';
import { textOf } from '../lines/render.ts';
import { DECIMAL, ESCAPED, PLAIN, TIME, UNICODE } from '../lines/scan-json.ts';
import { isOneValue } from '../lines/spans.ts';
import type { ValueHashes } from '../files/value-hashes.ts';
import { makeOf, tokenValue, type Structure } from '../lines/structure.ts';

/** Where the one value of a field is in the rows of a shape. */
export type ValuePlace =
  | { readonly kind: 'constant'; readonly value: JsonValue | undefined }
  /** A value of a column; `key` names the column and how its values become texts. */
  | { readonly kind: 'column'; readonly column: number; readonly offset: number; readonly key: ValueKey }
  /** Several values, or one that has to be put together: the record is read, or a stretch of its line, `escaped` as in JSON. */
  | { readonly kind: 'record'; readonly stretch?: Span; readonly escaped?: boolean };

/** How the values of a column become texts; one for all shapes that have them alike. */
export interface ValueKey {
  readonly column: number;
  /** What the record has for a value as its block has it; undefined where it has none. */
  value(main: number, side: number): JsonValue | undefined;
  /** The bytes of the text of a dictionary's value, where they are its own and plain ASCII. */
  ascii(main: number): Uint8Array | undefined;
  /** Hashes of the dictionary's values, where they are those of the texts. */
  readonly hashes: ValueHashes | undefined;
  /** Values are numbers of a dictionary of this size; -1: they are not. */
  readonly size: number;
  /** Values are numbers that are their own: the text is String of this. */
  readonly number: ((main: number, side: number) => number) | undefined;
}

/** Where the field is in the rows of each shape. */
export function planPlaces(field: string, context: PlanContext): readonly ValuePlace[] {
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
    if (value === undefined) return { kind: 'constant', value: undefined };
    const mark = leafOf(value);
    if (mark === undefined) {
      return typeof value === 'object' ? { kind: 'record' } : { kind: 'constant', value };
    }
    const structure = view.structures[shape.structure]!;
    const leaf = context.meaningOf(structure).leaves[mark]!;
    if (shape.cut?.slot === leaf.slot) {
      // A message without varying words is its template.
      if (shape.cut.values > 0)
        return {
          kind: 'record',
          ...(field === 'message' && { stretch: shape.cut, escaped: structure.kinds[leaf.slot] === ESCAPED }),
        };
      return { kind: 'constant', value: templateText(shape, shape.cut, structure.kinds[leaf.slot]!, '') };
    }
    if (leaf.span !== undefined && !isOneValue(structure.pieces, leaf.span))
      return { kind: 'record', stretch: leaf.span };
    const index = shape.cut === undefined || leaf.slot < shape.cut.slot ? leaf.slot : leaf.slot + shape.cut.values - 1;
    const column = shape.columns[index]!;
    const kind = shape.kinds[index]!;
    let offset = 0;
    for (let earlier = 0; earlier < index; earlier++) if (shape.columns[earlier] === column) offset++;
    const name = `${column} ${kind} ${leaf.same ? '' : `${shape.structure} ${mark}`}`;
    const key = keyOf(name, () => shared(leaf, valueKey(context, structure, leaf, column, kind)));
    return { kind: 'column', column, offset, key };
  };

  /** What the reader makes of values is mostly the same in all structures: then their key is one. */
  const shared = (leaf: Leaf, key: ValueKey): ValueKey => {
    if (leaf.same || key.size < 0 || key.size > FEW_VALUES) return key;
    const values = Array.from({ length: key.size }, (_, number) => key.value(number, 0) ?? null);
    return keyOf(`${key.column} values ${JSON.stringify(values)}`, () => key);
  };
  return view.shapes.map(placeIn);
}

/** What is made of dictionaries of up to so many values is compared with one another. */
const FEW_VALUES = 64;

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
        ? decimalText(main, side)
        : isoTimeText(main, side, kind - TIME);
  const isText = kind === PLAIN || kind === ESCAPED || kind === UNICODE;
  const make = (token: string): JsonValue | undefined => {
    if (leaf.span !== undefined) return token;
    if (!leaf.same)
      return (at(makeOf(read, structure, leaf.slot, token), leaf.path) ?? undefined) as JsonValue | undefined;
    if (kind === DECIMAL) return Number(token);
    if (kind >= TIME) return token;
    return tokenValue(isText && token.includes('\\') ? UNICODE : kind, token);
  };
  /** What is made with effort is remembered. */
  const known = new Map<number, JsonValue | undefined>();
  return {
    column,
    size: dictionary?.size ?? -1,
    hashes: leaf.same && isText ? dictionary?.hashes : undefined,
    number: kind === DECIMAL && leaf.same ? decimalValue : undefined,
    value(main, side) {
      if (dictionary === undefined || (leaf.same && isText)) return make(tokenOf(main, side));
      if (!known.has(main)) known.set(main, make(tokenOf(main, side)));
      return known.get(main);
    },
    ascii(main) {
      if (dictionary === undefined || !leaf.same || !isText) return undefined;
      const bytes = dictionary.bytes(main);
      for (const byte of bytes) if (byte >= 0x80 || byte === 0x5c) return undefined;
      return bytes;
    },
  };
}
