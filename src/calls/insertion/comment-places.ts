// Where a comment can be written into a source text without becoming part of a string.

import type { Language as Grammar, Node } from 'web-tree-sitter';
import { createLines } from '../../base/lines.ts';
import { readTree } from '../parsing/parse-within.ts';

/** Where comments can stand. */
export interface CommentPlaces {
  /** What begins one. */
  readonly sign: '#' | '//';
  /** Whether one can be added at the end of a line that has none. */
  atEnd(line: number): boolean;
  /** Whether one can have a line of its own above a line. */
  above(line: number): boolean;
}

/** What holds text that is no code: nothing in it is a comment. */
const TEXT = /^(?:comment|string|string_content|string_fragment|template_string|jsx_text|regex|html_comment)$/;

/** Parses the whole text to see where comments can stand; undefined where that takes too long. */
export function commentPlaces(text: string, grammar: Grammar, sign: '#' | '//'): CommentPlaces | undefined {
  return readTree(grammar, text, (root) => placesIn(root, text, sign));
}

function placesIn(root: Node, text: string, sign: '#' | '//'): CommentPlaces {
  const lines = createLines(text);
  const strings: [number, number][] = [];
  const markup: [number, number][] = [];
  const expressions: [number, number][] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const extent: [number, number] = [node.startIndex, node.endIndex];
    if (TEXT.test(node.type)) strings.push(extent);
    else {
      if (/^jsx_(?:element|fragment)$/.test(node.type)) markup.push(extent);
      if (node.type === 'jsx_expression') expressions.push(extent);
      waiting.push(...node.namedChildren);
    }
  }
  const inside = (ranges: readonly (readonly [number, number])[], at: number): boolean =>
    ranges.some(([start, end]) => start < at && at < end);
  const isCode = (at: number): boolean =>
    !inside(strings, at) && (!inside(markup, at) || innermost(expressions, at) > innermost(markup, at));
  const endOf = (line: number): number =>
    lines.start(line) + text.slice(lines.start(line), lines.start(line + 1)).replace(/[\r\n]+$/, '').length;
  const goesOn = (line: number): boolean => line >= 0 && text[endOf(line) - 1] === '\\';
  const hasComment = (line: number): boolean => {
    const [from, to] = [lines.start(line), endOf(line)];
    return strings.some(
      ([start, end]) => start >= from && start < to && end >= to && /^(?:#|\/\/|\/\*)/.test(text.slice(start, end)),
    );
  };
  return {
    sign,
    atEnd: (line) => isCode(endOf(line)) && !goesOn(line) && !hasComment(line),
    above: (line) => isCode(lines.start(line)) && !goesOn(line - 1),
  };
}

/** Where the innermost range around a place begins; -1 where there is none. */
function innermost(ranges: readonly (readonly [number, number])[], at: number): number {
  return ranges.reduce((inner, [start, end]) => (start < at && at < end ? Math.max(inner, start) : inner), -1);
}
