// The fields of a record by name: what "service", "exception.type" or "context.items[].sku" stand for in it.

import type { JsonObject, JsonPrimitive, JsonValue } from './json.ts';
import { isoTimestamp } from './timestamp.ts';
import type { IncomingRecord } from './record.ts';

/** A field of a record and one value of it. */
export interface NamedValue {
  readonly name: string;
  readonly value: JsonValue;
}

type Getter = (record: IncomingRecord) => JsonPrimitive | undefined;

/** The normalised fields a person sees of a record, in reading order. */
const SHOWN = new Map<string, Getter>([
  ['timestamp', (record) => isoTimestamp(record.timestamp, record.nanos)],
  ['level', (record) => record.level],
  ['severity_text', (record) => record.severityText],
  ['service', (record) => record.service],
  ['message', (record) => record.message],
  ['correlation_id', (record) => record.correlationId],
  ['logger', (record) => record.logger],
  ['function', (record) => record.function],
  ['file', (record) => record.file],
  ['line', (record) => record.line],
  ['event', (record) => record.event],
  ['environment', (record) => record.environment],
  ['version', (record) => record.version],
  ['exception.type', (record) => record.exception?.type],
  ['exception.message', (record) => record.exception?.message],
  ['exception.stack', (record) => record.exception?.stack],
]);

/** What can be asked for besides: how the record came here, and what came. */
const ORIGIN = new Map<string, Getter>([
  ['format', (record) => record.format],
  ['source', (record) => record.source],
  ['raw', (record) => record.raw],
]);

/** Names of the normalised fields, in reading order; every other name is a path into a record's attributes. */
export const FIELD_NAMES: readonly string[] = [...SHOWN.keys(), ...ORIGIN.keys()];

/**
 * The values of a field, never null: of a normalised field at most one; of a dotted path into the attributes every
 * value found, arrays taken apart. A path through an array looks into its elements, with or without `[]`; keys that
 * themselves contain dots are found, too. A level is its name, a timestamp its RFC 3339 text.
 */
export function fieldValues(record: IncomingRecord, field: string): JsonValue[] {
  const getter = SHOWN.get(field) ?? ORIGIN.get(field);
  if (getter !== undefined) {
    const value = getter(record);
    return value === undefined || value === null ? [] : [value];
  }
  return attributeValues(record.attributes, field);
}

function attributeValues(attributes: JsonObject, field: string): JsonValue[] {
  const found: JsonValue[] = [];
  // A place in the attributes and what of the path is still to go; undefined at its end.
  const open: { readonly value: JsonValue; readonly path: string | undefined }[] = [{ value: attributes, path: field }];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const { value, path } = here;
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at--) open.push({ value: (value as readonly JsonValue[])[at]!, path });
    } else if (path === undefined) {
      if (value !== null) found.push(value);
    } else if (isObject(value)) {
      // Longest first key first, so that the shortest, as a reader takes a dotted path, is popped first.
      for (let end = path.length; end >= 0; end = end === 0 ? -1 : path.lastIndexOf('.', end - 1)) {
        const key = path.slice(0, end);
        const rest = end === path.length ? undefined : path.slice(end + 1);
        if (Object.hasOwn(value, key)) open.push({ value: value[key]!, path: rest });
        // `items[]` asks for what `items` holds, where that is an array.
        const name = key.endsWith(']') ? key.replace(/(\[\])+$/, '') : key;
        if (name !== key && Object.hasOwn(value, name) && Array.isArray(value[name]))
          open.push({ value: value[name], path: rest });
      }
    }
  }
  return found;
}

/** Every field of a record as a person reads it, in order: the normalised ones it has, then the leaves of its attributes. */
export function listFields(record: IncomingRecord): NamedValue[] {
  const fields: NamedValue[] = [];
  for (const [name, getter] of SHOWN) {
    const value = getter(record);
    if (value !== undefined) fields.push({ name, value });
  }
  const open: NamedValue[] = [];
  pushEntries(open, record.attributes, '');
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const { name, value } = here;
    if (Array.isArray(value) && value.length > 0) {
      for (let at = value.length - 1; at >= 0; at--)
        open.push({ name: `${name}[]`, value: (value as readonly JsonValue[])[at]! });
    } else if (isObject(value) && Object.keys(value).length > 0) {
      pushEntries(open, value, `${name}.`);
    } else {
      fields.push(here);
    }
  }
  return fields;
}

function pushEntries(open: NamedValue[], object: JsonObject, prefix: string): void {
  for (const key of Object.keys(object).reverse()) open.push({ name: prefix + key, value: object[key]! });
}

/** A value as the text that is shown, counted and compared: strings as they are, all else as JSON writes it. */
export function fieldText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whether a JSON value is an object (not null, not an array). */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
