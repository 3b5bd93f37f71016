// Which parts of an expression put sensitive data into a record: by names, and by what names and functions are seen to hold.

import type { Expression } from '../../model/call.ts';
import type { SensitiveName } from '../../model/sensitive/names.ts';
import { wordsOf } from '../wording/identifiers.ts';
import { ASKS_FOR, askedFor } from './asked-for.ts';
import { callIsSafe, isMade, isSafe, keepsLittle } from './made-safe.ts';
import { isNameOf, isOfText, isPlace, saysOtherwise } from './other-meanings.ts';
import { keysMadeSafe, memberOf } from './seen-members.ts';
import { labelAtEnd } from './sensitive-label.ts';
import { isAlwaysVague, isCounted, isVague, judgePath, judgeWord } from './sensitive-path.ts';

/** A part of an expression that shows something sensitive. */
export interface Revealed {
  readonly expression: Expression;
  readonly found: SensitiveName;
  /** A single word that means other things as well (`token` of a parser): less certain. */
  readonly vague: boolean;
  /** What `expression` holds, where its own name does not say it. */
  readonly holds?: Expression;
  /** The key it was found under, where it is an entry of an object. */
  readonly under?: string;
  /** The keys on the way to all that it shows, from the expression on; absent where it is shown itself. */
  readonly paths?: readonly (readonly string[])[];
}

/** First words of functions that hand out what they are named after. */
const HANDS_OUT = new Set(
  'get fetch load read generate create make build decrypt retrieve find issue new obtain request acquire current prompt ask'.split(
    ' ',
  ),
);
/** Functions and methods that show what they are given in another form; encoded is not safe. */
const SHOWS = new Set(
  (
    'str repr format ascii bytes dict String URLSearchParams FormData stringify dumps dump inspect pformat quote unquote escape b64encode b64decode btoa atob encodeURIComponent from ' +
    'encodebytes urlsafe_b64encode strip lstrip rstrip lower upper decode encode toString trim toLowerCase toUpperCase join concat replace replaceAll hex items values entries copy to_dict toJSON get_secret_value unwrap reveal expose ' +
    'assign fromEntries structuredClone asdict _asdict astuple vars model_dump model_dump_json deepcopy cast unhexlify hexlify b64 title split'
  ).split(' '),
);
/** Those of them that give an object with the same keys. */
const SAME_KEYS = /^(?:dict|copy|to_dict|toJSON|assign|structuredClone|deepcopy|cast|_?asdict|model_dump|vars)$/;
/** Of an object with keys these give its keys. */
const KEYS_OF = new Set('list tuple sorted set frozenset'.split(' '));
/** What makes an exception. */
const ERROR = /(?:Error|Exception)$/;
const OF_EXCEPTION = /^(?:message|stack|args|cause)$/;
/** Functions that give what another makes of each member. */
const EACH = /^(?:map|flatMap|from)$/;
const MEMBER_OF_EACH = /^\(?\s*([\w$]{1,60})\s*\)?\s*=>\s*\1\??((?:\.[\w$]{1,60}){1,4})\s*$/;
const OBJECT_OF_EACH = /^\(?\s*([\w$]{1,60})\s*\)?\s*=>\s*\(\{([^{}]{1,400})\}\)\s*$/;
const MEMBER_ENTRY = /(?:^|,)\s*[\w$]+\s*:\s*[\w$]+\.([\w$.?]+)\s*(?=,|$)/g;
const DESTRUCTURED_EACH = /^\(\s*\{\s*([\w$]{1,60})\s*\}\s*\)\s*=>\s*\1\s*$/;
/** What a function works with, not what it gives: `tenant_from_token`, `userByApiKey`. */
const OUT_OF = /(?:_(?:from|by|with|using)_|(?:From|By|With|Using)(?=[A-Z])).*$/;
const GETTERS = new Set(
  'get getenv getattr getItem header getHeader pop setdefault getAttribute require getfirst get_or_none'.split(' '),
);
/** The sensitive parts of what `expression` puts into the record, in source order. */
export function revealed(expression: Expression): Revealed[] {
  const { kind, children, names } = expression;
  switch (kind) {
    case 'name':
      return name(expression);
    case 'attribute':
      return member(expression, names, children[0]);
    case 'subscript': {
      const [object, key] = children;
      if (object === undefined) return [];
      return key?.kind === 'string' ? member(expression, names, object) : plainIndex(expression, object, key);
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
      return entries(children);
    case 'template':
      return template(expression);
    case 'list':
      return children.flatMap(revealed).map((one) => ({ ...one, paths: below('0', one) }));
    case 'effect':
    case 'spread':
      return children.flatMap(revealed);
    case 'function':
      // What is called for its value: `opt(lazy=True).debug("…", lambda: token)`.
      return /^lambda\s*:/.test(expression.text) ? children.slice(-1).flatMap(revealed) : [];
    default:
      return [];
  }
}

/** The paths of something that is found under a key. */
function below(key: string, { paths = [[]] }: Revealed): string[][] {
  return paths.map((path) => [...key.split('.'), ...path]);
}

/** As part of a text, or by another way, where no key leads to it. */
function withoutPaths(one: Revealed): Revealed {
  return { ...one, paths: [[]] };
}

/** A field by its key and value: `{ password: x }` shows a password unless x is safe; else what x shows by itself. */
export function fieldReveals(key: string, value: Expression): Revealed[] {
  const parts = key.split('.');
  const found = value.kind === 'object' || isSafe(value) ? undefined : judgePath(parts);
  if (found !== undefined && !isCounted(parts.at(-1) ?? '') && !isAboutIt(value, found))
    return [
      {
        expression: value,
        found,
        vague: isVague(parts.at(-1) ?? '', found) && !revealed(value).some(({ vague }) => !vague),
        under: key,
        paths: [parts],
      },
    ];
  return revealed(value).map((one) => ({ ...one, under: key, paths: below(key, one) }));
}

/** `{ secret: secretId }`: the value says that it is something about what the key names. */
function isAboutIt({ kind, names }: Expression, { word }: SensitiveName): boolean {
  const last = names.at(-1) ?? '';
  const words = wordsOf(last);
  return (
    (kind === 'name' || kind === 'attribute') &&
    words.length > 1 &&
    word.split('-').every((one) => words.includes(one)) &&
    judgeWord(last) === undefined
  );
}

/** What the entries of an object show; a later one takes the place of one that was spread into it. */
function entries(children: readonly Expression[]): Revealed[] {
  return children.flatMap((entry, index) => {
    if (entry.key !== undefined) return fieldReveals(entry.key, entry);
    const replaced = new Set(children.slice(index + 1).flatMap(({ key }) => key ?? []));
    return revealed(entry).filter(({ under }) => under === undefined || !replaced.has(under));
  });
}

/** By its own name; where that says nothing, by what it was given. One that was given something safe is safe. */
function name(expression: Expression): Revealed[] {
  const [own = ''] = expression.names;
  const { origin, shows } = expression;
  if (shows !== undefined) return ofObject(expression, shows);
  const found = isCounted(own) ? undefined : judgeWord(own);
  if (found !== undefined) {
    const vague = isVague(own, found);
    if (origin?.by === 'assignment' && (isMade(origin.expression) || (vague && isHarmless(origin.expression))))
      return [];
    if ((vague && isOfText(expression, found)) || (found.word === 'pwd' && isPlace(origin?.expression))) return [];
    return [{ expression, found, vague }];
  }
  if (isSafe(expression) || saysOtherwise(expression)) return [];
  return [...given(expression), ...besides(expression)].slice(0, 1);
}

/** A text written here, of parts that show nothing, or the name of something. */
function isHarmless(value: Expression): boolean {
  return value.kind === 'conditional'
    ? value.children.slice(1).every((one) => one.kind === 'string' || isHarmless(one))
    : isNameOf(value) || (value.kind === 'template' && revealed(value).length === 0);
}

/** What was given to a name. */
function given(expression: Expression): Revealed[] {
  const { origin } = expression;
  if (origin === undefined) return [];
  const { by, expression: value, index } = origin;
  // Of the key and value of each entry, the value; of number and member, the member.
  if (by === 'part') {
    const last = value.names.at(-1) ?? '';
    if (index !== 1 || !/^(?:items|entries|iteritems|enumerate)$/.test(last)) return [];
    return held(
      expression,
      last === 'enumerate' ? value.children.slice(1).flatMap(members) : revealed(value),
      true,
    ).map(withoutPaths);
  }
  const gone = keysMadeSafe(expression);
  const inside = (by === 'iteration' ? members(value) : revealed(value)).filter(
    ({ under }) => under === undefined || !gone.has(under),
  );
  return by === 'assignment' ? held(expression, inside) : held(expression, inside.map(withoutPaths), true);
}

/** What else a name may be, or what was written into it. */
function besides(expression: Expression): Revealed[] {
  const gone = keysMadeSafe(expression);
  return held(
    expression,
    (expression.held ?? []).flatMap(({ key, expression: value }) =>
      value === undefined || (key !== undefined && gone.has(key))
        ? []
        : key === undefined
          ? revealed(value)
          : fieldReveals(key, value),
    ),
  );
}

/** What is shown under the name of `expression`, as one finding. */
function held(expression: Expression, inside: readonly Revealed[], vague = false): Revealed[] {
  const surest = inside.find((one) => !one.vague) ?? inside[0];
  if (surest === undefined) return [];
  return [
    {
      expression,
      found: surest.found,
      vague: vague || surest.vague,
      holds: surest.holds ?? surest.expression,
      ...(inside.every(({ paths }) => paths === undefined)
        ? {}
        : { paths: inside.flatMap(({ paths = [[]] }) => paths) }),
      ...(surest.under !== undefined && inside.every(({ under }) => under === surest.under)
        ? { under: surest.under }
        : {}),
    },
  ];
}

/** What a loop over `over` gives: of a literal with keys, its keys. */
function members(over: Expression): Revealed[] {
  const literal = over.origin?.expression ?? over;
  if (literal.kind === 'object' || over.names.at(-1) === 'keys') return [];
  return revealed(over);
}

function template({ children, texts }: Expression): Revealed[] {
  return children.flatMap((shown, index) => {
    const inside = revealed(shown).map(withoutPaths);
    const labelled = inside.length > 0 || texts?.[index] === undefined ? undefined : labelAtEnd(texts[index]);
    if (labelled === undefined || isSafe(shown) || shown.kind === 'conditional') return inside;
    return [{ expression: shown, ...labelled }];
  });
}

function member(expression: Expression, names: readonly string[], object: Expression | undefined): Revealed[] {
  const last = names.at(-1);
  if (last === undefined || isCounted(last)) return [];
  const seen = memberOf(object, last);
  if (seen !== undefined && isMade(seen)) return [];
  // The folder that a shell is in; one that was put there.
  if (
    /^(?:OLD)?PWD$/.test(last) ||
    (last === 'pwd' && expression.held?.some((one) => isPlace(one.expression)) === true)
  )
    return [];
  const found = isConstant(expression) ? undefined : judgePath(names);
  if (found !== undefined)
    return [
      {
        expression,
        found,
        vague:
          isVague(last, found) &&
          (isAlwaysVague(found) || (object?.kind === 'name' && !/^(?:self|this)$/.test(object.text))),
      },
    ];
  if (seen !== undefined) return isSafe(expression) ? [] : held(expression, revealed(seen));
  // What was put into a member of the same object; what an exception says that was caught, or made here.
  if (expression.held !== undefined) return isSafe(expression) ? [] : besides(expression);
  if (object === undefined || !OF_EXCEPTION.test(last)) return [];
  const made = object.origin?.by === 'assignment' && ERROR.test(object.origin.expression.names.at(-1) ?? '');
  const said = [...(object.held ?? []).filter(({ by }) => by === 'raised'), ...(made ? [object.origin] : [])];
  return held(
    expression,
    said.flatMap((one) => (one.expression === undefined ? [] : revealed(one.expression))),
  );
}

/** Classes whose members are names for something. */
const NAMES_KINDS = new Set(
  'mode kind type method status state error code enum level scope event action field flag'.split(' '),
);

/** `Kind.Password`, `AuthMode.TOKEN`: one of a few names; values begin with a small letter, or are constants of no such class. */
function isConstant({ kind, names }: Expression): boolean {
  const [owner = '', member = ''] = names.slice(-2);
  if (kind !== 'attribute' || names.length < 2 || !/^[A-Z]\w*[a-z]/.test(owner)) return false;
  return (
    (names.length === 2 && /^[A-Z]\w*[a-z]\w*$/.test(member)) ||
    (/^[A-Z][A-Z\d_]*$/.test(member) && NAMES_KINDS.has(wordsOf(owner).at(-1) ?? ''))
  );
}

function plainIndex(expression: Expression, object: Expression, index: Expression | undefined): Revealed[] {
  const seen = index?.kind === 'number' ? memberOf(object, index.value ?? '') : undefined;
  if (seen !== undefined) return isMade(seen) ? [] : held(expression, revealed(seen));
  if (object.kind === 'name' && object.origin !== undefined && judgeWord(object.text) === undefined) return [];
  return revealed(object)
    .filter(({ vague }) => !vague || index?.kind !== 'number')
    .map((one) => withoutPaths(one.expression === object ? { ...one, expression } : one));
}

/** A text with a function before it: chalk`…`. */
function isTagged({ text, children }: Expression): boolean {
  return text.endsWith('`') && children.length === 2 && children[1]!.kind === 'template';
}

/** `users.map((user) => user.password)` */
function ofEach(expression: Expression, { text }: Expression): Revealed[] {
  const paths = [
    MEMBER_OF_EACH.exec(text)?.[2]?.slice(1) ?? DESTRUCTURED_EACH.exec(text)?.[1] ?? '',
    // Of the entries of an object, those that are members.
    ...[...(OBJECT_OF_EACH.exec(text)?.[2] ?? '').matchAll(MEMBER_ENTRY)].map(([, path = '']) => path),
  ];
  return paths
    .map((path) => path.split(/\??\./))
    .flatMap((names) => {
      const found = isCounted(names.at(-1)!) ? undefined : judgePath(names);
      return found === undefined ? [] : [{ expression, found, vague: isVague(names.at(-1)!, found) }];
    })
    .slice(0, 1);
}

/** `JSON.stringify(user, ["id"])`, `JSON.stringify(user, (key, value) => key === "password" ? … : value)` */
function picksKeys([, picks]: readonly Expression[]): boolean {
  return (
    picks?.kind === 'list' || (picks?.kind === 'function' && /===?\s*['"]|\.(?:has|includes|test)\(/.test(picks.text))
  );
}

/** The members that the text of an object shows. */
function ofObject(expression: Expression, shows: readonly string[]): Revealed[] {
  const inside = shows.flatMap((name): Revealed[] => {
    const found = isCounted(name) ? undefined : judgeWord(name);
    return found === undefined ? [] : [{ expression, found, vague: isVague(name, found), paths: [[name]] }];
  });
  const surest = inside.find((one) => !one.vague) ?? inside[0];
  return surest === undefined ? [] : [{ ...surest, paths: inside.flatMap(({ paths = [] }) => paths) }];
}

function call(expression: Expression): Revealed[] {
  if (expression.shows !== undefined) return ofObject(expression, expression.shows);
  if (callIsSafe(expression)) return [];
  const { names, children, returns } = expression;
  const [callee, ...args] = children;
  const last = names.at(-1) ?? '';
  const object = callee?.kind === 'attribute' ? callee.children[0] : undefined;
  if (GETTERS.has(last)) {
    const texts = args.filter(({ kind }) => kind === 'string');
    // ConfigParser: config.get(section, option).
    const key =
      texts[texts.length === 2 && /^(?:config|cfg|conf|parser|ini)/i.test(object?.names.at(-1) ?? '') ? 1 : 0]?.value;
    if (key !== undefined)
      return member(
        expression,
        [...(last === 'getattr' ? (args[0]?.names ?? []) : (object?.names ?? [])), key],
        last === 'getattr' ? args[0] : object,
      );
  }
  if (last === 'signature' && callee?.kind === 'name') return [];
  // What a token says.
  if (/^_?decode_?(?:jwt|\w*token)$/i.test(last)) return [];
  // The library of that name: what a token says is not the token.
  if (
    object?.kind === 'name' &&
    /(?:^|_)(?:jwt|jose|pyjwt)$/.test(object.text) &&
    args.length > 0 &&
    args[0]!.kind !== 'string'
  )
    return /^(?:sign|encode)$/.test(last) ? [{ expression, found: { kind: 'secret', word: 'jwt' }, vague: false }] : [];
  if (callee?.kind === 'name' && KEYS_OF.has(last) && args[0] !== undefined) return members(args[0]);
  const asked = ASKS_FOR.test(last) ? args.find(({ kind }) => kind === 'string')?.value : undefined;
  const wanted = asked === undefined ? undefined : askedFor(asked);
  if (wanted !== undefined) return [{ expression, found: wanted, vague: false }];
  if (isTagged(expression)) return args.flatMap(revealed);
  const each = EACH.test(last) ? args.find(({ kind }) => kind === 'function') : undefined;
  if (each !== undefined) return ofEach(expression, each);
  if (last === 'stringify' && picksKeys(args)) return [];
  if (SHOWS.has(last) || ERROR.test(last)) {
    const shown = [
      ...(object === undefined || object.kind === 'string' ? [] : revealed(object)),
      ...args.flatMap((one) => (one.key === undefined ? revealed(one) : fieldReveals(one.key, one))),
    ];
    // Joined to a path, it is where somebody is.
    const where = last === 'join' && /path$/i.test(object?.names.at(-1) ?? '');
    const inside = where ? shown.filter((one) => one.found.word !== 'pwd') : shown;
    if (inside.length > 0 || returns === undefined) return SAME_KEYS.test(last) ? inside : inside.map(withoutPaths);
  }
  const words = wordsOf(last.replace(OUT_OF, ''));
  const noun = HANDS_OUT.has(words[0] ?? '') && words.length > 1 ? words.slice(1) : words;
  const found =
    (noun === words && words.length > 2) || isCounted(noun.join('_')) || isCounted(words.join('_'))
      ? undefined
      : judgeWord(last === 'getpass' ? 'password' : noun);
  if (found !== undefined)
    return returns?.every((one) => one.kind !== 'string' && isSafe(one)) === true
      ? []
      : [{ expression, found, vague: isVague(noun.join('_'), found) }];
  return held(expression, returns?.flatMap(revealed) ?? []);
}
