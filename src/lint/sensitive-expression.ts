// Which parts of an expression put sensitive data into a record: by the names of what is shown, not by what is done away with.

import type { Expression } from '../model/call.ts';
import { judgeName, type SensitiveName } from '../model/sensitive/names.ts';
import { wordsOf } from './identifiers.ts';

/** A part of an expression that shows something sensitive. */
export interface Revealed {
  readonly expression: Expression;
  readonly found: SensitiveName;
  /** A single word that means other things as well (`token` of a parser): less certain. */
  readonly vague: boolean;
}

/** Words of functions whose result no longer shows what went in. */
const MAKES_SAFE = new Set(
  (
    'mask masked redact redacted scrub sanitize sanitise obfuscate anonymize anonymise censor hash hashed hexdigest digest sha sha1 sha256 sha384 sha512 md5 blake2b hmac encrypt encrypted fingerprint ' +
    'checksum bcrypt scrypt argon2 len length bool boolean type typeof isinstance count size sizeof strip_secrets hide hidden partial shorten strength entropy'
  ).split(' '),
);
/** First words of functions that only answer yes or no, or say how it went. */
const ASKS = new Set(
  'is has can should check verify validate compare matches exists contains test assert ensure reset change update set delete remove revoke rotate refresh save store send count invalidate expire register'.split(
    ' ',
  ),
);
/** First words of functions that hand out what they are named after. */
const HANDS_OUT = new Set(
  'get fetch load read generate create make build decrypt retrieve find issue new obtain request acquire current'.split(
    ' ',
  ),
);
/** Functions and methods that show what they are given in another form; encoded is not safe. */
const SHOWS = new Set(
  (
    'str repr format ascii bytes dict list tuple sorted String stringify dumps inspect pformat quote unquote escape b64encode b64decode btoa atob encodeURIComponent from ' +
    'encodebytes urlsafe_b64encode strip lstrip rstrip lower upper decode encode toString trim toLowerCase toUpperCase join concat replace hex items values copy to_dict toJSON get_secret_value unwrap reveal expose'
  ).split(' '),
);
/** Members that are the thing itself. */
const IS_ITSELF = new Set([
  'value',
  'raw',
  'text',
  'content',
  'data',
  'string',
  'plain',
  'plaintext',
  'current',
  'original',
  'decoded',
  'encoded',
]);
const GETTERS = new Set([
  'get',
  'getenv',
  'getattr',
  'getItem',
  'header',
  'getHeader',
  'pop',
  'setdefault',
  'getAttribute',
  'require',
]);
const SAFE_NAME = /mask|redact|hash|encrypt|obfusc|saniti[sz]|censor|digest|scrub|anonymi[sz]|fingerprint/i;
const VAGUE = new Set(['token', 'signature', 'cookie', 'credential', 'mobile', 'secret']);
/** Sessions are counted and traced by their id as often as they are entered with it. */
const ALWAYS_VAGUE = new Set(['session-id', 'session-key']);
/** Members of these are numbers or descriptions, whatever they are of. */
const OF_NUMBERS = new Set(
  'count counts counter counters length lengths size sizes type types schema schemas column columns field fields flag flags stats error errors message messages label labels'.split(
    ' ',
  ),
);
/** A slice that keeps this many characters or fewer shows which value it was, not the value. */
const SAFE_LENGTH = 7;

/** The sensitive parts of what `expression` puts into the record, in source order. */
export function revealed(expression: Expression): Revealed[] {
  const { kind, children, names } = expression;
  switch (kind) {
    case 'name':
      return judged(expression, names[0] ?? '');
    case 'attribute':
      return member(expression, names, children[0]);
    case 'subscript': {
      const [object, key] = children;
      if (object === undefined) return [];
      return key?.kind === 'string' ? member(expression, names, object) : plainIndex(expression, object);
    }
    case 'slice':
      return keepsLittle(expression.text) || children[0] === undefined ? [] : revealed(children[0]);
    case 'call':
      return call(expression);
    case 'conditional':
      return children.slice(1).flatMap(revealed);
    case 'operation':
      // `password and "***"` shows the second.
      return (
        /^[^"'`]*?(?:\band\b|&&)/.test(expression.text) && children.length === 2 ? children.slice(1) : children
      ).flatMap(revealed);
    case 'object':
      return children.flatMap((entry) => (entry.key === undefined ? revealed(entry) : fieldReveals(entry.key, entry)));
    case 'template':
    case 'list':
    case 'effect':
    case 'spread':
      return children.flatMap(revealed);
    default:
      return [];
  }
}

/** A field by its key and value: `{ password: x }` shows a password unless x is safe; else what x shows by itself. */
export function fieldReveals(key: string, value: Expression): Revealed[] {
  const parts = key.split('.');
  const found = value.kind === 'object' || isSafe(value) ? undefined : judgePath(parts);
  if (found !== undefined)
    return [
      {
        expression: value,
        found,
        vague: isVague(parts.at(-1) ?? '', found) && !revealed(value).some(({ vague }) => !vague),
      },
    ];
  return revealed(value);
}

/** Whether a value shows nothing, whatever it is called. */
export function isSafe(expression: Expression): boolean {
  const { kind, names, children } = expression;
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
        names.some((name) => SAFE_NAME.test(name))
      );
    case 'name':
    case 'subscript':
      return names.some((name) => SAFE_NAME.test(name));
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

function judged(expression: Expression, name: string): Revealed[] {
  const found = sensitive(name);
  if (found === undefined || isCounted(name)) return [];
  return [{ expression, found, vague: isVague(name, found) }];
}

/** Tokens in the plural are counted and parsed more often than they open a door; `UPDATE_USER_PASSWORD` is something to do. */
export function isCounted(name: string): boolean {
  return (
    (/tokens$/i.test(name) && !/(?:access|refresh|auth|api|bearer|session|csrf|id)_?tokens$/i.test(name)) ||
    /^(?:UPDATE|RESET|SET|CHANGE|CREATE|DELETE|VERIFY|CHECK|FORGOT|SEND|REVOKE)_[A-Z_]+$/.test(name)
  );
}

function isVague(name: string, { word }: SensitiveName): boolean {
  return ALWAYS_VAGUE.has(word) || (VAGUE.has(word) && wordsOf(name).length === 1);
}

/** Network addresses are for strict privacy only. */
function sensitive(name: string | readonly string[]): SensitiveName | undefined {
  const found = judgeName(name);
  return found?.kind === 'personal-network' ? undefined : found;
}

/** The last name of a path says what the value is; the one before it whose. */
function judgePath(names: readonly string[]): SensitiveName | undefined {
  const last = names.at(-1) ?? '';
  const owner = names.at(-2);
  if (names.some((name) => SAFE_NAME.test(name))) return undefined;
  if (owner === undefined) return sensitive(last);
  if (OF_NUMBERS.has(wordsOf(owner).at(-1) ?? '')) return undefined;
  if (IS_ITSELF.has(last)) return judgePath(names.slice(0, -1));
  return (
    sensitive(last) ?? (sensitive(owner) === undefined ? sensitive([...wordsOf(owner), ...wordsOf(last)]) : undefined)
  );
}

function member(expression: Expression, names: readonly string[], object: Expression | undefined): Revealed[] {
  if (names.length === 0 || isCounted(names.at(-1)!)) return [];
  const found = judgePath(names);
  if (found !== undefined)
    return [
      {
        expression,
        found,
        vague:
          isVague(names.at(-1) ?? '', found) &&
          (ALWAYS_VAGUE.has(found.word) || (object?.kind === 'name' && !/^(?:self|this)$/.test(object.text))),
      },
    ];
  return [];
}

function plainIndex(expression: Expression, object: Expression): Revealed[] {
  return revealed(object).map((one) => (one.expression === object ? { ...one, expression } : one));
}

function callIsSafe({ names, children }: Expression): boolean {
  const callee = names.flatMap(wordsOf);
  const last = wordsOf(names.at(-1) ?? '');
  if (callee.some((word) => MAKES_SAFE.has(word)) || names.some((name) => SAFE_NAME.test(name))) return true;
  if (ASKS.has(last[0] ?? '') && last.length > 1) return true;
  // values.map(redact)
  return children.slice(1).some((argument) => argument.kind === 'name' && SAFE_NAME.test(argument.text));
}

function call(expression: Expression): Revealed[] {
  if (callIsSafe(expression)) return [];
  const { names, children } = expression;
  const [callee, ...args] = children;
  const name = names.at(-1) ?? '';
  const object = callee?.kind === 'attribute' ? callee.children[0] : undefined;
  if (GETTERS.has(name)) {
    const key = args.find(({ kind }) => kind === 'string')?.value;
    if (key !== undefined)
      return member(
        expression,
        [...(name === 'getattr' ? (args[0]?.names ?? []) : (object?.names ?? [])), key],
        object,
      );
  }
  if (SHOWS.has(name))
    return [...(object === undefined || object.kind === 'string' ? [] : revealed(object)), ...args.flatMap(revealed)];
  const words = wordsOf(name);
  const noun = HANDS_OUT.has(words[0] ?? '') && words.length > 1 ? words.slice(1) : words;
  const found = noun === words && words.length > 2 ? undefined : sensitive(noun);
  return found === undefined ? [] : [{ expression, found, vague: isVague(noun.join('_'), found) }];
}

/** `[:4]`, `[-4:]`, `[2:6]`, `.slice(0, 4)`, `.slice(-4)`, `.substr(2, 4)`. */
function keepsLittle(text: string): boolean {
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
