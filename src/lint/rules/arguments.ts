// Rule: the placeholders of a message and the values behind it don't fit.

import type { LoggerCall } from '../../model/call.ts';
import type { Fix } from '../../model/finding.ts';
import type { Mismatch } from '../../model/mismatch.ts';
import { literal } from '../fixes/literal.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { shortened } from '../wording/shortened.ts';

export const argumentsRule: Rule = {
  id: 'arguments',
  title: 'Message and arguments that don’t fit',
  severity: 'error',
  docs: {
    why:
      'A placeholder without a value, or a value without a placeholder, is found out only when the line runs, often in the handler of a failure that nobody has seen before. ' +
      'Python’s `logging` then writes a traceback of its own to stderr instead of the record, loguru and structlog raise, Node leaves `%s` in the text, and pino drops the value without a word.',
    details: [
      'Follows the formatter of each library. Python’s `%` operator: flags, `*` as width and precision, `%(name)s` with one dict, `%%`, unknown characters, a message that ends in the middle of a placeholder. `str.format` in loguru: fields with numbers, names, attributes, nested specifications. Node’s `util.format`: `%s %d %i %f %j %o %O %c`.',
      'What Node’s console does with more values than placeholders, it does on purpose: it appends them.',
      'Leaves alone calls with `*args` or a spread, messages that are no constant, and percent signs that read as text ("100%done", "%20") where no value is given.',
      'The fix turns `{}` into `%s` where the library takes `%s`. Where a value has no placeholder at all, one at the end of the message is suggested.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("order %s of %s", order.id)',
        good: 'logger.info("order %s of %s", order.id, customer.id)',
      },
      { language: 'python', bad: 'logger.info("order", order.id)', good: 'logger.info("order %s", order.id)' },
      {
        language: 'js',
        bad: "log.info('order %s', order.id, order.total);",
        good: "log.info('order %s costs %d', order.id, order.total);",
      },
    ],
  },
  check(call) {
    return (call.mismatches ?? []).filter((one) => !isMisuse(one, call)).map((one) => judged(one, call));
  },
};

/** Whether it says that another library is meant, which is another rule's. */
function isMisuse({ kind, wanted }: Mismatch, { formatStyle }: LoggerCall): boolean {
  return (
    (kind === 'other-style' && formatStyle === 'brace') ||
    (kind === 'left-over' && wanted === 0 && formatStyle === 'object-first')
  );
}

function judged(mismatch: Mismatch, call: LoggerCall): RuleFinding {
  const severity =
    mismatch.kind === 'unused-key' || (mismatch.effect === 'verbatim' && mismatch.given === 0) ? 'warning' : 'error';
  return {
    range: mismatch.range,
    message: `${what(mismatch)} ${advice(mismatch, call)}`,
    severity,
    fixes: fixesOf(mismatch, call),
  };
}

const EFFECTS: Readonly<Record<Mismatch['effect'], string>> = {
  raises: 'the call raises an exception',
  'no-record': 'an error is reported instead of the record',
  verbatim: 'it stands in the record as it is written',
  'value-lost': 'it is in no record',
  none: '',
};

function what({ kind, text, wanted, given, effect }: Mismatch): string {
  const effects = EFFECTS[effect];
  const it = `\`${shortened(text)}\``;
  switch (kind) {
    case 'unfilled':
      return given === 0
        ? `No value is given for ${it}, so ${effects}.`
        : `The message has places for ${values(wanted)} and gets ${given}: nothing is left for ${it}, so ${effects}.`;
    case 'left-over':
      return wanted === 0
        ? `The message has no placeholder for ${it}, so ${effects}.`
        : `The message has places for ${values(wanted)} and gets ${given}: ${it} is left over, so ${effects}.`;
    case 'unknown-placeholder':
      return `${it} is no placeholder, so ${effects}.`;
    case 'unfinished':
      return `The message ends in the middle of the placeholder ${it}, so ${effects}.`;
    case 'mixed':
      return `Placeholders with a name or number can't stand beside those without (${it}), so ${effects}.`;
    case 'missing-key':
      return `Nothing is given by the name of ${it}, so ${effects}.`;
    case 'unused-key':
      return `No placeholder takes ${it}, so ${effects}.`;
    case 'no-map':
      return `${it} takes its value from one dict, and none is given, so ${effects}.`;
    case 'other-style':
      return `The logger fills other placeholders than ${it}, so ${effects}.`;
    case 'filled-already':
      return `The text holds its values already and has no placeholder for ${it}, so ${effects}.`;
  }
}

function values(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}

function advice({ kind, wanted, given }: Mismatch, { formatStyle }: LoggerCall): string {
  const placeholder = formatStyle === 'brace' ? '`{}`' : '`%s`';
  const percent =
    formatStyle === 'brace'
      ? 'Write a brace that is text as `{{` or `}}`.'
      : 'Write a percent sign that is text as `%%`.';
  switch (kind) {
    case 'unfilled':
      return wanted - given === 1
        ? 'Pass the value behind the message.'
        : `Pass ${wanted - given} more values behind the message.`;
    case 'left-over':
    case 'filled-already':
      return `Give it a ${placeholder} in the message, or leave it out.`;
    case 'unknown-placeholder':
      return formatStyle === 'percent' || formatStyle === 'keywords' || formatStyle === 'brace'
        ? percent
        : 'Use `%s`, and format the value before.';
    case 'unfinished':
      return percent;
    case 'mixed':
      return 'Use one kind throughout.';
    case 'missing-key':
      return 'Pass it, or change the placeholder.';
    case 'unused-key':
      return 'Leave it out, or show it.';
    case 'no-map':
      return `Pass a dict, or use ${placeholder}.`;
    case 'other-style':
      return `Write ${placeholder}.`;
  }
}

function fixesOf({ kind, instead }: Mismatch, { message }: LoggerCall): Fix[] {
  if (instead === undefined || message === undefined || !message.rewritable) return [];
  const edits = [{ range: message.range, newText: literal(instead.text, message.quote) }];
  return kind === 'other-style'
    ? [{ kind: instead.certain ? 'fix' : 'suggest', title: `Write the message as "${shortened(instead.text)}"`, edits }]
    : [{ kind: 'suggest', title: 'Show it at the end of the message', edits }];
}
