// A coverage report in Markdown: for a pull request or the summary of a build.

import { printableLine } from '../plain-text.ts';
import { cellsOf, COLUMNS, percentText, positionOf, type Shown } from './figures.ts';

/** Text that stands for itself in a table of Markdown; what stands in backticks is left as it is but for the bar. */
function cell(text: string): string {
  return printableLine(text).replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

/** Text in backticks, also where it has some. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${printableLine(text).replaceAll('|', '\\|')}${fence}`;
}

export function markdownReport({ report, nameOf }: Shown): string {
  const { files, shares, most } = report;
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# Logging coverage',
    '',
    `**${percentText(shares.total)}** of ${shares.total.all} places are logged.`,
    '',
    ...(most.length === 0
      ? []
      : [
          '## Where a log call would help most',
          '',
          ...most.map((place, index) => `${index + 1}. ${code(positionOf(place, nameOf))} ${reason(place.reason)}`),
          '',
        ]),
    '## Files',
    '',
    row(['File', ...COLUMNS.map(({ title }) => title), 'Total']),
    row(['---', ...COLUMNS.map(() => '--:'), '--:']),
    ...files
      .filter(({ shares: own }) => own.total.all > 0)
      .map(({ path, shares: own }) => row([cell(nameOf(path)), ...cellsOf(own)])),
    row(['**All files**', ...cellsOf(shares)]),
    '',
  ].join('\n');
}

/** A reason has names from the code in backticks; `<` outside of them would begin an element. */
function reason(text: string): string {
  return printableLine(text)
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replaceAll('<', '&lt;') : part))
    .join('`');
}
