// What a formatter reads in a template, whatever its style.

/** A place for values. */
export interface ScannedPlaceholder {
  /** As written: "%s", "%(id)d", "{user.name}". */
  readonly text: string;
  readonly start: number;
  /** Values it takes from those that have no name, one after the other. */
  readonly takes: number;
  /** The value it takes by its number. */
  readonly index?: number;
  /** The value it takes by its name. */
  readonly name?: string;
  /** Where nothing is given to fill it, it is still a placeholder and no part of the text. */
  readonly likely: boolean;
}

/** All placeholders, and the first thing that a formatter refuses. */
export interface Scan {
  readonly placeholders: readonly ScannedPlaceholder[];
  readonly refused?: { readonly kind: 'unknown-placeholder' | 'unfinished' | 'mixed'; readonly text: string };
}
