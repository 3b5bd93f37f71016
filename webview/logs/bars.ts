// The histogram as numbers: its time axis, its scale, its bars, and how live records add to it.

import { LEVELS } from '../../src/model/level.ts';
import type { HistogramAnswer } from '../../src/model/query.ts';
import type { LogRecord } from '../../src/model/record.ts';

/** Levels as they are stacked, from the baseline up: what needs someone stands at the bottom. */
export const STACK = [...LEVELS.toReversed(), ''] as const;

/** More bars than this are not grown live: the next full answer makes wider ones. */
const MOST_BARS = 400;

/** The answer with `records`, newly arrived, counted in; records before its first bar count in the total only. */
export function growHistogram(answer: HistogramAnswer, records: readonly LogRecord[], upTo: number): HistogramAnswer {
  if (records.length === 0) return { ...answer, upTo: Math.max(answer.upTo, upTo) };
  const first = answer.total === 0 ? records[0]! : undefined;
  const stepMs = answer.stepMs > 0 ? answer.stepMs : 1000;
  const start = first === undefined || answer.stepMs > 0 ? answer.start : Math.floor(first.timestamp / stepMs) * stepMs;
  const counts = new Map(Object.entries(answer.counts).map(([level, bars]) => [level, bars.slice()]));
  let { earliest = Infinity, latest = -Infinity } = answer;
  for (const { timestamp, level = '' } of records) {
    earliest = Math.min(earliest, timestamp);
    latest = Math.max(latest, timestamp);
    const bar = Math.floor((timestamp - start) / stepMs);
    if (bar < 0 || bar >= MOST_BARS) continue;
    let bars = counts.get(level);
    if (bars === undefined) counts.set(level, (bars = []));
    while (bars.length <= bar) bars.push(0);
    bars[bar]! += 1;
  }
  return {
    ...answer,
    start,
    stepMs,
    counts: Object.fromEntries(counts),
    total: answer.total + records.length,
    earliest,
    latest,
    upTo: Math.max(answer.upTo, upTo),
  };
}

/** Whether live growth has made so many bars that a new answer is due. */
export function isOvergrown(answer: HistogramAnswer, asked: number): boolean {
  return Object.values(answer.counts).some((bars) => bars.length > asked * 1.3);
}

/** How many records of a level (empty text: none named) the answer counts. */
export function countOf(answer: HistogramAnswer, ...levels: readonly string[]): number {
  return levels.reduce((sum, level) => sum + (answer.counts[level] ?? []).reduce((a, b) => a + b, 0), 0);
}

/** One bar: its time, and its counts by level in the order of STACK. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
  readonly total: number;
}

/** Every bar of the answer that has records, oldest first. */
export function barsOf(answer: HistogramAnswer): readonly Bar[] {
  const length = Math.max(0, ...Object.values(answer.counts).map((bars) => bars.length));
  const bars: Bar[] = [];
  for (let index = 0; index < length; index += 1) {
    const counts = STACK.map((level) => answer.counts[level]?.[index] ?? 0);
    const total = counts.reduce((a, b) => a + b, 0);
    const from = answer.start + index * answer.stepMs;
    if (total > 0) bars.push({ from, to: from + answer.stepMs, counts, total });
  }
  return bars;
}

/**
 * Top of the count axis: 1, 2 or 5 times a power of ten. Grows at once; shrinks only when less than a third of it is
 * used, so that live bars do not make it flicker.
 */
export function scaleFor(most: number, previous: number): number {
  if (most <= previous && most > previous / 3) return previous;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= most)!;
}

/** A stretch of time drawn from 0 to 1. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

/** Height in pixels of each part of a bar, in the order of STACK: no part that has records is invisible, and errors have two pixels. */
export function partHeights(bar: Bar, scale: number, height: number): readonly number[] {
  const parts = bar.counts.map((count, place) =>
    count === 0 ? 0 : Math.max(place <= 1 ? 2 : 1, (count / scale) * height),
  );
  const excess = parts.reduce((a, b) => a + b, 0) - height;
  if (excess <= 0) return parts;
  const tallest = parts.indexOf(Math.max(...parts));
  return parts.map((part, place) => (place === tallest ? Math.max(1, part - excess) : part));
}
