// Text made quick to parse: what is of no interest is left out, and offsets are told as they were before.

import type { Interest } from './syntax.ts';

/** A text with parts of it left out, to be parsed in the place of the whole. */
export interface Folded {
  readonly text: string;
  /** What was left out, in ascending order; nothing in it is of interest. */
  readonly hidden: readonly Span[];
  /** The offset in the whole text of what begins or ends at an offset of this one. */
  readonly whereWas: (offset: number) => number;
}

/** Offsets where a part of a text begins and ends. */
export type Span = readonly [start: number, end: number];

/** A part of a text, and what is to stand in its place: never nothing, so that what comes before and behind it stay apart. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly fill: string;
}

/** The text as it is. */
export function unfolded(text: string): Folded {
  return { text, hidden: [], whereWas: (offset) => offset };
}

/** Puts other text in the place of pieces, which are in ascending order and do not overlap. */
export function fold(text: string, pieces: readonly Piece[], hidden: readonly Span[]): Folded {
  const kept: string[] = [];
  /** By piece: where its filling ends, and how much shorter the text is up to there. */
  const ends = new Int32Array(pieces.length);
  const shorter = new Int32Array(pieces.length);
  let done = 0;
  let saved = 0;
  for (const [index, { start, end, fill }] of pieces.entries()) {
    kept.push(text.slice(done, start), fill);
    done = end;
    ends[index] = start - saved + fill.length;
    saved += end - start - fill.length;
    shorter[index] = saved;
  }
  kept.push(text.slice(done));
  return {
    text: kept.join(''),
    hidden,
    whereWas(offset) {
      const before = countUpTo(ends.length, (index) => ends[index]!, offset);
      return before === 0 ? offset : offset + shorter[before - 1]!;
    },
  };
}

/** How many of `count` numbers in ascending order are not above `most`. */
export function countUpTo(count: number, numberAt: (index: number) => number, most: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberAt(middle) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a part of a text holds one of some offsets, which are in ascending order. */
export function holdsAny(places: readonly number[], start: number, end: number): boolean {
  const next = places[countUpTo(places.length, (index) => places[index]!, start - 1)];
  return next !== undefined && next < end;
}

/** The one of some spans, which are in ascending order and do not overlap, that holds an offset. */
export function spanAround(spans: readonly Span[], offset: number): Span | undefined {
  const before = spans[countUpTo(spans.length, (index) => spans[index]![0], offset) - 1];
  return before !== undefined && offset < before[1] ? before : undefined;
}

/** Whether the tree of a folded text has all that is of interest. */
export function showsAll({ hidden }: Folded, { places }: Interest): boolean {
  return hidden.every(([start, end]) => !holdsAny(places, start, end));
}
