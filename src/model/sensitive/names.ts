// Says whether a name (variable, field, header) names a secret or personal data; shared by the linter and by redaction.

import { splitWords } from './words.ts';

/** What a name gives away. `personal-network` (IP and MAC address) is for strict privacy only. */
export type SensitiveKind =
  | 'secret'
  | 'personal-government'
  | 'personal-contact'
  | 'personal-person'
  | 'personal-money'
  | 'personal-health'
  | 'personal-network';

export interface SensitiveName {
  readonly kind: SensitiveKind;
  /** What was recognised, words joined by dashes: "password", "api-key", "session-id". */
  readonly word: string;
}

/** Word sequences, dashes between the words, by what they name. A plural `s` at the end is allowed everywhere. */
const ALWAYS: Readonly<Record<SensitiveKind, string>> = {
  secret:
    'password passwd pwd passphrase pass-phrase passcode secret token credential creds authorization bearer cookie csrf xsrf jwt otp totp mfa dsn keypass signature ' +
    'api-key auth-key access-key private-key signing-key encryption-key master-key shared-key ssh-key license-key account-key ' +
    'session-id session-key session-cookie auth-header basic-auth auth-code otp-code mfa-code totp-code sms-code login-code reset-token recovery-code backup-code one-time-code time-code verification-code security-code seed-phrase recovery-phrase authentication-key authorization-key ' +
    'connection-string conn-string card-pin user-pin pin-code ' +
    'user-pass db-pass database-pass smtp-pass mail-pass mysql-pass postgres-pass pg-pass redis-pass ftp-pass admin-pass root-pass login-pass',
  'personal-government':
    'ssn social-security social-security-number social-security-no national-insurance national-insurance-number national-id passport passport-number passport-no passport-num driver-licence driver-license drivers-licence drivers-license tax-id taxpayer-id employer-identification',
  'personal-contact':
    'email-address phone-number phone-no phone-num mobile-number mobile-no mobile-num mobile-phone home-phone fax-number home-address home-addr street-address mailing-address zip-code post-code postal-code emergency-contact',
  'personal-person':
    'first-name last-name maiden-name middle-name surname birth-date birth-day date-of-birth dob birthday',
  'personal-money':
    'card-number card-no account-number account-no routing-number bank-account bank-number credit-card debit-card ccn cvv cvc iban salary credit-score billing-address',
  'personal-health':
    'diagnosis prescription blood-type blood-group blood-pressure pregnancy pregnant medical medical-record medical-history medical-condition health-record health-insurance health-plan insurance-number insurance-no',
  'personal-network': 'ip-address ip-addr client-ip remote-ip mac-address mac-addr',
};

/** Words that count only behind a word for a person: `user.email`, `customer_phone`, but not `email` or `server_address`. */
const OF_PERSON: Readonly<Partial<Record<SensitiveKind, string>>> = {
  'personal-contact': 'email phone telephone mobile fax address street zip postcode',
  'personal-person': 'gender nationality latitude longitude name full-name fullname',
  'personal-health': 'condition treatment allergy',
  'personal-money': 'billing income',
};

/** The secret phrases, words joined by dashes ("api-key"): what a quick search for suspects has to look for. */
export const SECRET_PHRASES: readonly string[] = ALWAYS.secret.split(' ');

const PERSONS = wordSet(
  'user customer patient person employee member contact recipient guest student subscriber applicant passenger beneficiary cardholder buyer account profile',
);
/** `user_name` is a login more often than a person's name. */
const PERSONS_WITHOUT_NAME = wordSet('user member contact subscriber');
/** What stands for a person only where it has one of these: `account.email`, not `account.address`. */
const ACCOUNTS = wordSet('account profile');
const OF_ACCOUNT = wordSet('email phone telephone mobile');

/** Words that, anywhere in the name, say the value has been made safe or is no secret to begin with. */
const MADE_SAFE = wordSet(
  'redact redacted redaction mask masked censor censored obfuscate obfuscated hash hashed md5 sha sha1 sha256 sha384 sha512 digest encrypt encrypted ' +
    'fingerprint checksum bcrypt scrypt argon argon2 public cancellation tokenizer',
);

/** Words that, right before the sensitive word, say that it is a flag, a count or a mark in a sequence. */
const SAFE_BEFORE = wordSet(
  'next prev previous since now batch starting stream ignored ignore supported available page paging pagination continuation cursor sync resume start stop eos bos pad unk sep special cancel is has had was were use uses ' +
    'using with without containing having lacking no needs need require requires required should can num number n max min total count input output prompt completion cached reasoning ' +
    'avg mean remaining used method function call type design theme syntax unknown forgot forgotten reset change changed accept accepts expired missing invalid unexpected illegal unrecognized expected bad allow allows empty show hide toggle',
);

/**
 * Words that may follow the sensitive one with the value still being it. Any other word makes the name one of something
 * else: `token_count`, `password_policy`, `secret_arn`, `signature_warning_template` are about the thing, not the thing.
 */
const STILL_THE_VALUE = wordSet(
  'value values raw text string str plain plaintext clear cleartext hex b64 base64 encoded decoded utf8 bytes buffer blob data content contents payload header headers pem der line lines ' +
    'new old current previous latest first second primary secondary original default temp tmp temporary input arg param parameter env var variable confirmation confirm repeat again retype ' +
    'list array map dict set and or in on for from to of with by as full home work personal private local prod production dev test staging admin user root db database ' +
    'a b c x y z copy backup answer pair key keys',
);

interface Phrase {
  readonly words: readonly string[];
  readonly found: SensitiveName;
  readonly ofPerson: boolean;
}

/** Phrases by their last word, longest first. */
const PHRASES: ReadonlyMap<string, readonly Phrase[]> = phrases();

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function phrases(): ReadonlyMap<string, readonly Phrase[]> {
  const byLast = new Map<string, Phrase[]>();
  const add = (table: Readonly<Partial<Record<SensitiveKind, string>>>, ofPerson: boolean): void => {
    for (const [kind, list] of Object.entries(table)) {
      for (const word of list.split(' ')) {
        const words = word.split('-');
        const last = words.at(-1)!;
        const same = byLast.get(last) ?? [];
        same.push({ words, ofPerson, found: { kind: kind as SensitiveKind, word } });
        byLast.set(
          last,
          same.sort((a, b) => b.words.length - a.words.length),
        );
      }
    }
  };
  add(ALWAYS, false);
  add(OF_PERSON, true);
  return byLast;
}

/**
 * Judges a name by its words, never by substrings: `author`, `tokenizer`, `passage` are nothing; `token_count`,
 * `next_token`, `password_hash`, `access_key_id`, `has_secret` are known to be safe. Takes an identifier in any
 * spelling, a dotted path (`user.email`), or words split already. The strongest kind wins: a secret before personal data.
 */
export function judgeName(name: string | readonly string[]): SensitiveName | undefined {
  const words = typeof name === 'string' ? splitWords(name) : name;
  let personal: SensitiveName | undefined;
  for (const [index, word] of words.entries()) {
    const found = phraseEndingAt(words, index, word);
    if (found === undefined || isSafe(words, found, index)) continue;
    if (found.found.kind === 'secret') return found.found;
    personal ??= found.found;
  }
  return personal;
}

function phraseEndingAt(words: readonly string[], index: number, word: string): Phrase | undefined {
  const candidates = PHRASES.get(word) ?? PHRASES.get(word.replace(/\d+$/, '')) ?? PHRASES.get(word.replace(/s$/, ''));
  return candidates?.find((phrase) => {
    const start = index + 1 - phrase.words.length;
    if (start < 0) return false;
    for (let back = 1; back < phrase.words.length; back++) {
      if (words[index - back] !== phrase.words[phrase.words.length - 1 - back]) return false;
    }
    return !phrase.ofPerson || belongsToPerson(words, start, phrase.found.word);
  });
}

function belongsToPerson(words: readonly string[], start: number, word: string): boolean {
  const owner = words[start - 1];
  if (owner === undefined || !PERSONS.has(owner)) return false;
  if (ACCOUNTS.has(owner)) return OF_ACCOUNT.has(word);
  // Where a server is reached: `contact_address`.
  return !(word === 'name' && PERSONS_WITHOUT_NAME.has(owner)) && !(word === 'address' && owner === 'contact');
}

function isSafe(words: readonly string[], phrase: Phrase, end: number): boolean {
  if (words.some((word) => MADE_SAFE.has(word))) return true;
  const before = words[end - phrase.words.length];
  if (before !== undefined && SAFE_BEFORE.has(before)) return true;
  const first = words[0]!;
  if ((first === 'is' || first === 'has') && words.length > phrase.words.length) return true;
  // What a JWT says openly.
  if (phrase.found.word === 'jwt' && /^(?:header|payload)s?$/.test(words[end + 1] ?? '')) return true;
  return words.slice(end + 1).some((word) => !STILL_THE_VALUE.has(word) && !/^\d+$/.test(word));
}
