// Prints what the judge found, as tables.

import type { CallResult } from './calls/calls.ts';
import type { RuleResult } from './rules.ts';

const share = (value: number | undefined): string => (value === undefined ? '–' : `${(100 * value).toFixed(1)} %`);

/** Left-aligned first column, the others to the right. */
function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '));
  console.log();
}

const NAMES = { call: 'logger calls', built: 'built messages', wrapper: 'calls of own wrappers' } as const;

export function printCalls(results: readonly CallResult[]): void {
  printTable([
    ['found', 'candidates', 'found', 'recall', 'precision', 'labels', 'open'],
    ...results.map(({ what, candidates, found, recall, precision, labels, open }) =>
      [NAMES[what], candidates, found, share(recall), share(precision), labels, open.length].map(String),
    ),
  ]);
}

export function printRules(results: readonly RuleResult[]): void {
  printTable([
    ['rule', 'both', 'only theirs', 'only ours', 'recall', 'of the right', 'precision', 'labels', 'open'],
    ...results.map((one) =>
      [
        one.rule,
        one.both,
        one.onlyTheirs,
        one.onlyOurs,
        share(one.recall),
        share(one.recallOfRight),
        share(one.precision),
        one.labels,
        one.open.length,
      ].map(String),
    ),
  ]);
}
