// What a person said of places in real packages: whether a rule should say something there, and why.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hashOfLine, keyOf, type Place } from './place.ts';

/** `right`: there is something to say (or to find) at the place, whoever says it. */
export interface Label extends Place {
  /** Of the line, so that a label is not taken for another line after a change of version. */
  readonly hash: string;
  readonly verdict: 'right' | 'wrong';
  /** In a few words. */
  readonly why: string;
}

export interface Labels {
  readonly count: number;
  /** The verdict on a place; undefined where nobody looked at it, or it was another line then. */
  verdict(place: Place, line: string | undefined): Label['verdict'] | undefined;
}

const FOLDER = path.resolve('test/judge/labels');

/** Reads all files of labels; each holds those of one package. */
export function readLabels(): Labels {
  const labels = new Map<string, Label>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json')))
    for (const label of JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Label[])
      labels.set(keyOf(label), label);
  return {
    count: labels.size,
    verdict(place, line) {
      const label = labels.get(keyOf(place));
      return label !== undefined && label.hash === hashOfLine(line) ? label.verdict : undefined;
    },
  };
}
