// Which members of an object its text shows: those of a dataclass or model, or what its class writes of itself.

import type { Source } from '../parsing/source.ts';
import { readPythonText, type PythonText } from '../redaction/python-text.ts';

/** The members that the text of an object of a class shows; undefined where the class, or what it does, is not seen. */
export type ShownMembers = (className: string) => readonly string[] | undefined;

/** Decorators and classes by which the text of an object shows all its fields. */
const DECORATED = /@(?:\w+\.)*(?:dataclass|define|frozen|mutable|attrs|s)\b(\([^()]{0,200}\))?\s*$/;
const MODELS = /(?:^|[\s,.])(?:BaseModel|BaseSettings|SQLModel|Struct|NamedTuple)\b/;
const HEAD = /^class\s+\w+\s*(?:\(([^()]{0,400})\))?\s*:/;
const FIELD = /^([ \t]+)(\w{1,80})[ \t]*:[ \t]*([^=\n]{1,200}?)[ \t]*(?:=[ \t]*([^\n]*))?$/gm;
/** What may be a text, and prints itself as it is. */
const TEXT = /\b(?:str|bytes|Any|AnyStr)\b/;
const HIDDEN = /\brepr\s*=\s*False\b/;
/** A method that says how an object is shown, up to the next one. */
const WRITES = /\bdef __(str|repr)__\([^]{0,4000}?(?=\n[ \t]+(?:async[ \t]+def|def|@)|$)/g;
const USED = /(\w*)(\(\s*)?\bself\.(\w{1,80})(\[|\.\w+\()?/g;
const SAFE_CALL = /mask|redact|hash|len|bool|hide|censor|type/i;
const MAX_BASES = 3;

/** Reads the classes of a file as they are asked for. */
export function createShownMembers({ text }: Source, language: string): ShownMembers {
  if (language !== 'python') return () => undefined;
  const known = new Map<string, readonly string[] | undefined>();
  let python: PythonText | undefined;
  return (className) => {
    if (!known.has(className)) {
      const isHere = new RegExp(`\\bclass\\s+${className}\\b`).test(text);
      known.set(className, isHere ? membersOf(className, (python ??= readPythonText(text)), 0) : undefined);
    }
    return known.get(className);
  };
}

function membersOf(className: string, python: PythonText, depth: number): readonly string[] | undefined {
  const block = python.block(className);
  const head = block === undefined ? null : HEAD.exec(block);
  if (block === undefined || head === null || depth > MAX_BASES) return undefined;
  const written = new Map([...block.matchAll(WRITES)].map(([body, name]) => [name, body]));
  const own = written.get('str') ?? written.get('repr');
  if (own !== undefined) return usedIn(own);
  const bases = (head[1] ?? '').split(',').flatMap((base) => /^\s*([\w.]+)\s*$/.exec(base)?.[1] ?? []);
  const at = python.code.indexOf(block);
  const decorated = DECORATED.exec(python.code.slice(Math.max(0, at - 300), at));
  if (decorated?.[1] !== undefined && HIDDEN.test(decorated[1])) return [];
  const inherited = bases.map((base) => (MODELS.test(base) ? [] : membersOf(base, python, depth + 1)));
  // What a class does that is not seen is not known; one that extends nothing shows its name and address.
  if (inherited.includes(undefined)) return undefined;
  const shows = decorated !== null || bases.some((base) => MODELS.test(base) || isModel(base, python));
  return [...inherited.flatMap((names) => names ?? []), ...(shows ? fieldsOf(block) : [])];
}

function isModel(className: string, python: PythonText): boolean {
  return MODELS.test(HEAD.exec(python.block(className) ?? '')?.[1] ?? '');
}

/** The members that a method puts into a text, as they are. */
function usedIn(body: string): string[] {
  return [...body.matchAll(USED)].flatMap(([, callee = '', opened, name = '', cut]) =>
    (opened !== undefined && SAFE_CALL.test(callee)) || cut === '[' ? [] : [name],
  );
}

function fieldsOf(block: string): string[] {
  const fields = [...block.matchAll(FIELD)];
  const indent = fields[0]?.[1];
  return fields.flatMap(([, inside, name = '', type = '', value = '']) =>
    inside === indent && TEXT.test(type) && !/\bClassVar\b/.test(type) && !HIDDEN.test(value) ? [name] : [],
  );
}
