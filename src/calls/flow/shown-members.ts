// Which members of an object its text shows: those of a dataclass or model, or what its class writes of itself.

import type { ClassFrom } from '../facts/outline.ts';
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
/** Of others, `Generic[T]` or `*mixins`, nothing is known. */
const PLAIN = /^\w{1,200}$/;

/** A file as its classes are looked for. */
interface ClassFile {
  readonly path: string;
  readonly text: string;
  python?: PythonText;
}

/** The block of a class; reads a file only where it has one of that name. */
function blockOf(className: string, file: ClassFile): string | undefined {
  if (!new RegExp(`\\bclass\\s+${className}\\b`).test(file.text)) return undefined;
  return (file.python ??= readPythonText(file.text)).block(className);
}

/** Reads the classes that a file has, or takes from others, as they are asked for. */
export function createShownMembers({ path, text }: Source, language: string, classFrom: ClassFrom): ShownMembers {
  if (language !== 'python') return () => undefined;
  const known = new Map<string, readonly string[] | undefined>();
  const files = new Map<string, ClassFile>();
  const fileOf = (at: string, content: string): ClassFile => {
    const read = files.get(at) ?? { path: at, text: content };
    files.set(at, read);
    return read;
  };

  const membersOf = (className: string, file: ClassFile, depth: number): readonly string[] | undefined => {
    if (depth > MAX_BASES || !PLAIN.test(className)) return undefined;
    const block = blockOf(className, file);
    const head = block === undefined ? null : HEAD.exec(block);
    if (block === undefined || head === null) {
      const elsewhere = classFrom(file.path, className);
      return elsewhere && membersOf(elsewhere.name, fileOf(elsewhere.path, elsewhere.text), depth + 1);
    }
    const written = new Map([...block.matchAll(WRITES)].map(([body, name]) => [name, body]));
    const own = written.get('str') ?? written.get('repr');
    if (own !== undefined) return usedIn(own);
    const bases = (head[1] ?? '').split(',').flatMap((base) => /^\s*([\w.]+)\s*$/.exec(base)?.[1] ?? []);
    const { code } = file.python!;
    const at = code.indexOf(block);
    const decorated = DECORATED.exec(code.slice(Math.max(0, at - 300), at));
    if (decorated?.[1] !== undefined && HIDDEN.test(decorated[1])) return [];
    const inherited = bases.map((base) => (MODELS.test(base) ? [] : membersOf(base, file, depth + 1)));
    // What a class does that is not seen is not known; one that extends nothing shows its name and address.
    if (inherited.includes(undefined)) return undefined;
    const shows = decorated !== null || bases.some((base) => isModel(base, file, depth));
    return [...inherited.flatMap((names) => names ?? []), ...(shows ? fieldsOf(block) : [])];
  };

  /** Whether a class is a model, by its name or by what it extends. */
  const isModel = (className: string, file: ClassFile, depth: number): boolean => {
    if (MODELS.test(className)) return true;
    if (depth > MAX_BASES || !PLAIN.test(className)) return false;
    const block = blockOf(className, file);
    if (block !== undefined)
      return (HEAD.exec(block)?.[1] ?? '').split(',').some((base) => isModel(base.trim(), file, depth + 1));
    const elsewhere = classFrom(file.path, className);
    return elsewhere !== undefined && isModel(elsewhere.name, fileOf(elsewhere.path, elsewhere.text), depth + 1);
  };

  return (className) => {
    if (!known.has(className)) known.set(className, membersOf(className, fileOf(path, text), 0));
    return known.get(className);
  };
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
