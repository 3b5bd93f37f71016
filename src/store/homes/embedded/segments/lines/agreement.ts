// Compares what a structure says of a line with the record the reader makes of it.

import type { IncomingRecord } from '../../../../../model/record.ts';
import type { LineMeta } from '../layout.ts';
import { leafOf } from './marks.ts';
import { at } from './meaning.ts';
import { without } from './told.ts';
import { spanText } from './spans.ts';
import { makeOf, tokenValue, type ReadLine, type Structure } from './structure.ts';

/** Whether the record the reader makes of a line, its values given, is the one its structure, whose meaning is known, promises. */
export function agrees(
  read: ReadLine,
  structure: Structure,
  tokens: readonly string[],
  record: IncomingRecord,
  meta: LineMeta,
): boolean {
  const { skeleton, leaves, rawIsLine, told } = structure.meaning!;
  if (rawIsLine) {
    if (record.observedTimestamp !== meta.observedTimestamp || record.source !== meta.source) return false;
    if (record.masked !== meta.masked || record.truncated !== meta.truncated) return false;
  }
  const carried = new Set(['timestamp', 'nanos', 'raw', 'observedTimestamp', 'masked', 'truncated']);
  for (const { slot, same, span, path } of leaves) {
    const value = span
      ? spanText(structure.pieces, tokens, span)
      : same
        ? tokenValue(structure.kinds[slot]!, tokens[slot]!)
        : at(makeOf(read, structure, slot, tokens[slot]!), path);
    if (!Object.is(value, at(record, path))) return false;
  }
  return sameBesides(skeleton, without(record, told), rawIsLine ? carried : new Set());
}

/** Whether two records are the same but for leaves that vary. */
function sameBesides(skeleton: unknown, record: unknown, without: ReadonlySet<string>): boolean {
  if (leafOf(skeleton) !== undefined || Object.is(skeleton, record)) return true;
  if (typeof skeleton !== 'object' || typeof record !== 'object' || skeleton === null || record === null) return false;
  if (Array.isArray(skeleton) !== Array.isArray(record)) return false;
  const a = skeleton as Record<string, unknown>;
  const b = record as Record<string, unknown>;
  for (const key of Object.keys(b)) if (!Object.hasOwn(a, key) && !without.has(key)) return false;
  for (const key of Object.keys(a)) {
    if (without.has(key)) continue;
    if (!Object.hasOwn(b, key)) {
      // A varying leaf may be missing; that it is rightly so was compared before.
      if (leafOf(a[key]) === undefined) return false;
    } else if (!sameBesides(a[key], b[key], NOTHING)) return false;
  }
  return true;
}

const NOTHING: ReadonlySet<string> = new Set();
