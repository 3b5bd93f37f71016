// How the samples of a time step become one value.

import { createDistribution, quantile, type Distribution } from '../../../../model/histogram.ts';
import type { ExponentialHistogram, MetricAggregate } from '../../../../model/metric.ts';

/** Takes samples in order of time, gives one value. */
export interface Accumulator {
  add(value: number | ExponentialHistogram): void;
  /** The aggregate over a span of milliseconds; null without samples. */
  value(spanMs: number): number | null;
}

const QUANTILES: Readonly<Partial<Record<MetricAggregate, number>>> = { p50: 0.5, p95: 0.95, p99: 0.99 };

/**
 * Creates an empty accumulator. A distribution counts as all of its values: its `rate` is values per second, where that
 * of numbers is their sum per second; its `last` is its mean.
 */
export function createAccumulator(aggregate: MetricAggregate): Accumulator {
  const q = QUANTILES[aggregate];
  return q === undefined ? createSimple(aggregate) : createQuantile(q);
}

function createQuantile(q: number): Accumulator {
  const distribution: Distribution = createDistribution();
  return {
    add: (value) => (typeof value === 'number' ? distribution.add(value) : distribution.merge(value)),
    value() {
      const histogram = distribution.toHistogram();
      return histogram === undefined ? null : quantile(histogram, q);
    },
  };
}

function createSimple(aggregate: MetricAggregate): Accumulator {
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  let last = 0;
  let flow = 0;
  return {
    add(value) {
      const sample = typeof value === 'number' ? { count: 1, sum: value, min: value, max: value } : value;
      count += sample.count;
      sum += sample.sum;
      min = Math.min(min, sample.min);
      max = Math.max(max, sample.max);
      last = sample.sum / sample.count;
      flow += typeof value === 'number' ? value : value.count;
    },
    value(spanMs) {
      if (count === 0) return null;
      switch (aggregate) {
        case 'rate':
          return (flow * 1000) / spanMs;
        case 'sum':
          return sum;
        case 'mean':
          return sum / count;
        case 'min':
          return min;
        case 'max':
          return max;
        case 'last':
        case 'p50':
        case 'p95':
        case 'p99':
          return last;
      }
    },
  };
}
