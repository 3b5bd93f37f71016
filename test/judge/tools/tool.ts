// What another linter is to the judge.

import type { Language, Package } from '../packages.ts';

/** What another linter says of a line. */
export interface TheirFinding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Theirs: "G004". */
  readonly code: string;
  /** The rule of ours that is to say the same. */
  readonly rule: string;
}

export interface Tool {
  readonly name: string;
  readonly language: Language;
  /** Our rule for each code of theirs that is about logging. */
  readonly rules: Readonly<Record<string, string>>;
  /** Judges a package; what it said is kept. */
  findings(of: Package): readonly TheirFinding[];
}
