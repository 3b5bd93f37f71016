// What a chart of the metrics page is: which numbers it draws, and which records stand behind a point.

import type { MetricAggregate } from '../../../src/model/metric.ts';

/** A small chart with one line per service. */
export interface ChartDefinition {
  /** Also the name of its file. */
  readonly id: string;
  /** With the unit: "p95 duration, ms". */
  readonly title: string;
  readonly measurement: string;
  readonly field: string;
  readonly aggregate: MetricAggregate;
  /** What a short time without samples means: nothing happened (`zero`), or nothing is known (`gap`). */
  readonly silence: 'zero' | 'gap';
  /** A value as the page writes it, with its unit. */
  readonly format: (value: number) => string;
  /** Query text that narrows a service's records to those this chart counts; empty for all of them. */
  readonly records: string;
  /** What the chart says when the range holds no samples for it. */
  readonly empty: string;
}
