// How the metrics page writes rates.

import { formatCount, formatNumber } from '../ui/format.ts';

/** A rate per second in two or three digits: `41/s`, `1.3/s`, `0.02/s`, `12,480/s`. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 10) return `${formatCount(Math.round(perSecond))}/s`;
  return `${formatNumber(Number(perSecond.toPrecision(2)))}/s`;
}
