// Source text to what it says of logging: picks the language, parses with tree-sitter, reads what matters, lets the tree go.

import { Language as Grammar, Parser } from 'web-tree-sitter';
import { messageOf } from '../base/errors.ts';
import { NOTHING_READ, type FileReading, type Leads } from '../model/file-reading.ts';
import { DIALECTS } from './dialects/index.ts';
import { createScope } from './facts/facts.ts';
import type { Language } from './facts/language.ts';
import { createFileReader } from './file-reading/find-calls.ts';
import { createTextReader } from './file-reading/read-text.ts';
import { commentPlaces, type CommentPlaces } from './insertion/comment-places.ts';
import { logPlace, type LogPlace, type LogPlaceAsked } from './insertion/log-place.ts';
import { LANGUAGES } from './languages/index.ts';
import { createSource, type Source } from './parsing/source.ts';
import { mayLog, mayMakeLogger } from './parsing/words.ts';
import type { ProjectFiles } from './project/files.ts';
import { createProject } from './project/project.ts';

/** Id of a language Sightline reads. */
export type LanguageId = (typeof LANGUAGES)[number]['id'];

/** Text to find calls in. */
export interface SourceText {
  /** Named in the calls; its extension says the language where `language` does not. */
  readonly path: string;
  readonly text: string;
  /** Id of the language, or what VS Code calls it ("typescriptreact"). */
  readonly language?: string;
  /** Names that are loggers though nothing in the code says so: "audit", "self.journal". */
  readonly loggers?: readonly string[];
  /** Also read what the file does besides logging; takes a few times as long. */
  readonly activity?: boolean;
  /** Told why a text was not read, in half a sentence: "it is larger than 2 MB". */
  readonly onSkip?: (reason: string) => void;
}

export interface CallParser {
  /** Loads what a text's language needs, where it is not there yet. Rejects where a file can't be loaded. */
  load(source: Pick<SourceText, 'path' | 'language'>): Promise<void>;
  /** What a text says of logging. Never throws: what can't be read, or whose language was not loaded, says nothing. */
  parse(source: SourceText): FileReading;
  /** Where comments can be written into a text; undefined where it can't be parsed. */
  commentPlaces(source: SourceText): CommentPlaces | undefined;
  /** Where a log call can tell of a place in a text; undefined where none can. */
  logPlace(source: SourceText, asked: LogPlaceAsked): LogPlace | undefined;
  /** What a text that was parsed depends on besides itself. */
  leads(path: string, text: string): Leads;
  /** Forgets what is known of a file that texts import from, or of all: it changed, came or went. */
  forget(path?: string): void;
  /** Forgets what the text of a file said, if another text has asked for it: it is being edited. */
  edited(path: string): void;
  /** Lets parsers go; afterwards no text says anything. */
  dispose(): void;
}

/** Gives the bytes of a WebAssembly file by its name ("tree-sitter-python.wasm"). */
export type LoadWasm = (name: string) => Promise<Uint8Array>;

/** Larger texts are not read: nobody writes such a file by hand. In UTF-16 units. */
const MAX_LENGTH = 2_000_000;
/** From this length on, texts with lines this long on average are taken for minified. In UTF-16 units. */
const MINIFIED_LENGTH = 20_000;
const MINIFIED_LINE = 500;

/** The language of a file by its extension; undefined for a language Sightline does not read. */
export function languageOf(path: string): LanguageId | undefined {
  return byExtension(path)?.id;
}

function byExtension(path: string): Language | undefined {
  const extension = /\.[a-z]+$/.exec(path.toLowerCase())?.[0];
  return extension === undefined ? undefined : LANGUAGES.find(({ extensions }) => extensions.includes(extension));
}

function languageFor({
  path,
  language,
}: Pick<SourceText, 'path' | 'language'>): { readonly language: Language; readonly grammar: string } | undefined {
  const id = language?.replace(/react$/, '');
  const found = id === undefined ? byExtension(path) : LANGUAGES.find((one) => one.id === id);
  if (found === undefined) return undefined;
  return { language: found, grammar: language === 'typescriptreact' ? 'tsx' : found.grammar(path) };
}

/** Whether a text is long and has hardly any lines, as no person writes. */
function isMinified(text: string): boolean {
  if (text.length < MINIFIED_LENGTH) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MINIFIED_LINE;
}

/** Whether a text of another file is not worth reading for the names it exports. */
function isOutOfReach(text: string, names: ReadonlySet<string>): boolean {
  return text.length > MAX_LENGTH || (names.size === 0 && !mayMakeLogger(text)) || isMinified(text);
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** How a parser is made. */
export interface CallParserOptions {
  readonly loadWasm: LoadWasm;
  /** Where names from other files are looked up; without it every text is read alone. */
  readonly files?: ProjectFiles;
  /** What is loaded at once; all where absent. */
  readonly languages?: readonly LanguageId[];
}

/** Loads tree-sitter and the grammars of the languages. Rejects where a file can't be loaded. */
export async function createCallParser({ loadWasm, files, languages }: CallParserOptions): Promise<CallParser> {
  await Parser.init({ wasmBinary: await loadWasm('web-tree-sitter.wasm') });
  const grammars = new Map<string, Grammar>();
  const loading = new Map<string, Promise<void>>();
  const loadGrammar = async (name: string): Promise<void> => {
    grammars.set(name, await Grammar.load(await loadWasm(`tree-sitter-${name}.wasm`)));
  };
  const load = async ({ grammars: names }: Language): Promise<void> => {
    for (const name of names) {
      if (!loading.has(name)) loading.set(name, loadGrammar(name));
      await loading.get(name);
    }
  };
  for (const language of LANGUAGES) if (languages?.includes(language.id) ?? true) await load(language);
  let disposed = false;
  const reader = createTextReader(() => project);

  const project =
    files === undefined
      ? undefined
      : createProject({
          files,
          readFacts(path, text, names) {
            const found = languageFor({ path });
            const grammar = found === undefined ? undefined : grammars.get(found.grammar);
            if (disposed || found === undefined || grammar === undefined || isOutOfReach(text, names)) return undefined;
            return reader.read({
              source: createSource(path, text),
              language: found.language,
              grammar,
              names,
              loggers: [],
              activity: false,
              onSkip: () => {},
            });
          },
        });
  const neighbours = project === undefined ? {} : { neighbours: project };

  /** Names a text has from other files that log there. */
  const importedNames = (source: Source, language: Language): ReadonlySet<string> => {
    const imports = project?.promising(source.path, source.text) ?? [];
    if (imports.length === 0) return NO_NAMES;
    const module = createScope('module', '', undefined, { path: source.path });
    const facts = { module, sites: [], functions: [], handlers: [], constants: [] };
    const nothing = { facts, imports: [], isUsed: () => false };
    return createFileReader({ ...nothing, source, language, dialects: DIALECTS, ...neighbours }).importedNames(imports);
  };

  const knownGrammar = (given: SourceText): { language: Language; grammar: Grammar } | undefined => {
    const found = languageFor(given);
    const grammar = found === undefined ? undefined : grammars.get(found.grammar);
    if (disposed || found === undefined || grammar === undefined || given.text.length > MAX_LENGTH) return undefined;
    return { language: found.language, grammar };
  };

  return {
    async load(source) {
      const found = languageFor(source);
      if (found !== undefined) await load(found.language);
    },
    parse(given) {
      const { path, text, loggers = [], activity = false, onSkip = () => {} } = given;
      const found = languageFor(given);
      const grammar = found === undefined ? undefined : grammars.get(found.grammar);
      if (disposed || found === undefined) return NOTHING_READ;
      if (grammar === undefined) {
        onSkip('its language is not loaded');
        return NOTHING_READ;
      }
      if (text.length > MAX_LENGTH) {
        onSkip('it is larger than 2 MB');
        return NOTHING_READ;
      }
      if (isMinified(text)) {
        if (activity || mayLog(text)) onSkip('it is minified');
        return NOTHING_READ;
      }
      try {
        const source = createSource(path, text);
        const told = loggers.map((name) => name.slice(name.lastIndexOf('.') + 1)).filter((name) => text.includes(name));
        const imported = new Set([...importedNames(source, found.language), ...told]);
        if (imported.size === 0 && !activity && !mayLog(text)) return NOTHING_READ;
        const asked = { source, language: found.language, grammar, names: imported, loggers, activity, onSkip };
        return reader.read(asked)?.().read() ?? NOTHING_READ;
      } catch (error) {
        reader.reset();
        onSkip(`it can't be parsed (${messageOf(error)})`);
        return NOTHING_READ;
      }
    },
    commentPlaces(given) {
      const known = knownGrammar(given);
      return known === undefined ? undefined : commentPlaces(given.text, known.grammar, known.language.comment);
    },
    logPlace(given, asked) {
      const known = knownGrammar(given);
      return known === undefined ? undefined : logPlace(given.text, known.grammar, asked);
    },
    leads: (path, text) => project?.leads(path, text) ?? { files: [], missing: [] },
    forget(path) {
      project?.forget(path);
      reader.forget();
    },
    edited(path) {
      if (project?.edited(path) === true) reader.forget();
    },
    dispose() {
      disposed = true;
      reader.dispose();
    },
  };
}
