// StackFrame: one frame of a stack trace as text, and what a parser of one runtime's traces is.

/** A frame as a stack trace names it. */
export interface StackFrame {
  /** 0-based line of the stack text. */
  readonly textLine: number;
  /** As written; a Java class is already turned into the end of a path ("com/foo/Bar.java"). */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column?: number;
  readonly function?: string;
  /** Which end of the trace is innermost. */
  readonly innermost: 'first' | 'last';
  /** Every segment of `path` must be there: a class's package is part of its name. */
  readonly wholePath?: boolean;
}

/**
 * Reads one line of a trace; undefined where it is no frame of this runtime. `before` is the line above (Go writes the
 * function there). Never throws; time linear in the line.
 */
export type FrameParser = (line: string, before: string) => Omit<StackFrame, 'textLine'> | undefined;
