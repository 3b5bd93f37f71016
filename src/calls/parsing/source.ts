// A file's text with its lines: turns offsets into positions.

import { createLines } from '../../base/lines.ts';
import type { Position, Range } from '../../model/location.ts';

/** The text of a file as it was given, and where its lines begin. Offsets and columns count UTF-16 units. */
export interface Source {
  readonly path: string;
  readonly text: string;
  position(offset: number): Position;
  range(start: number, end: number): Range;
  /** The offset of a position. */
  offset(position: Position): number;
  /** The white space a line begins with, of the line that holds `offset`; undefined where something else stands before it. */
  indentBefore(offset: number): string | undefined;
}

/** Creates a Source. */
export function createSource(path: string, text: string): Source {
  const lines = createLines(text);
  return {
    path,
    text,
    position: (offset) => lines.position(offset),
    range: (start, end) => ({ start: lines.position(start), end: lines.position(end) }),
    offset: (position) => lines.offset(position),
    indentBefore(offset) {
      const before = text.slice(offset - lines.position(offset).column, offset);
      return /^[ \t]*$/.test(before) ? before : undefined;
    },
  };
}
