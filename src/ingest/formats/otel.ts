// OpenTelemetry's log record as JSON: OTLP field names, and the console exporters of the SDKs.

import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isObject } from '../reading/objects.ts';
import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

export const otel: JsonFormat = {
  kind: 'json',
  id: 'otel',
  title: 'OpenTelemetry log record',
  detect: (object) =>
    Object.hasOwn(object, 'body') &&
    (Object.hasOwn(object, 'severityText') ||
      Object.hasOwn(object, 'severityNumber') ||
      Object.hasOwn(object, 'severity_text') ||
      Object.hasOwn(object, 'severity_number') ||
      Object.hasOwn(object, 'timeUnixNano')),
  fields: fieldTable(
    {
      timeUnixNano: 'time',
      time_unix_nano: 'time',
      timestamp: 'time',
      severityText: 'level',
      severity_text: 'level',
      severityNumber: 'levelNumber',
      severity_number: 'levelNumber',
      body: 'message',
      eventName: 'event',
      event_name: 'event',
      attributes: COMMON_FIELDS,
      resource: { attributes: COMMON_FIELDS },
      instrumentationScope: { name: 'logger' },
      instrumentation_scope: { name: 'logger' },
      scope: { name: 'logger' },
    },
    COMMON_FIELDS,
  ),
  levels: 'otel',
  unwrap: (object) => plainValues(object, 0) as JsonObject,
  finish(draft) {
    const { attributes } = draft;
    if (draft.message === undefined && Object.hasOwn(attributes, 'body'))
      draft.message = JSON.stringify(attributes['body']);
  },
};

const WRAPPERS: ReadonlySet<string> = new Set([
  'stringValue',
  'intValue',
  'doubleValue',
  'boolValue',
  'bytesValue',
  'arrayValue',
  'kvlistValue',
]);
const MAX_DEPTH = 50;

/** OTLP/JSON wraps each value (`{"stringValue": "x"}`) and lists keys with values; both become plain JSON. */
function plainValues(value: JsonValue, depth: number): JsonValue {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const list = value as readonly JsonValue[];
    const isKeyed =
      list.length > 0 && list.every((one) => isObject(one) && typeof one['key'] === 'string' && isObject(one['value']));
    if (!isKeyed) return list.map((one) => plainValues(one, depth + 1));
    return Object.fromEntries(
      list.map((one) => [
        (one as { key: string }).key,
        plainValues((one as JsonObject)['value'] as JsonValue, depth + 1),
      ]),
    );
  }
  const object = value as JsonObject;
  const keys = Object.keys(object);
  if (keys.length === 1 && WRAPPERS.has(keys[0]!)) return unwrapped(keys[0]!, object[keys[0]!]!, depth);
  return Object.fromEntries(keys.map((key) => [key, plainValues(object[key]!, depth + 1)]));
}

function unwrapped(wrapper: string, value: JsonValue, depth: number): JsonValue {
  if (wrapper === 'intValue' && typeof value === 'string' && Number.isSafeInteger(Number(value))) return Number(value);
  if (wrapper === 'arrayValue' || wrapper === 'kvlistValue')
    return isObject(value) ? plainValues(value['values'] ?? [], depth + 1) : value;
  return value;
}
