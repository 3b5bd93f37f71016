// Source text to what it says of logging: picks the language, parses with tree-sitter, reads what matters, lets the tree go.

import { Language as Grammar, Parser } from 'web-tree-sitter';
import { messageOf } from '../base/errors.ts';
import { NOTHING_READ, type FileReading } from '../model/file-reading.ts';
import { DIALECTS } from './dialects/index.ts';
import { createFileReader } from './find-calls.ts';
import type { Language } from './language.ts';
import { LANGUAGES } from './languages/index.ts';
import { createSource, type Source } from './source.ts';
import { readSyntax, type Interest } from './syntax.ts';
import { interestOf, mayLog } from './words.ts';

/** Id of a language Sightline reads. */
export type LanguageId = (typeof LANGUAGES)[number]['id'];

/** Text to find calls in. */
export interface SourceText {
  /** Named in the calls; its extension says the language where `language` does not. */
  readonly path: string;
  readonly text: string;
  /** Id of the language, or what VS Code calls it ("typescriptreact"). */
  readonly language?: string;
  /** Told why a text was not read, in half a sentence: "it is larger than 2 MB". */
  readonly onSkip?: (reason: string) => void;
}

export interface CallParser {
  /** What a text says of logging. Never throws: what can't be read says nothing. */
  parse(source: SourceText): FileReading;
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
/** A parse that takes longer than this is given up. In milliseconds. */
const MAX_PARSE_MS = 3_000;

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
}: SourceText): { readonly language: Language; readonly grammar: string } | undefined {
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

/** Loads tree-sitter and the grammars of all languages, about 50 ms. Rejects where a file can't be loaded. */
export async function createCallParser({ loadWasm }: { readonly loadWasm: LoadWasm }): Promise<CallParser> {
  await Parser.init({ wasmBinary: await loadWasm('web-tree-sitter.wasm') });
  const grammars = new Map<string, Grammar>();
  for (const name of new Set(
    LANGUAGES.flatMap((language) => language.extensions.map((extension) => language.grammar(`x${extension}`))),
  )) {
    grammars.set(name, await Grammar.load(await loadWasm(`tree-sitter-${name}.wasm`)));
  }
  let parser: Parser | undefined = new Parser();
  let disposed = false;

  const readFile = (
    source: Source,
    language: Language,
    grammar: Grammar,
    onSkip: (reason: string) => void,
  ): FileReading => {
    parser ??= new Parser();
    parser.setLanguage(grammar);
    const deadline = Date.now() + MAX_PARSE_MS;
    const tree = parser.parse(source.text, null, { progressCallback: () => Date.now() > deadline });
    if (tree === null) {
      parser.reset();
      onSkip('it takes too long to parse');
      return NOTHING_READ;
    }
    try {
      const readWith = (interest: Interest): ReturnType<typeof createFileReader> | undefined => {
        const root = readSyntax(tree, interest);
        return root === undefined
          ? undefined
          : createFileReader(language.facts(root, source), source, language, DIALECTS, interest.used);
      };
      let reader = readWith(interestOf(source.text));
      // A logger by another name may be handed on under a third; more rounds than this no real file needs.
      for (let known = 0, round = 0; reader !== undefined && round < 3; round++) {
        const strange = reader.strangeNames();
        if (strange.size === known) break;
        known = strange.size;
        reader = readWith(interestOf(source.text, strange));
      }
      if (reader === undefined) {
        onSkip('it is nested too deeply');
        return NOTHING_READ;
      }
      return reader.read();
    } finally {
      tree.delete();
    }
  };

  return {
    parse(given) {
      const { path, text, onSkip = () => {} } = given;
      const found = languageFor(given);
      const grammar = found === undefined ? undefined : grammars.get(found.grammar);
      if (disposed || found === undefined || grammar === undefined) return NOTHING_READ;
      if (text.length > MAX_LENGTH) {
        onSkip('it is larger than 2 MB');
        return NOTHING_READ;
      }
      if (!mayLog(text)) return NOTHING_READ;
      if (isMinified(text)) {
        onSkip('it is minified');
        return NOTHING_READ;
      }
      try {
        return readFile(createSource(path, text), found.language, grammar, onSkip);
      } catch (error) {
        // A parser that failed inside WebAssembly is in no known state.
        parser = undefined;
        onSkip(`it can't be parsed (${messageOf(error)})`);
        return NOTHING_READ;
      }
    },
    dispose() {
      disposed = true;
      parser?.delete();
      parser = undefined;
    },
  };
}
