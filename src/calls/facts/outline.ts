// What a file takes from others and hands on, read from its text alone: cheap enough for every file of a workspace.

/** A name that stands for something in another module. */
export interface Taken {
  /** As written: "app.utils", "..log", "./log.js". */
  readonly module: string;
  /** Absent for the module itself. */
  readonly name?: string;
}

/** A name as libraries are asked for it: a default import is the module itself. */
export function pathOf({ module, name }: Taken): string {
  return name === undefined || name === 'default' ? module : `${module}.${name}`;
}

/** What a text says of its neighbours. */
export interface Outline {
  /** Names it has from elsewhere; several where it imports in different ways by condition. */
  readonly imports: ReadonlyMap<string, readonly Taken[]>;
  /** Modules of which it takes all names. */
  readonly stars: readonly string[];
  /** Exported name → name in the file, where those differ (ECMAScript). */
  readonly exports: ReadonlyMap<string, string>;
  /** Names handed on straight from other modules (ECMAScript). */
  readonly passed: ReadonlyMap<string, Taken>;
}

/** A class of another file. */
export interface ClassElsewhere {
  readonly path: string;
  readonly text: string;
  /** What it is called there. */
  readonly name: string;
}

/** The class that a file has from another one under a name; undefined where that is none of the project. */
export type ClassFrom = (path: string, name: string) => ClassElsewhere | undefined;

/** Longer texts are not asked; the parser does not read them either. */
const MAX_LENGTH = 2_000_000;

const PYTHON_FROM = /^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^()]{0,20000}\)|(?:[^\n#;\\]|\\\r?\n){1,4000})/gm;
const PYTHON_IMPORT = /^[ \t]*import[ \t]+([\w., \t]{1,2000})/gm;

/** Reads the imports of a Python text. */
export function pythonOutline(text: string): Outline {
  const imports = new Map<string, Taken[]>();
  const stars: string[] = [];
  const add = (name: string, taken: Taken): void => {
    const known = imports.get(name);
    if (known === undefined) imports.set(name, [taken]);
    else known.push(taken);
  };
  if (text.length <= MAX_LENGTH) {
    for (const [, module = '', list = ''] of text.matchAll(PYTHON_FROM)) {
      for (const [, name = '', alias = name] of list
        .replace(/#[^\n]*|[()\\]/g, '')
        .matchAll(/(\*|[A-Za-z_]\w*)(?:\s+as\s+([A-Za-z_]\w*))?/g)) {
        if (name === '*') stars.push(module);
        else add(alias, { module, name });
      }
    }
    for (const [, list = ''] of text.matchAll(PYTHON_IMPORT)) {
      for (const item of list.split(',')) {
        const [module = '', alias] = item.trim().split(/\s+as\s+/);
        if (!/^[A-Za-z_][\w.]*$/.test(module)) continue;
        if (alias !== undefined) add(alias.trim(), { module });
        else add(module.split('.')[0]!, { module: module.split('.')[0]! });
      }
    }
  }
  return { imports, stars, exports: new Map(), passed: new Map() };
}

const SCRIPT_IMPORT = /\bimport\s+(?:type\s+)?([\w$*{][\w$*{},\s]{0,8000}?)\s*from\s*['"]([^'"\n]{1,300})['"]/g;
const SCRIPT_EXPORT_FROM =
  /\bexport\s+(?:type\s+)?(\*(?:\s+as\s+[\w$]+)?|\{[^{}]{0,8000}\})\s*from\s*['"]([^'"\n]{1,300})['"]/g;
/** A module that is given to something, perhaps through a function: `= require('x').y`, `= __importDefault(require('x'))`. */
const SCRIPT_REQUIRE =
  /(?<==\s{0,200}(?:\w{1,40}\()?\s{0,200})require\(\s*['"]([^'"\n]{1,300})['"]\s*\)\)?(?:\.([\w$]+))?/g;
/** What it is given to, up to the `=`. */
const SCRIPT_TARGET =
  /(?:^|[;\s{(,])(?:const|let|var|,)?\s{0,200}([\w$]+|\{[^{}=]{0,4000}\})\s{0,200}(?::[^=\n]{0,100})?=\s{0,200}(?:\w{1,40}\()?\s{0,200}$/;
/** It begins this far before. */
const MAX_TARGET = 4_200;
const SCRIPT_EXPORT_LIST = /\bexport\s+(?:type\s+)?\{([^{}]{0,8000})\}(?!\s*from)/g;
const SCRIPT_EXPORT_DEFAULT =
  /\bexport\s+default\s+(?:(?:async\s+)?function\s*\*?\s*|(?:abstract\s+)?class\s+)?([\w$]+)/g;
const SCRIPT_EXPORT_EQUALS = /(?:\bexport\s*=|\bmodule\.exports\s*=(?!=))\s*([\w$]+)\s*(?:;|$)/gm;
const SCRIPT_EXPORT_NAMED =
  /(?<=\b(?:const|let|var)\s{1,200}([\w$]{1,200})\s{0,200}=\s{0,200}(?:exports\s{0,200}=\s{0,200})?)module\.exports\s*=(?!=)/g;
/** `var Common = module.exports;`: what is given to the one is given to the other. */
const SCRIPT_EXPORT_ALIAS =
  /\b(?:const|let|var)\s{1,200}([\w$]{1,200})\s{0,200}=\s{0,200}(?:module\.)?exports\s*[;,\n]/g;
const SCRIPT_EXPORT_OBJECT = /\bmodule\.exports\s*=\s*\{([^{}()]{0,8000})\}/g;
const SCRIPT_EXPORT_MEMBER = /\b(?:module\.)?exports\.([\w$]+)\s*=\s*([\w$]+)\s*(?:;|$)/gm;
const SCRIPT_REQUIRE_ALL =
  /(?:\bmodule\.exports\s*=|\b__exportStar\(|\btslib_\d+\.__exportStar\()\s*require\(\s*['"]([^'"\n]{1,300})['"]\s*\)/g;

/** Reads the imports and exports of a JavaScript or TypeScript text. */
export function ecmascriptOutline(text: string): Outline {
  const imports = new Map<string, Taken[]>();
  const exports = new Map<string, string>();
  const passed = new Map<string, Taken>();
  const stars: string[] = [];
  const outline = { imports, stars, exports, passed };
  if (text.length > MAX_LENGTH) return outline;
  const add = (name: string, taken: Taken): void => void imports.set(name, [taken]);
  if (text.includes('import')) {
    for (const [, clause = '', module = ''] of text.matchAll(SCRIPT_IMPORT)) {
      const braces = /\{([^{}]*)\}/.exec(clause)?.[1];
      for (const [name, alias] of pairs(braces ?? '', /\s+as\s+/)) add(alias, { module, name });
      const rest = clause.replace(/\{[^{}]*\}/, '');
      const whole = /\*\s*as\s+([\w$]+)/.exec(rest)?.[1];
      if (whole !== undefined) add(whole, { module });
      const given = /^\s*([\w$]+)/.exec(rest)?.[1];
      if (given !== undefined) add(given, { module, name: 'default' });
    }
  }
  if (text.includes('require(')) {
    for (const { index, 1: module = '', 2: member } of text.matchAll(SCRIPT_REQUIRE)) {
      const target = SCRIPT_TARGET.exec(statementBefore(text, index))?.[1];
      if (target === undefined) continue;
      if (target.startsWith('{'))
        for (const [name, alias] of pairs(target.slice(1, -1), /\s*:\s*/)) add(alias, { module, name });
      else add(target, { module, ...(member === undefined ? {} : { name: member }) });
    }
    for (const [, module = ''] of text.matchAll(SCRIPT_REQUIRE_ALL)) stars.push(module);
  }
  if (!text.includes('export')) return outline;
  for (const [, clause = '', module = ''] of text.matchAll(SCRIPT_EXPORT_FROM)) {
    const alias = /^\*\s+as\s+([\w$]+)/.exec(clause)?.[1];
    if (alias !== undefined) passed.set(alias, { module });
    else if (clause.startsWith('*')) stars.push(module);
    else for (const [name, given] of pairs(clause.slice(1, -1), /\s+as\s+/)) passed.set(given, { module, name });
  }
  for (const [, list = ''] of text.matchAll(SCRIPT_EXPORT_LIST))
    for (const [name, given] of pairs(list, /\s+as\s+/)) exports.set(given, name);
  for (const [, name = ''] of text.matchAll(SCRIPT_EXPORT_DEFAULT))
    if (!/^(?:new|async|function|class|await|null|true|false)$/.test(name)) exports.set('default', name);
  for (const [, name = ''] of text.matchAll(SCRIPT_EXPORT_ALIAS)) exports.set('module.exports', name);
  for (const [, name = ''] of text.matchAll(SCRIPT_EXPORT_EQUALS)) exports.set('module.exports', name);
  for (const [, name = ''] of text.matchAll(SCRIPT_EXPORT_NAMED)) exports.set('module.exports', name);
  for (const [, list = ''] of text.matchAll(SCRIPT_EXPORT_OBJECT)) {
    for (const item of list.split(',')) {
      const [, name = '', value = name] = /^\s*([\w$]+)\s*(?::\s*([\w$]+)\s*)?$/.exec(item) ?? [];
      if (name !== '') exports.set(name, value);
    }
  }
  for (const [, name = '', value = ''] of text.matchAll(SCRIPT_EXPORT_MEMBER)) exports.set(name, value);
  return outline;
}

/** The line up to an offset, and what is above where names in braces end in it. */
function statementBefore(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - MAX_TARGET), offset);
  let start = before.lastIndexOf('\n', before.lastIndexOf('=')) + 1;
  const closing = before.lastIndexOf('}');
  if (closing >= start) start = Math.min(start, Math.max(0, before.lastIndexOf('{', closing) - 1));
  return before.slice(start);
}

/** `a, type b as c` as names and what they are called here; comments left out. */
function pairs(list: string, as: RegExp): [name: string, alias: string][] {
  return list
    .replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '')
    .split(',')
    .flatMap((item): [string, string][] => {
      const [name = '', alias = name] = item
        .trim()
        .replace(/^type\s+/, '')
        .split(as);
      const bare = alias.replace(/\s*=.*$/s, '');
      return /^[\w$]+$/.test(name) && /^[\w$]+$/.test(bare) ? [[name, bare]] : [];
    });
}
