// Rule: a comment silences a rule that has nothing to say there, or that does not exist.

import { didYouMean, nearest } from '../../base/near.ts';
import type { Fix } from '../../model/finding.ts';
import type { Rule, RuleFinding, SuppressionContext } from '../rule.ts';
import type { SuppressedRule, Suppression } from '../suppression.ts';

const ID = 'unused-suppression';

export const unusedSuppression: Rule = {
  id: ID,
  title: 'Suppression without use',
  severity: 'warning',
  docs: {
    why:
      'A comment that silences nothing is left over: what it excused is gone, or it never worked because the id of the rule is misspelt. ' +
      'Left where it is, it will silence the next mistake made on that line.',
    details: [
      'Looks at `sightline-ignore` and `sightline-ignore-file` comments: ids of rules that found nothing there, comments without ids where no rule found anything, and ids that no rule has.',
      'Leaves alone ids of rules that are off or were not asked to run, and comments that name this rule itself.',
      'The fix deletes the id, or the comment with its reason where no id is left. For a misspelt id the right one is offered.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("order paid")  # sightline-ignore: no-built-message short-lived script',
        good: 'logger.info("order paid")',
      },
      {
        language: 'js',
        bad: '// sightline-ignore: no-build-message legacy\nlog.info(`order ${id} paid`);',
        good: '// sightline-ignore: no-built-message legacy\nlog.info(`order ${id} paid`);',
      },
    ],
  },
  checkSuppressions: (suppressions, context) =>
    suppressions.flatMap((suppression) =>
      suppression.rules.some(({ id }) => id === ID) ? [] : checkOne(suppression, context),
    ),
};

function checkOne(suppression: Suppression, { rules, off }: SuppressionContext): RuleFinding[] {
  const { range, removal, wholeFile, used } = suppression;
  const where = wholeFile ? 'in this file' : 'here';
  const comment: Fix = { kind: 'fix', title: 'Delete the comment', edits: [{ range: removal, newText: '' }] };
  if (suppression.rules.length === 0) {
    if (used.size > 0 || off.length > 0) return [];
    return [
      { range, message: `No rule finds anything ${where}: the comment silences nothing. Delete it.`, fixes: [comment] },
    ];
  }
  const strange = suppression.rules.filter(({ id }) => !rules.includes(id));
  const idle = suppression.rules.filter(
    (rule) => !strange.includes(rule) && !used.has(rule.id) && !off.includes(rule.id),
  );
  const found = strange.map((rule) => unknown(rule, rules, comment));
  if (idle.length === 0) return found;
  const [first, last] = [suppression.rules[0]!, suppression.rules.at(-1)!];
  const left = suppression.rules.filter((rule) => !idle.includes(rule)).map(({ id }) => id);
  const names = idle.map(({ id }) => id).join(' and ');
  const shorter: Fix = {
    kind: 'fix',
    title: `Delete ${names} from the comment`,
    edits: [{ range: { start: first.range.start, end: last.range.end }, newText: left.join(', ') }],
  };
  found.push({
    range: { start: idle[0]!.range.start, end: idle.at(-1)!.range.end },
    message: `${names} ${idle.length === 1 ? 'finds' : 'find'} nothing ${where}: the comment silences nothing. Delete ${left.length === 0 ? 'it' : 'the id'}.`,
    fixes: [left.length === 0 ? comment : shorter],
  });
  return found;
}

function unknown({ id, range }: SuppressedRule, rules: readonly string[], comment: Fix): RuleFinding {
  const meant = nearest(id, rules);
  const fixes: Fix[] =
    meant === undefined
      ? [{ ...comment, kind: 'suggest' }]
      : [{ kind: 'suggest', title: `Write ${meant}`, edits: [{ range, newText: meant }] }];
  return {
    range,
    message: `There is no rule ${id}, so nothing is silenced.${didYouMean(id, rules)}`,
    fixes,
  };
}
