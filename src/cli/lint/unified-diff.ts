// The difference of two texts as `patch` and `git apply` read it.

const CONTEXT = 3;

/** Lines with their ends. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Offset in the old lines, lines there, offset in the new lines, lines there. */
type Change = readonly [from: number, removed: number, to: number, added: number];

/**
 * The stretches that differ. Edits of fixes are small and far between, so each is closed by the nearest line that both
 * have again; what comes of it may not be the shortest, but it is always right.
 */
function changes(before: readonly string[], after: readonly string[]): Change[] {
  const found: Change[] = [];
  let from = 0;
  let to = 0;
  while (from < before.length || to < after.length) {
    if (before[from] === after[to]) {
      from++;
      to++;
      continue;
    }
    const [removed, added] = nearestMatch(before, after, from, to);
    found.push([from, removed, to, added]);
    from += removed;
    to += added;
  }
  return found;
}

function nearestMatch(before: readonly string[], after: readonly string[], from: number, to: number): [number, number] {
  const left = before.length - from;
  const right = after.length - to;
  // Farther than this is not looked for: the rest is then given as one.
  for (let sum = 1; sum <= Math.min(left + right, 400); sum++) {
    for (let removed = Math.max(0, sum - right); removed <= Math.min(left, sum); removed++) {
      const added = sum - removed;
      const atEnd = removed === left && added === right;
      if (atEnd || (removed < left && added < right && before[from + removed] === after[to + added]))
        return [removed, added];
    }
  }
  return [left, right];
}

const written = (sign: string, line: string): string =>
  line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`;

/** The difference; empty where there is none. */
export function unifiedDiff(file: string, beforeText: string, afterText: string): string {
  const before = linesOf(beforeText);
  const after = linesOf(afterText);
  const all = changes(before, after);
  if (all.length === 0) return '';
  const hunks: Change[][] = [];
  for (const change of all) {
    const last = hunks.at(-1)?.at(-1);
    if (last !== undefined && change[0] - (last[0] + last[1]) <= 2 * CONTEXT) hunks.at(-1)!.push(change);
    else hunks.push([change]);
  }
  return `--- a/${file}\n+++ b/${file}\n${hunks.map((hunk) => hunkText(hunk, before, after)).join('')}`;
}

function hunkText(hunk: readonly Change[], before: readonly string[], after: readonly string[]): string {
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
