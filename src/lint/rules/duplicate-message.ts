// Rule: several calls of a file write the same text, so that a record does not say which one wrote it.

import type { CallField, Expression, LoggerCall } from '../../model/call.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** A text with less in it says nothing anyway: a rule, a dot, a placeholder alone. */
const SAYS_SOMETHING = /\p{L}{2,}/u;

export const duplicateMessage: Rule = {
  id: 'duplicate-message',
  title: 'Same message at several calls',
  severity: 'hint',
  docs: {
    why: 'A message is how a record is found again: it is searched for, counted and alerted on. Where two calls write the same text, nobody can tell from it which of them it was, nor what happened before.',
    details: [
      'Looks at constant messages and at templates (`"order %s paid"`) of a logging library. The first call of a text is left alone; those after it are told where it stands.',
      'Calls that a constant argument or field (`stage="load"`), their level, or the traceback of an exception tells apart are no duplicates, nor are texts without a word in them.',
      'Leaves tests alone. There is no fix: what the difference is only the author knows.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'if order.closed:\n    logger.warning("order refused")\nelif order.empty:\n    logger.warning("order refused")',
        good: 'if order.closed:\n    logger.warning("closed order refused")\nelif order.empty:\n    logger.warning("empty order refused")',
      },
      {
        language: 'js',
        bad: "log.info('connected');\nlog.info('connected');",
        good: "log.info('connected to the store');\nlog.info('connected to the queue');",
      },
    ],
  },
  checkFile({ calls, module }) {
    if (module.test) return [];
    const first = new Map<string, LoggerCall>();
    return calls.flatMap((call): RuleFinding[] => {
      const text = call.kind === 'log' ? textOf(call) : undefined;
      if (text === undefined || call.message === undefined) return [];
      const key = `${call.level ?? ''}\0${text}\0${constantsOf(call).join('\0')}`;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, call);
        return [];
      }
      // A traceback tells where it was written.
      if ([call, earlier].some(({ exceptionBy, handler }) => exceptionBy !== undefined && handler !== undefined))
        return [];
      const where = earlier.function === call.function ? '' : ` in ${earlier.function ?? 'the module itself'}`;
      return [
        {
          range: call.message.range,
          message: `The call on line ${earlier.range.start.line + 1}${where} writes the same text, so a record does not tell which of the two it is from. Say here what is different.`,
          fixes: [],
        },
      ];
    });
  },
};

/** The text by which records of a call are known; undefined where it is not constant or says nothing. */
function textOf({ message }: LoggerCall): string | undefined {
  if (message?.built !== 'constant' && message?.built !== 'template') return undefined;
  const text = message.parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join('');
  return SAYS_SOMETHING.test(text) ? text.trim() : undefined;
}

/** What besides the text tells records of two calls apart: fixed values of arguments and fields. */
function constantsOf({ arguments: args, fields }: LoggerCall): string[] {
  const constant = ({ kind, text, names }: Expression): string[] =>
    /^(?:string|number|boolean|null)$/.test(kind) ||
    (kind === 'attribute' && /^[A-Z][A-Z\d_]+$/.test(names.at(-1) ?? ''))
      ? [text]
      : [];
  return [
    ...args.flatMap(constant),
    ...fields.flatMap(({ key, value }: CallField) => constant(value).map((text) => `${key}=${text}`)),
  ];
}
