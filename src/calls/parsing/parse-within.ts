// Parses a text within bounds: what no person writes is given up before it takes minutes.

import { Parser, type Language as Grammar, type Node, type Tree } from 'web-tree-sitter';

/**
 * So often the parser asks whether to go on, each time after about 50 µs of work; the largest texts that are read need a
 * third. Counted, not timed: a busy machine shall find what an idle one finds.
 */
const MAX_STEPS = 100_000;
/** A parse is given up after this in any case. In milliseconds. */
const MAX_MS = 20_000;
/**
 * At the end of a line Python's grammar looks through all comments that follow, and does not ask meanwhile. So many of
 * its looks at a letter take one to three seconds.
 */
const MAX_LOOKS = 40_000_000;

/** The tree of a text, to be deleted after use; undefined where parsing takes too long. */
export function parseWithin(parser: Parser, grammar: Grammar, text: string): Tree | undefined {
  if (grammar.name === 'python' && looksAhead(text) > MAX_LOOKS) return undefined;
  parser.setLanguage(grammar);
  const deadline = Date.now() + MAX_MS;
  let steps = 0;
  const tree = parser.parse(text, null, {
    progressCallback: () => ++steps > MAX_STEPS || (steps % 1000 === 0 && Date.now() > deadline),
  });
  if (tree === null) parser.reset();
  return tree ?? undefined;
}

/**
 * Parses a whole text for one answer, with a parser of its own; undefined where that takes too long. What `read` gives must
 * hold no node: the tree is let go after.
 */
export function readTree<T>(grammar: Grammar, text: string, read: (root: Node) => T): T | undefined {
  const parser = new Parser();
  try {
    const tree = parseWithin(parser, grammar, text);
    try {
      return tree === undefined ? undefined : read(tree.rootNode);
    } finally {
      tree?.delete();
    }
  } finally {
    parser.delete();
  }
}

/** How many letters are looked at where comments follow one another on lines of their own. */
function looksAhead(text: string): number {
  let looks = 0;
  let lines = 0;
  let letters = 0;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    let first = at;
    while (first < end && text.charCodeAt(first) <= 32) first++;
    if (text[first] === '#') lines++;
    else if (first < end) {
      looks += (lines * letters) / 2;
      lines = letters = 0;
    }
    letters += lines === 0 ? 0 : end - at;
    at = end + 1;
  }
  return looks + (lines * letters) / 2;
}
