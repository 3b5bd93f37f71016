// What a run of the linter found, as every format prints it.

import { createHash } from 'node:crypto';
import type { Finding } from '../../model/finding.ts';

/** A finding with the name of its file as the user gave it. */
export interface Reported {
  readonly finding: Finding;
  /** '/'-separated; relative where it was given so. */
  readonly file: string;
  /** The same for as long as file, rule and the line it is about stay as they are, wherever the line moves. */
  readonly fingerprint: string;
}

export interface LintReport {
  /** In order of files and places. */
  readonly findings: readonly Reported[];
  /** How many files were looked at. */
  readonly files: number;
  /** The text of a file with findings. */
  readonly textOf: (path: string) => string;
  readonly version: string;
}

/** Fingerprints of one file's findings, in their order. Findings that look alike are counted: "1f0c…:2". */
export function fingerprints(file: string, findings: readonly Finding[], text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const seen = new Map<string, number>();
  return findings.map(({ rule, range, message }) => {
    const line = (lines[range.start.line] ?? '').replace(/\s+/g, ' ').trim();
    const hash = createHash('sha256').update([file, rule, line, message].join('\0')).digest('hex').slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}
