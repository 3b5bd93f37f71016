// Reads one text: looks for words of logging, parses what is around them, and looks again for the names that were found.

import { Parser, type Language as Grammar, type Tree } from 'web-tree-sitter';
import { DIALECTS } from '../dialects/index.ts';
import type { Language } from '../facts/language.ts';
import type { Neighbours } from '../names/values.ts';
import { showsAll, type Folded } from '../parsing/folding.ts';
import type { Layout } from '../parsing/layout.ts';
import { parseWithin } from '../parsing/parse-within.ts';
import type { Source } from '../parsing/source.ts';
import { readSyntax, type Interest } from '../parsing/syntax.ts';
import { interestOf } from '../parsing/words.ts';
import { createFileReader, type FileReader, type FileReaderParts } from './find-calls.ts';

/** A text, and what is to be looked for in it besides the common words. */
export interface Asked {
  readonly source: Source;
  readonly language: Language;
  readonly grammar: Grammar;
  /** Names it has from other files that log there. */
  readonly names: ReadonlySet<string>;
  /** What are loggers because somebody said so. */
  readonly loggers: readonly string[];
  /** Whether all of it is to be read, for what it does besides logging. */
  readonly activity: boolean;
  /** Told why the text can't be read, in half a sentence. */
  readonly onSkip: (reason: string) => void;
}

/** Reads texts with one tree-sitter parser. */
export interface TextReader {
  /** Readers of a text, each with a mind of its own; undefined where the text has nothing of interest or can't be parsed. */
  read(asked: Asked): (() => FileReader) | undefined;
  /** Another text changed, came or went: what is known of names may be out of date. */
  forget(): void;
  /** Takes a new parser: one that failed inside WebAssembly is in no known state. */
  reset(): void;
  dispose(): void;
}

/** A logger by another name may be handed on under a third; more rounds than this no real file needs. */
const MAX_ROUNDS = 3;
/** Of so many UTF-16 units of text what was read last is kept: others import it, or it is asked for itself. */
const MAX_KEPT = 2_000_000;

interface Parsed {
  readonly tree: Tree;
  readonly folded: Folded;
}

interface Kept {
  readonly text: string;
  readonly names: ReadonlySet<string>;
  /** Of all texts, when it was read. */
  readonly revision: number;
  readonly parts: Omit<FileReaderParts, 'loggers' | 'activity'>;
}

/** Creates a TextReader; without neighbours every text is read alone. */
export function createTextReader(neighbours: () => Neighbours | undefined): TextReader {
  let parser: Parser | undefined;
  /** By path; the last one read stands last. */
  const kept = new Map<string, Kept>();
  let length = 0;
  let revision = 0;
  /** How many texts are being read, each for the one before. */
  let deep = 0;

  const keep = (path: string, one: Kept): void => {
    length += one.text.length - (kept.get(path)?.text.length ?? 0);
    kept.delete(path);
    kept.set(path, one);
    for (const [first, { text }] of kept) {
      if (length <= MAX_KEPT || first === path) break;
      kept.delete(first);
      length -= text.length;
    }
  };

  /** The tree of a text as far as it is of interest; undefined where parsing takes too long. */
  const parse = (layout: Layout, grammar: Grammar, interest: Interest, mend: Language['mend']): Parsed | undefined => {
    const folded = layout.fold(interest);
    parser ??= new Parser();
    let tree = parseWithin(parser, grammar, folded.text);
    const mended = tree?.rootNode.hasError === true ? mend?.(folded.text) : undefined;
    if (mended !== undefined) {
      tree?.delete();
      tree = parseWithin(parser, grammar, mended);
    }
    return tree === undefined ? undefined : { tree, folded };
  };

  const readAnew = ({ source, language, grammar, loggers, activity, onSkip }: Asked, first: ReadonlySet<string>) => {
    const layout = language.layout(source.text);
    let names = first;
    let interest: Interest = { ...interestOf(source.text, layout, names), everything: activity };
    if (interest.places.length === 0 && !activity) return undefined;
    let parsed = parse(layout, grammar, interest, language.mend);
    const partsOf = (): Kept['parts'] | undefined => {
      if (parsed !== undefined && !showsAll(parsed.folded, interest)) {
        parsed.tree.delete();
        parsed = parse(layout, grammar, interest, language.mend);
      }
      if (parsed === undefined) {
        onSkip('it takes too long to parse');
        return undefined;
      }
      const root = readSyntax(parsed.tree, interest, parsed.folded.whereWas);
      if (root === undefined) {
        onSkip('it is nested too deeply');
        return undefined;
      }
      const facts = language.facts(root, source);
      const { isUsed } = interest;
      const { imports } = layout;
      const around = neighbours();
      const alone = { facts, source, language, dialects: DIALECTS, imports, isUsed };
      return around === undefined ? alone : { ...alone, neighbours: around };
    };
    try {
      let parts = partsOf();
      let reader: FileReader | undefined;
      for (let round = 0; parts !== undefined && !activity && round < MAX_ROUNDS; round++) {
        reader = createFileReader({ ...parts, loggers });
        const more = new Set([...names, ...reader.strangeNames()]);
        if (more.size === names.size) break;
        names = more;
        interest = interestOf(source.text, layout, names);
        parts = partsOf();
        reader = undefined;
      }
      return parts === undefined ? undefined : { names, parts, reader };
    } finally {
      parsed?.tree.delete();
    }
  };

  /** Whether all names are known that are to be looked for, as the other texts are now. */
  const isCurrent = (one: Kept, loggers: readonly string[]): boolean =>
    one.revision === revision || hasAll(one.names, createFileReader({ ...one.parts, loggers }).strangeNames());

  return {
    read(asked) {
      const { source, loggers, names, activity } = asked;
      // All of a file is much, and is asked for once.
      if (activity) {
        const all = readAnew(asked, names);
        return all && (() => createFileReader({ ...all.parts, loggers, activity }));
      }
      const known = kept.get(source.path);
      const same = known?.text === source.text ? known : undefined;
      if (same !== undefined && hasAll(same.names, names) && isCurrent(same, loggers))
        return () => createFileReader({ ...same.parts, loggers });
      deep++;
      const read = readAnew(asked, new Set([...names, ...(same?.names ?? [])]));
      deep--;
      if (read === undefined) return undefined;
      const { parts } = read;
      keep(source.path, { text: source.text, revision, names: read.names, parts });
      // One that was made while another text is read may have missed what that one will say.
      let first = deep === 0 ? read.reader : undefined;
      return () => {
        const reader = first ?? createFileReader({ ...parts, loggers });
        first = undefined;
        return reader;
      };
    },
    forget: () => {
      revision++;
    },
    reset() {
      parser = undefined;
      deep = 0;
    },
    dispose() {
      kept.clear();
      parser?.delete();
      parser = undefined;
    },
  };
}

function hasAll(names: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...wanted].every((name) => names.has(name));
}
