// Masks the secrets of a line before anything else is done with it.

import { findSecretValues, VALUE_HINTS } from '../../model/sensitive/values.ts';
import { mayHoldCard } from './card-digits.ts';
import { maskOf } from './mask.ts';
import { createSecretNames, maskNamedSecrets } from './named-secrets.ts';
import { HAS_URL, MAY_BE_CARD, MAY_BE_SECRET, MAY_NAME_SECRET } from './suspects.ts';

export interface Redacted {
  readonly text: string;
  /** What was masked, one entry a secret: "jwt", "field:password". */
  readonly kinds: readonly string[];
}

export interface Redactor {
  /** Whether a line with these flags has to be gone through; of others the text stays as it is. */
  wants(flags: number, bytes: Uint8Array, start: number, end: number): boolean;
  /** Masks the secrets of `text`; `flags` are those of scanLine for it. Never throws. */
  redact(text: string, flags: number): Redacted;
}

const ANY_SECRET = MAY_NAME_SECRET | MAY_BE_SECRET | MAY_BE_CARD | HAS_URL;
const CARD_KINDS: ReadonlySet<string> = new Set(['card-number']);
const URL_KINDS: ReadonlySet<string> = new Set(['url-credentials']);
const ALL_KINDS: ReadonlySet<string> = new Set(VALUE_HINTS.map(({ kind }) => kind));
const BEGIN_KEY = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/;
const END_KEY = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,6}-----/;
/** A line of a key's body: base64, or a header such as "Proc-Type: 4,ENCRYPTED". */
const KEY_BODY = /^\s*(?:[A-Za-z0-9+/=]{1,128}|[A-Za-z-]{1,32}: .{1,80})?\s*$/;
/** A key of 16,384 bits has some 200 lines. */
const MAX_KEY_LINES = 400;

/** Creates the redactor of one stream of lines: it follows a private key that spreads over several lines. */
export function createRedactor(): Redactor {
  const secretWord = createSecretNames();
  let keyLines = 0;
  return {
    wants: (flags, bytes, start, end) =>
      keyLines > 0 ||
      (flags & ANY_SECRET & ~MAY_BE_CARD) !== 0 ||
      ((flags & MAY_BE_CARD) !== 0 && mayHoldCard(bytes, start, end)),
    redact(text, flags) {
      if (keyLines > 0) {
        const inKey = redactKeyLine(text);
        keyLines = inKey === undefined || inKey.ended ? 0 : keyLines - 1;
        if (inKey !== undefined) return inKey;
      }
      if ((flags & ANY_SECRET) === 0) return { text, kinds: [] };
      const kinds: string[] = [];
      let masked = text;
      if ((flags & MAY_NAME_SECRET) !== 0)
        masked = maskNamedSecrets(masked, secretWord, (word) => kinds.push(`field:${word}`));
      masked = maskValues(masked, flags, kinds);
      if ((flags & MAY_BE_SECRET) !== 0 && BEGIN_KEY.test(text) && !END_KEY.test(text)) keyLines = MAX_KEY_LINES;
      return { text: masked, kinds };
    },
  };
}

function redactKeyLine(text: string): (Redacted & { readonly ended: boolean }) | undefined {
  const end = END_KEY.exec(text);
  if (end === null && !KEY_BODY.test(text)) return undefined;
  const rest = end === null ? '' : text.slice(end.index + end[0].length);
  return { text: `${maskOf('private-key', '', false)}${rest}`, kinds: [], ended: end !== null };
}

function maskValues(text: string, flags: number, kinds: string[]): string {
  const wanted = (flags & MAY_BE_SECRET) !== 0 ? ALL_KINDS : (flags & MAY_BE_CARD) !== 0 ? CARD_KINDS : undefined;
  let masked = text;
  if (wanted !== undefined) masked = replaceValues(masked, wanted, kinds);
  if ((flags & HAS_URL) !== 0 && wanted !== ALL_KINDS && masked.includes('@'))
    masked = replaceValues(masked, URL_KINDS, kinds);
  return masked;
}

function replaceValues(text: string, wanted: ReadonlySet<string>, kinds: string[]): string {
  let masked = '';
  let copied = 0;
  for (const { kind, start, end, showsTail } of findSecretValues(text, wanted)) {
    const mask = maskOf(kind, text.slice(start, end), showsTail);
    masked += text.slice(copied, start) + (isBareNumber(text, start, end) ? `"${mask}"` : mask);
    copied = end;
    kinds.push(kind);
  }
  return copied === 0 ? text : masked + text.slice(copied);
}

/** Whether a card number is a number of JSON, whose mask has to be a string: `{"card":4242424242424242}`. */
function isBareNumber(text: string, start: number, end: number): boolean {
  return (
    /["[,\]}]\s*[:,]\s*$|\[\s*$/.test(text.slice(Math.max(0, start - 8), start)) &&
    /^\s*[,}\]]/.test(text.slice(end, end + 8)) &&
    /^\s*[{[]/.test(text)
  );
}
