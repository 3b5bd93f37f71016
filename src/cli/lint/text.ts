// Findings as text for people: place, severity, message, rule, and the line it is about.

import { groupBy } from '../../base/group-by.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { Palette } from '../color.ts';
import type { LintReport } from './report.ts';
import { createLines } from '../../base/lines.ts';
import { printable, printableLine } from '../plain-text.ts';

const MAX_FRAME = 160;

function severityColor({ error, warning, name, quiet }: Palette, severity: Severity): (text: string) => string {
  switch (severity) {
    case 'error':
      return error;
    case 'warning':
      return warning;
    case 'information':
      return name;
    case 'hint':
      return quiet;
  }
}

/** Whether an automatic edit that keeps behaviour exists. */
export function isFixable({ fixes }: Finding): boolean {
  return fixes.some(({ kind }) => kind === 'fix');
}

/** The source line with the place marked below; of a long line the part around the place. */
function frame({ range }: Finding, lines: readonly string[], colors: Palette): string {
  const line = lines[range.start.line];
  if (line === undefined) return '';
  const begin = line.length > MAX_FRAME ? Math.max(0, range.start.column - 40) : 0;
  const end = range.end.line === range.start.line ? range.end.column : line.length;
  // One column for each character, whatever it is, so that the mark stands below its place.
  const shown = (text: string): string =>
    text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '·');
  const cut = line.slice(begin, begin + MAX_FRAME);
  const width = Math.max(1, Math.min(end, begin + MAX_FRAME) - range.start.column);
  const number = String(range.start.line + 1);
  const gutter = (text: string): string => colors.quiet(`  ${text.padStart(number.length)} │ `);
  return `${gutter(number)}${shown(cut)}\n${gutter('')}${' '.repeat(range.start.column - begin)}${colors.warning('^'.repeat(width))}\n`;
}

/** One finding; `lines` of its file. Ends in an empty line. */
function findingText(finding: Finding, file: string, lines: readonly string[], colors: Palette): string {
  const { start } = finding.range;
  const place = colors.strong(`${printableLine(file)}:${start.line + 1}:${start.column + 1}`);
  const severity = severityColor(colors, finding.severity)(finding.severity);
  return `${place}  ${severity}  ${printable(finding.message)}  ${colors.quiet(finding.rule)}\n${frame(finding, lines, colors)}\n`;
}

const plural = (count: number, word: string): string =>
  `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;

/** What there was in all. */
function summaryText(findings: readonly Finding[], files: number, colors: Palette): string {
  if (findings.length === 0) return `No findings in ${plural(files, 'file')}.\n`;
  const bySeverity = (['error', 'warning', 'information', 'hint'] as const)
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) =>
      severityColor(colors, severity)(severity === 'information' ? `${count} information` : plural(count, severity)),
    );
  const inFiles = new Set(findings.map(({ path }) => path)).size;
  const fixable = findings.filter(isFixable).length;
  return `${colors.strong(plural(findings.length, 'finding'))} (${bySeverity.join(', ')}) in ${inFiles} of ${plural(files, 'file')}${fixable > 0 ? `, ${fixable.toLocaleString('en-US')} fixable with --fix` : ''}.\n`;
}

/** The whole report: findings, then what there was in all. */
export function textReport({ findings, files, textOf }: LintReport, colors: Palette): string {
  const byPath = groupBy(findings, ({ finding }) => finding.path);
  const shown = [...byPath].map(([path, all]) => {
    const text = textOf(path);
    const starts = createLines(text);
    const lines = Array.from({ length: starts.count }, (_, line) =>
      text.slice(starts.start(line), starts.start(line + 1)).replace(/[\r\n]+$/, ''),
    );
    return all.map(({ finding, file }) => findingText(finding, file, lines, colors)).join('');
  });
  return (
    shown.join('') +
    summaryText(
      findings.map(({ finding }) => finding),
      files,
      colors,
    )
  );
}
