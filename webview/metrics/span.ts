// The stretch of time the charts show, cut into steps.

import { formatDuration, formatSpan } from '../ui/format.ts';

/** Chosen by the user: the last so many milliseconds, moving with the clock; or from–to, which stays. */
export type SpanChoice =
  | { readonly kind: 'last'; readonly ms: number }
  | { readonly kind: 'fixed'; readonly from: number; readonly to: number };

/** Milliseconds since the Unix epoch, `from` inclusive, `to` exclusive, both on a step's edge. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const DEFAULT_CHOICE: SpanChoice = { kind: 'last', ms: 15 * MINUTE };

/** What the range menu offers. */
export const LAST_CHOICES: readonly number[] = [5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY];

const STEPS: readonly number[] = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400,
].map((seconds) => seconds * SECOND);
/** A line of more points than this says nothing more on a small chart. */
const MOST_STEPS = 180;
/** Zooming in ends here: ten of the shortest steps. */
const SHORTEST = 10 * SECOND;

/** The shortest of the usual steps that cuts `ms` into at most 180. */
export function stepFor(ms: number): number {
  return STEPS.find((step) => ms / step <= MOST_STEPS) ?? Math.ceil(ms / MOST_STEPS / DAY) * DAY;
}

/**
 * The span of a choice at `now`, on the edges of steps. A span up to now ends with the last whole step: a step that is
 * still being filled would look like a drop.
 */
export function spanOf(choice: SpanChoice, now: number): Span {
  if (choice.kind === 'last') {
    const stepMs = stepFor(choice.ms);
    const to = Math.floor(now / stepMs) * stepMs;
    return { from: to - Math.ceil(choice.ms / stepMs) * stepMs, to, stepMs };
  }
  const stepMs = stepFor(choice.to - choice.from);
  return { from: Math.floor(choice.from / stepMs) * stepMs, to: Math.ceil(choice.to / stepMs) * stepMs, stepMs };
}

/** From–to as a choice; widened around its middle where it is shorter than ten seconds. */
export function fixedChoice(from: number, to: number): SpanChoice {
  const [start, end] = from <= to ? [from, to] : [to, from];
  const missing = Math.max(0, SHORTEST - (end - start)) / 2;
  return { kind: 'fixed', from: Math.floor(start - missing), to: Math.ceil(end + missing) };
}

/** `Last 15 min`, `Last 7 days`, `14:01–14:16`. */
export function choiceLabel(choice: SpanChoice, now: number): string {
  if (choice.kind === 'fixed') return formatSpan(choice.from, choice.to, now);
  return `Last ${choice.ms === DAY ? '24 h' : formatDuration(choice.ms).replace(/ d$/, ' days')}`;
}

/** Reads a choice from saved state; undefined where it is none. */
export function readChoice(saved: unknown): SpanChoice | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined;
  const { kind, ms, from, to } = saved as Readonly<Record<string, unknown>>;
  if (kind === 'last' && typeof ms === 'number' && LAST_CHOICES.includes(ms)) return { kind, ms };
  if (kind === 'fixed' && isTime(from) && isTime(to) && from < to) return fixedChoice(from, to);
  return undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < 8.64e15;
}

/** How many of `count` charts stand in a row of `width` CSS pixels: 1 to 4, rows as even as can be. */
export function columnsFor(width: number, count: number): number {
  const room = width < 460 ? 1 : width < 780 ? 2 : width < 1240 ? 3 : 4;
  return count === 0 ? room : Math.ceil(count / Math.ceil(count / room));
}
