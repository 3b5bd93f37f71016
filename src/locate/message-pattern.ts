// Messages of logger calls as patterns: the fixed text around the holes, and what fits them.

import type { CallMessage, LoggerCall } from '../model/call.ts';
import type { Pattern } from '../model/query.ts';

/**
 * What a call may write as message: its fixed text in pieces, with anything between them; one piece for constant text.
 * Several where a condition chooses; none for a call without a message.
 */
export function patternsOf(call: LoggerCall): readonly Pattern[] {
  return call.message === undefined ? [] : patternsIn(call.message, call);
}

function patternsIn({ branches, parts }: CallMessage, call: LoggerCall): readonly Pattern[] {
  if (branches !== undefined) return branches.flatMap((branch) => patternsIn(branch, call));
  const pieces: string[] = [];
  let piece = '';
  for (const part of parts) {
    if (part.kind === 'text') {
      piece += part.text;
    } else {
      pieces.push(piece);
      piece = '';
    }
  }
  // console joins what its placeholders leave over with spaces.
  if (call.dialect === 'console' && call.arguments.length > pieces.length) {
    pieces.push(`${piece} `);
    piece = '';
  }
  pieces.push(piece.trimEnd());
  return [pieces.with(0, pieces[0]!.trimStart())];
}

/** Whether `text` fits the pattern, in time linear in both. With `cut`, `text` is only the beginning of a longer one. */
export function fits(pattern: Pattern, text: string, cut = false): boolean {
  const first = pattern[0] ?? '';
  if (!text.startsWith(first)) return false;
  if (pattern.length === 1) return cut ? false : text.length === first.length;
  const last = cut ? '' : pattern[pattern.length - 1]!;
  const end = text.length - last.length;
  if (end < first.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pattern.slice(1, -1)) {
    if (piece === '') continue;
    const found = text.indexOf(piece, at);
    if (found < 0) return cut;
    at = found + piece.length;
    if (at > end) return false;
  }
  return true;
}

/** How much a pattern says: the letters and digits of its fixed text. */
export function specificity(pattern: Pattern): number {
  let count = 0;
  for (const piece of pattern) count += piece.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return count;
}

/**
 * The longest word of the fixed text that shows up as a whole word in everything the pattern fits; undefined where a
 * hole touches every word.
 */
export function longestWord(pattern: Pattern): string | undefined {
  let longest: string | undefined;
  pattern.forEach((piece, index) => {
    for (const match of piece.matchAll(/[\p{L}\p{N}_]+/gu)) {
      const touchesHoleBefore = match.index === 0 && index > 0;
      const touchesHoleBehind = match.index + match[0].length === piece.length && index < pattern.length - 1;
      if (!touchesHoleBefore && !touchesHoleBehind && match[0].length > (longest?.length ?? 0)) longest = match[0];
    }
  });
  return longest;
}

/** The distinct words of a text, at most `limit`. */
export function wordsOf(text: string, limit: number): Set<string> {
  const words = new Set<string>();
  for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    words.add(match[0]);
    if (words.size >= limit) break;
  }
  return words;
}
