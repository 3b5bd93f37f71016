// What the records of a Python file's loggers have masked by what the project attaches to them.

import { pythonOutline, type Outline, type Taken } from '../facts/outline.ts';
import { ATTACHES, attachmentsIn, type Attachment } from './attached.ts';
import { maskedIn, NOTHING_MASKED, type Masked } from './masked.ts';
import { namesIn, readPythonText, textsIn, type NameUse, type PythonText } from './python-text.ts';

/** A file as far as names are followed in it. */
export interface RedactionFile {
  readonly path: string;
  readonly python: PythonText;
  readonly outline: Outline;
  readonly attachments: readonly Attachment[];
}

/** What is masked of the records of the loggers of one file. */
export interface Redactions {
  /** `logger` as it is written before the method. */
  of(dialect: string, logger: string): Masked;
}

/** Where names from other modules are looked up; gives nothing where a file is read alone. */
export type Follow = (from: string, taken: Taken) => RedactionFile | undefined;

/** Names are followed so far; real maskers need two or three steps. */
const MAX_STEPS = 4;
const MAX_NAMES = 2000;
/** A masker and what it calls are no more functions and classes than this. */
const MAX_BLOCKS = 8;
/** A name that says what it is for, of something that nobody sees: what it is given are keys. */
const SAYS_MASK = /mask|redact|censor|obfuscat|saniti[sz]|scrub|sensitive|pii|secret/i;

/** Reads a text for what it attaches and masks; `read` gives its outline, where that is known already. */
export function redactionFile(path: string, text: string, read = pythonOutline): RedactionFile {
  let python: PythonText | undefined;
  let outline: Outline | undefined;
  let attachments: readonly Attachment[] | undefined;
  return {
    path,
    get python() {
      return (python ??= readPythonText(text));
    },
    get outline() {
      return (outline ??= read(text));
    },
    get attachments() {
      return (attachments ??= ATTACHES.test(text) ? attachmentsIn(this.python) : []);
    },
  };
}

/** What is known of a project while its files stay as they are. */
export interface RedactionMemory {
  readonly follow: Follow;
  readonly masks: Map<Attachment, Masked>;
}

/** Says what `file` has masked: by itself, by where its loggers come from, and by the `others` of its project. */
export function redactionsOf(
  file: RedactionFile,
  others: readonly RedactionFile[],
  { follow, masks }: RedactionMemory,
): Redactions {
  const reader = createMaskReader(follow);
  const maskedBy = (attachment: Attachment, where: RedactionFile): Masked => {
    const known = masks.get(attachment) ?? reader(attachment.code, where);
    masks.set(attachment, known);
    return known;
  };
  const answers = new Map<string, Masked>();
  const find = (dialect: string, logger: string): Masked => {
    const [first = ''] = logger.split('.');
    const variable = logger.slice(logger.lastIndexOf('.') + 1);
    const sources = (file.outline.imports.get(first) ?? []).flatMap((taken) => {
      const isMember = first !== logger;
      const own = taken.name === undefined || isMember ? variable : taken.name;
      // What is taken may be a module itself.
      const module = taken.name === undefined ? taken.module : within(taken.module, taken.name);
      const places = [follow(file.path, taken), ...(isMember ? [follow(file.path, { module })] : [])];
      return places.flatMap((from) => (from === undefined ? [] : [{ from, own }]));
    });
    const files = new Map([...others, ...sources.map(({ from }) => from), file].map((one) => [one.path, one]));
    const attached = [...files.values()].flatMap((where) =>
      where.attachments
        .filter((one) => one.dialect === dialect)
        .map((one) => ({ one, where, masked: maskedBy(one, where) }))
        .filter(({ masked: { fields, texts } }) => fields.length + texts.length > 0),
    );
    if (attached.length === 0) return NOTHING_MASKED;
    const made = [logger, ...file.python.values(variable)].join('\n');
    const isRoot = /^(?:logging|root|logging\.root)$/.test(logger) || /\bgetLogger\(\s*\)/.test(made);
    const name = isRoot ? '' : /\bgetLogger\(\s*["']([\w.]*)["']\s*\)/.exec(made)?.[1];
    const passes = ({ logger: of }: Attachment, where: RedactionFile): boolean => {
      if (of === undefined) return true;
      if ('name' in of) return of.name === name;
      if (where === file) return of.variable === variable;
      return sources.some(({ from, own }) => from.path === where.path && of.variable === own);
    };
    return together(attached.filter(({ one, where }) => passes(one, where)).map(({ masked }) => masked));
  };
  return {
    of(dialect, logger) {
      const key = `${dialect} ${logger}`;
      const known = answers.get(key) ?? find(dialect, logger);
      answers.set(key, known);
      return known;
    },
  };
}

function together(all: readonly Masked[]): Masked {
  return all.length === 0
    ? NOTHING_MASKED
    : { fields: [...new Set(all.flatMap(({ fields }) => fields))], texts: all.flatMap(({ texts }) => texts) };
}

/** Gives what the names in a piece of code mask. */
function createMaskReader(follow: Follow): (code: string, file: RedactionFile) => Masked {
  /** How many names may still be looked at: they may lead to one another. */
  let left = 0;

  const maskedByCode = (code: string, file: RedactionFile, steps: number): Masked => {
    const inline = /\blambda\b/.test(code) ? [maskedIn(code, (one) => textsOf(one, file, steps), [])] : [];
    return together([...inline, ...namesIn(code).map((use) => maskedByName(use, code, file, steps))]);
  };

  const maskedByName = (use: NameUse, code: string, file: RedactionFile, steps: number): Masked => {
    if (steps > MAX_STEPS || left-- <= 0) return NOTHING_MASKED;
    const given = (): readonly string[] => [
      ...textsOf(use.arguments, file, steps),
      ...(/\bpartial\b/.test(code) ? textsOf(code, file, steps) : []),
    ];
    const [where, name] = homeOf(use.name, file) ?? [];
    if (where === undefined || name === undefined)
      return use.arguments !== '' && SAYS_MASK.test(use.name) ? { fields: keysIn(given()), texts: [] } : NOTHING_MASKED;
    const block = where.python.block(name);
    if (block !== undefined) return maskedByBlock(name, block, given(), where, steps);
    const values = where.python.values(name).filter((value) => !code.includes(value));
    return together(values.map((value) => maskedByCode(value, where, steps + 1)));
  };

  /** What a function or class masks, with what it extends and what it calls. */
  const maskedByBlock = (
    own: string,
    block: string,
    given: readonly string[],
    file: RedactionFile,
    steps: number,
  ): Masked => {
    const bodies = [block];
    const files = new Set([file]);
    const seen = new Set([own]);
    const collect = (code: string, where: RedactionFile, depth: number): void => {
      if (depth === 0) return;
      for (const { name: used } of namesIn(code)) {
        if (seen.has(used) || bodies.length > MAX_BLOCKS || left-- <= 0) continue;
        seen.add(used);
        const [there, name] = homeOf(used, where) ?? [];
        const found = name === undefined ? undefined : there?.python.block(name);
        if (there === undefined || found === undefined) continue;
        bodies.push(found);
        files.add(there);
        collect(found, there, depth - 1);
      }
    };
    collect(block, file, 2);
    return maskedIn(
      bodies.join('\n'),
      (expression) => {
        const texts = [...files].flatMap((where) => textsOf(expression, where, steps));
        return texts.length > 0 ? texts : defaultsIn(block, expression).flatMap((value) => textsOf(value, file, steps));
      },
      given,
    );
  };

  /** The file and name behind a name: of this file, taken from another, or a dotted path as configurations have it. */
  const homeOf = (name: string, file: RedactionFile): readonly [RedactionFile, string] | undefined => {
    const [first = '', ...rest] = name.split('.');
    const last = rest.at(-1);
    if (last === undefined && (file.python.block(name) ?? file.python.values(name)[0]) !== undefined)
      return [file, name];
    for (const taken of file.outline.imports.get(first) ?? []) {
      const own = last ?? taken.name;
      if (own === undefined) continue;
      // `from app import filters`, then `filters.MaskSecrets`: the module is what is taken.
      const module =
        last === undefined || taken.name === undefined
          ? [taken.module, ...rest.slice(0, -1)].join('.')
          : within(taken.module, taken.name);
      const found = follow(file.path, { module, name: own });
      if (found !== undefined) return handedOn(found, own);
    }
    if (last === undefined) return undefined;
    const found = follow(file.path, { module: name.slice(0, -last.length - 1), name: last });
    if (found !== undefined) return handedOn(found, last);
    // `Settings.SECRET_KEYS` of a class of the file.
    return file.python.block(first) !== undefined && file.python.values(last).length > 0 ? [file, last] : undefined;
  };

  /** Where a name is written that a package may only hand on. */
  const handedOn = (file: RedactionFile, name: string): readonly [RedactionFile, string] => {
    let at: readonly [RedactionFile, string] = [file, name];
    for (let hands = 0; hands < MAX_STEPS; hands++) {
      const [where, own] = at;
      if ((where.python.block(own) ?? where.python.values(own)[0]) !== undefined) break;
      const [taken] = where.outline.imports.get(own) ?? [];
      const next = taken?.name === undefined ? undefined : follow(where.path, taken);
      if (next === undefined) break;
      at = [next, taken!.name!];
    }
    return at;
  };

  /** The texts in a piece of code and in what its names stand for. */
  const textsOf = (code: string, file: RedactionFile, steps: number): readonly string[] => {
    if (steps > MAX_STEPS || code === '' || left <= 0) return [];
    const parts = textsIn(code);
    const own = /\.split\(/.test(code) ? parts.flatMap((text) => text.split(/[\s,;|]+/)).filter(Boolean) : parts;
    const named = namesIn(code).flatMap(({ name }) => {
      if (left-- <= 0) return [];
      const [where, found] = homeOf(name, file) ?? [];
      return where === undefined || found === undefined
        ? []
        : where.python
            .values(found)
            .filter((value) => !value.includes(code))
            .flatMap((value) => textsOf(value, where, steps + 1));
    });
    return [...own, ...named];
  };

  return (code, file) => {
    left = MAX_NAMES;
    return maskedByCode(code, file, 0);
  };
}

/** A module in a module, as it is written from the same file. */
function within(module: string, name: string): string {
  return module.endsWith('.') ? module + name : `${module}.${name}`;
}

/** Those of the texts that may be keys of fields, wherever they stand. */
function keysIn(texts: readonly string[]): string[] {
  return texts.filter((text) => /^[A-Za-z_][\w-]{1,60}$/.test(text)).map((key) => `**.${key}`);
}

/** The defaults of a parameter: `def __init__(self, keys=("password", "token"))`. */
function defaultsIn(block: string, expression: string): string[] {
  const name = /^(?:self\.)?_*(\w{1,60})$/.exec(expression.trim())?.[1];
  if (name === undefined) return [];
  const pattern = new RegExp(
    `[(,]\\s*_*${name}\\s*(?::[^=,()]{0,80})?=\\s*([[({][^\\])}]{0,2000}[\\])}]|[\\w.]{1,80})`,
    'g',
  );
  return [...block.matchAll(pattern)].flatMap(([, value]) => value ?? []);
}
