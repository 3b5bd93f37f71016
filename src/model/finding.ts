// Finding: what a rule says of a call, with its fix as data.

import type { Range } from './location.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Replaces a range of the file with text. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** An edit a person (or fix-all) may apply. `fix` keeps behaviour and lints clean; `suggest` is an edit to choose. */
export interface Fix {
  readonly kind: 'fix' | 'suggest';
  /** Imperative, as a light bulb shows it: "Make the message constant and pass order_id as a field". */
  readonly title: string;
  /** In one file, not overlapping, in any order. */
  readonly edits: readonly TextEdit[];
}

export interface Finding {
  /** Id of the rule, also the name of its file. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong and what to write instead, one or two sentences. */
  readonly message: string;
  readonly path: string;
  /** The argument that is wrong, not the whole call. */
  readonly range: Range;
  /** Best first; empty where none is safe. */
  readonly fixes: readonly Fix[];
}
