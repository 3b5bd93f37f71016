// Findings as workflow commands, which GitHub Actions shows at the lines of a pull request.

import type { Severity } from '../../model/finding.ts';
import { printable } from '../plain-text.ts';
import type { LintReport } from './report.ts';

const COMMAND: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

const escaped = (text: string): string => printable(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
const property = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** The whole report. */
export function githubReport({ findings }: LintReport): string {
  return findings
    .map(({ file, finding: { severity, rule, message, range } }) => {
      const { start, end } = range;
      // Columns are allowed on one line only.
      const columns = start.line === end.line ? `,col=${start.column + 1},endColumn=${end.column + 1}` : '';
      const place = `file=${property(file)},line=${start.line + 1},endLine=${end.line + 1}${columns}`;
      return `::${COMMAND[severity]} ${place},title=${property(rule)}::${escaped(message)}\n`;
    })
    .join('');
}
