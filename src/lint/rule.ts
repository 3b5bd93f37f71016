// What a rule is, and what it is given.

import type { LoggerCall } from '../model/call.ts';
import type { FieldSchema } from '../model/field-schema.ts';
import type { FileReading } from '../model/file-reading.ts';
import type { Fix, Severity } from '../model/finding.ts';
import type { RuleOptions } from '../model/lint-settings.ts';
import type { Range } from '../model/location.ts';
import type { Suppression } from './suppression.ts';

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

/** An option of a rule, for its page and for the schema of the configuration. */
export interface OptionSpec {
  readonly type: 'boolean' | 'strings';
  /** What it does, in a sentence; Markdown. */
  readonly description: string;
}

/** What a rule may know besides the call: calls, handlers and functions of the file, and what the file is. */
export interface RuleContext extends FileReading {
  /** What is set for this rule. */
  readonly options: RuleOptions;
  /** The fields that the project's schema knows. */
  readonly schema?: FieldSchema;
}

/** What a rule may know of the others. */
export interface SuppressionContext {
  /** Ids of all rules. */
  readonly rules: readonly string[];
  /** Ids of those that did not run. */
  readonly off: readonly string[];
}

/** A rule: a file in lint/rules bearing its id. */
export interface Rule {
  readonly id: string;
  /** What is wrong, as a noun phrase: "Message built on the spot". */
  readonly title: string;
  readonly severity: Severity;
  readonly docs: RuleDocs;
  readonly options?: Readonly<Record<string, OptionSpec>>;
  /** Judges a call. Pure; may not throw on any call, but a rule that does costs the others nothing. */
  check?(call: LoggerCall, context: RuleContext): readonly RuleFinding[];
  /** Whether `check` also judges the calls that give a logger fields for records to come: `bind`, `child`. */
  readonly judgesBound?: true;
  /** Judges what no call by itself shows: handlers, the file as a whole. Asked once for a file, like `check`. */
  checkFile?(context: RuleContext): readonly RuleFinding[];
  /** Judges the comments that silence rules, after all other rules. */
  checkSuppressions?(suppressions: readonly Suppression[], context: SuppressionContext): readonly RuleFinding[];
}
