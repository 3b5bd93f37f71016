// Misuse: what a call gives its library that the library takes for something else, or not at all.

import type { Range } from './location.ts';

/** An argument that does not do what it is written for. */
export interface Misuse {
  readonly kind:
    /** Keywords the method does not have; the call raises TypeError. */
    | 'unknown-keywords'
    /** The message stands first and is given again by its keyword; the call raises TypeError. */
    | 'message-twice'
    /** A level as text where the library takes a number; the call raises TypeError. */
    | 'level-text'
    /** Something else where the library takes a map of fields; the call raises. */
    | 'no-map'
    /** No message at all; the call raises TypeError. */
    | 'no-message'
    /** The keyword is another library's: here it is a field like any other, and no exception is recorded. */
    | 'foreign-keyword'
    /** Fields before the message, in a library that takes them behind it: they take the place of the message. */
    | 'fields-first';
  /** What it is about, as written: the keywords, the level, the argument. */
  readonly text: string;
  /** Of keywords, the first one's. */
  readonly range: Range;
  /** The arguments it is about: indexes into `given`. */
  readonly arguments: readonly number[];
}

/** A field by a name that the library writes itself. */
export interface FieldClash {
  readonly key: string;
  readonly range: Range;
  /** As written, with its quotes; of a shorthand entry, what it stands for. */
  readonly written: string;
  readonly shorthand: boolean;
  /** It stands in the call, not where the object was made. */
  readonly here: boolean;
  readonly effect:
    /** The call raises KeyError. */
    | 'raises'
    /** The record has the key twice; readers keep one of the two. */
    | 'doubles'
    /** The library's own value takes its place. */
    | 'replaced'
    /** It becomes part of the message. */
    | 'appended';
  /** All names that are taken. */
  readonly taken: readonly string[];
}

/** Something outdated of a logging library, named where nothing is logged: a constant, a way to make a logger. */
export interface OutdatedUse {
  readonly kind:
    /** An undocumented or outdated name. */
    | 'name'
    /** A logger made past the library's registry. */
    | 'unregistered'
    /** A logger named after the wrong thing: `getLogger(__file__)`. */
    | 'logger-name';
  /** As written. */
  readonly text: string;
  readonly range: Range;
  /** What to write. */
  readonly instead: string;
  /** Writing it in `range` keeps what the program does. */
  readonly same: boolean;
  /** Writing it in `range` is all that has to be done. */
  readonly alone: boolean;
}
