// Distributions as exponential histograms: made, merged and asked for quantiles.
// After OpenTelemetry's data model: https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram

import type { ExponentialHistogram } from './metric.ts';

/** Scale to begin with: buckets 2.2 % wide, so that a value from the middle of one is at most 1.1 % off. */
const FIRST_SCALE = 5;
const LOWEST_SCALE = -10;
const MAX_BUCKETS = 320;

/** A distribution that grows. */
export interface Distribution {
  /** Adds a value; NaN and infinities are left out. */
  add(value: number): void;
  /** Adds everything of another distribution. */
  merge(other: ExponentialHistogram): void;
  /** The distribution so far; undefined while it is empty. */
  toHistogram(): ExponentialHistogram | undefined;
}

/** Creates an empty distribution: at most 320 buckets, as fine as the spread of its values allows, relative error 1.1 % or better while they span less than a factor of 1,000. */
export function createDistribution(): Distribution {
  let scale = FIRST_SCALE;
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  let zeroCount = 0;
  let counts = new Map<number, number>();
  let low = Infinity;
  let high = -Infinity;

  function put(index: number, times: number): void {
    low = Math.min(low, index);
    high = Math.max(high, index);
    counts.set(index, (counts.get(index) ?? 0) + times);
    while (high - low >= MAX_BUCKETS && scale > LOWEST_SCALE) lowerScale();
  }

  function lowerScale(): void {
    const fine = counts;
    counts = new Map();
    scale--;
    low = halve(low);
    high = halve(high);
    for (const [index, times] of fine) counts.set(halve(index), (counts.get(halve(index)) ?? 0) + times);
  }

  return {
    add(value) {
      if (!Number.isFinite(value)) return;
      count++;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      if (value <= 0) zeroCount++;
      else put(indexOf(value, scale), 1);
    },
    merge(other) {
      if (other.count === 0) return;
      count += other.count;
      sum += other.sum;
      min = Math.min(min, other.min);
      max = Math.max(max, other.max);
      zeroCount += other.zeroCount;
      while (scale > other.scale) lowerScale();
      other.buckets.forEach((times, at) => {
        if (times > 0) put(Math.floor((other.offset + at) / 2 ** (other.scale - scale)), times);
      });
    },
    toHistogram() {
      if (count === 0) return undefined;
      const hasBuckets = high >= low;
      const buckets = hasBuckets ? Array.from({ length: high - low + 1 }, (_, at) => counts.get(low + at) ?? 0) : [];
      return { scale, count, sum, min, max, zeroCount, offset: hasBuckets ? low : 0, buckets };
    },
  };
}

function halve(index: number): number {
  return Math.floor(index / 2);
}

/** The bucket of a positive value: the i with base^i < value <= base^(i+1). */
function indexOf(value: number, scale: number): number {
  return Math.ceil(Math.log2(value) * 2 ** scale) - 1;
}

/**
 * The value that a share `q` (0 to 1) of the values stays within, by nearest rank: off by at most 1.1 % at scale 5.
 * Values of zero and below are not told apart: they answer 0, or the greatest value where all are negative.
 */
export function quantile(histogram: ExponentialHistogram, q: number): number {
  const rank = Math.max(1, Math.ceil(q * histogram.count));
  if (rank >= histogram.count) return histogram.max;
  let passed = histogram.zeroCount;
  if (rank <= passed) return Math.min(0, histogram.max);
  for (let at = 0; at < histogram.buckets.length; at++) {
    passed += histogram.buckets[at]!;
    if (rank <= passed) {
      const middle = 2 ** ((histogram.offset + at + 0.5) / 2 ** histogram.scale);
      return Math.min(histogram.max, Math.max(histogram.min, middle));
    }
  }
  return histogram.max;
}
