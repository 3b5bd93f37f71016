// CallSlots: where and how rules write into a logger call, as text, so that a fix needs no knowledge of language or library.

import type { Level } from './level.ts';
import type { Position, Range } from './location.ts';

/** Where and how new fields are written into a call: `lead open (key value) separator (key value) close`, inserted at `at`. */
export interface FieldSlot {
  readonly at: Position;
  /** What has to be inserted elsewhere too, to make a container of what stands there: `{ err: ` before an error. */
  readonly before?: { readonly at: Position; readonly text: string };
  /** The library is known; where it is a guess, an edit is only to be suggested. */
  readonly sure: boolean;
  /** Separates from the argument or entry before; empty where nothing needs separating. */
  readonly lead: string;
  /** Opens the container of the fields (`extra={`); empty where it stands already. */
  readonly open: string;
  readonly separator: string;
  readonly close: string;
  /** Around a key: `"order_id": ` is `"` and `": `. */
  readonly keyOpen: string;
  readonly keyClose: string;
  /** A name under its own name is written once: `{ orderId }`. */
  readonly shorthand: boolean;
  readonly keyCase: 'snake' | 'camel';
  /** Keys that the library, or the container already, uses for something else. */
  readonly taken: readonly string[];
  /** The library's formatter then reads the message as a template, where without them it is plain text. */
  readonly formats?: true;
}

/**
 * Where an exception goes: an argument of its own, or a field by that key (with `open` and `close` around its name).
 * `current` is what stands for the exception being handled where it has no name.
 */
export type ExceptionSlot =
  | {
      readonly kind: 'argument';
      readonly at: Position;
      readonly lead: string;
      readonly open: string;
      /** Behind its name, for which `{}` stands in it: `?.stack ?? {}`. */
      readonly close?: string;
      readonly current?: string;
      /** It goes behind new fields at the same place. */
      readonly last?: true;
    }
  | {
      readonly kind: 'field';
      readonly key: string;
      readonly open: string;
      readonly close: string;
      readonly current?: string;
    };

/** The name of the method as it stands in the call, and the names that may be written in its place. */
export interface MethodSlot {
  readonly range: Range;
  /** The library's method for each level; empty where the method says no level, or stands for another. */
  readonly levels: Readonly<Partial<Record<Level, string>>>;
  /** The method that writes the exception being handled, at level ERROR. */
  readonly exception?: string;
}

/** What rules write into the call, as text: so a fix needs no knowledge of language or library. */
export interface CallSlots {
  /** Absent where fields can't be added safely (`extra=settings`, `**kwargs`). */
  readonly fields?: FieldSlot;
  /** Absent where the call has an exception already, or can't take one. */
  readonly exception?: ExceptionSlot;
  /**
   * Where the arguments for `%s` or `{}` go, right after the message; absent where the library has none or some stand there already.
   * `only`: it takes values in no other way.
   */
  readonly arguments?: { readonly at: Position; readonly lead: string; readonly only?: true };
  /** Absent where the name of the method is not written in the call. */
  readonly method?: MethodSlot;
}
