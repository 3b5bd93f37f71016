// Mismatch: the text of a message and the values behind it don't fit, by the formatter that brings them together.

import type { Range } from './location.ts';

/** What is wrong between a message and its values, and what comes of it. */
export interface Mismatch {
  readonly kind:
    /** A placeholder gets no value. */
    | 'unfilled'
    /** A value has no placeholder. */
    | 'left-over'
    /** Looks like a placeholder and is none: `%y`, Node's `%.2f`. */
    | 'unknown-placeholder'
    /** Ends in the middle of a placeholder. */
    | 'unfinished'
    /** Placeholders of two kinds that exclude one another: `%(id)s` and `%s`, `{}` and `{0}`. */
    | 'mixed'
    /** A named placeholder whose name is not given. */
    | 'missing-key'
    /** A name is given that no placeholder takes. */
    | 'unused-key'
    /** Named placeholders take one map; something else is given. */
    | 'no-map'
    /** The placeholders are those of another library. */
    | 'other-style'
    /** The text is made on the spot, values included, and more values are given. */
    | 'filled-already';
  /** What it is about, as written: a placeholder, a key, an argument. */
  readonly text: string;
  readonly range: Range;
  /** How many values the placeholders take, and how many are given. */
  readonly wanted: number;
  readonly given: number;
  readonly effect:
    /** The call raises an exception. */
    | 'raises'
    /** The library reports an error of its own instead of the record. */
    | 'no-record'
    /** The placeholder stands in the record as it is written. */
    | 'verbatim'
    /** The value is in no record. */
    | 'value-lost'
    /** Nothing is wrong with the record. */
    | 'none';
  /** A text of the message that fits its values; where `certain`, it is surely what was meant. */
  readonly instead?: { readonly text: string; readonly certain: boolean };
}
