// Comments that silence rules: `# sightline-ignore: rule-id reason` on the line or above, `sightline-ignore-file` for a file.

import { createLines } from '../base/lines.ts';
import type { Range } from '../model/location.ts';

/** The suppressions of a file. */
export interface Suppressions {
  /** Whether a finding of `rule` at `range`, in the call at `callRange`, is silenced. */
  covers(rule: string, callRange: Range, range: Range): boolean;
}

/** `#` or `//` or `/*` (also in JSX), then the word, then ids separated by commas; none means every rule. The rest is a reason. */
const COMMENT =
  /(?:#|\/\/|\/\*)[ \t]*sightline-ignore(-file)?\b(?:[ \t]*:[ \t]*([a-z][a-z-]*(?:[ \t]*,[ \t]*[a-z][a-z-]*)*))?/g;

/** Finds the suppressions in a text; undefined where there are none. */
export function readSuppressions(text: string): Suppressions | undefined {
  if (!text.includes('sightline-ignore')) return undefined;
  const lines = createLines(text);
  const everywhere: (readonly string[])[] = [];
  const byLine = new Map<number, readonly string[]>();
  for (const { index, 1: file, 2: ids } of text.matchAll(COMMENT)) {
    const rules = ids === undefined ? [] : ids.split(',').map((id) => id.trim());
    if (file !== undefined) {
      everywhere.push(rules);
      continue;
    }
    const { line } = lines.position(index);
    const alone = text.slice(lines.start(line), index).replace(/\{$/, '').trim() === '';
    byLine.set(alone ? nextCodeLine(text, line) : line, rules);
  }
  const names = (rules: readonly string[] | undefined, rule: string): boolean =>
    rules !== undefined && (rules.length === 0 || rules.includes(rule));

  /** The line after a comment, or after several comments one below the other. */
  function nextCodeLine(all: string, line: number): number {
    let next = line + 1;
    while (next < lines.count && /^[ \t]*(?:#|\/\/)/.test(all.slice(lines.start(next), lines.start(next + 1)))) next++;
    return next;
  }

  return {
    covers: (rule, callRange, range) =>
      everywhere.some((rules) => names(rules, rule)) ||
      [callRange.start.line, callRange.end.line, range.start.line, range.end.line].some((line) =>
        names(byLine.get(line), rule),
      ),
  };
}
