// Rule: an outdated or undocumented name of a logging library.

import type { LoggerCall } from '../../model/call.ts';
import type { OutdatedUse } from '../../model/misuse.ts';
import type { Rule, RuleFinding } from '../rule.ts';

export const deprecated: Rule = {
  id: 'deprecated',
  title: 'Outdated name',
  severity: 'warning',
  docs: {
    why:
      'Python’s `logger.warn` has been deprecated since 3.3 and leaves with a later version; `logging.WARN` is undocumented. ' +
      'A logger that is made with `logging.Logger(…)` is in no hierarchy: it has no parent, so no handler, and no configuration reaches it. A logger that is named after `__file__` is in a hierarchy of paths, where no name of a package finds it.',
    details: [
      'Looks at calls of `warn`, at `logging.WARN`, at `logging.Logger(…)`, and at `getLogger` with `__file__`, `__cached__` or the text `"__name__"`.',
      'Leaves alone `warn` of other libraries, where it is the name, and `Logger` as a type or base class.',
      'The fix writes `warning` and `WARNING`, which are the same, where the method is called on a logger. `getLogger(…)` and `__name__` are suggested, for another logger may be configured otherwise.',
    ],
    examples: [
      { language: 'python', bad: 'logger.warn("disk is almost full")', good: 'logger.warning("disk is almost full")' },
      { language: 'python', bad: 'logger.setLevel(logging.WARN)', good: 'logger.setLevel(logging.WARNING)' },
      { language: 'python', bad: 'audit = logging.getLogger(__file__)', good: 'audit = logging.getLogger(__name__)' },
    ],
  },
  check({ outdated, method, logger }: LoggerCall) {
    if (outdated === undefined) return [];
    const { range, instead } = outdated;
    return [
      {
        range,
        message: `\`${method}\` is deprecated. Write \`${instead}\`, which does the same.`,
        // A bare name was bound elsewhere, and the other may not be.
        fixes: logger === '' ? [] : [{ kind: 'fix', title: `Write ${instead}`, edits: [{ range, newText: instead }] }],
      },
    ];
  },
  checkFile: ({ outdated }) => outdated.map(judged),
};

function judged({ kind, text, range, instead, same, alone }: OutdatedUse): RuleFinding {
  const why = {
    name: `\`${text}\` is undocumented. Write \`${instead}\`, which is the same.`,
    unregistered: `A logger made with \`${text}\` has no parent and no handler, and no configuration reaches it. Write \`${instead}\`.`,
    'logger-name': `A logger named after \`${text}\` is outside of the hierarchy of packages, so no configuration by package reaches it. Write \`${instead}\`.`,
  }[kind];
  const edits = [{ range, newText: instead }];
  return {
    range,
    message: why,
    fixes: alone ? [{ kind: same ? 'fix' : 'suggest', title: `Write ${instead}`, edits }] : [],
  };
}
