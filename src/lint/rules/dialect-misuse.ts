// Rule: a call gives its library something the library takes for something else, or not at all.

import type { LoggerCall } from '../../model/call.ts';
import type { Mismatch } from '../../model/mismatch.ts';
import type { Misuse } from '../../model/misuse.ts';
import { literal } from '../fixes/literal.ts';
import { fieldsFirst, inFields, optedException, renamed, swapped } from '../fixes/misuse-fixes.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { shortened } from '../wording/shortened.ts';

export const dialectMisuse: Rule = {
  id: 'dialect-misuse',
  title: 'Call written for another library',
  severity: 'error',
  docs: {
    why: 'Logging libraries look alike and take their values in different ways. A call in the way of another library loses what it was written for: a field, the exception, or the whole record, and often only in the handler of a failure.',
    details: [
      'Python’s `logging`: keywords it does not have, a level as text in `log(…)`, an `extra` that is no dict, a call without a message.',
      'structlog: `event=` beside an event. loguru: `%s`, and `exc_info=`, which is a field like any other there.',
      'pino: values behind a message without placeholders, which are in no record; of `req.log` only where an import says that it is pino’s. winston: fields before the message.',
      'The fix writes what the library takes: `extra={…}`, `{}`, `.opt(exception=True)`, the object in its place.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("order paid", order_id=order.id)',
        good: 'logger.info("order paid", extra={"order_id": order.id})',
      },
      {
        language: 'js',
        bad: "log.info('order paid', { orderId: order.id });",
        good: "log.info({ orderId: order.id }, 'order paid');",
      },
    ],
  },
  check(call) {
    return [
      ...(call.misuses ?? []).map((misuse) => judged(misuse, call)),
      ...(call.mismatches ?? []).flatMap((mismatch) => ofMismatch(mismatch, call)),
    ];
  },
};

function judged(misuse: Misuse, call: LoggerCall): RuleFinding {
  const { kind, text, range } = misuse;
  const method = `\`${call.method}\``;
  const it = `\`${shortened(text)}\``;
  switch (kind) {
    case 'unknown-keywords': {
      const one = misuse.arguments.length === 1;
      const message = `${method} has no ${one ? 'argument' : 'arguments'} ${it}, so the call raises TypeError. Pass ${one ? 'it' : 'them'} in \`extra={…}\`.`;
      return { range, message, fixes: inFields(misuse, call) };
    }
    case 'message-twice':
      return {
        range,
        message: `The first argument is ${it} already, so the call raises TypeError. Name the field differently, \`${text}_name\` for one.`,
        fixes: renamed(range, `${text}_name`),
      };
    case 'level-text':
      return {
        range,
        message: `${method} takes its level as a number, so with ${it} the call raises TypeError. Write \`logging.INFO\` or the like.`,
        fixes: [],
      };
    case 'no-map':
      return {
        range,
        message:
          'What is passed in `extra` is no dict, so the call raises an exception. Pass a dict with a name for each value.',
        fixes: [],
      };
    case 'no-message':
      return {
        range,
        message: `${method} is called without a message, which raises TypeError. Say what happened.`,
        fixes: [],
      };
    case 'foreign-keyword':
      return {
        range,
        message: `${it} is a field like any other here, and no exception is recorded. Write \`.opt(exception=…)\` before the method.`,
        fixes: optedException(misuse, call),
      };
    case 'fields-first':
      return {
        range,
        message: 'The first argument is the message, so these fields take its place. Pass them behind the message.',
        fixes: swapped(call),
      };
  }
}

/** What the formatter says that shows that another library is meant. */
function ofMismatch({ kind, text, range, wanted, instead }: Mismatch, call: LoggerCall): RuleFinding[] {
  const { message, formatStyle } = call;
  if (kind === 'other-style' && formatStyle === 'brace') {
    const edits =
      instead === undefined || message?.rewritable !== true
        ? []
        : [{ range: message.range, newText: literal(instead.text, message.quote) }];
    return [
      {
        range,
        message: `The logger fills \`{}\`, not \`${text}\`: the record has the placeholder and not the value. Write \`{}\`.`,
        fixes: edits.length === 0 ? [] : [{ kind: 'fix', title: 'Write {} for the placeholders', edits }],
      },
    ];
  }
  if (kind !== 'left-over' || wanted > 0 || formatStyle !== 'object-first') return [];
  const it = `\`${shortened(text)}\``;
  return [
    {
      range,
      message: `Behind a message without placeholders ${it} is in no record. Pass an object with the values before the message.`,
      fixes: fieldsFirst(call),
    },
  ];
}
