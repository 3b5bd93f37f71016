// A place in a package that somebody says something of, and how places are named in labels.

import { createHash } from 'node:crypto';

export interface Place {
  readonly package: string;
  readonly file: string;
  /** Of the call it is about where there is one, else of what is wrong; from 1. */
  readonly line: number;
  /** Id of a rule, or what else is asked of the place: "call", "built", "wrapper". */
  readonly rule: string;
}

export function keyOf({ package: name, file, line, rule }: Place): string {
  return `${name}/${file}:${line}:${rule}`;
}

/** Tells whether a line is still the one that was labelled, without saying what it is. */
export function hashOfLine(line: string | undefined): string {
  return createHash('sha256')
    .update((line ?? '').trim())
    .digest('hex')
    .slice(0, 8);
}

/**
 * A sample that stays nearly the same when places come and go: each place has a number of its own by seed and name,
 * and the lowest are taken.
 */
export function sample<P extends Place>(places: readonly P[], size: number, seed: string): P[] {
  return places
    .map((place) => ({
      place,
      at: createHash('sha256')
        .update(`${seed} ${keyOf(place)}`)
        .digest('hex'),
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, size)
    .map(({ place }) => place);
}
