// What can be said of numbers that were counted: sums, extremes and percentiles, the same in every home.

import type { NumberSummary } from '../model/query.ts';

/** Different numbers in ascending order, each with how often it was met. */
export interface CountedNumbers {
  readonly numbers: Float64Array;
  readonly counts: Float64Array;
}

/** Undefined where there are none. Percentiles are nearest ranks (Hyndman and Fan's first definition). */
export function summarise({ numbers, counts }: CountedNumbers): NumberSummary | undefined {
  if (numbers.length === 0) return undefined;
  const upTo = new Float64Array(numbers.length);
  let count = 0;
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) {
    upTo[at] = count += counts[at]!;
    sum += numbers[at]! * counts[at]!;
  }
  const percentile = (percent: number): number => {
    const rank = Math.max(1, Math.ceil((percent * count) / 100));
    let [low, high] = [0, numbers.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (upTo[middle]! >= rank) high = middle;
      else low = middle + 1;
    }
    return numbers[low]!;
  };
  return {
    count,
    sum,
    mean: sum / count,
    min: numbers[0]!,
    max: numbers.at(-1)!,
    p50: percentile(50),
    p90: percentile(90),
    p95: percentile(95),
    p99: percentile(99),
  };
}
