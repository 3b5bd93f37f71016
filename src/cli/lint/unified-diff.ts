// The difference of two texts as `patch` and `git apply` read it.

import { linesOf, lineChanges, type LineChange } from '../../base/line-changes.ts';

const CONTEXT = 3;

const written = (sign: string, line: string): string =>
  line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`;

/** The difference; empty where there is none. */
export function unifiedDiff(file: string, beforeText: string, afterText: string): string {
  const before = linesOf(beforeText);
  const after = linesOf(afterText);
  const all = lineChanges(before, after);
  if (all.length === 0) return '';
  const hunks: LineChange[][] = [];
  for (const change of all) {
    const last = hunks.at(-1)?.at(-1);
    if (last !== undefined && change[0] - (last[0] + last[1]) <= 2 * CONTEXT) hunks.at(-1)!.push(change);
    else hunks.push([change]);
  }
  // Of a path from the root the slash is there already.
  const name = file.replace(/^\//, '');
  return `--- a/${name}\n+++ b/${name}\n${hunks.map((hunk) => hunkText(hunk, before, after)).join('')}`;
}

function hunkText(hunk: readonly LineChange[], before: readonly string[], after: readonly string[]): string {
  const [first, last] = [hunk[0]!, hunk.at(-1)!];
  const begin = Math.max(0, first[0] - CONTEXT);
  const end = Math.min(before.length, last[0] + last[1] + CONTEXT);
  const shift = first[2] - first[0];
  let text = '';
  let at = begin;
  for (const [from, removed, to, added] of hunk) {
    for (const line of before.slice(at, from)) text += written(' ', line);
    for (const line of before.slice(from, from + removed)) text += written('-', line);
    for (const line of after.slice(to, to + added)) text += written('+', line);
    at = from + removed;
  }
  for (const line of before.slice(at, end)) text += written(' ', line);
  const grown = hunk.reduce((sum, [, removed, , added]) => sum + added - removed, 0);
  const span = (start: number, count: number): string => `${count === 0 ? start : start + 1},${count}`;
  return `@@ -${span(begin, end - begin)} +${span(begin + shift, end - begin + grown)} @@\n${text}`;
}
