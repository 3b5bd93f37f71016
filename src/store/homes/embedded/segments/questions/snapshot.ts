// What a question is asked of: the segments as they are when it comes in.

import type { RecordFilter } from '../../../../../model/query.ts';
import { compileMatcher } from '../../../../../query/match.ts';
import type { Meaning } from '../lines/leaf.ts';
import { compileQuestion, hashesOf, requiredWords } from './question.ts';
import { planSegment, type ReadyFilter, type SegmentPlan } from './segment-plan.ts';
import type { PlanContext } from './leaf-plan.ts';
import type { ReadLine, Structure } from '../lines/structure.ts';
import type { SegmentRef, SegmentView } from '../view.ts';

export interface Snapshot {
  /** In order of arrival. */
  readonly segments: readonly SegmentRef[];
  /** Highest arrival number in it. */
  readonly upTo: number;
  readonly read: ReadLine;
  readonly meaningOf: (structure: Structure) => Meaning;
  /** A segment could not be read: says so, and the answer goes on without it. */
  readonly damaged: (segment: SegmentRef, error: unknown) => void;
  /** Why answers are not whole, where they are not. */
  partial(): string | undefined;
}

/** A question asked of a snapshot. */
export interface Asked {
  readonly snapshot: Snapshot;
  readonly filter: RecordFilter;
  /** Segments that can have rows in the filter's range. */
  readonly segments: readonly SegmentRef[];
  /** The plan of a segment, made once; undefined where the segment can't be read. */
  plan(segment: SegmentRef): SegmentPlan | undefined;
  context(plan: SegmentPlan): PlanContext;
  /** Does something with a segment's data; undefined where that turns out to be damaged, and the segment is left out from then on. */
  attempt<T>(segment: SegmentRef, action: () => T): T | undefined;
}

export function ask(snapshot: Snapshot, filter: RecordFilter, now: number): Asked {
  const { query, range, upTo, since } = filter;
  const ready: ReadyFilter = {
    question: compileQuestion(query, now),
    matches: compileMatcher(query, now),
    required: hashesOf(requiredWords(query)),
    filter: { ...filter, upTo: Math.min(upTo ?? Infinity, snapshot.upTo) },
  };
  const plans = new Map<SegmentRef, SegmentPlan | undefined>();
  const context = (view: SegmentView): PlanContext => ({ view, read: snapshot.read, meaningOf: snapshot.meaningOf });
  const attempt = <T>(segment: SegmentRef, action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      snapshot.damaged(segment, error);
      plans.set(segment, undefined);
      return undefined;
    }
  };
  return {
    snapshot,
    filter,
    segments: snapshot.segments.filter(
      (one) =>
        one.rows > 0 &&
        (range.from === undefined || one.max >= range.from) &&
        (range.to === undefined || one.min < range.to) &&
        (upTo === undefined || one.firstArrival <= upTo) &&
        (since === undefined || one.firstArrival + one.rows - 1 > since),
    ),
    plan(segment) {
      if (!plans.has(segment))
        plans.set(
          segment,
          attempt(segment, () => planSegment(ready, context(segment.view()))),
        );
      return plans.get(segment);
    },
    attempt,
    context: ({ view }) => context(view),
  };
}
