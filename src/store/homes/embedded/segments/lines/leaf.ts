// What the values of a structure mean, once it was learned.

import type { IncomingRecord } from '../../../../../model/record.ts';
import type { TimeUnit } from './epoch.ts';
import type { Span } from '../layout.ts';

/** How a leaf of the record comes from a value of the line. */
export interface Leaf {
  /** Index of the value. */
  readonly slot: number;
  /** It is the value itself; otherwise what the reader makes of it, asked once for every different value. */
  readonly same: boolean;
  /** It is a stretch of the line instead, beginning with or before value `slot`: always a string. */
  readonly span?: Span;
  /** Where it stands in the record. */
  readonly path: readonly string[];
}

/** A place of a record that the reader has to tell of every line: a name of it, or of its attributes. */
export type Root = readonly [string] | readonly ['attributes', string];

/** Where the record's time comes from. `read`: only the reader knows. */
export type TimeSource =
  | { readonly kind: 'observed' }
  /** A time: what is written minus the offset. */
  | { readonly kind: 'time'; readonly slot: number; readonly offsetMs: number }
  /** A time of the clocks of this machine… */
  | { readonly kind: 'local'; readonly slot: number }
  /** …which names no year: the latest that is not more than a day ahead of the arrival. */
  | { readonly kind: 'yearless'; readonly slot: number }
  | { readonly kind: 'decimal'; readonly slot: number; readonly unit: TimeUnit }
  | { readonly kind: 'read' };

/** A structure whose values are not understood one by one has no skeleton: its lines are always read in full. */
export interface Meaning {
  /** The record of the example, `leafMark(n)` in the place of leaf n. */
  readonly skeleton: IncomingRecord | undefined;
  readonly leaves: readonly Leaf[];
  readonly time: TimeSource;
  /** What the values do not explain: the reader tells it of each line when it comes in (told.ts). */
  readonly told: readonly Root[];
  /** The value that is the message, where it is one and a string. */
  readonly message: number | undefined;
  /** `raw` is the line itself. */
  readonly rawIsLine: boolean;
}
