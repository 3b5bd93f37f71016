// Other values that a program might have written in the place of one, for learning what the place means.

import { isoTimeText, readTime, type ReadTime } from './iso-time.ts';
import {
  BARE,
  BOOLEAN,
  DECIMAL,
  DIGITS,
  ESCAPED,
  HEX,
  MARKED,
  NIL,
  NUMBERED,
  PLAIN,
  TIME,
  UNICODE,
  UUID,
  WORD,
} from './scan-json.ts';

/** Stack traces of languages: readers take them for the exceptions they tell of. */
function traces(): string[] {
  return [
    'Traceback (most recent call last):\n  File "zq.py", line 7, in zq\nzqError: zq 7x',
    'zqError: zq 7x\n    at zq (/zq/zq.js:7:9)',
    'zq.zqException: zq 7x\n\tat zq.Zq.zq(Zq.java:7)',
  ].map((text) => JSON.stringify(text).slice(1, -1));
}

const JSON_TOKENS = new Map([
  [BOOLEAN, ['true', 'false']],
  [PLAIN, ['zq7x', 'ERROR', '12345']],
  [ESCAPED, ['\\"zq7x', 'zq\\n\\"', ...traces()]],
  [UNICODE, ['\\u00e9zq', '\\ud83d\\ude00 zq', '\\ud800', '\\u001b[31mzq', '000']],
]);

/** What is written in one text is not in every one: tokens keep to what the scanners promise of their kinds. */
const TEXT_TOKENS = new Map([
  [BOOLEAN, ['true', 'false']],
  [PLAIN, ['zq7x', 'ERROR', '12345', '18ms', 'a.b/c:9']],
  [ESCAPED, ['\\"zq7x', 'zq\\n\\"']],
  [BARE, ['zq7x', 'ERROR', 'x_12345', '18ms', 'a.b/c:9']],
  [MARKED, ['zq level=7', 'zq request_id=abcd9', 'zq=7x']],
  [NIL, ['0', '-', '0000', '00-0', '0x0']],
  [WORD, ['zq7x', 'Q1zx', 'ab_12']],
  [NUMBERED, ['7zqa', '18ms', '9f8x']],
  [UUID, ['9b2d7c1e-5a0f-4c3b-8d6e-1f2a3b4c5d6e', '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0']],
]);
const ODD_TOKENS = ['7e22', '12345678901234567890', '-0'];

/** Other tokens of the kind of one; `json`: of a JSON line. */
export function otherTokens(json: boolean, kind: number, token: string): string[] {
  const others =
    kind >= TIME
      ? otherTimes(token)
      : kind === DECIMAL
        ? json || !/^\d+$/.test(token)
          ? otherNumbers(Number(token))
          : otherDigits(token)
        : ((json ? JSON_TOKENS : TEXT_TOKENS).get(kind) ?? sizedTokens(kind, token.length));
  return others.filter((other) => other !== token);
}

function otherTimes(token: string): string[] {
  const time: ReadTime = { ms: 0, nanos: 0, style: 0 };
  const bytes = Buffer.from(token);
  readTime(bytes, 0, bytes.length, time);
  return [11_111, 86_461_000, 3_600_000 * 24 * 200].map((later) =>
    isoTimeText(time.ms + later, time.nanos, time.style),
  );
}

function otherNumbers(value: number): string[] {
  return [value + 1, 10, 50, 3, value * 2 + 7].map((other) => String(Math.abs(Math.round(other))));
}

/** Readers may want a number of digits: others are tried by `limitsOf`. */
function otherDigits(token: string): string[] {
  const { length } = token;
  if (length === 1) return ['3', '7', '9'];
  const next = String(Number(token) + 1);
  return [`1${'0'.repeat(length - 1)}`, '5'.repeat(length), '9'.repeat(length), next.length === length ? next : token];
}

function sizedTokens(kind: number, length: number): string[] {
  if (kind === DIGITS) return ['0'.repeat(length), `${'0'.repeat(length - 1)}7`, tokenOfLength(kind, length)];
  if (kind === HEX) return [tokenOfLength(kind, length), '9f8e7d6c5b4a3021'.repeat(length).slice(0, length)];
  return ODD_TOKENS;
}

/** A token of a kind that has a length; '' where the kind can't have it. */
export function tokenOfLength(kind: number, length: number): string {
  switch (kind) {
    case DECIMAL:
      return length > 15 ? '' : `1${'0'.repeat(length - 1)}`;
    case DIGITS:
      return length < 2 ? '' : `0${'7'.repeat(length - 1)}`;
    case WORD:
      return length < 2 ? '' : `${'z'.repeat(length - 1)}1`;
    case NUMBERED:
      return length < 2 ? '' : `1${'z'.repeat(length - 1)}`;
    case HEX:
      return length < 8 ? '' : 'a1b2c3d4e5f60798'.repeat(length).slice(0, length);
    case BARE:
    case PLAIN:
      return 'z'.repeat(length);
    default:
      return '';
  }
}
