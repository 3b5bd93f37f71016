// Which lines of two versions of a text differ.

/** Lines with their ends. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Offset in the old lines, lines there, offset in the new lines, lines there. */
export type LineChange = readonly [from: number, removed: number, to: number, added: number];

/**
 * The stretches that differ. Edits of fixes are small and far between, so each is closed by the nearest line that both
 * have again; what comes of it may not be the shortest, but it is always right.
 */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  const found: LineChange[] = [];
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
