// Rule: an argument, field or hole of a logger call names a secret or personal data.

import type { Expression, LoggerCall, MessagePart } from '../../model/call.ts';
import type { Fix } from '../../model/finding.ts';
import { judgeName, type SensitiveKind, type SensitiveName } from '../../model/sensitive/names.ts';
import type { Range } from '../../model/location.ts';
import { hasEffect } from '../effects.ts';
import { showsException } from '../exceptions.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { fieldReveals, isCounted, isSafe, revealed, type Revealed } from '../sensitive-expression.ts';

const WHAT: Readonly<Record<SensitiveKind, string>> = {
  secret: 'a secret',
  'personal-government': 'a government identifier of a person',
  'personal-contact': 'contact data of a person',
  'personal-person': 'personal data',
  'personal-money': 'financial data of a person',
  'personal-health': 'health data of a person',
  'personal-network': 'a network address of a person',
};

export const sensitiveName: Rule = {
  id: 'sensitive-name',
  title: 'Secret or personal data in a record',
  severity: 'error',
  docs: {
    why:
      'What is logged is copied: to files, to a log store, to people who may read logs but not the data. A secret in a record is a leaked secret, and personal data there outlives every request to delete it. ' +
      'Secrets are errors, personal data and words that may mean something harmless are warnings.',
    details: [
      'Judges names by their words: variables, attributes, subscripts, `.get("password")`, getters, dictionary keys, field names, and the text right before a placeholder (`"password=%s"`). Words of the message alone never count.',
      'Knows what is not sensitive: metadata (`token_count`, `password_policy`, `next_token`), flags (`has_token`), ids, and names that say the value has been made safe (`password_hash`, `masked_card`).',
      'Knows what makes a value safe: masking, hashing and encrypting functions, `len(x)`, `bool(x)`, comparisons, `"set" if x else "unset"`, slices that keep seven characters or fewer. Encoding is not safe.',
      'Contact and person words count only on a person-like object (`user.email`) or in an unmistakable name (`user_email`).',
      'The fix puts `"***"` in its place; leaving the field out is offered beside it.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("login of %s with %s", user.id, user.password)',
        good: 'logger.info("login of %s", user.id)',
      },
      {
        language: 'js',
        bad: "log.debug({ token, userId }, 'session created');",
        good: "log.debug({ userId, hasToken: Boolean(token) }, 'session created');",
      },
    ],
  },
  check(call) {
    const findings = new Map<string, RuleFinding>();
    const add = (one: Revealed, fixes: readonly Fix[]): void => {
      const { start, end } = one.expression.range;
      const key = `${start.line}:${start.column}:${end.line}:${end.column}`;
      if (!findings.has(key)) findings.set(key, describe(one, one.expression.range, fixes));
    };
    for (const field of call.fields)
      for (const one of fieldReveals(field.key, field.value))
        add(one, [...mask(call, one.expression, field.keyRange), ...drop(field.removal)]);
    const parts = call.message?.parts ?? [];
    // What is shown as a number is no secret: %d, :.1f.
    const numbers = new Set(
      parts.flatMap((part) =>
        part.kind === 'hole' && part.expression !== undefined && /[dfgeEGF]$/.test(part.format ?? '')
          ? [part.expression.range]
          : [],
      ),
    );
    for (const [index, part] of parts.entries()) {
      if (part.kind === 'text' || part.expression === undefined) continue;
      if (numbers.has(part.expression.range)) continue;
      const labelled = labelBefore(parts[index - 1]);
      if (
        labelled !== undefined &&
        !isSafe(part.expression) &&
        part.expression.kind !== 'conditional' &&
        !showsException(part.expression, call.handler?.exceptionName ?? 'err')
      )
        add({ expression: part.expression, ...labelled }, mask(call, part.expression));
      else for (const one of revealed(part.expression)) add(one, mask(call, one.expression));
    }
    for (const value of call.arguments)
      if (!numbers.has(value.range)) for (const one of revealed(value)) add(one, mask(call, one.expression));
    for (const value of call.spreads) for (const one of revealed(value)) add(one, []);
    return [...findings.values()];
  },
};

/** `password=`, `"token": `: one word or two, at the end of a text. */
const LABEL = /(?:^|([^\w-]))((?:[A-Za-z][\w-]{0,40} )?[A-Za-z][\w-]{0,40})["']?\s{0,2}([=:])\s{0,2}["'`<([{]{0,2}$/;
/** In prose a colon ends a sentence as often as a label; after these words, or at the beginning, it is a label. */
const BEFORE_LABEL = /(?:^|[,;|([{\n]\s*|\b(?:with|using|new|old|your|the|and|is|generated|default|current)\s+)$/i;

/** What the text right before a hole says it is: "password=", "token: ", "Authorization: Bearer ". */
function labelBefore(part: MessagePart | undefined): { found: SensitiveName; vague: boolean } | undefined {
  if (part?.kind !== 'text') return undefined;
  const text = part.text.slice(-120);
  if (/\bbearer\s+["']?$/i.test(text)) return { found: { kind: 'secret', word: 'bearer' }, vague: false };
  const match = LABEL.exec(text);
  if (match === null) return undefined;
  const [, , label = '', sign] = match;
  const words = label.split(' ');
  const last = words.at(-1)!;
  const inProse =
    sign === ':' &&
    !BEFORE_LABEL.test(text.slice(0, match.index + (match[1]?.length ?? 0))) &&
    !BEFORE_LABEL.test(text.slice(0, text.lastIndexOf(last)));
  // Of "password reset by=" nothing is a password; of "invalid token=" nothing is a secret.
  const found = judgeName(words.join('_'));
  if (
    inProse ||
    found === undefined ||
    found.kind === 'personal-network' ||
    (words.length > 1 && judgeName(words[0]!) !== undefined && judgeName(last) === undefined)
  )
    return undefined;
  if (isCounted(last)) return undefined;
  const vague = /^(?:token|signature|cookie|secret|credential)s?$/i.test(last);
  return vague && sign === ':' ? undefined : { found, vague };
}

function describe({ expression, found, vague }: Revealed, range: Range, fixes: readonly Fix[]): RuleFinding {
  const name =
    expression.text.length <= 60 && !expression.text.includes('\n')
      ? `\`${expression.text}\``
      : `This value ("${found.word}")`;
  const secret = found.kind === 'secret';
  const instead = secret ? 'Leave it out or mask it.' : 'Log an id instead, or mask it.';
  return {
    range,
    fixes,
    severity: secret && !vague ? 'error' : 'warning',
    message: `${name} ${vague ? 'looks like' : 'is'} ${WHAT[found.kind]} and would be readable in the log. ${instead}`,
  };
}

/** `"***"` in its place. Where getting it did something, that would no longer happen: then only to be chosen. */
function mask({ message }: LoggerCall, { text, range, key, ...expression }: Expression, keyRange?: Range): Fix[] {
  const inside = message?.built === 'f-string' && contains(message.range, range);
  const house = message?.quote[0] ?? '"';
  const quote = inside ? (house === '"' ? "'" : '"') : house;
  const shorthand = keyRange !== undefined && samePlace(keyRange, range);
  const newText = `${shorthand ? `${key ?? text}: ` : ''}${quote}***${quote}`;
  return [
    {
      kind: hasEffect({ text, range, ...expression }) ? 'suggest' : 'fix',
      title: `Mask ${text.length <= 40 ? text : 'the value'}`,
      edits: [{ range, newText }],
    },
  ];
}

function drop(removal: Range | undefined): Fix[] {
  return removal === undefined
    ? []
    : [{ kind: 'suggest', title: 'Leave the field out', edits: [{ range: removal, newText: '' }] }];
}

function contains(outer: Range, inner: Range): boolean {
  return !before(inner.start, outer.start) && !before(outer.end, inner.end);
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function samePlace(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.column === b.start.column &&
    a.end.line === b.end.line &&
    a.end.column === b.end.column
  );
}
