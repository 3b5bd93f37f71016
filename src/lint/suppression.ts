// Comments that silence rules: `# sightline-ignore: rule-id reason` on the line or above, `sightline-ignore-file` for a file.

import { createLines, type Lines } from '../base/lines.ts';
import type { Range } from '../model/location.ts';

/** A rule's id in a comment. */
export interface SuppressedRule {
  readonly id: string;
  readonly range: Range;
}

/** A comment that silences rules. */
export interface Suppression {
  /** From its sign to the end of its last id, or of its word. */
  readonly range: Range;
  /** What to delete so that the comment is gone, with its line where nothing else stands there. */
  readonly removal: Range;
  readonly wholeFile: boolean;
  /** Empty where it silences every rule. */
  readonly rules: readonly SuppressedRule[];
  /** The line it speaks of; none for the whole file. */
  readonly line: number | undefined;
  /** Ids of rules of which it silenced a finding. */
  readonly used: ReadonlySet<string>;
}

/** The suppressions of a file. */
export interface Suppressions {
  /**
   * Whether a finding of `rule` at `range`, in the call at `callRange`, is silenced; what silences it counts as used.
   * `byName`: comments that name no rule don't.
   */
  covers(rule: string, callRange: Range, range: Range, byName?: boolean): boolean;
  /** In source order. */
  readonly all: readonly Suppression[];
}

/** `#` or `//` or `/*` (also in JSX), then the word, then ids separated by commas; none means every rule. The rest is a reason. */
const COMMENT =
  /(?:#|\/\/|\/\*)[ \t]*sightline-ignore(-file)?\b(?![\w-])(?:[ \t]*:[ \t]*([a-z][a-z-]*(?:[ \t]*,[ \t]*[a-z][a-z-]*)*))?/g;

interface Placed extends Suppression {
  readonly used: Set<string>;
}

/** Finds the suppressions in a text; undefined where there are none. */
export function readSuppressions(text: string): Suppressions | undefined {
  if (!text.includes('sightline-ignore')) return undefined;
  const lines = createLines(text);
  const all = [...text.matchAll(COMMENT)].flatMap((match) => placed(match, text, lines) ?? []);
  return {
    all,
    covers(rule, callRange, range, byName = false) {
      const at = [callRange.start.line, callRange.end.line, range.start.line, range.end.line];
      const found = all.find(
        ({ line, rules }) =>
          (line === undefined || at.includes(line)) &&
          (rules.length === 0 ? !byName : rules.some(({ id }) => id === rule)),
      );
      found?.used.add(rule);
      return found !== undefined;
    },
  };
}

function placed(match: RegExpExecArray, text: string, lines: Lines): Placed | undefined {
  const { index: start, 0: whole, 1: file, 2: ids = '' } = match;
  const { line } = lines.position(start);
  const before = text.slice(lines.start(line), start);
  if (isInString(before)) return undefined;
  const end = start + whole.length;
  const rangeOf = (from: number, to: number): Range => ({ start: lines.position(from), end: lines.position(to) });
  const idsStart = end - ids.length;
  const rules = [...ids.matchAll(/[a-z][a-z-]*/g)].map(({ index, 0: id }) => ({
    id,
    range: rangeOf(idsStart + index, idsStart + index + id.length),
  }));
  const alone = before.replace(/\{$/, '').trim() === '';
  const [from, to] = extentOf(start, text, lines, line);
  return {
    range: rangeOf(start, end),
    removal: rangeOf(from, to),
    wholeFile: file !== undefined,
    rules,
    used: new Set(),
    line: file !== undefined ? undefined : alone ? nextCodeLine(text, lines, line) : line,
  };
}

/** Whether a quote is open where a line's beginning ends: what follows is text about comments, not one. */
function isInString(before: string): boolean {
  let open = '';
  for (let at = 0; at < before.length; at++) {
    const sign = before[at]!;
    if (sign === '\\') at++;
    // A comment already, whatever quotes are in it.
    else if (open === '' && (sign === '#' || before.startsWith('//', at))) return false;
    else if (open === '' ? '"\'`'.includes(sign) : sign === open) open = open === '' ? sign : '';
  }
  return open !== '';
}

/** The comment with its reason and the blanks before it; its line, too, where nothing else stands there. */
function extentOf(start: number, text: string, lines: Lines, line: number): [number, number] {
  const lineEnd =
    lines.start(line) + text.slice(lines.start(line), lines.start(line + 1)).replace(/[\r\n]+$/, '').length;
  let from = start;
  let to = lineEnd;
  if (text.startsWith('/*', start)) {
    const close = text.indexOf('*/', start + 2);
    to = close < 0 ? lineEnd : close + 2;
    // In JSX the braces are there for the comment alone.
    if (text[from - 1] === '{' && text[to] === '}') {
      from--;
      to++;
    }
  }
  while (from > lines.start(line) && /[ \t]/.test(text[from - 1]!)) from--;
  return from === lines.start(line) && to >= lineEnd ? [from, Math.max(to, lines.start(line + 1))] : [from, to];
}

/** The line after a comment, or after several comments one below the other. */
function nextCodeLine(text: string, lines: Lines, line: number): number {
  let next = line + 1;
  while (next < lines.count && /^[ \t]*(?:#|\/\/)/.test(text.slice(lines.start(next), lines.start(next + 1)))) next++;
  return next;
}
