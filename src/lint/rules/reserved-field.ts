// Rule: a field bears a name that the library writes itself.

import type { CallSlots } from '../../model/call-slots.ts';
import type { Expression, LoggerCall } from '../../model/call.ts';
import type { Fix } from '../../model/finding.ts';
import type { FieldClash } from '../../model/misuse.ts';
import { isSamePosition } from '../../model/position-order.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { fieldNames } from '../wording/field-names.ts';
import { identifierOf, wordsOf } from '../wording/identifiers.ts';

export const reservedField: Rule = {
  id: 'reserved-field',
  title: 'Field by a reserved name',
  severity: 'error',
  docs: {
    why:
      'The library writes some keys of a record itself. In Python’s `extra`, a key like `name`, `args` or `module` raises KeyError when the line runs. ' +
      'pino writes the key twice, and what reads the record keeps one of them; structlog and winston put their own value in its place.',
    details: [
      'Python’s `logging`: all attributes of a LogRecord, `message` and `asctime`, in a literal, in `dict(…)`, and in a variable that was given one and not touched since.',
      'structlog: `level` and `timestamp`. pino and bunyan: `level`, `time`, `pid`, `hostname`, and `msg` beside a message. winston: `level` and `message`.',
      'Leaves alone reserved names inside an object that is itself a field.',
      'The fix renames the key after its value. Where the record would change, it is a suggestion.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("user created", extra={"name": user.name})',
        good: 'logger.info("user created", extra={"user_name": user.name})',
      },
      {
        language: 'js',
        bad: "log.info({ level: user.level }, 'user created');",
        good: "log.info({ userLevel: user.level }, 'user created');",
      },
    ],
  },
  check(call) {
    return (call.clashes ?? []).map((clash) => judged(clash, call));
  },
};

const EFFECTS: Readonly<Record<FieldClash['effect'], string>> = {
  raises: 'is an attribute of every record, so the call raises KeyError',
  doubles: 'is a key of every record, which now has it twice; what reads it keeps one of the two',
  replaced: 'is a key of every record, and its value takes the place of this one',
  appended: 'is the message itself, to which this value is appended',
};

function judged(clash: FieldClash, call: LoggerCall): RuleFinding {
  const { key, range, here, effect } = clash;
  const value = here ? valueOf(clash, call) : undefined;
  const name = nameFor(clash, value, call.slots, call);
  const severity = effect === 'raises' ? 'error' : 'warning';
  return {
    range,
    message: `\`${key}\` ${EFFECTS[effect]}. Name the field differently, \`${name}\` for one.`,
    severity,
    fixes: value === undefined ? [] : [fixOf(clash, name)],
  };
}

function valueOf({ range }: FieldClash, { given }: LoggerCall): Expression | undefined {
  const find = (one: Expression): Expression | undefined =>
    one.keyRange !== undefined && isSamePosition(one.keyRange.start, range.start)
      ? one
      : one.children.map(find).find((found) => found !== undefined);
  for (const { value, keyRange } of given) {
    if (keyRange !== undefined && isSamePosition(keyRange.start, range.start)) return value;
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A free name that says the same: one made from the value that has the key in it, else one made from the value. */
function nameFor(
  { key, taken }: FieldClash,
  value: Expression | undefined,
  { fields }: CallSlots,
  call: LoggerCall,
): string {
  // The reserved name itself says nothing of how the others are written.
  const keyCase = call.formatStyle.startsWith('object') ? (fields?.keyCase ?? 'camel') : 'snake';
  const used = new Set([...taken, ...(fields?.taken ?? []), ...call.fields.map((field) => field.key)]);
  const words = wordsOf(key);
  const made = value === undefined || value.kind === 'template' ? [] : fieldNames(value, call.function);
  const free = (name: string): boolean => !used.has(name);
  const names = made.filter((one) => one.at(-1) !== 'value');
  const fitting = names
    .filter((one) => words.every((word) => one.includes(word)))
    .map((one) => identifierOf(one, keyCase))
    .find(free);
  const telling = names
    .filter((one) => one.join('').length > 2)
    .map((one) => identifierOf(one, keyCase))
    .find(free);
  let name = fitting ?? telling ?? identifierOf([...words, 'value'], keyCase);
  for (let number = 2; !free(name); number++) name = identifierOf([...words, 'value', String(number)], keyCase);
  return name;
}

function fixOf({ range, written, shorthand, effect }: FieldClash, name: string): Fix {
  const newText = shorthand ? `${name}: ${written}` : written.replace(/^(["']?)[^]*\1$/, `$1${name}$1`);
  return {
    kind: effect === 'raises' ? 'fix' : 'suggest',
    title: `Name the field ${name}`,
    edits: [{ range, newText }],
  };
}
