// LogQuery: what a person asked for, as a tree; and the requests and answers of a search.

import type { LogRecord } from './record.ts';

/**
 * Text with `*` wildcards, case-insensitive: the literal pieces between the wildcards. `["a","b"]` is `a*b`,
 * `["","x",""]` is `*x*`, `["x"]` has no wildcard.
 */
export type Pattern = readonly string[];

export type Comparison = '<' | '<=' | '>' | '>=';

/** What is asked of one field's value. */
export type FieldTest =
  /** Has any value but null. */
  | { readonly kind: 'exists' }
  /** The whole value is this (message: contains these words in a row). Numbers compare as numbers where both are. */
  | { readonly kind: 'equals'; readonly pattern: Pattern }
  /** Numbers as numbers, levels by severity, timestamps by time, else text by code unit. */
  | { readonly kind: 'compare'; readonly op: Comparison; readonly value: string };

/** A query as a tree. `text` asks for words in a row in any value of the record. */
export type LogQuery =
  | { readonly kind: 'all' }
  | { readonly kind: 'text'; readonly pattern: Pattern }
  | { readonly kind: 'field'; readonly field: string; readonly test: FieldTest }
  | { readonly kind: 'and' | 'or'; readonly of: readonly LogQuery[] }
  | { readonly kind: 'not'; readonly of: LogQuery };

/** A mistake in query text: half-open range of UTF-16 offsets and what was expected. */
export interface QueryError {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Milliseconds since the Unix epoch; `from` inclusive, `to` exclusive; an absent end is open. */
export interface TimeRange {
  readonly from?: number;
  readonly to?: number;
}

/** What every question about records names. */
export interface RecordFilter {
  readonly query: LogQuery;
  readonly range: TimeRange;
  /** Only records that had arrived by then (LogRecord.arrival, inclusive): a snapshot that stays true while more arrive. */
  readonly upTo?: number;
  /** Only records that arrived after this one (LogRecord.arrival, exclusive): what is new. */
  readonly since?: number;
}

/** Opaque place between two records of a result, as a page handed it out. */
export type Cursor = string;

/** A page of records. Order is by timestamp, then nanos, then arrival. */
export interface SearchRequest extends RecordFilter {
  readonly order: 'newest' | 'oldest';
  /** At most this many records, 1 to 5,000. */
  readonly limit: number;
  /** Go on behind this place. */
  readonly after?: Cursor;
  /** Leave out this many matching records first (counted after `after`). */
  readonly skip?: number;
}

export interface SearchPage {
  readonly records: readonly LogRecord[];
  /** Where the next page starts; absent at the end of the result. */
  readonly next?: Cursor;
  /** Why the answer is not whole ("stopped after 2,000,000 records", "a file is damaged"), where it is not. */
  readonly partial?: string;
}

export interface HistogramRequest extends RecordFilter {
  /** At most this many bars. */
  readonly buckets: number;
  /** Field whose values split each bar; usually "level". */
  readonly by: string;
}

export interface HistogramAnswer {
  /** Start of the first bar and width of each, milliseconds. */
  readonly start: number;
  readonly stepMs: number;
  /** Value of `by` (empty string: no value) → one count per bar. */
  readonly counts: Readonly<Record<string, readonly number[]>>;
  readonly total: number;
  /** Earliest and latest timestamp (ms) in the result; absent when empty. */
  readonly earliest?: number;
  readonly latest?: number;
  /** Highest arrival number looked at: the snapshot this answer is true for. */
  readonly upTo: number;
  readonly partial?: string;
}

export interface FacetRequest extends RecordFilter {
  readonly field: string;
  /** At most this many values, most frequent first, 1 to 1,000. */
  readonly limit: number;
  /** Only values that start with this text, any case. */
  readonly prefix?: string;
}

export interface FacetAnswer {
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** How many different values there are. */
  readonly distinct: number;
  /** Records of the result without a value of the field. */
  readonly missing: number;
  readonly partial?: string;
}

/** A field that occurs in the data. */
export interface FieldInfo {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'mixed';
  /** In how many records it was seen; an estimate where a home says so. */
  readonly count: number;
}
