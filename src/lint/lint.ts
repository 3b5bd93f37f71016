// Calls to findings: runs the rules, honours severities and suppressions.

import type { FileReading } from '../model/file-reading.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Range } from '../model/location.ts';
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

/** Judges one file by what was read of it; `path` is named in the findings, which come in source order. */
export function lint(
  path: string,
  reading: FileReading,
  { severities = {}, text, onRuleError = () => {} }: LintOptions = {},
): Finding[] {
  const suppressed = text === undefined ? undefined : readSuppressions(text);
  const findings: Finding[] = [];
  for (const rule of RULES) {
    const configured = Object.hasOwn(severities, rule.id) ? severities[rule.id] : undefined;
    if (configured === 'off') continue;
    for (const [judged, found] of judge(rule, reading, onRuleError)) {
      if (suppressed?.covers(rule.id, judged, found.range) === true) continue;
      const { severity = rule.severity, message, range, fixes } = found;
      findings.push({ rule: rule.id, severity: configured ?? severity, message, path, range, fixes });
    }
  }
  return findings.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column,
  );
}

/** What a rule finds, each with the range of what it judged. */
function judge(
  rule: Rule,
  reading: FileReading,
  onRuleError: (rule: string, error: unknown) => void,
): [Range, RuleFinding][] {
  try {
    const ofCalls = reading.calls.flatMap((call) =>
      (rule.check?.(call, reading) ?? []).map((found): [Range, RuleFinding] => [call.range, found]),
    );
    const ofFile = (rule.checkFile?.(reading) ?? []).map((found): [Range, RuleFinding] => [found.range, found]);
    return [...ofCalls, ...ofFile];
  } catch (error) {
    onRuleError(rule.id, error);
    return [];
  }
}
