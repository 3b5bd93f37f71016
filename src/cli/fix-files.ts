// Writes the fixes of findings into their files.

import { readFile, writeFile } from 'node:fs/promises';
import type { Finding, Fix } from '../model/finding.ts';
import type { Position, Range } from '../model/location.ts';
import { applyFix } from '../lint/apply-fix.ts';

const before = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.column < b.column);

/** Touching is meeting, too: two insertions at one place have no order. */
function meet(a: Range, b: Range): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
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

/**
 * Makes the fixes of one file's findings and writes it, byte order mark and line ends kept. Resolves to how many were
 * made; none where the file is not UTF-8, as its other bytes could not be kept.
 */
export async function fixFile(file: string, findings: readonly Finding[]): Promise<number> {
  const fixes = fixesTogether(findings);
  if (fixes.length === 0) return 0;
  const bytes = await readFile(file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return 0;
  }
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  await writeFile(
    file,
    mark +
      applyFix(
        text.slice(mark.length),
        fixes.flatMap(({ edits }) => edits),
      ),
  );
  return fixes.length;
}
