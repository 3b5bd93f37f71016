// MetricPoint: one sample of one measurement, as InfluxDB and OpenTelemetry know it.

/** A distribution in OpenTelemetry's exponential histogram form: bucket i counts values in (base^i, base^(i+1)], base = 2^(2^-scale). */
export interface ExponentialHistogram {
  readonly scale: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Values that are zero or below. */
  readonly zeroCount: number;
  /** Index of the first entry of `buckets`. */
  readonly offset: number;
  readonly buckets: readonly number[];
}

/** One sample. Measurement, tags and fields as in InfluxDB; a field may be a whole distribution. */
export interface MetricPoint {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
  readonly fields: Readonly<Record<string, number | ExponentialHistogram>>;
}

/** How the samples of one time step become one value. Quantiles need a distribution or many samples. `rate` is per second. */
export type MetricAggregate = 'rate' | 'sum' | 'mean' | 'min' | 'max' | 'last' | 'p50' | 'p95' | 'p99';

/** What a chart asks for. */
export interface MetricQuery {
  readonly measurement: string;
  readonly field: string;
  readonly aggregate: MetricAggregate;
  /** Tag equality; absent tags are not looked at. */
  readonly where?: Readonly<Record<string, string>>;
  /** One series per distinct combination of these tags; empty for one series in all. */
  readonly by: readonly string[];
  /** Milliseconds since the Unix epoch, `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Width of a time step in milliseconds. Steps are aligned to the epoch. */
  readonly stepMs: number;
}

/** One line of a chart. */
export interface MetricSeries {
  readonly tags: Readonly<Record<string, string>>;
  /** Start of the first step, milliseconds since the Unix epoch. */
  readonly start: number;
  readonly stepMs: number;
  /** One value per step; null where no sample fell into it. */
  readonly values: readonly (number | null)[];
  /** The same aggregate over the whole range; null without samples. */
  readonly total: number | null;
}
