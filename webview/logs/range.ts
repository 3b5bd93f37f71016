// The time range a person chose: the last so many minutes, everything, or from–to.

import type { TimeRange } from '../../src/model/query.ts';
import { formatDuration, formatSpan } from '../ui/format.ts';

/** `last` moves with the clock; `fixed` stays; times in milliseconds since the Unix epoch. */
export type RangeChoice =
  | { readonly kind: 'last'; readonly ms: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'fixed'; readonly from?: number; readonly to?: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const DEFAULT_RANGE: RangeChoice = { kind: 'last', ms: 15 * MINUTE };
export const ALL_TIME: RangeChoice = { kind: 'all' };

/** What the picker offers besides a custom range. */
export const RANGE_OPTIONS: readonly { readonly label: string; readonly choice: RangeChoice }[] = [
  ...[5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 168 * HOUR].map((ms) => ({
    label: rangeLabel({ kind: 'last', ms }, 0),
    choice: { kind: 'last', ms } as const,
  })),
  { label: 'All', choice: ALL_TIME },
];

/** Clocks of services may be ahead of this one by this much and their records still count as "now". */
export const CLOCK_TOLERANCE = 5 * MINUTE;

/** The range in times, as it is at `now`. */
export function resolveRange(choice: RangeChoice, now: number): TimeRange {
  switch (choice.kind) {
    case 'last':
      return { from: now - choice.ms, to: now + CLOCK_TOLERANCE };
    case 'all':
      return {};
    case 'fixed':
      return { from: choice.from, to: choice.to };
  }
}

/** `Last 15 min`, `All`, `14:01–14:16`. */
export function rangeLabel(choice: RangeChoice, now: number): string {
  switch (choice.kind) {
    case 'last':
      return choice.ms === 24 * HOUR ? 'Last 24 h' : `Last ${formatDuration(choice.ms).replace(' d', ' days')}`;
    case 'all':
      return 'All';
    case 'fixed': {
      const { from, to } = choice;
      if (from === undefined) return to === undefined ? 'All' : `Until ${formatSpan(to, to, now).split('–')[0]!}`;
      return to === undefined ? `Since ${formatSpan(from, from, now).split('–')[0]!}` : formatSpan(from, to, now);
    }
  }
}

export function sameRange(a: RangeChoice, b: RangeChoice): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Reads a choice from saved state; undefined where it is none. */
export function readRange(saved: unknown): RangeChoice | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined;
  const { kind, ms, from, to } = saved as Record<string, unknown>;
  const time = (value: unknown): number | undefined =>
    typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  if (kind === 'all') return ALL_TIME;
  if (kind === 'last' && time(ms) !== undefined && time(ms)! > 0) return { kind, ms: time(ms)! };
  if (kind === 'fixed') return { kind, from: time(from), to: time(to) };
  return undefined;
}
