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

export interface StatisticsRequest extends RecordFilter {
  /** Its values that are numbers are counted: all of them, where a record has several. */
  readonly field: string;
  /** Also apart by the first value of this field. */
  readonly by?: string;
  /** At most this many values of `by`, those with most numbers first, 1 to 1,000. */
  readonly limit: number;
}

/** What can be said of numbers. Percentiles are nearest ranks: the smallest number that so many per cent do not exceed. */
export interface NumberSummary {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

export interface StatisticsAnswer {
  /** Of all numbers; absent where there are none. */
  readonly all?: NumberSummary;
  /** By value of `by` (empty string: no value), most numbers first. */
  readonly groups: readonly (NumberSummary & { readonly value: string })[];
  readonly partial?: string;
}

export interface TemplatesRequest extends RecordFilter {
  /** At most this many, most frequent first, 1 to 1,000. */
  readonly limit: number;
}

/** The messages that are alike but for words with digits in them. */
export interface MessageTemplate {
  /** 64 bits of its text as 16 hexadecimal digits: the same in every store and after a restart. */
  readonly id: string;
  /** The message with `<*>` in the place of every word that varies. */
  readonly text: string;
  readonly count: number;
  /** Timestamp of its newest record, milliseconds. */
  readonly last: number;
}

export interface TemplatesAnswer {
  readonly templates: readonly MessageTemplate[];
  /** How many different templates there are. */
  readonly distinct: number;
  readonly partial?: string;
}

/** A field that occurs in the data. */
export interface FieldInfo {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'mixed';
  /** In how many records it was seen; an estimate where a home says so. */
  readonly count: number;
}
