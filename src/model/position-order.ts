// How two places in one text lie to each other.

import type { Position, Range } from './location.ts';

export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

export function isSamePosition(a: Position, b: Position): boolean {
  return a.line === b.line && a.column === b.column;
}

export function isSameRange(a: Range, b: Range): boolean {
  return isSamePosition(a.start, b.start) && isSamePosition(a.end, b.end);
}

/** Whether all of `inner` lies in `outer`, or is the same. */
export function holdsRange(outer: Range, inner: Range): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}
