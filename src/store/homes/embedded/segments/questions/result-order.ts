// The order of results, by time, nanoseconds and arrival; and the places between two records of one.

import type { Cursor, SearchRequest } from '../../../../../model/query.ts';

/** A row's place in the order of results. */
export interface Place {
  readonly timestamp: number;
  readonly nanos: number;
  readonly arrival: number;
}

function comparePlaces(a: Place, b: Place): number {
  return a.timestamp - b.timestamp || a.nanos - b.nanos || a.arrival - b.arrival;
}

export function toCursor({ timestamp, nanos, arrival }: Place): Cursor {
  return `${timestamp}.${nanos}.${arrival}`;
}

/** Throws a RangeError where the text is no cursor of this home. */
export function fromCursor(cursor: Cursor): Place {
  const parts = /^(-?\d+)\.(\d+)\.(\d+)$/.exec(cursor);
  if (parts === null)
    throw new RangeError('This place in the result is not known here; start again from its beginning.');
  return { timestamp: Number(parts[1]), nanos: Number(parts[2]), arrival: Number(parts[3]) };
}

interface Span {
  readonly min: number;
  readonly max: number;
}

/** An order of time: how far up in the result a moment is. Greater ranks come first. */
export interface ResultOrder {
  rank(ms: number): number;
  near(span: Span): number;
  far(span: Span): number;
  /** For Array.sort: first in the result first. */
  readonly compare: (a: Place, b: Place) => number;
}

export const ORDERS: Readonly<Record<SearchRequest['order'], ResultOrder>> = {
  newest: {
    rank: (ms) => ms,
    near: ({ max }) => max,
    far: ({ min }) => min,
    compare: (a, b) => comparePlaces(b, a),
  },
  oldest: { rank: (ms) => -ms, near: ({ min }) => -min, far: ({ max }) => -max, compare: comparePlaces },
};
