// The bars of a histogram: steps a person reads easily, the same in every home.

/** Equal bars that cover a span of time. */
export interface Bars {
  /** Start of the first bar, milliseconds since the Unix epoch. */
  readonly start: number;
  readonly stepMs: number;
  readonly count: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
];

/**
 * At most `most` bars over `from` (inclusive) to `to` (exclusive), milliseconds since the Unix epoch: the finest step of
 * 1, 2, 5, 10… that fits, aligned to the epoch; beyond half a day whole days.
 */
export function barsOver(from: number, to: number, most: number): Bars {
  const end = Math.max(to, from + 1);
  const limit = Math.floor(most);
  // A single aligned bar might never cover a span that lies on both sides of the epoch.
  if (limit <= 1) return { start: from, stepMs: end - from, count: 1 };
  const fits = (stepMs: number): Bars | undefined => {
    const start = Math.floor(from / stepMs) * stepMs;
    const count = Math.ceil((end - start) / stepMs);
    return count <= limit ? { start, stepMs, count } : undefined;
  };
  for (const stepMs of STEPS) {
    const bars = fits(stepMs);
    if (bars !== undefined) return bars;
  }
  for (let days = Math.max(1, Math.floor((end - from) / DAY / limit)); ; days = Math.ceil(days * 1.1)) {
    const bars = fits(days * DAY);
    if (bars !== undefined) return bars;
  }
}
