// Reads the samples of lines into the series of a chart.

import type { MetricQuery, MetricSeries } from '../../../../model/metric.ts';
import { startPace } from '../pace.ts';
import { createAccumulator, type Accumulator } from './aggregate.ts';
import type { Line, MetricDatabase, Place } from './metric-database.ts';

/** Most steps of one series: far more than a chart has pixels. */
const MAX_STEPS = 20_000;
const CHUNK = 2000;

interface Series {
  readonly tags: Readonly<Record<string, string>>;
  readonly steps: (Accumulator | undefined)[];
  readonly total: Accumulator;
}

/** Answers a query from the lines of its measurement and field. Rejects with a RangeError for steps no chart can show. */
export async function queryMetrics(
  database: MetricDatabase,
  lines: readonly Line[],
  query: MetricQuery,
): Promise<MetricSeries[]> {
  const { aggregate, by, from, to, stepMs } = query;
  const start = Math.floor(from / stepMs) * stepMs;
  const count = Math.ceil((to - start) / stepMs);
  if (!(stepMs > 0) || !(count <= MAX_STEPS))
    throw new RangeError(`A series has at most ${MAX_STEPS.toLocaleString('en')} steps.`);
  const found = new Map<string, Series>();
  const pace = startPace();
  for (const line of lines) {
    if (!isAsked(line, query)) continue;
    const tags = Object.fromEntries(
      by.filter((tag) => Object.hasOwn(line.tags, tag)).map((tag) => [tag, line.tags[tag]!]),
    );
    const key = JSON.stringify(by.map((tag) => (Object.hasOwn(line.tags, tag) ? line.tags[tag] : null)));
    const series = found.get(key) ?? {
      tags,
      steps: new Array<undefined>(Math.max(0, count)).fill(undefined),
      total: createAccumulator(aggregate),
    };
    let isEmpty = true;
    for (let after: Place | undefined = { timestamp: from, number: -1 }; after !== undefined;) {
      const { samples, last } = database.read(line.id, after, to, CHUNK);
      for (const { timestamp, value } of samples) {
        isEmpty = false;
        series.total.add(value);
        (series.steps[Math.floor((timestamp - start) / stepMs)] ??= createAccumulator(aggregate)).add(value);
      }
      after = samples.length < CHUNK ? undefined : last;
      const rest = pace.step();
      if (rest !== undefined) await rest;
    }
    if (!isEmpty) found.set(key, series);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { tags, steps, total }]) => ({
      tags,
      start,
      stepMs,
      values: steps.map((step) => step?.value(stepMs) ?? null),
      total: total.value(to - from),
    }));
}

function isAsked(line: Line, { measurement, field, where = {} }: MetricQuery): boolean {
  if (line.measurement !== measurement || line.field !== field) return false;
  return Object.entries(where).every(([tag, value]) => Object.hasOwn(line.tags, tag) && line.tags[tag] === value);
}
