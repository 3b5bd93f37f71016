// Findings as JSON: one object for each, places from 1.

import type { Finding } from '../../model/finding.ts';
import { printableJson } from '../plain-text.ts';
import type { LintReport, Reported } from './report.ts';
import { isFixable } from './text.ts';

function row({ finding, file, fingerprint }: Reported): Record<string, unknown> {
  const { rule, severity, message, fixes } = finding;
  return {
    file,
    ...place(finding.range),
    rule,
    severity,
    message,
    fixable: isFixable(finding),
    fingerprint,
    fixes: fixes.map(({ kind, title, edits }) => ({
      kind,
      title,
      edits: edits.map(({ range, newText }) => ({ ...place(range), newText })),
    })),
  };
}

function place({ start, end }: Finding['range']): Record<string, number> {
  return { line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}

/** The whole report; an empty list where there is nothing. */
export function jsonReport({ findings }: LintReport): string {
  return findings.length === 0 ? '[]\n' : `[\n${findings.map((one) => printableJson(row(one))).join(',\n')}\n]\n`;
}
