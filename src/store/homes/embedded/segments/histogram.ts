// Counts the rows of a result per bar of time and value of a field, on columns.

import type { HistogramAnswer, HistogramRequest } from '../../../../model/query.ts';
import { barsOver, type Bars } from '../../../histogram-bars.ts';
import type { AskOptions } from '../../../log-store.ts';
import { createBarCounter, type BarCounter } from '../../../value-counts.ts';
import { planField, type FieldPlan, type ValueKey } from './field-plan.ts';
import { SEGMENT_BLOCKS, BLOCK_ROWS } from './layout.ts';
import { startPace } from './pace.ts';
import { findHits } from './search.ts';
import type { SegmentPlan } from './segment-plan.ts';
import type { Asked } from './snapshot.ts';

const STEP_MS = 100;

/** The histogram of a question; rejects with an AbortError when given up. */
export async function histogram(
  asked: Asked,
  request: HistogramRequest,
  { signal, onStep }: AskOptions<HistogramAnswer> = {},
): Promise<HistogramAnswer> {
  const { snapshot } = asked;
  const upTo = Math.min(request.upTo ?? Infinity, snapshot.upTo);
  const earliest = await edge(asked, 'oldest', signal);
  const latest = earliest === undefined ? undefined : await edge(asked, 'newest', signal);
  const from = request.range.from ?? earliest ?? 0;
  const bars = barsOver(from, request.range.to ?? (latest ?? from) + 1, request.buckets);
  const counter = createBarCounter(bars);
  const answer = (): HistogramAnswer => counter.answer({ earliest, latest, upTo, partial: snapshot.partial() });
  if (earliest === undefined) return answer();
  const pace = startPace(signal);
  let told = performance.now();
  for (const segment of asked.segments.toReversed()) {
    const plan = asked.plan(segment);
    if (plan === undefined) continue;
    const field = planField(request.by, asked.context(plan));
    for (let block = Math.min(SEGMENT_BLOCKS, Math.ceil(segment.rows / BLOCK_ROWS)) - 1; block >= 0; block--) {
      const rest = pace.step();
      if (rest !== undefined) {
        await rest;
        if (onStep !== undefined && performance.now() - told > STEP_MS) {
          onStep(answer());
          told = performance.now();
        }
      }
      asked.attempt(segment, () => countBlock(plan, field, block, bars, counter));
      if (asked.plan(segment) === undefined) break;
    }
  }
  return answer();
}

/** Timestamp of the first or last row of the result. */
async function edge(asked: Asked, order: 'newest' | 'oldest', signal?: AbortSignal): Promise<number | undefined> {
  let found: number | undefined;
  await findHits(asked, { order }, 1, signal, ([hit]) => (found ??= hit?.timestamp));
  return found;
}

function countBlock(plan: SegmentPlan, field: FieldPlan, block: number, bars: Bars, counter: BarCounter): void {
  const { view } = plan;
  const passing = plan.passing(block);
  if (passing === false) return;
  const { min, max } = view.timeRange(block);
  const barOf = (ms: number): number => Math.floor((ms - bars.start) / bars.stepMs);
  if (barOf(min) === barOf(max)) return countInOneBar(field, block, passing, min, counter);
  const timestamps = view.timestamps(block);
  field.walk(block, passing, {
    value: (row, key, main, side) => counter.add(timestamps[row]!, key.text(main, side) ?? '', 1),
    text: (row, text) => counter.add(timestamps[row]!, text ?? '', 1),
    several: (row, [text]) => counter.add(timestamps[row]!, text ?? '', 1),
  });
}

/** Values are counted by their numbers; texts are only made of those that occur. */
function countInOneBar(
  field: FieldPlan,
  block: number,
  passing: Uint8Array | true,
  ms: number,
  counter: BarCounter,
): void {
  const counts = new Map<ValueKey, Uint32Array>();
  let lastKey: ValueKey | undefined;
  let lastCounts: Uint32Array | undefined;
  const texts = new Map<string, number>();
  const addText = (text: string): void => void texts.set(text, (texts.get(text) ?? 0) + 1);
  field.walk(block, passing, {
    value(_row, key, main, side) {
      if (key.size < 0) return addText(key.text(main, side) ?? '');
      let byNumber = key === lastKey ? lastCounts : counts.get(key);
      if (byNumber === undefined) counts.set(key, (byNumber = new Uint32Array(key.size)));
      lastKey = key;
      lastCounts = byNumber;
      byNumber[main]!++;
    },
    text: (_row, text) => addText(text ?? ''),
    several: (_row, [text]) => addText(text ?? ''),
  });
  for (const [key, byNumber] of counts) {
    byNumber.forEach((count, main) => {
      if (count > 0) counter.add(ms, key.text(main, 0) ?? '', count);
    });
  }
  for (const [text, count] of texts) counter.add(ms, text, count);
}
