// The way back: the query that finds the records a logger call has written.

import type { LoggerCall } from '../model/call.ts';
import type { Pattern } from '../model/query.ts';
import { patternsOf, specificity } from './message-pattern.ts';
import { baseName } from './named-path.ts';

/** Fixed text with fewer letters than this would find everything. */
const MIN_LETTERS = 2;

/**
 * Query text for the records of a call: by its message, whose fixed text is the same in all of them; by file and line
 * where it has none. File and line are not asked for besides a message: records of a wrapper name the wrapper, and
 * records from before an edit name another line.
 */
export function recordsQueryFor(call: LoggerCall): string {
  const patterns = patternsOf(call);
  if (patterns.length > 0 && patterns.every((pattern) => specificity(pattern) >= MIN_LETTERS)) {
    return patterns.map((pattern) => `message:${phrase(pattern)}`).join(' OR ');
  }
  return `file:*${unquoted(baseName(call.path))} line:${call.range.start.line + 1}`;
}

/** A quoted phrase with `*` for the holes; a hole at either end is left out, as a phrase may stand anywhere in the message. */
function phrase(pattern: Pattern): string {
  const text = pattern.map(escaped).join('*');
  const tidy = text
    .replaceAll(/\*{2,}/g, '*')
    .replace(/^\*\s+/, '')
    .replace(/\s+\*$/, '')
    .trim();
  return `"${tidy}"`;
}

function escaped(piece: string): string {
  return piece.replaceAll(/[\\"*]/g, '\\$&').replaceAll(/[\r\n\t]+/g, ' ');
}

/** A file name as a bare word of the query. */
function unquoted(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}_.\-/]/gu, '\\$&');
}
