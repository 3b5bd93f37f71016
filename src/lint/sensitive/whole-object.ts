// Finds objects that are shown whole: a request, its headers or body, the environment, a configuration, a user, all attributes.

import type { Expression } from '../../model/call.ts';
import { wordsOf } from '../wording/identifiers.ts';
import { saysSafe } from './made-safe.ts';
import { memberOf } from './seen-members.ts';

/** What is shown whole. */
export type WholeKind =
  | 'request'
  | 'headers'
  | 'body'
  | 'session'
  | 'environment'
  | 'configuration'
  | 'person'
  | 'attributes'
  | 'failed-request';

/** An object that is shown whole. */
export interface Whole {
  readonly kind: WholeKind;
  /** What shows it: in the call. */
  readonly expression: Expression;
  /** The object itself, where another name holds it. */
  readonly holds?: Expression;
  /** By a word that means other things as well. */
  readonly vague: boolean;
}

/** How much of an object gets into the record. */
export type Depth =
  /** All its members: printed by a console, given as fields, serialised. */
  | 'members'
  /** What it says of itself as text. */
  | 'text';

/** What a file says of what its names mean. */
export interface Surroundings {
  /** Speaks HTTP: `headers` are those of a request or an answer. */
  readonly web: boolean;
  /** Calculates with tables or models: `config` is none of a service. */
  readonly models: boolean;
  /** A `user` comes with a password: it is what somebody is called. */
  readonly userIsName: boolean;
  /** So does that of the object itself, where it is made. */
  readonly ownUserIsName: () => boolean;
  /** What the exception that is handled is called. */
  readonly exceptionName?: string;
}

/** Functions that write down all members of what they are given. */
const SERIALISES = new Set(
  'stringify dumps inspect pformat assign fromEntries structuredClone deepcopy cloneDeep asdict jsonable_encoder model_to_dict'.split(
    ' ',
  ),
);
/** Methods that give all members of what they are called on. */
const GIVES_MEMBERS = new Set(
  'to_dict as_dict asdict dict model_dump model_dump_json toJSON toObject to_json serialize dump items values entries copy json'.split(
    ' ',
  ),
);
/** Functions and methods that show what they are given as it is. */
const SHOWS = new Set('str repr format String dict tuple decode toString strip trim replace cast'.split(' '));
const REQUESTS = new Set('req request'.split(' '));
const PERSONS = new Set('user customer patient employee member subscriber cardholder applicant'.split(' '));
const SERVICES = new Set(
  'app application server service database db auth client self this settings process global'.split(' '),
);

/** The objects `expression` shows whole, in source order. */
export function wholeObjects(expression: Expression, depth: Depth, around: Surroundings): Whole[] {
  const { kind, children } = expression;
  switch (kind) {
    case 'name': {
      const { origin } = expression;
      // One of several requirements is called `req` as well.
      const isMember = origin?.by === 'iteration' || origin?.by === 'part';
      // Put together by hand: somebody has looked at each member.
      const isPicked = origin?.by === 'assignment' && origin.expression.kind === 'object';
      const own = isMember || isPicked ? undefined : named(expression, depth, around);
      if (own !== undefined || origin === undefined || origin.by === 'iteration' || origin.by === 'with')
        return own === undefined ? [] : [own];
      const { expression: given } = origin;
      if (origin.by === 'part')
        return origin.index === 1
          ? held(expression, wholeObjects(given, depth, around))
              .filter((one) => one.kind !== 'configuration')
              .slice(0, 1)
          : [];
      return held(expression, wholeObjects(given, depth, around)).slice(0, 1);
    }
    case 'attribute':
      return member(expression, children[0], depth, around);
    case 'subscript': {
      const [object, key] = children;
      if (object === undefined || key === undefined) return [];
      if (key.kind === 'string') return member(expression, object, depth, around);
      // All of it, one after the other: process.env[key].
      const whole =
        /^(?:process\.env|os\.environ)$/.test(object.text) &&
        (key.origin?.by === 'iteration' || key.origin?.by === 'part');
      return whole ? [{ kind: 'environment', expression, vague: false }] : [];
    }
    case 'call':
      return called(expression, depth, around);
    case 'object':
      return children.flatMap((one) => wholeObjects(one, depth, around));
    case 'template':
      // A template literal and `+` write [object Object]; of a body there may be its text, and nobody means to show the environment.
      return children
        .flatMap((one) => wholeObjects(one, 'text', around))
        .filter(
          (one) =>
            !isScriptText(expression.text) ||
            one.kind === 'body' ||
            one.kind === 'environment' ||
            one.expression.kind === 'call' ||
            one.holds?.kind === 'call',
        );
    case 'conditional':
      return children.slice(1).flatMap((one) => wholeObjects(one, depth, around));
    case 'operation':
    case 'list':
    case 'effect':
    case 'spread':
      return children.flatMap((one) => wholeObjects(one, kind === 'spread' ? 'members' : depth, around));
    default:
      return [];
  }
}

/** A member by its name; where it is seen what it was made of, by that. */
function member(expression: Expression, object: Expression | undefined, depth: Depth, around: Surroundings): Whole[] {
  const seen = memberOf(object, expression.names.at(-1) ?? '');
  if (seen !== undefined) return held(expression, wholeObjects(seen, depth, around)).slice(0, 1);
  const own = named(expression, depth, around);
  return own === undefined ? [] : [own];
}

function held(expression: Expression, inside: readonly Whole[]): Whole[] {
  return inside.map(({ kind, vague, holds, expression: inner }) => ({
    kind,
    vague,
    expression,
    holds: holds ?? inner,
  }));
}

function isScriptText(text: string): boolean {
  return text.startsWith('`');
}

function called(expression: Expression, depth: Depth, around: Surroundings): Whole[] {
  const { names, children } = expression;
  const [callee, ...args] = children;
  const last = names.at(-1) ?? '';
  if (names.some(saysSafe) || args.some(({ kind, text }) => kind === 'name' && saysSafe(text))) return [];
  if (callee?.kind === 'name' && /^(?:locals|globals)$/.test(last) && args.length === 0)
    return [{ kind: 'attributes', expression, vague: false }];
  if (callee?.kind === 'name' && last === 'vars' && args[0] !== undefined)
    return isArguments(args[0]) ? [] : [{ kind: 'attributes', expression, vague: false }];
  const object = callee?.kind === 'attribute' ? callee.children[0] : undefined;
  const path = names.slice(0, -1);
  if (
    object !== undefined &&
    isRequest(path) &&
    !isAnswer(object) &&
    /^(?:get_json|json|text|formData|form|get_data|getBody)$/.test(last)
  )
    return [{ kind: 'body', expression, vague: false }];
  const inside =
    SERIALISES.has(last) && !isPropertyList(args[1])
      ? args.slice(0, last === 'assign' ? undefined : 1).flatMap((one) => wholeObjects(one, 'members', around))
      : object !== undefined && GIVES_MEMBERS.has(last)
        ? [
            ...wholeObjects(object, 'members', around),
            ...(args[0] === undefined || !/^(?:entries|values)$/.test(last)
              ? []
              : wholeObjects(args[0], 'members', around)),
          ]
        : last === 'join'
          ? args.filter((one) => one.kind === 'list').flatMap((one) => wholeObjects(one, depth, around))
          : SHOWS.has(last)
            ? [
                ...(object === undefined ? [] : wholeObjects(object, depth, around)),
                // Of `"{a}".format(**config)` only what has a place is shown.
                ...args.flatMap((one) =>
                  last === 'format' && one.kind === 'spread' ? [] : wholeObjects(one, depth, around),
                ),
              ]
            : [];
  return inside.slice(0, 1).map((one) => ({ ...one, expression, holds: one.holds ?? one.expression }));
}

/** JSON.stringify(req, ["method", "url"]) */
function isPropertyList(argument: Expression | undefined): boolean {
  return argument?.kind === 'list' || argument?.kind === 'function';
}

/** What a command line said is shown on purpose. */
function isArguments({ names }: Expression): boolean {
  return /^(?:args|opts|options|opt|arguments|namespace|flags|params|hparams|parsed|parsed_args|cli_args)$/.test(
    names.at(-1) ?? '',
  );
}

function isRequest(names: readonly string[]): boolean {
  const words = wordsOf(names.at(-1) ?? '');
  return REQUESTS.has(words.at(-1) ?? '') && !/^(?:last|num|max|total|next|bad|per)$/.test(words[0] ?? '');
}

/** `request = session.post(…)`: called a request, and what came back. */
function isAnswer({ origin }: Expression): boolean {
  const given = origin?.by === 'assignment' ? origin.expression : undefined;
  const call = given?.kind === 'effect' ? given.children.at(-1) : given;
  return (
    call?.kind === 'call' && /^(?:get|post|put|patch|delete|request|send|fetch|urlopen)$/.test(call.names.at(-1) ?? '')
  );
}

/** What a name or path stands for by its words. */
function named(expression: Expression, depth: Depth, around: Surroundings): Whole | undefined {
  const { names, kind } = expression;
  const last = names.at(-1) ?? '';
  const owner = names.slice(0, -1);
  const found = (whole: WholeKind, vague = false): Whole => ({ kind: whole, expression, vague });
  if (names.some(saysSafe) || last === '') return undefined;
  const path = isProcess(expression.children[0]) ? `process.${last}` : names.slice(-2).join('.');
  if (/^(?:process\.env|os\.environb?)$/.test(path) || (kind === 'name' && last === 'environ'))
    return found('environment');
  if (last === '__dict__') return isArguments({ ...expression, names: owner }) ? undefined : found('attributes');
  if (isError(owner.at(-1), around) && /^(?:config|request|toJSON)$/.test(last)) return found('failed-request');
  const ofRequest = isRequest(owner) || /^(?:ctx|event)$/.test(owner.at(-1) ?? '');
  if (ofRequest && /^(?:headers|META|environ|rawHeaders|multiValueHeaders)$/.test(last)) return found('headers');
  if (ofRequest && /^(?:body|rawBody|form|POST|data|json|values)$/.test(last))
    return isRequest(owner) || last === 'body' ? found('body', last === 'data' || last === 'values') : undefined;
  if (isRequest(owner) && /^session$/.test(last)) return depth === 'members' ? found('session') : undefined;
  const words = wordsOf(last);
  if (owner.length === 0 || /^(?:self|this)$/.test(owner.at(-1) ?? '')) {
    if (
      /^(?:(?:request|req|http|auth|default)_?headers?|headers)$/i.test(last) &&
      last.toLowerCase().endsWith('headers')
    )
      return around.web || words.length > 1 ? found('headers', words.length === 1) : undefined;
    if (/^(?:request|req|form|post)_?(?:body|data)$|^(?:request|req)_?payload$/i.test(last) && last !== 'formdata')
      // What is posted elsewhere is the program's own.
      return words[0] === 'post' && !around.web ? undefined : found('body', /data$/i.test(last));
  }
  if (depth === 'text') return undefined;
  if (isRequest(names) && words.length <= 2 && around.web && !isAnswer(expression)) return found('request');
  if (
    PERSONS.has(words.at(-1) ?? '') &&
    !isUserName(expression, around) &&
    (words.length === 1 || /^(?:current|new|old|updated|existing|saved|created|db|found)$/.test(words[0]!))
  )
    return found('person', words.length === 1 && (kind === 'name' || owner.at(-1) === 'self'));
  if (around.models) return undefined;
  if (
    /^(?:config|configuration|settings|conf|cfg)$/.test(last) &&
    (owner.length === 0 || SERVICES.has(owner.at(-1)!.toLowerCase()) || /app$/i.test(owner.at(-1)!))
  )
    return found('configuration', true);
  if (words.length === 2 && /^(?:config|settings|configuration)$/.test(words[1]!) && SERVICES.has(words[0]!))
    return found('configuration', true);
  return undefined;
}

/** What somebody is called: `options.user`, `smtp.auth.user`, `{ username: user }`, a `user` that comes with a password. */
function isUserName({ names, kind, key }: Expression, { userIsName, ownUserIsName }: Surroundings): boolean {
  const owner = names.slice(0, -1);
  return (
    (key !== undefined && /name$|login$/i.test(key)) ||
    (kind === 'name' && userIsName) ||
    (owner.length === 1 && /^(?:self|this)$/.test(owner[0]!) && ownUserIsName()) ||
    (names.at(-1) === 'user' &&
      !owner.some((name) => REQUESTS.has(name)) &&
      /^_*(?:\w*(?:auth|options|opts|config|conf|cfg|settings|credentials|creds|connection|conn|params|args|argv|env|url|uri|dsn|db|database|smtp|ssh|pool))$/i.test(
        owner.at(-1) ?? '',
      ))
  );
}

/** `process` under another name, or as it is required. */
function isProcess(object: Expression | undefined): boolean {
  const value = object?.origin?.by === 'assignment' ? object.origin.expression : object;
  return /^(?:process|require\(\s*['"](?:node:)?process['"]\s*\))$/.test(value?.text ?? '');
}

function isError(name: string | undefined, { exceptionName }: Surroundings): boolean {
  return name !== undefined && (name === exceptionName || /^(?:err|error|axiosError|axiosErr)$/.test(name));
}
