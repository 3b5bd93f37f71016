// Masks the values of fields whose name names a secret: in JSON, in logfmt, in `password=…` of any text.

import { judgeName } from '../../model/sensitive/names.ts';
import { hidesNothing, maskOf } from './mask.ts';

/** A name and the sign behind it, as JSON, logfmt, query strings, headers and object dumps write it. */
const NAME = /(?<![\w.-])([A-Za-z_][\w.-]{0,79})(\\{0,7}["'])?[ \t]{0,3}(?:=>|[:=])[ \t]{0,3}/g;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const UNQUOTED_END = /[\s,;&(){}[\]"'\\|<>]/g;
const LINE_END = /["'\\\r\n]|$/g;
const SCHEME = /(?:bearer|basic|digest|token|negotiate|apikey) +/iy;
/** How far a list or an object under a secret name is followed. */
const MAX_SPAN = 65_536;

/** A stretch of text to replace, and what with. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly mask: string;
}

/** The word a name is secret for, or undefined. Remembers names it was asked for. */
export function createSecretNames(): (name: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    const judged = judgeName(name);
    const word =
      judged !== undefined && (judged.kind === 'secret' || judged.word === 'cvv' || judged.word === 'cvc')
        ? judged.word
        : undefined;
    if (known.size >= 4096) known.clear();
    known.set(name, word);
    return word;
  };
}

/** Replaces what stands under secret names; calls `onMask` with the word for each. JSON stays valid JSON. */
export function maskNamedSecrets(
  text: string,
  secretWord: (name: string) => string | undefined,
  onMask: (word: string) => void,
): string {
  let masked = '';
  let copied = 0;
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const word = secretWord(match[1]!);
    if (word === undefined) continue;
    const isQuotedName = match[2] !== undefined;
    const { spans, end } = spansOf(text, NAME.lastIndex, {
      name: match[1]!,
      word,
      isQuotedName,
      isAssigned: match[0].includes('='),
    });
    for (const { start, end: spanEnd, mask } of spans) {
      masked += text.slice(copied, start) + mask;
      copied = spanEnd;
      onMask(word);
    }
    NAME.lastIndex = end;
  }
  return copied === 0 ? text : masked + text.slice(copied);
}

interface Named {
  readonly name: string;
  readonly word: string;
  readonly isQuotedName: boolean;
  readonly isAssigned: boolean;
}

/** What to mask behind a name, and where to go on: never back, so that hostile nesting costs no more than its length. */
interface Masking {
  readonly spans: readonly Span[];
  readonly end: number;
}

function spansOf(text: string, start: number, named: Named): Masking {
  const quoted = quotedAt(text, start);
  if (quoted !== undefined) return { spans: maskQuoted(text, quoted, named.word), end: quoted.end };
  const first = text[start];
  if ((first === '[' || first === '{') && named.isQuotedName) return maskInside(text, start, named);
  const value = unquotedAt(text, start, named);
  const end = start + value.length;
  if (hidesNothing(value)) return { spans: [], end };
  if (!named.isAssigned && !named.isQuotedName && !mayBeSecretInProse(text, start, value))
    return { spans: [], end: start };
  if (isCount(value, named.name)) return { spans: [], end };
  const quote = named.isQuotedName ? quoteOfName(text, start) : '';
  return { spans: [{ start, end, mask: `${quote}${maskOf(named.word, value, showsTail(named.word))}${quote}` }], end };
}

/** `"tokens": 812` counts tokens. */
function isCount(value: string, name: string): boolean {
  return /s$/i.test(name) && NUMBER.test(value);
}

/** The quotes around the name before `start`, for a bare number whose mask has to be a string. */
function quoteOfName(text: string, start: number): string {
  return /(\\*["'])[ \t]*(?:=>|[:=])[ \t]*$/.exec(text.slice(Math.max(0, start - 20), start))?.[1] ?? '"';
}

interface Quoted {
  /** Inside the quotes. */
  readonly start: number;
  readonly end: number;
}

/** The string that begins at `at`, its quotes escaped by any number of backslashes (JSON in JSON). */
function quotedAt(text: string, at: number): Quoted | undefined {
  let slashes = 0;
  while (text[at + slashes] === '\\' && slashes < 8) slashes++;
  const quote = text[at + slashes];
  if (quote !== '"' && quote !== "'") return undefined;
  const start = at + slashes + 1;
  let run = 0;
  for (let index = start; index < text.length; index++) {
    const one = text[index];
    if (one === '\\') run++;
    else {
      if (one === quote && closes(run, slashes)) return { start, end: index - slashes };
      run = 0;
    }
  }
  return { start, end: text.length };
}

/** A quote behind `run` backslashes ends a string opened behind `slashes`: `"…\\"` does, `"…\"` does not. */
function closes(run: number, slashes: number): boolean {
  return slashes === 0 ? run % 2 === 0 : run <= slashes || run % (2 * slashes + 2) === slashes;
}

function maskQuoted(text: string, { start, end }: Quoted, word: string): readonly Span[] {
  const value = text.slice(start, end);
  return hidesNothing(value) ? [] : [{ start, end, mask: maskOf(word, value, showsTail(word)) }];
}

/** Masks every string and number that is a value inside the list or object that begins at `at`. */
function maskInside(text: string, at: number, { name, word }: Named): Masking {
  const spans: Span[] = [];
  const limit = Math.min(text.length, at + MAX_SPAN);
  const quote = quoteOfName(text, at);
  let depth = 0;
  let index = at;
  while (index < limit) {
    const one = text[index]!;
    if (one === '[' || one === '{') depth++;
    else if ((one === ']' || one === '}') && --depth === 0) break;
    else if (one === '"' || one === "'" || one === '\\') {
      const quoted = quotedAt(text, index);
      if (quoted !== undefined) {
        const isKey = /^\\{0,7}["'][ \t]{0,3}:/.test(text.slice(quoted.end, quoted.end + 12));
        if (!isKey) spans.push(...maskQuoted(text, quoted, word));
        index = quoted.end + (quoted.start - index);
        continue;
      }
    } else if ((one >= '0' && one <= '9') || one === '-') {
      UNQUOTED_END.lastIndex = index;
      const end = UNQUOTED_END.exec(text)?.index ?? text.length;
      const value = text.slice(index, end);
      if (NUMBER.test(value) && !isCount(value, name))
        spans.push({ start: index, end, mask: `${quote}${maskOf(word, value, false)}${quote}` });
      index = end;
      continue;
    }
    index++;
  }
  return { spans, end: index };
}

function unquotedAt(text: string, start: number, { word, isQuotedName }: Named): string {
  if (word === 'cookie' && !isQuotedName) {
    LINE_END.lastIndex = start;
    return text.slice(start, LINE_END.exec(text)!.index).trimEnd();
  }
  SCHEME.lastIndex = start;
  const scheme = SCHEME.exec(text)?.[0].length ?? 0;
  UNQUOTED_END.lastIndex = start + scheme;
  return text.slice(start, UNQUOTED_END.exec(text)?.index ?? text.length);
}

/** `password: hunter2` gives a secret away; `Invalid password: must be longer` does not. */
function mayBeSecretInProse(text: string, start: number, value: string): boolean {
  if (/[\d+/=_$!#@%^*~]/.test(value) || /[a-z][A-Z]/.test(value) || /^(?:bearer|basic) /i.test(value)) return true;
  const end = start + value.length;
  return value.length >= 4 && /^[\s"'\\]*$|^[,;)}]/.test(text.slice(end, end + 40));
}

function showsTail(word: string): boolean {
  return !/^(?:pass|pwd|.*-pass$|card-pin|user-pin|pin-code|cvv|cvc|otp|totp|mfa|cookie|private-key|dsn|basic-auth|conn)/.test(
    word,
  );
}
