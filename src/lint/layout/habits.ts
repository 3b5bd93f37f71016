// How the code of a file is laid out: what its project has configured, else what its lines show.

import type { CodeStyle } from '../../model/code-style.ts';

/** How a call that takes several lines is written. */
export interface Habits {
  /** Columns a line may take. */
  readonly width: number;
  /** `width` is what the project has configured, no guess. */
  readonly strict: boolean;
  /** One step of indentation. */
  readonly step: string;
  readonly lineEnd: string;
  /** Whether a comma stands behind the last of several lines. */
  readonly commaBehindArguments: boolean;
  readonly commaBehindEntries: boolean;
  /** Arguments stand below the first one, not indented by a step. */
  readonly aligns: boolean;
}

/** More lines than these are not looked at. */
const MAX_LINES = 5000;
/** Where neither the project nor the file says more. */
const WIDTH = { python: 88, script: 100 };
/** One line in so many may be longer than the others: an address, a text. */
const RARE = 100;
/** A file with fewer lines says nothing of how long they may be. */
const MANY = 60;
/** As wide as a tab is taken for. */
const TAB = 4;

/** Columns that a line takes. */
export function columns(line: string): number {
  let count = 0;
  for (const letter of line) count += letter === '\t' ? TAB : 1;
  return count;
}

/** The habits of a file. */
export function habitsOf(text: string, isPython: boolean, style: CodeStyle): Habits {
  const lines = text.split(/\r?\n/, MAX_LINES);
  const { width, commas } = style;
  const byLines = commasIn(lines);
  return {
    width: width ?? widthOf(lines, isPython ? WIDTH.python : WIDTH.script),
    strict: width !== undefined,
    step: stepOf(lines) ?? (isPython ? '    ' : '  '),
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    commaBehindArguments: byLines.arguments ?? (commas === undefined ? isPython : commas === 'all'),
    commaBehindEntries: byLines.entries ?? commas !== 'none',
    // Where a formatter is configured, commas are, too.
    aligns: commas === undefined && isPython && mostlyAligned(lines),
  };
}

/** The width that all but a few lines keep: the usual one, a smaller one that all keep, or a larger one. */
function widthOf(lines: readonly string[], usual: number): number {
  const lengths = lines.filter((line) => line.trim() !== '').map(columns);
  if (lengths.length < MANY) return usual;
  lengths.sort((a, b) => b - a);
  const longest = lengths[0]!;
  if (longest <= usual) return longest > 70 && longest < 80 ? 79 : usual;
  return Math.max(usual, lengths[Math.floor(lengths.length / RARE)]!);
}

/** By how much lines are mostly indented more than those before. */
function stepOf(lines: readonly string[]): string | undefined {
  const steps = new Map<string, number>();
  let before = '';
  for (const line of lines) {
    const [, indent = '', first] = /^([ \t]*)(\S?)/.exec(line) ?? [];
    if (first === '' || first === '*') continue;
    const step = indent.startsWith(before) ? indent.slice(before.length) : '';
    if (step === '\t' || /^(?: {2}| {3}| {4}| {8})$/.test(step)) steps.set(step, (steps.get(step) ?? 0) + 1);
    before = indent;
  }
  return [...steps].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Whether commas stand behind the last argument and the last entry, by most lines that show it. */
function commasIn(lines: readonly string[]): { arguments?: boolean; entries?: boolean } {
  const count = { arguments: 0, entries: 0 };
  const seen = { arguments: false, entries: false };
  for (let index = 1; index < lines.length; index++) {
    const closing = /^\s*([)\]}])/.exec(lines[index]!)?.[1];
    if (closing === undefined) continue;
    const last = lines[index - 1]!.trimEnd();
    const kind = closing === ')' ? 'arguments' : 'entries';
    const comma = last.endsWith(',');
    // A statement ends without a comma, too, and what stands on one line has none: the line before tells.
    const none = /,\s*$/.test(lines[index - 2] ?? '') && /[\w"'`\])}]$/.test(last);
    if (!comma && !none) continue;
    seen[kind] = true;
    count[kind] += comma ? 1 : -1;
  }
  return {
    ...(seen.arguments ? { arguments: count.arguments > 0 } : {}),
    ...(seen.entries ? { entries: count.entries > 0 } : {}),
  };
}

/** Whether lines that go on in brackets mostly stand below what follows the bracket. */
function mostlyAligned(lines: readonly string[]): boolean {
  let count = 0;
  for (let index = 1; index < lines.length; index++) {
    const before = lines[index - 1]!;
    if (/[([{]\s*$/.test(before)) count--;
    else if (/[,%+]\s*$/.test(before)) {
      const column = /^ */.exec(lines[index]!)![0].length;
      if (column > 0 && /[([{]/.test(before[column - 1] ?? '')) count++;
    }
  }
  return count > 0;
}
