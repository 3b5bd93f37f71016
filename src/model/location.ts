// SourceLocation: a place in a file, and the evidence that ties a record to it.

/** 0-based line and UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Half-open. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Why a record is tied to a line, strongest first. */
export type Evidence =
  /** The record names file and line. */
  | 'position'
  /** A frame of its stack trace. */
  | 'stack-frame'
  /** Its message is the constant text (or fits the template) of a logger call. */
  | 'message';

/** A place a record may have been written at. */
export interface SourceLocation {
  /** Absolute path, '/'-separated (drive letters kept). */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based; absent where only the line is known. */
  readonly column?: number;
  readonly evidence: Evidence;
  /** 0 to 1. */
  readonly confidence: number;
  /** One sentence for the user: "orders/app.py:88 is named in the record". */
  readonly reason: string;
}

/** The answer of the locator: candidates, best first; and why none, where there is none. */
export interface LocateAnswer {
  readonly candidates: readonly SourceLocation[];
  /** What kept it from finding any, in one sentence; absent where there are candidates. */
  readonly why?: string;
}
