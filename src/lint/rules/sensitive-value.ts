// Rule: a text in source that a call writes is a key, a token, a card number, or somebody's number.

import { isExample } from '../../model/sensitive/example.ts';
import { findPersonalValues, type PersonalValue } from '../../model/sensitive/personal-values.ts';
import { findSecretValues } from '../../model/sensitive/values.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { literalsOf, type Literal } from '../sensitive/literals.ts';

const PERSONAL: Readonly<Record<PersonalValue['kind'], string>> = {
  ssn: 'a social security number',
  iban: 'a bank account number',
  email: 'a mail address of a person',
};
/** Texts longer than this are data, not something a person wrote into a call. In UTF-16 units. */
const MAX_LENGTH = 20_000;

export const sensitiveValue: Rule = {
  id: 'sensitive-value',
  title: 'Key, token or card number in a message',
  severity: 'error',
  docs: {
    why:
      'A key that stands in source and is logged has leaked twice: to everyone who reads the code, and to everyone who reads the log. ' +
      'It has to be revoked, not only taken out.',
    details: [
      'Looks for what keys, tokens and numbers look like in the texts a call writes, also where a variable of the same file holds them: keys with a known prefix (GitHub, GitLab, Slack, Stripe, AWS, Google, npm, PyPI and others), private keys, JWTs, `Bearer` and `Basic` credentials, passwords in URLs, card numbers of known issuers with their check digit, IBANs, social security numbers.',
      'The same shapes are masked in records before they are stored.',
      "Leaves alone what stands for a value: `****`, `xxxx`, `<token>`, `your-key`, `user:password@`, words like example and test. Mail addresses are hints; those of a role (`support@`) or of example domains are nobody's.",
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("charging card 4539148803436467")',
        good: 'logger.info("charging card", extra={"card_last4": card.last4})',
      },
      {
        language: 'js',
        bad: "log.info('connected to postgres://shop:s3Rv1ce9@db.shop.internal/orders');",
        good: "log.info('connected to postgres://db.shop.internal/orders');",
      },
    ],
  },
  judgesBound: true,
  check(call) {
    const told = new Set<string>();
    // A name that holds several texts of a kind is told once.
    return literalsOf(call)
      .flatMap(judge)
      .filter(({ range: { start }, message }) => {
        const key = `${start.line}:${start.column}:${message}`;
        return !told.has(key) && told.add(key);
      });
  },
};

function judge(literal: Literal): RuleFinding[] {
  const { text, shownBy } = literal;
  if (text.length < 8 || text.length > MAX_LENGTH) return [];
  const [secret] = findSecretValues(text).filter(
    ({ kind, start, end }) => kind === 'card-number' || !isExample(text.slice(start, end)),
  );
  if (secret !== undefined) {
    const kind = secret.kind.replaceAll('-', ' ');
    return [
      {
        range: shownBy,
        fixes: [],
        message: `This writes ${withArticle(shapeName(kind))} into the log. Take it out of the source, and revoke it.`,
      },
    ];
  }
  const [personal] = findPersonalValues(text).filter(
    ({ kind, start, end }) => kind !== 'email' || !isExample(text.slice(start, end)),
  );
  if (personal === undefined) return [];
  return [
    {
      range: shownBy,
      fixes: [],
      severity: personal.kind === 'email' ? 'hint' : 'error',
      message: `This writes ${PERSONAL[personal.kind]} into the log. Log an id instead.`,
    },
  ];
}

/** Of a shape's id with spaces: "url credentials" is a password in a URL. */
function shapeName(kind: string): string {
  if (kind === 'url credentials') return 'password in a URL';
  if (kind === 'basic auth') return 'name and password';
  return kind.replace('jwt', 'JWT').replace('aws', 'AWS').replace('ai api', 'AI API').replace('pypi', 'PyPI');
}

function withArticle(name: string): string {
  return `${/^(?:[aeiouAEIO]|npm)/.test(name) ? 'an' : 'a'} ${name}`;
}
