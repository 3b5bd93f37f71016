// Per rule: what both found, what only others, what only we, and how much of it is right.

import type { Compared } from './compare.ts';
import type { Labels } from './labels.ts';
import { partOf, rightIn } from './strata.ts';

export interface RuleResult {
  readonly rule: string;
  readonly both: number;
  readonly onlyTheirs: number;
  readonly onlyOurs: number;
  /** Of all that others found, what we found; undefined where they know nothing of the kind. */
  readonly recall: number | undefined;
  /** The same without what they are wrong in, by the labels. */
  readonly recallOfRight: number | undefined;
  /** Of what we found, what is right, by the labels. */
  readonly precision: number | undefined;
  /** How many labels that is by. */
  readonly labels: number;
  /** What of the sample nobody looked at yet. */
  readonly open: readonly Compared[];
}

/** How many of each part are looked at by hand. */
const SAMPLE = { both: 6, onlyOurs: 20, onlyTheirs: 20 };

export function judgeRule(rule: string, places: readonly Compared[], labels: Labels, seed: string): RuleResult {
  const of = (accept: (one: Compared) => boolean): Compared[] =>
    places.filter((one) => one.rule === rule && accept(one));
  const both = partOf(
    of(({ ours, theirs }) => ours && theirs.length > 0),
    SAMPLE.both,
    seed,
    labels,
  );
  const mine = partOf(
    of(({ ours, theirs }) => ours && theirs.length === 0),
    SAMPLE.onlyOurs,
    seed,
    labels,
  );
  const theirs = partOf(
    of(({ ours }) => !ours),
    SAMPLE.onlyTheirs,
    seed,
    labels,
  );
  const right = rightIn(both, mine);
  const found = both.size + mine.size;
  const rightBoth = rightIn(both);
  const missed = rightIn(theirs);
  const union = both.size + theirs.size;
  return {
    rule,
    both: both.size,
    onlyTheirs: theirs.size,
    onlyOurs: mine.size,
    recall: union === 0 ? undefined : both.size / union,
    recallOfRight:
      rightBoth === undefined || missed === undefined || rightBoth + missed === 0
        ? undefined
        : rightBoth / (rightBoth + missed),
    precision: right === undefined || found === 0 ? undefined : right / found,
    labels: both.labelled + mine.labelled + theirs.labelled,
    open: [...both.open, ...mine.open, ...theirs.open],
  };
}
