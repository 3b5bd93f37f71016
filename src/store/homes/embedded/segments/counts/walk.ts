// The way of every count through a snapshot: segment by segment, newest first, in short slices, telling how far it is.

import { startPace } from '../../pace.ts';
import { BLOCK_ROWS } from '../layout.ts';
import type { SegmentPlan } from '../questions/segment-plan.ts';
import type { Asked } from '../questions/snapshot.ts';
import type { SegmentRef } from '../view.ts';

export interface WalkOptions {
  readonly signal: AbortSignal | undefined;
  /** Called between steps, at most every `everyMs`. */
  readonly tell: (() => void) | undefined;
  readonly everyMs: number;
}

/** Counts one segment, in steps of well below a millisecond: it yields after each. */
export type Visit = (segment: SegmentRef, plan: SegmentPlan) => Generator<undefined, void>;

/**
 * Visits every segment that a question can have rows in. One that turns out to be damaged is left from there on. Rejects
 * with an AbortError when given up.
 */
export async function walk(asked: Asked, { signal, tell, everyMs }: WalkOptions, visit: Visit): Promise<void> {
  const pace = startPace(signal);
  let told = performance.now();
  const afterwards = async (rest: Promise<void>): Promise<void> => {
    await rest;
    if (tell === undefined || performance.now() - told < everyMs) return;
    tell();
    told = performance.now();
  };
  for (const segment of asked.segments.toReversed()) {
    const plan = asked.plan(segment);
    if (plan === undefined) continue;
    const steps = visit(segment, plan);
    do {
      const rest = pace.step();
      if (rest !== undefined) await afterwards(rest);
    } while (asked.attempt(segment, () => steps.next().done) === false);
  }
}

/** The blocks of a segment, newest first. */
export function* blocksOf({ rows }: SegmentRef): Generator<number, void> {
  for (let block = Math.ceil(rows / BLOCK_ROWS) - 1; block >= 0; block--) yield block;
}
