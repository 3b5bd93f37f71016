// Calls to findings: runs the rules, honours severities and suppressions.

import type { LoggerCall } from '../model/call.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { RULES } from './rules/index.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { readSuppressions } from './suppression.ts';

/** How a file is to be judged. */
export interface LintOptions {
  /** Severity by rule id, `off` to leave it out; rules not named keep their own. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** The text the calls stand in, for `sightline-ignore` comments. */
  readonly text?: string;
  /** Told of a rule that failed; once for a rule. */
  readonly onRuleError?: (rule: string, error: unknown) => void;
}

/** Judges the calls of one file. Findings come in source order. */
export function lint(
  calls: readonly LoggerCall[],
  { severities = {}, text, onRuleError = () => {} }: LintOptions = {},
): Finding[] {
  const suppressed = text === undefined ? undefined : readSuppressions(text);
  const findings: Finding[] = [];
  for (const rule of RULES) {
    const configured = Object.hasOwn(severities, rule.id) ? severities[rule.id] : undefined;
    if (configured === 'off') continue;
    for (const [call, found] of judge(rule, calls, onRuleError)) {
      if (suppressed?.covers(rule.id, call.range, found.range) === true) continue;
      const { severity = rule.severity, message, range, fixes } = found;
      findings.push({ rule: rule.id, severity: configured ?? severity, message, path: call.path, range, fixes });
    }
  }
  return findings.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column,
  );
}

function judge(
  rule: Rule,
  calls: readonly LoggerCall[],
  onRuleError: (rule: string, error: unknown) => void,
): [LoggerCall, RuleFinding][] {
  try {
    return calls.flatMap((call) =>
      rule.check(call, { calls }).map((found): [LoggerCall, RuleFinding] => [call, found]),
    );
  } catch (error) {
    onRuleError(rule.id, error);
    return [];
  }
}
