// Shares of a whole, reckoned from labelled samples of its parts.

import type { Labels } from './labels.ts';
import { sample, type Place } from './place.ts';

/** A place, and its line in the file. */
export interface Seen extends Place {
  readonly text: string | undefined;
}

/** How much of a part is right, as far as people looked. */
export interface Part<P extends Seen> {
  readonly size: number;
  readonly labelled: number;
  readonly right: number;
  /** Of the sample, those that nobody looked at yet. */
  readonly open: readonly P[];
}

/** Labels beyond the sample are not counted: somebody had a reason to look just there. */
export function partOf<P extends Seen>(places: readonly P[], size: number, seed: string, labels: Labels): Part<P> {
  const taken = sample(places, size, seed).map((place) => ({ place, verdict: labels.verdict(place, place.text) }));
  const labelled = taken.filter(({ verdict }) => verdict !== undefined);
  return {
    size: places.length,
    labelled: labelled.length,
    right: labelled.filter(({ verdict }) => verdict === 'right').length,
    open: taken.filter(({ verdict }) => verdict === undefined).map(({ place }) => place),
  };
}

/** How many of all places of some parts are right; undefined where a part that is not empty has no label. */
export function rightIn(...parts: readonly Part<Seen>[]): number | undefined {
  let sum = 0;
  for (const { size, labelled, right } of parts) {
    if (size === 0) continue;
    if (labelled === 0) return undefined;
    sum += (size * right) / labelled;
  }
  return sum;
}
