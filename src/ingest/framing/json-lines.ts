// Recognises one JSON object that was spread over several lines.

import type { JsonObject } from '../../model/json.ts';
import { isObject } from '../reading/objects.ts';

/** The object a text is, or undefined. Never throws. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text begins, behind white space and a byte order mark, with a brace. */
export function beginsLikeObject(text: string): boolean {
  for (let index = 0; index < text.length && index < 256; index++) {
    const code = text.charCodeAt(index);
    if (code === 123) return true;
    if (code !== 32 && code !== 9 && code !== 0xfeff) return false;
  }
  return false;
}

/**
 * How many brackets `line` leaves open, `open` having been open before; undefined when it can't be part of a JSON
 * object: a string does not end on it, or something follows the last bracket.
 */
export function openBrackets(line: string, open: number): number | undefined {
  let depth = open;
  let inString = false;
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (inString) {
      if (code === 92) index++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      depth--;
      if (depth === 0) return line.slice(index + 1).trim() === '' ? 0 : undefined;
    }
  }
  return inString ? undefined : depth;
}

/** Whether a line that is no whole object may be the first line of one: `{`, or `{` and a quoted key. */
export function mayOpenObject(line: string): boolean {
  return /^\s*\ufeff?\{\s*(?:"|$)/.test(line);
}
