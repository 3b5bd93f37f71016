// Counting values: what a histogram's bars and a facet's list are made of, the same in every home.

import { fieldText, fieldValues } from '../model/fields.ts';
import type { FacetAnswer, FacetRequest, HistogramAnswer } from '../model/query.ts';
import type { IncomingRecord } from '../model/record.ts';
import { fold } from '../query/fold.ts';
import type { Bars } from './histogram-bars.ts';

/** Most series a histogram is split into, and most values a facet tells apart: bounds on memory. */
const MAX_SERIES = 200;
const MAX_VALUES = 200_000;

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

/** The value of a record by which bars are split: the first of the field's, as text; empty where it has none. */
export function splitValue(record: IncomingRecord, field: string): string {
  const [value] = fieldValues(record, field);
  return value === undefined ? '' : fieldText(value);
}

/** The values that are counted as often as the `most`-th or more often: what need not be sorted is not. */
function mostFrequent(counts: ReadonlyMap<string, number>, most: number): [string, number][] {
  if (counts.size <= 4 * most) return [...counts];
  const bound = Float64Array.from(counts.values()).sort().at(-most)!;
  const found: [string, number][] = [];
  for (const entry of counts) if (entry[1] >= bound) found.push(entry);
  return found;
}

/** A facet that fills. */
export interface ValueCounter {
  readonly addRecord: (record: IncomingRecord) => void;
  /** Counts records that share one value of the field; undefined: that have none. */
  add(value: string | undefined, count: number): void;
  answer(partial?: string): FacetAnswer;
}

/** Creates an empty facet. Each record counts once per different value of the field. */
export function createValueCounter({
  field,
  limit,
  prefix = '',
}: Pick<FacetRequest, 'field' | 'limit' | 'prefix'>): ValueCounter {
  const counts = new Map<string, number>();
  const start = fold(prefix);
  let missing = 0;
  let beyond = 0;

  function add(value: string | undefined, count: number): void {
    if (value === undefined) {
      missing += count;
    } else if (start === '' || fold(value).startsWith(start)) {
      const there = counts.get(value);
      if (there === undefined && counts.size >= MAX_VALUES) beyond += count;
      else counts.set(value, (there ?? 0) + count);
    }
  }

  return {
    add,
    addRecord(record) {
      const values = fieldValues(record, field);
      if (values.length <= 1) add(values[0] === undefined ? undefined : fieldText(values[0]), 1);
      else for (const value of new Set(values.map(fieldText))) add(value, 1);
    },
    answer(partial) {
      const most = Math.max(1, Math.min(1000, limit));
      const whole =
        beyond === 0 ? partial : `Only the first ${MAX_VALUES.toLocaleString('en')} different values were counted.`;
      const byCount = (a: readonly [string, number], b: readonly [string, number]): number =>
        b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
      return {
        values: mostFrequent(counts, most)
          .sort(byCount)
          .slice(0, most)
          .map(([value, count]) => ({ value, count })),
        distinct: counts.size,
        missing,
        ...(whole === undefined ? undefined : { partial: whole }),
      };
    },
  };
}
