// What a path of names gives away: its last name says what the value is, the one before it whose.

import { judgeName, type SensitiveName } from '../../model/sensitive/names.ts';
import { wordsOf } from '../wording/identifiers.ts';
import { saysSafe } from './made-safe.ts';

/** Members that are the thing itself. */
const IS_ITSELF = new Set(
  'value raw text content data string plain plaintext current original decoded encoded'.split(' '),
);
/** Members of these are numbers or descriptions, whatever they are of. */
const OF_NUMBERS = new Set(
  'count counts counter counters length lengths size sizes type types schema schemas column columns field fields flag flags stats error errors message messages label labels file files path paths'.split(
    ' ',
  ),
);
/** What cuts a text into tokens. */
const READS_TEXT = new Set('lexer parser scanner tokenizer tokenizers tok vocab vocabulary grammar ast'.split(' '));
const VAGUE = new Set('pwd token signature cookie credential creds mobile secret dsn shared-key csrf xsrf'.split(' '));
/** Sessions are counted and traced by their id more often than they are entered with it: it is a secret where it comes from a request. */
const OF_REQUEST = new Set(['session-id', 'session-key']);
const REQUEST = /^(?:req|request|cookies|headers)$/;
const ALWAYS_VAGUE = new Set([...OF_REQUEST, 'signature', 'diagnosis']);
/** Most signatures are there for everybody to check; whoever has one of these may ask in another's name. */
const OPENS_A_DOOR = new Set('x hub webhook hmac request req sas aws url header auth shared access'.split(' '));
/** `new_token` may be a mark in a sequence, `last_token` and `current_token` are so more often than not. */
const OF_SEQUENCE = new Set('new old my our'.split(' '));
/** What a token says, where it stands in a text, and what it is kept under, and who has it. */
const OF_TOKEN =
  /(?:^|_)(?:(?:jwt|id_?token|token)_?(?:payload|claims?|header|subject|issuer|audience|text|start|end)|token_?(?:keys?|user))$/i;
const MARK_IN_SEQUENCE = /^(?:last|current|first|this|previous)_?tokens?$/i;
/** Constants that name a key, a header, a message: `CONF_API_KEY`, `ERROR_INVALID_TOKEN`. */
const NAMES_A_KEY =
  /^(?:\w+\.)*(?:CONF|ATTR|KEY|FIELD|OPT|OPTION|ARG|PARAM|ENV|VAR|HEADER|SERVICE|EVENT|TYPE|ERR|ERROR|MSG|STATE|SCOPE|GRANT|PERM|PERMISSION|ROLE|FEATURE|FLAG|STATUS|CODE|ACTION|UPDATE|RESET|SET|CHANGE|CREATE|DELETE|VERIFY|CHECK|FORGOT|SEND|REVOKE)_[A-Z_]+$/;

/** Says whether it is so: `enableForwardToken`, `has_password`. */
const SAYS_WHETHER =
  /^_*(?:enabled?|disabled?|is|has|uses?|should|can|allows?|supports?|skips?|needs?|requires?)(?:_(?=[a-z])|(?=[A-Z]))/;

/** Tokens in the plural are counted and parsed more often than they open a door; `UPDATE_USER_PASSWORD` is something to do. */
export function isCounted(name: string): boolean {
  return (
    (/tokens$/i.test(name) && !/(?:access|refresh|auth|api|bearer|session|csrf|id)_?tokens$/i.test(name)) ||
    NAMES_A_KEY.test(name) ||
    MARK_IN_SEQUENCE.test(name) ||
    OF_TOKEN.test(name) ||
    /signatures$/i.test(name) ||
    SAYS_WHETHER.test(name)
  );
}

/** Whether a name may mean something harmless: a single word like `token`, or one that is so always. */
export function isVague(name: string, { word }: SensitiveName): boolean {
  const words = wordsOf(name);
  const extra = words.length - word.split('-').length;
  return (
    ALWAYS_VAGUE.has(word) ||
    (VAGUE.has(word) && (extra === 0 || (extra === 1 && OF_SEQUENCE.has(words[0]!)))) ||
    (extra > 0 && word === 'token' && /^(?:data|key|text)$/.test(words.at(-1) ?? ''))
  );
}

/** Whether what was found may be harmless wherever it is found. */
export function isAlwaysVague({ word }: SensitiveName): boolean {
  return ALWAYS_VAGUE.has(word);
}

/** What a name gives away. Network addresses are for strict privacy only. */
export function judgeWord(name: string | readonly string[]): SensitiveName | undefined {
  const found = typeof name === 'string' && saysSafe(name) ? undefined : judgeName(name);
  if (found?.word === 'signature') {
    const words = typeof name === 'string' ? wordsOf(name) : name;
    if (!words.some((word) => OPENS_A_DOOR.has(word))) return undefined;
  }
  return found === undefined || found.kind === 'personal-network' || OF_REQUEST.has(found.word) ? undefined : found;
}

/** What a path of names gives away: `user.email`, `card.number`, `credentials.value`. */
export function judgePath(names: readonly string[]): SensitiveName | undefined {
  const last = names.at(-1) ?? '';
  const owner = names.at(-2);
  if (names.some(saysSafe)) return undefined;
  if (owner === undefined) return judgeWord(last);
  const of = wordsOf(owner).at(-1) ?? '';
  if (OF_NUMBERS.has(of) || (READS_TEXT.has(of) && wordsOf(last).at(-1) === 'token')) return undefined;
  // A word of a text that was cut into tokens.
  if (last === 'text' && of === 'token') return undefined;
  if (IS_ITSELF.has(last)) return judgePath(names.slice(0, -1));
  const numbered = last === 'number' ? judgeWord(owner) : undefined;
  if (numbered?.kind.startsWith('personal-') === true) return numbered;
  const ofSession = names.slice(0, -1).some((name) => REQUEST.test(name))
    ? judgeName([owner, last].join('_'))
    : undefined;
  if (ofSession !== undefined && OF_REQUEST.has(ofSession.word)) return ofSession;
  return (
    judgeWord(last) ?? (judgeWord(owner) === undefined ? judgeWord([...wordsOf(owner), ...wordsOf(last)]) : undefined)
  );
}
