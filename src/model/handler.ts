// Handler: an `except`/`catch` block or `.catch` callback in source, and what it does with the exception.

import type { Expression } from './call.ts';
import type { Range } from './location.ts';

/** A way out of a handler. Those of nested handlers and functions belong to them. */
export interface HandlerExit {
  readonly kind:
    /** Throws on the exception that was caught. */
    | 'reraise'
    /** Throws another one. */
    | 'raise'
    | 'return'
    | 'continue'
    | 'break'
    /** Ends the process: `sys.exit()`, `process.exit(1)`. */
    | 'exit';
  readonly range: Range;
  /** Only on some of the ways through the handler. */
  readonly conditional: boolean;
  /** What is thrown or returned. */
  readonly value?: Expression;
  /**
   * Of `raise`: whether the one that was caught is kept as the cause by name (`from e`, `{ cause: e }`), left out
   * (`from None`), or nothing is said.
   */
  readonly cause?: 'kept' | 'dropped' | 'unsaid';
}

/** A block that handles exceptions. */
export interface Handler {
  readonly kind: 'block' | 'callback';
  /** All of it, from `except`, `catch` or the callback on. */
  readonly range: Range;
  /** Up to where its body begins: `except ValueError as e:`. */
  readonly header: Range;
  readonly exceptionName?: string;
  /** The types it catches as written ("ValueError", "requests.Timeout"); empty where it catches everything. */
  readonly types: readonly string[];
  /** Index of the function around among those of the file. */
  readonly enclosing?: number;
  /** Index of the handler it stands in. */
  readonly parent?: number;
  /** Nothing in it but `pass`, `...`, or a comment. */
  readonly empty: boolean;
  /** A comment says something in it. */
  readonly commented: boolean;
  /** In source order. */
  readonly exits: readonly HandlerExit[];
  /** The end of its body can be reached, so the program goes on behind the `try`. */
  readonly fallsThrough: boolean;
  /** Where the exception is used for anything but a logger call or throwing it on: kept, returned, passed, compared. */
  readonly uses: readonly Range[];
  /** Indexes of the calls that stand in it and in no nested handler. */
  readonly calls: readonly number[];
}
