// Counts the fields of records: in how many of them a field is, and with values of which types.

import { listFields } from '../../../../../model/fields.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import type { FieldCount } from '../view.ts';

/** Types of values, as bits. */
export const STRING_TYPE = 1;
export const NUMBER_TYPE = 2;
export const BOOLEAN_TYPE = 4;

/** More fields than these in the whole lines of one segment (IDs as keys) are not told apart. */
const MAX_FIELDS = 2000;

export type FieldCounts = Map<string, FieldCount>;

/** The type of a value; 0 for what is none of these. */
export function typeOf(value: unknown): number {
  return typeof value === 'string'
    ? STRING_TYPE
    : typeof value === 'number'
      ? NUMBER_TYPE
      : typeof value === 'boolean'
        ? BOOLEAN_TYPE
        : 0;
}

/** Adds to the count of a field. */
export function addField(counts: FieldCounts, name: string, types: number, count: number): void {
  const there = counts.get(name);
  if (there !== undefined) {
    there.types |= types;
    there.count += count;
  } else if (counts.size < MAX_FIELDS) counts.set(name, { types, count });
}

/** Counts the fields of one record; each name once. */
export function countFields(counts: FieldCounts, record: IncomingRecord): void {
  const types = new Map<string, number>();
  for (const { name, value } of listFields(record)) {
    const type = typeOf(value);
    if (type !== 0) types.set(name, (types.get(name) ?? 0) | type);
  }
  for (const [name, type] of types) addField(counts, name, type, 1);
}
