// What a rule is, and what it is given.

import type { LoggerCall } from '../model/call.ts';
import type { FileReading } from '../model/file-reading.ts';
import type { Fix, Severity } from '../model/finding.ts';
import type { Range } from '../model/location.ts';

/** An example on a rule's page: the same call before and after. */
export interface RuleExample {
  /** Id for the code fence: "python", "js". */
  readonly language: string;
  readonly bad: string;
  readonly good: string;
}

/** What a rule's page says besides title and severity; Markdown. */
export interface RuleDocs {
  /** Why it matters, one or two paragraphs. */
  readonly why: string;
  /** What the rule looks at, what it leaves alone, what its fix does. */
  readonly details: readonly string[];
  readonly examples: readonly RuleExample[];
}

/** What a rule found at a call; the linter adds rule and path. */
export interface RuleFinding {
  readonly range: Range;
  readonly message: string;
  /** The rule's own where absent. */
  readonly severity?: Severity;
  readonly fixes: readonly Fix[];
}

/** What a rule may know besides the call: calls, handlers and functions of the file, and what the file is. */
export type RuleContext = FileReading;

/** A rule: a file in lint/rules bearing its id. */
export interface Rule {
  readonly id: string;
  /** What is wrong, as a noun phrase: "Message built on the spot". */
  readonly title: string;
  readonly severity: Severity;
  readonly docs: RuleDocs;
  /** Judges a call. Pure; may not throw on any call, but a rule that does costs the others nothing. */
  check?(call: LoggerCall, context: RuleContext): readonly RuleFinding[];
  /** Judges what no call by itself shows: handlers, the file as a whole. Asked once for a file, like `check`. */
  checkFile?(context: RuleContext): readonly RuleFinding[];
}
