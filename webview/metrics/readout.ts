// The value a chart's crosshair stands on, in words.

import { formatClock, formatDay, formatMinute } from '../ui/format.ts';
import { displayLine } from '../ui/text.ts';
import type { ChartDefinition } from './charts/index.ts';
import type { Line } from './lines.ts';
import type { Span } from './span.ts';

/** What a chart says at the right of its title: the value pointed at, where one is, and the time. */
export interface Readout {
  /** `gateway 41/s` */
  readonly value: string;
  /** `14:03:20` */
  readonly time: string;
}

/** The readout of step `at` and `service`; both texts are empty without a place. */
export function readoutOf(
  chart: ChartDefinition,
  lines: readonly Line[],
  span: Span,
  at: number | undefined,
  service: string | undefined,
): Readout {
  if (at === undefined) return { value: '', time: '' };
  const line = lines.find((one) => one.service === service);
  const value = line?.values[at];
  const text =
    line === undefined ? '' : `${displayLine(line.service, 60)} ${value == null ? '–' : chart.format(value)}`;
  return { value: text, time: stepTime(span, at) };
}

/** The start of a step, as exact as its width: `14:03:20`, `14:03`, `21 Nov 14:00`. */
export function stepTime({ from, to, stepMs }: Span, at: number): string {
  const start = from + at * stepMs;
  const clock = stepMs < 60_000 ? formatClock(start) : formatMinute(start);
  return to - from > 24 * 60 * 60_000 ? `${formatDay(start, to)} ${clock}` : clock;
}

/** What a screen reader says of a place in a chart: the time, and the value of one service or of all. */
export function spokenOf(
  chart: ChartDefinition,
  lines: readonly Line[],
  span: Span,
  at: number,
  service: string | undefined,
): string {
  const said = lines
    .filter((line) => service === undefined || line.service === service)
    .flatMap((line) => {
      const value = line.values[at];
      return value == null ? [] : [`${displayLine(line.service, 60)} ${chart.format(value)}`];
    });
  return `${stepTime(span, at)}: ${said.length === 0 ? 'nothing' : said.join(', ')}`;
}
