// Calls to findings: runs the rules, honours settings and suppressions.

import type { FileReading } from '../model/file-reading.ts';
import type { Finding, Fix, Severity } from '../model/finding.ts';
import { presetSeverity, type LintSettings, type RuleLevel } from '../model/lint-settings.ts';
import type { Range } from '../model/location.ts';
import { createLayOut, type LayOut } from './layout/lay-out-fix.ts';
import { RULES } from './rules/index.ts';
import type { Rule, RuleContext, RuleFinding } from './rule.ts';
import { readSuppressions, type Suppressions } from './suppression.ts';

/** How a file is to be judged. */
export interface LintOptions extends LintSettings {
  /** The text the calls stand in, for `sightline-ignore` comments. */
  readonly text?: string;
  /** Told of a rule that failed; once for a rule. */
  readonly onRuleError?: (rule: string, error: unknown) => void;
}

/** A finding with the range of what was judged. */
type Judged = readonly [Range, RuleFinding];

/** What a rule is set to, where it is; whether it is off is said by `off`. */
function levelOf(rule: Rule, { severities = {}, only }: LintSettings): RuleLevel | undefined {
  const level = Object.hasOwn(severities, rule.id) ? severities[rule.id] : undefined;
  if (only === undefined) return level;
  if (!only.includes(rule.id)) return 'off';
  return level === 'off' ? undefined : level;
}

/** Judges one file by what was read of it; `path` is named in the findings, which come in source order. */
export function lint(path: string, reading: FileReading, options: LintOptions = {}): Finding[] {
  const { text, preset = 'recommended', onRuleError = () => {} } = options;
  const suppressions = text === undefined ? undefined : readSuppressions(text);
  const findings: Finding[] = [];
  let layOut: LayOut | undefined;
  const laidOut = (fixes: readonly Fix[]): readonly Fix[] => {
    if (text === undefined || fixes.length === 0) return fixes;
    layOut ??= createLayOut(text, reading.calls, options.style);
    return fixes.map(layOut);
  };
  const running = RULES.flatMap((rule) => {
    const level = levelOf(rule, options);
    return level === 'off' ? [] : [{ rule, level }];
  });
  const run = (rule: Rule, level: Severity | undefined, judge: () => readonly Judged[], byName = false): void => {
    for (const [judged, found] of attempt(rule, judge, onRuleError)) {
      if (suppressions?.covers(rule.id, judged, found.range, byName) === true) continue;
      const { message, range, fixes } = found;
      const severity = level ?? presetSeverity(preset, rule.id, found.severity ?? rule.severity);
      findings.push({ rule: rule.id, severity, message, path, range, fixes: laidOut(fixes) });
    }
  };
  for (const { rule, level } of running) run(rule, level, () => judgeFile(rule, contextOf(rule, reading, options)));
  // Only now is it known which comments silenced something.
  if (suppressions !== undefined) {
    const off = RULES.map(({ id }) => id).filter((id) => !running.some(({ rule }) => rule.id === id));
    for (const { rule, level } of running) run(rule, level, () => judgeSuppressions(rule, suppressions, off), true);
  }
  return findings.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column,
  );
}

function contextOf({ id }: Rule, reading: FileReading, { options = {}, schema }: LintSettings): RuleContext {
  return {
    ...reading,
    options: Object.hasOwn(options, id) ? options[id]! : {},
    ...(schema === undefined ? {} : { schema }),
  };
}

function judgeFile(rule: Rule, context: RuleContext): readonly Judged[] {
  const calls = rule.judgesBound === true ? [...context.calls, ...context.bound] : context.calls;
  const ofCalls = calls.flatMap((call) =>
    (rule.check?.(call, context) ?? []).map((found): Judged => [call.range, found]),
  );
  const ofFile = (rule.checkFile?.(context) ?? []).map((found): Judged => [found.range, found]);
  return [...ofCalls, ...ofFile];
}

function judgeSuppressions(rule: Rule, { all }: Suppressions, off: readonly string[]): readonly Judged[] {
  const context = { rules: RULES.map(({ id }) => id), off };
  return (rule.checkSuppressions?.(all, context) ?? []).map((found) => [found.range, found]);
}

function attempt(
  rule: Rule,
  judge: () => readonly Judged[],
  onRuleError: (rule: string, error: unknown) => void,
): readonly Judged[] {
  try {
    return judge();
  } catch (error) {
    onRuleError(rule.id, error);
    return [];
  }
}
