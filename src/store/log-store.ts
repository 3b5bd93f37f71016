// LogStore: what every home of records can do. test/store/contract.ts holds each home to it, record for record.

import type {
  FacetAnswer,
  FacetRequest,
  FieldInfo,
  HistogramAnswer,
  HistogramRequest,
  SearchPage,
  SearchRequest,
  StatisticsAnswer,
  StatisticsRequest,
  TemplatesAnswer,
  TemplatesRequest,
} from '../model/query.ts';
import type { StoreStatus } from '../model/collector.ts';
import type { IncomingRecord, LogRecord } from '../model/record.ts';

/** How an answer comes about: it can be given up, and says on the way what it has so far. */
export interface AskOptions<S> {
  /** Once aborted the promise rejects with an AbortError within a few milliseconds. */
  readonly signal?: AbortSignal;
  readonly onStep?: (partial: S) => void;
}

/** Limits on what is kept; the oldest go first. */
export interface Retention {
  readonly bytes?: number;
  readonly days?: number;
}

/**
 * A home of records. Questions run in slices that never hold the thread for long; several may run side by side with
 * appends. Order is by timestamp, nanos, arrival. Answers are exact unless they carry `partial`.
 */
export interface LogStore {
  /**
   * Takes records in; they are searchable when the promise resolves and survive kill -9 within a second. Never
   * rejects: records that can't be kept are counted in `status().lost`, with `status().problem` saying why.
   * Resolves to the highest arrival number given out.
   */
  append(records: readonly IncomingRecord[]): Promise<number>;
  search(request: SearchRequest, options?: AskOptions<{ readonly records: readonly LogRecord[] }>): Promise<SearchPage>;
  histogram(request: HistogramRequest, options?: AskOptions<HistogramAnswer>): Promise<HistogramAnswer>;
  facet(request: FacetRequest, options?: AskOptions<FacetAnswer>): Promise<FacetAnswer>;
  /** Sums and means are exact but for rounding. */
  statistics(request: StatisticsRequest, options?: AskOptions<StatisticsAnswer>): Promise<StatisticsAnswer>;
  templates(request: TemplatesRequest, options?: AskOptions<TemplatesAnswer>): Promise<TemplatesAnswer>;
  fields(): Promise<readonly FieldInfo[]>;
  get(id: string): Promise<LogRecord | undefined>;
  status(): StoreStatus;
  /** Sets and applies retention; applied again as records arrive. */
  setRetention(retention: Retention): Promise<void>;
  /** Deletes everything; arrival numbers go on. Resolves to how many records went. */
  deleteAll(): Promise<number>;
  /** Makes everything durable. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
