// Counts records into the bars of a histogram, the same in every home.

import type { HistogramAnswer } from '../model/query.ts';
import type { Bars } from './histogram-bars.ts';

/** Most series a histogram is split into: a bound on memory. */
const MAX_SERIES = 200;

/** Bars that fill. */
export interface BarCounter {
  /** Counts records of one moment (milliseconds since the Unix epoch) and one value of the splitting field. */
  add(ms: number, value: string, count: number): void;
  answer(rest: Pick<HistogramAnswer, 'upTo' | 'earliest' | 'latest' | 'partial'>): HistogramAnswer;
}

/** Creates empty bars. */
export function createBarCounter(bars: Bars): BarCounter {
  const series = new Map<string, number[]>();
  let total = 0;
  let unsplit = 0;
  return {
    add(ms, value, count) {
      // At the far ends of what a date can say, rounding may reach over the edge.
      const bar = Math.max(0, Math.min(bars.count - 1, Math.floor((ms - bars.start) / bars.stepMs)));
      total += count;
      let counts = series.get(value);
      if (counts === undefined) {
        if (series.size >= MAX_SERIES) {
          unsplit += count;
          return;
        }
        series.set(value, (counts = new Array<number>(bars.count).fill(0)));
      }
      counts[bar]! += count;
    },
    answer({ upTo, earliest, latest, partial }) {
      const whole =
        unsplit === 0
          ? partial
          : `Only the first ${MAX_SERIES} values are drawn; ${unsplit.toLocaleString('en')} records have others.`;
      return {
        start: bars.start,
        stepMs: bars.stepMs,
        counts: Object.fromEntries([...series].map(([value, counts]) => [value, counts.slice()])),
        total,
        ...(earliest === undefined ? undefined : { earliest }),
        ...(latest === undefined ? undefined : { latest }),
        upTo,
        ...(whole === undefined ? undefined : { partial: whole }),
      };
    },
  };
}
