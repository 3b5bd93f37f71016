// Tells JSON objects from other values.

import type { JsonObject } from '../../model/json.ts';

/** Whether a value that came out of JSON is an object, neither list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
