// What a run of the linter read, how long it took, and which rules found how much.

import { groupBy } from '../../base/group-by.ts';
import type { ScannedFile } from '../../workspace/scan-files.ts';
import type { Reported } from './report.ts';

const count = (value: number): string => value.toLocaleString('en-US');

/** A few lines for people. */
export function statsText(
  scanned: readonly ScannedFile[],
  findings: readonly Reported[],
  { excluded, milliseconds }: { readonly excluded: number; readonly milliseconds: number },
): string {
  const length = scanned.reduce((sum, file) => sum + file.length, 0);
  const calls = scanned.reduce((sum, file) => sum + file.callCount, 0);
  const skipped = groupBy(
    scanned.flatMap((file) => file.skipped ?? []),
    (reason) => reason,
  );
  const rules = [...groupBy(findings, ({ finding }) => finding.rule)]
    .map(([rule, all]) => [rule, all.length] as const)
    .sort((a, b) => b[1] - a[1]);
  const seconds = Math.max(milliseconds, 1) / 1000;
  return [
    `files     ${count(scanned.length)} (${count(excluded)} excluded by configuration)`,
    `read      ${(length / 1e6).toFixed(2)} million characters`,
    `calls     ${count(calls)}`,
    `time      ${seconds.toFixed(2)} s (${(length / 1e6 / seconds).toFixed(1)} million characters a second)`,
    ...[...skipped].map(([reason, all]) => `skipped   ${count(all.length)}: ${reason}`),
    ...rules.map(([rule, all]) => `findings  ${count(all)} ${rule}`),
    '',
  ].join('\n');
}
