// FieldSchema: what a project's JSON Schema says of the fields of its records, as far as a logger call can be held to it.

import type { JsonPrimitive } from './json.ts';

/** The types of JSON Schema. */
export const FIELD_TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What a field may be. */
export interface FieldShape {
  /** Empty where any will do. */
  readonly types: readonly FieldType[];
  /** The only values it may have. */
  readonly values?: readonly JsonPrimitive[];
  /** Of an object whose fields are named. */
  readonly fields?: FieldSchema;
}

export interface FieldSchema {
  readonly fields: readonly (readonly [name: string, shape: FieldShape])[];
  readonly required: readonly string[];
  /** Says plainly that other fields are fine. */
  readonly open: boolean;
}
