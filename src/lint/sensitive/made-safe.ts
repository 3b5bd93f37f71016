// Whether a value shows nothing of what went into it: masked, hashed, counted, compared, cut short.

import type { Expression } from '../../model/call.ts';
import { wordsOf } from '../wording/identifiers.ts';

/** Words of functions whose result no longer shows what went in. */
const MAKES_SAFE = new Set(
  (
    'mask masked redact redacted scrub sanitize sanitise obfuscate anonymize anonymise censor hash hashed hexdigest digest sha sha1 sha256 sha384 sha512 md5 blake2b hmac encrypt encrypted fingerprint ' +
    'checksum bcrypt scrypt argon2 len length bool boolean type typeof isinstance count size sizeof strip_secrets hide hidden partial shorten truncate abbreviate strength entropy id'
  ).split(' '),
);
/** First words of functions that only answer yes or no, or say how it went. */
const ASKS = new Set(
  'is has can should check verify validate compare matches exists contains test assert ensure reset change update set delete remove revoke rotate refresh save store send count invalidate expire register introspect parse handle process apply use search lookup log print show write put insert add push post split filter strip omit exclude drop'.split(
    ' ',
  ),
);
const SAFE_NAME = /mask|redact|hash|encrypt|obfusc|saniti[sz]|censor|digest|scrub|anonymi[sz]|fingerprint/i;
/** `safe_dsn`, `safeUrl`; not `urlsafe_token`. */
const BEGINS_SAFE = /^_*safe(?=_|[A-Z])/;
const UNSAFE_NAME = /unmask|unhash|unencrypt|unredact|decrypt|rehash|unsaniti[sz]|unscrub/i;
/** A slice that keeps this many characters or fewer shows which value it was, not the value. */
const SAFE_LENGTH = 7;
/** Arguments that have secrets left out. */
const HIDES = /^(?:privacy|mask\w*|redact\w*|hide\w*|sanitize\w*|censor\w*|obfuscate\w*)$/;
/** What is put in place of what a pattern finds: stars, crosses, a word in brackets. */
const MASK_TEXT = /^(?:[*xX#•]+|[.\-_]{2,}|[[<(*]{1,3}[\w ]{1,30}[\])>*]{1,3}|redacted|masked|hidden)$/i;

/** Whether a name says that what it stands for has been made safe. */
export function saysSafe(name: string): boolean {
  return (SAFE_NAME.test(name) || BEGINS_SAFE.test(name)) && !UNSAFE_NAME.test(name);
}

/** Whether a value shows nothing, whatever it is called. */
export function isSafe(expression: Expression): boolean {
  const { kind, names, children, origin } = expression;
  switch (kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'comparison':
    case 'function':
      return true;
    case 'slice':
      return keepsLittle(expression.text) || (children[0] !== undefined && isSafe(children[0]));
    case 'call':
      return callIsSafe(expression);
    case 'attribute':
      return (
        names.at(-1) === 'length' ||
        names.at(-1) === 'size' ||
        names.at(-1) === '__name__' ||
        names.some(saysSafe) ||
        // SecretStr prints itself as stars.
        (children[0] !== undefined && isHiding(children[0]) && names.at(-1) !== 'value')
      );
    case 'name':
      return (
        names.some(saysSafe) || (origin?.by === 'assignment' && (isMade(origin.expression) || isHiding(expression)))
      );
    case 'subscript':
      return names.some(saysSafe);
    case 'conditional':
      return children.length > 1 && children.slice(1).every(isSafe);
    case 'operation':
    case 'effect':
    case 'template':
    case 'list':
      return children.length > 0 && children.every(isSafe);
    default:
      return false;
  }
}

/** Whether what a name was given shows nothing. A literal that reads like a password is one. */
export function isMade(value: Expression): boolean {
  if (value.kind === 'string') return !looksSecret(value.value ?? '');
  return isSafe(value);
}

/** Whether a call gives nothing of what went into it. */
export function callIsSafe({ names, children }: Expression): boolean {
  const last = names.at(-1) ?? '';
  const words = wordsOf(last);
  // Of `hashlib.sha256(x).hexdigest()` and `crypto.createHash('md5').update(x)` an earlier name says it, of `bcrypt.hash(x)` the last.
  if (
    names.some(
      (name) => saysSafe(name) || (wordsOf(name).some((word) => MAKES_SAFE.has(word)) && !UNSAFE_NAME.test(name)),
    )
  )
    return !UNSAFE_NAME.test(last);
  if (ASKS.has(words[0] ?? '') && words.length > 1) return true;
  if (
    /^(?:replace|replaceAll|sub)$/.test(last) &&
    children.slice(2).some(({ value }) => value !== undefined && MASK_TEXT.test(value))
  )
    return true;
  if (/^(?:SecretStr|SecretBytes|Secret|keys)$/.test(last)) return true;
  // Object.keys(x).sort()
  if (names[0] === 'Object' && names[1] === 'keys') return true;
  // "*".repeat(password.length), ", ".join([a, b])
  const [callee, ...args] = children;
  if (callee?.kind === 'attribute' && callee.children[0]?.kind === 'string' && args.length > 0 && args.every(isSafe))
    return true;
  // url(privacy=True)
  if (
    children
      .slice(1)
      .some(
        ({ key, kind, text }) => key !== undefined && HIDES.test(key) && kind !== 'null' && !/^[Ff]alse$/.test(text),
      )
  )
    return true;
  // values.map(redact), JSON.stringify(values, redact)
  return children.slice(1).some((argument) => argument.kind === 'name' && saysSafe(argument.text));
}

/** `password = SecretStr(…)`: printed by itself it is stars. */
function isHiding({ origin }: Expression): boolean {
  return (
    origin?.by === 'assignment' &&
    origin.expression.kind === 'call' &&
    /^(?:SecretStr|SecretBytes)$/.test(origin.expression.names.at(-1) ?? '')
  );
}

/** Letters with digits or signs that no identifier has: "hunter2", "P@ssw0rd". */
function looksSecret(text: string): boolean {
  return (
    text.length >= 6 &&
    text.length <= 200 &&
    /[A-Za-z]/.test(text) &&
    /[\d!@#$%^&]/.test(text) &&
    !/[\s{}<>%]|^\$|^[A-Z_]+$|\*\*/.test(text)
  );
}

/** `[:4]`, `[-4:]`, `[2:6]`, `.slice(0, 4)`, `.slice(-4)`, `.substr(2, 4)`. */
export function keepsLittle(text: string): boolean {
  const python = /\[\s*(-?\d*)\s*:\s*(-?\d*)\s*\]$/.exec(text);
  const script = /\.(slice|substring|substr)\(\s*(-?\d+)\s*(?:,\s*(-?\d+)\s*)?\)$/.exec(text);
  const [method, from, to] =
    python === null ? [script?.[1], script?.[2], script?.[3]] : ['slice', python[1], python[2]];
  if (method === undefined) return false;
  const start = Number(from === '' || from === undefined ? 0 : from);
  const end = to === '' || to === undefined ? undefined : Number(to);
  if (method === 'substr') return end !== undefined && end <= SAFE_LENGTH;
  if (start < 0) return end === undefined || end < 0 ? -start <= SAFE_LENGTH : false;
  return end !== undefined && end >= 0 && end - start <= SAFE_LENGTH;
}
