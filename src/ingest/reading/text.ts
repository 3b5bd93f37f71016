// Treats what JSON allows and others choke on: huge numbers, lone surrogates, deep nesting, terminal colours.

import type { JsonObject, JsonValue } from '../../model/json.ts';

/** ECMA-48 control sequences (CSI), operating system commands (OSC) and two-character escapes. */
const ANSI = /\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[@-Z\\^_a-z])/g;

/** The text without terminal colours and other escape sequences. */
export function withoutAnsi(text: string): string {
  return text.replace(ANSI, '');
}

/** Deeper objects overflow the stack of whoever walks them recursively (JSON.stringify does). */
const MAX_DEPTH = 100;

/** Whether a value is nested deeper than 100 levels. */
export function isTooDeep(value: JsonValue, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth >= MAX_DEPTH) return true;
  if (Array.isArray(value)) return value.some((one: JsonValue) => isTooDeep(one, depth + 1));
  const object = value as JsonObject;
  for (const key in object) if (typeof object[key] === 'object' && isTooDeep(object[key], depth + 1)) return true;
  return false;
}

/** Every string in it with lone surrogates replaced by U+FFFD, as UTF-8 will have them. */
export function makeWellFormed(value: JsonValue): JsonValue {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: JsonValue) => makeWellFormed(one));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [wellFormed(key), makeWellFormed(one)]));
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A number outside a string whose digits a double may not hold. */
const LONG_NUMBER = /[:[,]\s*-?\d[\d.]{15}/;

/**
 * The object that `text` is, with each number that JavaScript can't hold exactly as the string of its digits: an ID of 19
 * digits stays that ID, a time in nanoseconds stays exact. `parsed` is returned where there is no such number.
 */
export function keepBigNumbers(text: string, parsed: JsonObject): JsonObject {
  if (!LONG_NUMBER.test(text)) return parsed;
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
    const source = context?.source;
    return typeof value === 'number' &&
      source !== undefined &&
      source.length > 15 &&
      /^-?\d{10,}(?:\.\d+)?$/.test(source) &&
      String(value) !== source
      ? source
      : value;
  };
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, keep) as JsonObject;
  } catch {
    return parsed;
  }
}
