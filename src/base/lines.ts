// The lines of a text: from offsets to positions and back.

/** 0-based line and column; columns and offsets count UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin. */
export interface Lines {
  readonly count: number;
  /** Offset at which a line begins. */
  start(line: number): number;
  position(offset: number): LinePosition;
  /** Beyond the end of a line or the text: its end. */
  offset(position: LinePosition): number;
}

/** Finds the lines of a text. They end with LF, CRLF or CR, as in editors. */
export function createLines(text: string): Lines {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return {
    count: starts.length,
    start: (line) => starts[line] ?? text.length,
    position(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low, column: offset - starts[low]! };
    },
    offset: ({ line, column }) =>
      line >= starts.length ? text.length : Math.min(starts[line]! + column, starts[line + 1] ?? text.length),
  };
}
