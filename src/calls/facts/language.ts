// What a language has to tell of its files.

import type { Expression } from '../../model/call.ts';
import type { Built } from '../messages/message.ts';
import type { Layout } from '../parsing/layout.ts';
import type { Source } from '../parsing/source.ts';
import type { Syntax } from '../parsing/syntax.ts';
import type { Argument, CallSite, FileFacts, HandlerFacts } from './facts.ts';
import type { HandlerBody } from './handler-body.ts';

/** A call by way of a method that all functions have: `log.info.apply(log, list)`. */
export interface Handed {
  readonly site: CallSite;
  readonly arguments: readonly Argument[];
}

/** A programming language: its files, its grammar, and how its syntax is put in words all languages share. */
export interface Language {
  readonly id: string;
  /** With the dot. */
  readonly extensions: readonly string[];
  /** What a comment to the end of the line begins with. */
  readonly comment: '#' | '//';
  /** Name of the tree-sitter grammar for a file: "python" is tree-sitter-python.wasm. */
  grammar(path: string): string;
  /** Names of the grammars that its files, and those they import, are parsed with. */
  readonly grammars: readonly string[];
  /** What a text shows before it is parsed. */
  layout(text: string): Layout;
  /** A text of the same length that can be parsed where what is being typed can't be; undefined where nobody knows one. */
  readonly mend?: (text: string) => string | undefined;
  facts(root: Syntax, source: Source): FileFacts;
  expression(node: Syntax, source: Source): Expression;
  handlerBody(handler: HandlerFacts, source: Source): HandlerBody;
  arguments(list: Syntax, source: Source): Argument[];
  /** The call that another one stands for, by way of a function's own methods. */
  readonly handed?: (site: CallSite, source: Source) => Handed | undefined;
  message(node: Syntax, source: Source, constantOf: (name: string) => Syntax | undefined): Built;
}
