// The files of a project as far as names lead into them: found by import, read when asked for, kept until they change.

import type { Leads } from '../../model/file-reading.ts';
import type { Scope } from '../facts/facts.ts';
import { ecmascriptOutline, pythonOutline, type ClassElsewhere, type Outline, type Taken } from '../facts/outline.ts';
import type { FileReader } from '../file-reading/find-calls.ts';
import type { Module, Neighbours } from '../names/values.ts';
import type { Wrapper } from '../names/wrapper.ts';
import { redactionFile, redactionsOf, type RedactionMemory } from '../redaction/redactions.ts';
import { ecmascriptModule } from './ecmascript-modules.ts';
import { folderOf, pathInProject, type ProjectFiles } from './files.ts';
import { createJsonFiles } from './json-files.ts';
import { basesIn, ecmascriptDefinition, pythonDefinitions, type Definition } from './may-log.ts';
import { definesLogger, LOGGER_MODULES } from './own-logger.ts';
import { pythonModule, pythonSubmodule } from './python-modules.ts';
import { reached } from './reached.ts';
import { createRedactionFiles } from './redaction-files.ts';

/** The files around the one that is read. */
export interface Project extends Neighbours {
  /** Names a text imports that may log, by the texts they come from; nothing is parsed for it. */
  promising(path: string, text: string): readonly (readonly [name: string, from: Taken])[];
  /** What a text that was read depends on. */
  leads(path: string, text: string): Leads;
  /** Forgets what is known of a file, or of all where none is named: it changed, came or went. */
  forget(path?: string): void;
  /** Forgets what a text said that was edited, and says whether any other text has asked for it. */
  edited(path: string): boolean;
}

/** What a project is made of. */
export interface ProjectParts {
  readonly files: ProjectFiles;
  /** Facts of a text; undefined where it has nothing to do with logging, and takes nothing by one of `names`. */
  readonly readFacts: (path: string, text: string, names: ReadonlySet<string>) => (() => FileReader) | undefined;
}

/** Modules of so much text are kept at a time, in UTF-16 units. */
const MAX_KEPT = 3_000_000;
/** A name is followed through so many modules that hand it on. */
const MAX_HANDS = 8;
/** What a module has to say for any of its names to log. */
const LOGS = /[lL]og(?:ger|ging)?\b|LOG|consol[ae]|pino|bunyan|winston|['"]debug['"]/;
/** What names promise is kept for so many of them. */
const MAX_PROMISES = 20_000;
const NOTHING: ReadonlyMap<Scope, Wrapper> = new Map();

interface Kept {
  readonly text: string;
  readonly module: Module;
  readonly definition: (name: string) => Definition;
  /** Names of classes that may log, and lend what they have to classes of the text, which itself may say nothing of logging. */
  readonly lent: (names: readonly string[]) => void;
  /** Its reader for the state the project is in. */
  readonly reader: () => FileReader | undefined;
}

/** A key joined anew: one of `${…}` would hold on to the whole texts its parts were cut from. */
const keyOf = (...parts: readonly string[]): string => parts.join('\n');

const isPython = (path: string): boolean => /\.pyi?w?$/.test(path);

/** Creates a Project. */
export function createProject({ files: given, readFacts }: ProjectParts): Project {
  const files = createJsonFiles(given);
  const kept = new Map<string, Kept>();
  let length = 0;
  const found = new Map<string, string | undefined>();
  const redactionFiles = createRedactionFiles(files);
  /** Of files that asked what is masked: the files that may say so. */
  const masking = new Map<string, readonly string[]>();
  /** The files that were followed into for it. */
  const followed = new Set<string>();
  const memory: RedactionMemory = {
    masks: new Map(),
    follow(from, { module }) {
      const target = locate(from, module);
      if (target !== undefined) followed.add(target);
      return target === undefined ? undefined : redactionFiles.file(target);
    },
  };
  const paths = new WeakMap<Scope, string>();
  const busy = new Set<string>();
  /** Of the text that is being read, which may not be what `files` has. */
  let current: { readonly path: string; readonly text: string; readonly outline: Outline } | undefined;
  let revision = 0;

  const outlineOf = (path: string, text: string): Outline => {
    const known = kept.get(path);
    if (known?.text === text) return known.module.outline;
    if (current?.path === path && current.text === text) return current.outline;
    return isPython(path) ? pythonOutline(text) : ecmascriptOutline(text);
  };

  const load = (path: string): Kept => {
    const known = kept.get(path);
    if (known !== undefined) return known;
    const text = files.read(path) ?? '';
    let create: (() => FileReader) | undefined;
    let asked = false;
    let reader: FileReader | undefined;
    let readAt = -1;
    const lenders = new Set<string>();
    const definitions = new Map<string, Definition>();
    let inPython: ((name: string) => Definition) | undefined;
    const define = (name: string): Definition => {
      if (!isPython(path)) return ecmascriptDefinition(text, name);
      inPython ??= pythonDefinitions(text);
      return inPython(name);
    };
    const made: Kept = {
      text,
      definition(name) {
        if (!definitions.has(name)) definitions.set(name, define(name));
        return definitions.get(name);
      },
      lent(names) {
        const before = lenders.size;
        for (const name of names) lenders.add(name);
        if (lenders.size > before && create === undefined) asked = false;
      },
      reader() {
        if (!asked) {
          // Set before: to read a file may lead back to it.
          asked = true;
          create = readFacts(path, text, new Set(lenders));
        }
        if (create !== undefined && readAt !== revision) {
          reader = create();
          readAt = revision;
          paths.set(reader.module, path);
        }
        return reader;
      },
      module: { path, outline: outlineOf(path, text), scope: () => made.reader()?.module },
    };
    kept.set(path, made);
    length += text.length;
    for (const [first, { text: old }] of kept) {
      if (length <= MAX_KEPT || first === path) break;
      kept.delete(first);
      length -= old.length;
    }
    return made;
  };

  const locate = (from: string, name: string): string | undefined => {
    const key = keyOf(folderOf(from), name);
    if (!found.has(key)) {
      const path = isPython(from) ? pythonModule(files, from, name) : ecmascriptModule(files, from, name);
      found.set(key, path);
    }
    const path = found.get(key);
    if (path !== from) return path;
    // What is kept serves all files of a folder.
    return isPython(from) ? pythonModule(files, from, name, from) : undefined;
  };

  /** What the text behind a name says it may be. */
  const promised = (from: string, { module, name }: Taken, hands: number): Definition => {
    const path = hands > MAX_HANDS ? undefined : locate(from, module);
    if (path === undefined) return undefined;
    const file = load(path);
    const { outline } = file.module;
    if (name === undefined) {
      if (LOGS.test(file.text)) return 'other';
      const others = [...outline.stars, ...[...outline.passed.values()].map((one) => one.module)];
      return others.some((one) => promised(path, { module: one }, hands + 1) !== undefined) ? 'other' : undefined;
    }
    const passed = outline.passed.get(name);
    if (passed !== undefined) return promised(path, passed, hands + 1);
    const own = inFile(file, outline.exports.get(name) ?? name, hands);
    if (own !== undefined) return own;
    const submodule = isPython(path) ? pythonSubmodule(files, path, name) : undefined;
    if (submodule !== undefined) return promised(path, { module: `.${name}` }, hands + 1);
    for (const star of outline.stars) {
      const value = promised(path, { module: star, name }, hands + 1);
      if (value !== undefined) return value;
    }
    return undefined;
  };

  /** What a name of a file may be: defined there, taken from another one, or a class that extends one that may log. */
  const inFile = (file: Kept, name: string, hands: number): Definition => {
    const own = file.definition(name);
    if (hands > MAX_HANDS || (own !== undefined && (own !== 'class' || LOGS.test(file.text)))) return own;
    const { path, outline } = file.module;
    for (const taken of outline.imports.get(name) ?? []) {
      const value = promised(path, taken, hands + 1);
      if (value !== undefined) return value;
    }
    const bases = outline.imports.has(name) ? [] : basesIn(path, file.text, name);
    const lenders = bases.filter((base) => base !== name && inFile(file, base, hands + 1) !== undefined);
    file.lent(lenders);
    return lenders.length > 0 ? 'class' : own;
  };

  const promises = new Map<string, Definition>();
  const promiseOf = (from: string, one: Taken): Definition => {
    const key = keyOf(from, one.module, one.name ?? '');
    const known = promises.get(key);
    if (known !== undefined || promises.has(key)) return known;
    const promise = promised(from, one, 0);
    // Mostly asked for by the text that is being read: what others were told is soon of no use.
    if (promises.size >= MAX_PROMISES) promises.clear();
    promises.set(key, promise);
    return promise;
  };

  /** All names that a text takes with a star from `module`, which itself may have them from others. */
  const starred = (path: string, module: string, names: Map<string, Taken>, given: string, hands: number): void => {
    const target = hands > MAX_HANDS ? undefined : locate(path, module);
    if (target === undefined) return;
    const { text, module: found } = load(target);
    for (const [, name = ''] of text.matchAll(/^(?:(?:async\s+)?(?:def|class)\s+)?([A-Za-z]\w*)(?=\s*[(:=])/gm))
      if (!names.has(name)) names.set(name, { module: given, name });
    for (const name of found.outline.imports.keys()) if (!names.has(name)) names.set(name, { module: given, name });
    for (const star of found.outline.stars) starred(target, star, names, given, hands + 1);
  };

  const classFrom = (path: string, name: string, hands = 0): ClassElsewhere | undefined => {
    const outline = current?.path === path ? current.outline : kept.get(path)?.module.outline;
    if (outline === undefined || hands > MAX_HANDS) return undefined;
    const taken = [...(outline.imports.get(name) ?? []), ...outline.stars.map((module): Taken => ({ module, name }))];
    for (const { module, name: there } of taken) {
      const target = there === undefined ? undefined : locate(path, module);
      if (there === undefined || target === undefined) continue;
      const { text } = load(target);
      if (new RegExp(`^class[ \\t]+${there}\\b`, 'm').test(text)) return { path: target, text, name: there };
      const further = classFrom(target, there, hands + 1);
      if (further !== undefined) return further;
    }
    return undefined;
  };

  const forget = (path?: string): void => {
    revision++;
    files.forget();
    redactionFiles.forget(path);
    memory.masks.clear();
    found.clear();
    promises.clear();
    if (path === undefined) {
      kept.clear();
      length = 0;
    } else {
      length -= kept.get(path)?.text.length ?? 0;
      kept.delete(path);
    }
  };

  return {
    module(from, name) {
      const path = locate(from, name);
      return path === undefined ? undefined : load(path).module;
    },
    submodule(of, name) {
      const path = isPython(of.path) ? pythonSubmodule(files, of.path, name) : undefined;
      return path === undefined ? undefined : load(path).module;
    },
    wrappersOf(scope) {
      const path = paths.get(scope);
      if (path === undefined || busy.has(path)) return NOTHING;
      busy.add(path);
      try {
        return kept.get(path)?.reader()?.wrappers() ?? NOTHING;
      } finally {
        busy.delete(path);
      }
    },
    mayLog: (from, one) => promiseOf(from, one) !== undefined,
    ownsMethod: (from, method) =>
      isPython(from) &&
      LOGGER_MODULES.some((name) => {
        const path = locate(from, name);
        return path !== undefined && definesLogger(load(path).text, method);
      }),
    outlineOf: (path) => (current?.path === path ? current.outline : kept.get(path)?.module.outline),
    classFrom: (path, name) => classFrom(path, name),
    pathInProject: (path) => pathInProject(files, path),
    redactions(path, text) {
      const others = redactionFiles.around(path).filter((one) => one.path !== path);
      masking.set(path, [...others.map((one) => one.path), ...redactionFiles.likely(path)]);
      return redactionsOf(
        redactionFile(path, text, () => outlineOf(path, text)),
        others,
        memory,
      );
    },
    promising(path, text) {
      const outline = outlineOf(path, text);
      current = { path, text, outline };
      const names = new Map<string, Taken>();
      for (const star of outline.stars) starred(path, star, names, star, 0);
      for (const [name, from] of outline.imports) for (const one of from) names.set(name, one);
      return [...names].filter(([name, from]) => {
        const definition = promiseOf(path, from);
        if (definition !== 'class') return definition !== undefined;
        return (
          /log/i.test(name) || new RegExp(`\\bclass\\s[^{:]{0,200}\\b${name.replaceAll('$', '\\$')}\\b`).test(text)
        );
      });
    },
    leads(path, text) {
      const known = (target: string): Outline | undefined => kept.get(target)?.module.outline;
      const { files: found, missing } = reached(path, outlineOf(path, text), { locate, known });
      const masks = masking.get(path);
      const all = new Set([...found, ...(masks === undefined ? [] : [...masks, ...followed])]);
      return { files: [...all].filter((one) => one !== path), missing };
    },
    forget,
    edited(path) {
      const masks = redactionFiles.forget(path);
      const asked = kept.has(path);
      if (asked) forget(path);
      return asked || masks;
    },
  };
}
