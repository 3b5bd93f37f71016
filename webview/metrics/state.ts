// What the metrics page knows at a moment, and what of it is kept across reloads.

import type { CollectorStatus } from '../../src/model/collector.ts';
import type { HomeState } from '../../src/protocol/page-contract.ts';
import type { MetricsData } from './load.ts';
import { DEFAULT_CHOICE, readChoice, type SpanChoice } from './span.ts';

export interface PageState {
  readonly home: HomeState;
  readonly choice: SpanChoice;
  /** The choice to return to from a zoom. */
  readonly unzoomed?: SpanChoice;
  readonly paused: boolean;
  readonly hidden: ReadonlySet<string>;
  readonly data?: MetricsData;
  /** Other content than what is shown was asked for and is not here yet. */
  readonly loading: boolean;
  /** Why the last question failed. */
  readonly problem?: string;
  /** What came of the last thing the user did, where it did not work. */
  readonly notice?: string;
  /** Asked for where there is nothing to show, to say why. */
  readonly status?: CollectorStatus;
  /** The place in time all charts point at: index of a step. */
  readonly at?: number;
  /** The service whose line is pointed at there. */
  readonly pointed?: string;
  /** The service whose lines stand out. */
  readonly emphasised?: string;
  /** Milliseconds since the Unix epoch, as of the last change. */
  readonly now: number;
}

/** What is kept, as plain JSON. */
export interface SavedState {
  readonly choice: SpanChoice;
  readonly unzoomed?: SpanChoice;
  readonly hidden: readonly string[];
  readonly paused: boolean;
}

/** The state a page begins with; what can't be read of `saved` counts as not there. */
export function initialState(home: HomeState, saved: unknown, now: number): PageState {
  const kept = typeof saved === 'object' && saved !== null ? (saved as Readonly<Record<string, unknown>>) : {};
  const hidden = Array.isArray(kept.hidden) ? kept.hidden.filter((name) => typeof name === 'string') : [];
  return {
    home,
    choice: readChoice(kept.choice) ?? DEFAULT_CHOICE,
    unzoomed: readChoice(kept.unzoomed),
    paused: kept.paused === true,
    hidden: new Set(hidden),
    loading: true,
    now,
  };
}

export function savedState(state: PageState): SavedState {
  const { choice, unzoomed, hidden, paused } = state;
  return { choice, unzoomed, hidden: [...hidden], paused };
}

/** Services in the data that are not hidden. */
export function visibleServices({ data, hidden }: PageState): readonly string[] {
  return (data?.rows ?? []).map(({ service }) => service).filter((service) => !hidden.has(service));
}

/** Whether the charts move with the clock. */
export function isLive({ choice, paused }: PageState): boolean {
  return choice.kind === 'last' && !paused;
}
