// All safe fixes of a file at once: which go together, and, round after round, what becomes of the text.

import { lineChanges, linesOf } from '../../base/line-changes.ts';
import type { Finding, Fix, TextEdit } from '../../model/finding.ts';
import type { Range } from '../../model/location.ts';
import { isBefore } from '../../model/position-order.ts';
import { applyFix } from './apply-fix.ts';

/** Touching is meeting, too: two insertions at one place have no order. */
function meet(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

/** The fixes of one file that can be made together: of each finding the first safe one, none meeting one before it. */
export function fixesTogether(findings: readonly Finding[]): readonly Fix[] {
  const chosen: Fix[] = [];
  const taken: Range[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ kind }) => kind === 'fix');
    if (fix === undefined) continue;
    const ranges = fix.edits.map(({ range }) => range);
    if (ranges.some((range) => taken.some((other) => meet(range, other)))) continue;
    chosen.push(fix);
    taken.push(...ranges);
  }
  return chosen;
}

/** A fix may make room for the next one; more rounds than this no file needs. */
export const MAX_ROUNDS = 10;

/** What is to be edited, line by line, so that all safe fixes are made, and how many they are. */
export interface AllFixes {
  readonly edits: readonly TextEdit[];
  readonly made: number;
}

/** Makes the safe fixes of what `judge` finds in a text, and again in what comes of it, until nothing is left. */
export function fixAll(text: string, judge: (text: string) => readonly Finding[]): AllFixes {
  let fixed = text;
  let made = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fixes = fixesTogether(judge(fixed));
    const after = applyFix(
      fixed,
      fixes.flatMap(({ edits }) => edits),
    );
    if (after === fixed) break;
    fixed = after;
    made += fixes.length;
  }
  return { edits: editsBetween(text, fixed), made };
}

function editsBetween(before: string, after: string): TextEdit[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  return lineChanges(old, now).map(([from, removed, to, added]) => ({
    range: { start: { line: from, column: 0 }, end: { line: from + removed, column: 0 } },
    newText: now.slice(to, to + added).join(''),
  }));
}
