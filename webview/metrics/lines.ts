// Series as the store answers them → lines as the charts draw them, one per service.

import type { MetricSeries } from '../../src/model/metric.ts';
import type { ChartDefinition } from './charts/index.ts';
import type { Span } from './span.ts';

/** One service's line: a value per step of the span; null is a gap. */
export interface Line {
  readonly service: string;
  readonly values: readonly (number | null)[];
  /** The chart's aggregate over the whole span; null without samples. */
  readonly total: number | null;
}

/** Up to this long a silence between two samples counts as nothing happening; longer, and nobody knows. */
const SHORT_SILENCE_MS = 60_000;
const SHORT_SILENCE_STEPS = 3;

/** A series laid over the steps of `span`, whatever stretch of it the store answered. */
export function lineOf(definition: ChartDefinition, series: MetricSeries, span: Span): Line {
  const count = Math.round((span.to - span.from) / span.stepMs);
  const offset = Math.round((series.start - span.from) / span.stepMs);
  const values = Array.from({ length: count }, (_, index) => series.values[index - offset] ?? null);
  return {
    service: series.tags.service ?? 'unknown',
    values: definition.silence === 'zero' ? withZeros(values, span.stepMs) : values,
    total: series.total,
  };
}

/** Short runs of null between two values become zeros. */
export function withZeros(values: readonly (number | null)[], stepMs: number): readonly (number | null)[] {
  const longest = Math.max(SHORT_SILENCE_STEPS, Math.floor(SHORT_SILENCE_MS / stepMs));
  const filled = [...values];
  let last = -1;
  values.forEach((value, index) => {
    if (value === null) return;
    if (last >= 0 && index - last - 1 <= longest) filled.fill(0, last + 1, index);
    last = index;
  });
  return filled;
}

/** Whether a value has no neighbour to be joined to, and so must be drawn as a dot. */
export function isAlone(values: readonly (number | null)[], index: number): boolean {
  return values[index] != null && values[index - 1] == null && values[index + 1] == null;
}
