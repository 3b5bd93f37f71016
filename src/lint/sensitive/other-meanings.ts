// What the words of secrets also name, told by where a value comes from: `pwd` is a folder, a `token` a piece of a text.

import type { Expression } from '../../model/call.ts';
import type { SensitiveName } from '../../model/sensitive/names.ts';

const GIVES_PLACE =
  /^(?:getcwdb?|cwd|dirname|basename|abspath|realpath|resolve|expanduser|Path|PurePath|mkdtemp|chdir)$/;
const READS_TOKENS =
  /^_?(?:next|peek|read|consume|advance|expect|accept|shift|scan|eat|lex|pop)(?:_?tok(?:en)?)?$|^_?(?:get_?)?tokens?(?:_unprocessed)?$|tokeni[sz]e|^_?(?:get|next)_?tokens?$/i;

/** Where somebody is: `os.getcwd()`, `process.cwd()`, something joined to it. */
export function isPlace(value: Expression | undefined): boolean {
  if (value?.kind === 'name') return isPlace(value.origin?.expression);
  if (value?.kind === 'operation' || value?.kind === 'conditional') return value.children.some(isPlace);
  const last = value?.names.at(-1) ?? '';
  return (
    /^(?:OLD)?PWD$/.test(last) ||
    (value?.kind === 'call' &&
      (GIVES_PLACE.test(last) ||
        (last === 'join' && /path$/i.test(value.names.at(-2) ?? '')) ||
        value.children.slice(1).some(({ value: key }) => key !== undefined && /^(?:OLD)?PWD$/.test(key))))
  );
}

/** A `token` that is one of a text: of the tokens of something, or what a lexer gives next. */
export function isOfText({ origin }: Expression, { word }: SensitiveName): boolean {
  if (word !== 'token' || origin === undefined) return false;
  const { by, expression: from } = origin;
  const last = from.names.at(-1) ?? '';
  if (by === 'iteration' || by === 'part') return /tok(?:en)?s$/i.test(last) || READS_TOKENS.test(last);
  return from.kind === 'call' && READS_TOKENS.test(last) && (from.names.length > 1 || /^_?(?:next|peek)/.test(last));
}

/** A value that is the name of what it is called: `secret = file.name.removesuffix(".json")`. */
export function isNameOf({ kind, names }: Expression): boolean {
  const said = kind === 'call' ? names.slice(0, -1) : names;
  return (kind === 'call' || kind === 'attribute') && /^(?:name|stem|file_?name|basename)$/i.test(said.at(-1) ?? '');
}

/** Whether a name says what its value is, so that nothing is told of where the value comes from. */
export function saysOtherwise(expression: Expression): boolean {
  return isOfPlace(expression.text) || isWhoOrWhere(expression);
}

/** Where a file or an entry lies: what it is called after is not in it. */
function isOfPlace(name: string): boolean {
  return /(?:^|_)(?:file|vault|secrets?|keys?|certs?|credentials?|config|local|full|abs|base)_?path$|(?:^|_)(?:dir|dirname|folder|directory|file_?name|file_?path)$/i.test(
    name.replace(/([a-z\d])(?=[A-Z])/g, '$1_'),
  );
}

const WHO_OR_WHERE =
  /^(?:user|user_?name|login|tenant(?:_?id)?|client_?id|host|host_?name|port|region|realm|scope|issuer|audience|subject|expires_?(?:at|in)|role)$/i;

/** Who somebody is or where something runs: of what a function of credentials gives, it is that part. */
function isWhoOrWhere({ text, origin, held = [] }: Expression): boolean {
  return WHO_OR_WHERE.test(text) && [origin, ...held].some((one) => one?.expression?.kind === 'call');
}
