// Rule: the message of a logger call is put together on the spot instead of being constant.

import type { CallMessage, LoggerCall, MessageBuilt } from '../../model/call.ts';
import type { Fix } from '../../model/finding.ts';
import { argumentFix } from '../fixes/argument-fix.ts';
import { constantMessageFix } from '../fixes/constant-message-fix.ts';
import type { Rule, RuleFinding } from '../rule.ts';

const BUILT_WITH: Readonly<Partial<Record<MessageBuilt, string>>> = {
  'f-string': 'an f-string',
  'template-literal': 'a template literal',
  'format-call': 'a format call',
  'percent-operator': 'the % operator',
  concatenation: 'concatenation',
};

export const noBuiltMessage: Rule = {
  id: 'no-built-message',
  title: 'Message built on the spot',
  severity: 'warning',
  docs: {
    why:
      'A message that holds its values is a different text each time: the records of one call can’t be counted, grouped or searched together, and the values can’t be filtered or charted. ' +
      'A constant message with named fields can. It also costs less: the text is not built where the level is off.',
    details: [
      'Looks at f-strings, `str.format`, the `%` operator, `+` with text, template literals, `.concat` and `util.format` as the message, and at both sides of a conditional.',
      'Leaves alone constant text in any spelling (f-strings without holes, text joined from constants, a name that is assigned one constant), templates the logger fills itself (`"%s"` with arguments), and expressions that are no text on the spot.',
      'The fix keeps the text without its holes and names a field after each: `order.id` becomes `order_id`, `len(items)` becomes `item_count`, the exception of the handler goes where the library wants it. It is offered only where nothing is lost: no comment, no operand, no order of side effects. For the console it is suggested only: what is printed there may be what the program is for.',
      'An f-string without values is a hint: nothing is built, but nobody sees that. The fix takes the `f` away.',
      'A logger class of the project whose methods take nothing but a text is told of as a hint, without a fix: the values can’t be passed at the call, and only who changes the class can help.',
      'Where the library has them, `%s` arguments are offered beside it.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'except PaymentError as e:\n    logger.error(f"order {order.id} failed: {e}")',
        good: 'except PaymentError as e:\n    logger.error("order failed", exc_info=e, extra={"order_id": order.id})',
      },
      {
        language: 'js',
        bad: 'log.info(`order ${order.id} paid in ${ms} ms`);',
        good: "log.info({ orderId: order.id, ms }, 'order paid in');",
      },
    ],
  },
  check(call) {
    // What is printed is for people's eyes; a warning is text by its nature.
    return call.message === undefined || call.kind === 'print' || call.kind === 'warning'
      ? []
      : check(call, call.message);
  },
};

function check(call: LoggerCall, message: CallMessage): RuleFinding[] {
  if (message.built === 'conditional')
    return (message.branches ?? []).flatMap((branch) => check(call, branch).map((found) => ({ ...found, fixes: [] })));
  if (message.idle !== undefined) return [idleFinding(message.idle)];
  const how = BUILT_WITH[message.built];
  if (how === undefined || !message.parts.some(({ kind }) => kind === 'hole')) return [];
  const fixes = [constantMessageFix(call, message), argumentFix(call, message)].filter(
    (fix): fix is Fix => fix !== undefined,
  );
  const what = `The message is built with ${how}, so records of this call can't be grouped.`;
  // Nothing that can be written at the call makes it better.
  if (call.takesText === true && fixes.length === 0) {
    const remedy = 'The logger takes nothing but a text: the values could be passed if its method took them.';
    return [{ range: message.range, message: `${what} ${remedy}`, severity: 'hint', fixes }];
  }
  return [{ range: message.range, message: `${what} Write a constant message and pass the values as fields.`, fixes }];
}

function idleFinding({ range, alone }: NonNullable<CallMessage['idle']>): RuleFinding {
  return {
    range,
    message:
      'This message is marked as one with values and has none. Leave the mark out, so that it is seen to be constant.',
    severity: 'hint',
    fixes: alone ? [{ kind: 'fix', title: 'Leave the mark out', edits: [{ range, newText: '' }] }] : [],
  };
}
