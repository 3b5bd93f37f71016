// Lists the fields that occur in segments, with the types of their values and in how many rows they are.

import { listFields } from '../../../../../model/fields.ts';
import type { FieldInfo } from '../../../../../model/query.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import { codeField, NO_VALUE, NOT_ASKED } from './field-codes.ts';
import { BLOCK_ROWS } from '../layout.ts';
import type { PlanContext } from '../questions/leaf-plan.ts';
import {
  addField,
  BOOLEAN_TYPE,
  countFields,
  NUMBER_TYPE,
  STRING_TYPE,
  typeOf,
  type FieldCounts,
} from '../lines/field-counts.ts';
import { leafOf } from '../lines/marks.ts';
import { at } from '../lines/meaning.ts';
import { BOOLEAN, DECIMAL, LINE, ODD } from '../lines/scan-json.ts';
import { createRecordReader } from '../questions/segment-plan.ts';
import type { Structure } from '../lines/structure.ts';
import type { FieldCount } from '../view.ts';

const TYPES: ReadonlyMap<number, FieldInfo['type']> = new Map([
  [STRING_TYPE, 'string'],
  [NUMBER_TYPE, 'number'],
  [BOOLEAN_TYPE, 'boolean'],
]);

/** Counts the fields of a segment's rows, in steps of well below a millisecond: it yields after each. */
export function* fieldsOfSegment(context: PlanContext): Generator<undefined, FieldCounts> {
  const { view } = context;
  const counts: FieldCounts = new Map();
  for (const [name, { types, count }] of view.wholeFields) addField(counts, name, types, count);
  const rows = rowsByStructure(context);
  const made = new Map<string, number>();
  for (let index = 0; index < rows.length; index++) {
    if (rows[index] === 0) continue;
    const structure = view.structures[index]!;
    const { skeleton } = context.meaningOf(structure);
    if (skeleton !== undefined) countSkeleton(counts, made, context, structure, skeleton, rows[index]!);
    else if (structure.kinds[0] !== LINE) yield* countRead(counts, context, index);
    yield;
  }
  for (const [name, types] of made) {
    const count = yield* countMade(context, name);
    if (count > 0) addField(counts, name, types, count);
  }
  return counts;
}

function rowsByStructure({ view }: PlanContext): Uint32Array {
  const rows = new Uint32Array(view.structures.length);
  const summary = view.summary('rows');
  if (summary !== undefined) {
    const { count, structures, rows: times } = summary.entries;
    for (let at = 0; at < count; at++) rows[structures[at]!]! += times[at]!;
    return rows;
  }
  for (let block = 0; block * BLOCK_ROWS < view.rows; block++) {
    for (const shape of view.shapeIds(block)) rows[view.shapes[shape]!.structure]!++;
  }
  return rows;
}

/** Fields that are there in every row of a structure are counted; those the reader makes are left to be looked at. */
function countSkeleton(
  counts: FieldCounts,
  made: Map<string, number>,
  context: PlanContext,
  structure: Structure,
  skeleton: IncomingRecord,
  rows: number,
): void {
  const { leaves } = context.meaningOf(structure);
  const certain = new Map<string, number>([['timestamp', STRING_TYPE]]);
  const depends = new Map<string, number>();
  for (const { name, value } of listFields(skeleton)) {
    if (name === 'timestamp') continue;
    const mark = leafOf(value);
    if (mark === undefined) {
      const type = typeOf(value);
      if (type !== 0) certain.set(name, (certain.get(name) ?? 0) | type);
    } else {
      const { slot, same, span, path } = leaves[mark]!;
      const kind = structure.kinds[slot]!;
      if (span !== undefined) certain.set(name, (certain.get(name) ?? 0) | STRING_TYPE);
      else if (same) certain.set(name, (certain.get(name) ?? 0) | typeOfKind(kind));
      else {
        const example = [...structure.made.values()].map((record) => at(record, path)).find((one) => one !== undefined);
        depends.set(name, (depends.get(name) ?? 0) | (typeOf(example) || STRING_TYPE));
      }
    }
  }
  for (const [name, types] of certain) if (!depends.has(name)) addField(counts, name, types, rows);
  for (const [name, types] of depends) made.set(name, (made.get(name) ?? 0) | types | (certain.get(name) ?? 0));
}

function typeOfKind(kind: number): number {
  return kind === DECIMAL || kind === ODD ? NUMBER_TYPE : kind === BOOLEAN ? BOOLEAN_TYPE : STRING_TYPE;
}

/** Rows of structures where a field is what the reader makes of a value, and that have it. */
function* countMade(context: PlanContext, name: string): Generator<undefined, number> {
  const { view } = context;
  const depends = view.structures.map((structure) => {
    const { skeleton, leaves } = context.meaningOf(structure);
    return (
      skeleton !== undefined &&
      listFields(skeleton).some(({ name: one, value }) => {
        const mark = leafOf(value);
        return one === name && mark !== undefined && !leaves[mark]!.same && leaves[mark]!.span === undefined;
      })
    );
  });
  const field = codeField(name, context);
  let count = 0;
  const add = (_from: number, _to: number, text: string | undefined, rows: number): void => {
    if (text !== undefined) count += rows;
  };
  if (!depends.includes(false) && field.summarised(add)) return count;
  const byCode = new Map<number, number>();
  for (let block = 0; block * BLOCK_ROWS < view.rows; block++) {
    const shapeIds = view.shapeIds(block);
    const passing = Uint8Array.from(shapeIds, (shape) => (depends[view.shapes[shape]!.structure] === true ? 1 : 0));
    for (const code of field.block(block, passing)!.codes) {
      if (code >= 0) byCode.set(code, (byCode.get(code) ?? 0) + 1);
      else if (code !== NOT_ASKED && code !== NO_VALUE) count++;
    }
    yield;
  }
  for (const [code, times] of byCode) if (field.text(code) !== undefined) count += times;
  return count;
}

/** Rows of a structure that proved to be another than it was taken for. */
function* countRead(counts: FieldCounts, context: PlanContext, structure: number): Generator<undefined, void> {
  const { view } = context;
  for (let block = 0; block * BLOCK_ROWS < view.rows; block++) {
    const reader = createRecordReader(context, block);
    view.shapeIds(block).forEach((shape, row) => {
      if (view.shapes[shape]!.structure === structure) countFields(counts, reader.record(row));
    });
    yield;
  }
}

/** Fields of several segments together, most frequent first. */
export function mergeFields(all: Iterable<ReadonlyMap<string, FieldCount>>): FieldInfo[] {
  const merged: FieldCounts = new Map();
  for (const counts of all) {
    for (const [name, { types, count }] of counts) {
      const there = merged.get(name);
      if (there === undefined) merged.set(name, { types, count });
      else {
        there.types |= types;
        there.count += count;
      }
    }
  }
  return [...merged]
    .map(([name, { types, count }]) => ({ name, type: TYPES.get(types) ?? ('mixed' as const), count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
