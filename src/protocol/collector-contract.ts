// The contract client ↔ collector: what an extension host or the CLI may ask, and the nudges it gets.

import type { CollectorSettings, CollectorStatus, Compaction } from '../model/collector.ts';
import type {
  FacetAnswer,
  FieldInfo,
  HistogramAnswer,
  SearchPage,
  StatisticsAnswer,
  TemplatesAnswer,
  TimeRange,
  Cursor,
} from '../model/query.ts';
import type { LogRecord } from '../model/record.ts';
import type { MetricQuery, MetricSeries } from '../model/metric.ts';

/** As model/query's RecordFilter, with the query as the text a person typed. A mistake in it comes back as RpcError `invalid` with a QueryError. */
export interface TextFilter {
  readonly query: string;
  readonly range: TimeRange;
  readonly upTo?: number;
  readonly since?: number;
}

/** What can be asked about records; shared by pages and CLI. */
export interface RecordRequests {
  search: {
    readonly params: TextFilter & {
      readonly order: 'newest' | 'oldest';
      readonly limit: number;
      readonly after?: Cursor;
      readonly skip?: number;
    };
    readonly result: SearchPage;
    /** Records found so far, in order, each sent once; the result holds all of them again. */
    readonly step: { readonly records: readonly LogRecord[] };
  };
  histogram: {
    readonly params: TextFilter & { readonly buckets: number; readonly by: string };
    readonly result: HistogramAnswer;
    /** The answer so far: replaces the one before. */
    readonly step: HistogramAnswer;
  };
  facet: {
    readonly params: TextFilter & { readonly field: string; readonly limit: number; readonly prefix?: string };
    readonly result: FacetAnswer;
    readonly step: FacetAnswer;
  };
  /** Fields seen in the data, most frequent first. */
  fields: { readonly params: Record<string, never>; readonly result: readonly FieldInfo[] };
  /** One record by id; null where it is gone. */
  record: { readonly params: { readonly id: string }; readonly result: LogRecord | null };
  metrics: { readonly params: MetricQuery; readonly result: readonly MetricSeries[] };
  /** Deletes every stored record and metric for good. */
  deleteAll: { readonly params: Record<string, never>; readonly result: { readonly records: number } };
  status: { readonly params: Record<string, never>; readonly result: CollectorStatus };
}

export interface CollectorRequests extends RecordRequests {
  statistics: {
    readonly params: TextFilter & { readonly field: string; readonly by?: string; readonly limit: number };
    readonly result: StatisticsAnswer;
    readonly step: StatisticsAnswer;
  };
  templates: {
    readonly params: TextFilter & { readonly limit: number };
    readonly result: TemplatesAnswer;
    readonly step: TemplatesAnswer;
  };
  /** First request of every client. */
  hello: {
    readonly params: { readonly version: string; readonly kind: 'window' | 'cli' };
    readonly result: { readonly version: string; readonly pid: number };
  };
  configure: { readonly params: CollectorSettings; readonly result: CollectorStatus };
  /** Merges small files of the store now, without waiting until there are many. */
  compact: { readonly params: Record<string, never>; readonly result: Compaction };
  /** Flushes and ends the collector; answered before it ends. `replace`: the asker starts its own version right after. */
  stop: { readonly params: { readonly replace?: boolean }; readonly result: null };
}

export interface CollectorContract {
  readonly requests: CollectorRequests;
  readonly events: {
    /** There is something up to this arrival number; at most 10 a second. */
    changed: { readonly upTo: number };
    /** A door, the store's state, the settings or the rate changed: ask `status`. At most one a second. */
    statusChanged: Record<string, never>;
    /** The collector ends because it was asked to. `replaced`: another one follows, wait for it; else start none unasked. */
    stopping: { readonly replaced: boolean };
  };
}
