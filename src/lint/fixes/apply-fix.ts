// Applies the edits of a fix to a text.

import { createLines } from '../../base/lines.ts';
import type { TextEdit } from '../../model/finding.ts';

/** The text with all edits made. Edits must not overlap; of several insertions at one place the first given comes first. */
export function applyFix(text: string, edits: readonly TextEdit[]): string {
  const lines = createLines(text);
  const ordered = edits
    .map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), newText }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let done = 0;
  for (const { start, end, newText } of ordered) {
    if (start < done) continue;
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}
