// The lines of a block as one text: gone through as a whole, cut only where a line is wanted.

import { fold } from '../../../query/fold.ts';

/** Lines that were put together. */
export interface BlockText {
  readonly count: number;
  line(at: number): string;
  /** Numbers of the lines that hold at least one of these folded texts in any case, ascending. */
  linesWith(literals: readonly string[]): number[];
}

/** Takes a block's text apart. */
export function createBlockText(text: string): BlockText {
  const ends = lineEnds(text);
  let folded: string | undefined;
  let foldedEnds: Uint32Array = ends;

  function foldedText(): string {
    if (folded === undefined) {
      folded = fold(text);
      // Some letters take more room in the other case.
      if (folded.length !== text.length) foldedEnds = lineEnds(folded);
    }
    return folded;
  }

  return {
    count: ends.length,
    line: (at) => text.slice(at === 0 ? 0 : ends[at - 1]! + 1, ends[at]),
    linesWith(literals) {
      const searched = foldedText();
      const found = new Set<number>();
      for (const literal of literals) {
        let line = 0;
        for (let at = searched.indexOf(literal); at >= 0; at = searched.indexOf(literal, foldedEnds[line])) {
          while (foldedEnds[line]! < at) line++;
          found.add(line);
        }
      }
      return [...found].sort((a, b) => a - b);
    },
  };
}

/** Where each line ends: at its line break, the last at the end of the text. */
function lineEnds(text: string): Uint32Array {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  ends.push(text.length);
  return Uint32Array.from(ends);
}
