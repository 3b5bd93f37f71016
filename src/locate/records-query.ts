// The way back: the query that finds the records a logger call has written.

import type { LoggerCall } from '../model/call.ts';
import type { Pattern } from '../model/query.ts';
import { quoteValue } from '../query/escape.ts';
import { patternsOf, specificity } from './message-pattern.ts';
import { baseName } from './named-path.ts';

/** Fixed text with fewer letters than this would find everything. */
const MIN_LETTERS = 2;
/** A piece with so many letters says something. */
const MEANT = 3;

/**
 * Query text for the records of a call: by its message, whose fixed text is the same in all of them; by file and line
 * where it has none. File and line are not asked for besides a message: records of a wrapper name the wrapper, and
 * records from before an edit name another line.
 */
export function recordsQueryFor(call: LoggerCall): string {
  const patterns = patternsOf(call);
  if (patterns.length === 0 || patterns.some((pattern) => specificity(pattern) < MIN_LETTERS)) {
    return `file:${open(baseName(call.path), '*', '')} line:${call.range.start.line + 1}`;
  }
  const alternatives = patterns.map(phrases);
  return alternatives.length === 1
    ? alternatives[0]!.join(' ')
    : alternatives.map((all) => (all.length === 1 ? all[0]! : `(${all.join(' ')})`)).join(' OR ');
}

/**
 * One condition for each piece of fixed text: what fills a hole may be several words, which `*` would not span. Pieces
 * of a letter or two ("x", "ms") say nothing and are left out where there is a longer one.
 */
function phrases(pattern: Pattern): string[] {
  const letters = pattern.map((piece) => specificity([piece]));
  const enough = Math.min(MEANT, Math.max(...letters));
  return pattern.flatMap((piece, index) => {
    if (letters[index]! < enough) return [];
    // A hole that touches a word makes it longer.
    const before = index > 0 && /^[\p{L}\p{N}_]/u.test(piece) ? '*' : '';
    const behind = index < pattern.length - 1 && /[\p{L}\p{N}_]$/u.test(piece) ? '*' : '';
    return [`message:${open(piece.trim(), before, behind)}`];
  });
}

/** A value with `*` at its ends, inside the quotes where it needs them. */
function open(value: string, before: string, behind: string): string {
  const written = quoteValue(value);
  return written.startsWith('"') ? `"${before}${written.slice(1, -1)}${behind}"` : before + written + behind;
}
