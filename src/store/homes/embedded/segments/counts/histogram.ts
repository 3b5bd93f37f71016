// Counts the rows of a result per bar of time and value of a field, on columns.

import { fieldText } from '../../../../../model/fields.ts';
import type { HistogramAnswer, HistogramRequest } from '../../../../../model/query.ts';
import { barsOver, type Bars } from '../../../../histogram-bars.ts';
import type { AskOptions } from '../../../../log-store.ts';
import { createBarCounter, type BarCounter } from '../../../../bar-counter.ts';
import { codeField, countCodes, NOT_ASKED, NUMBER, numberAt, SEVERAL, type FieldCodes } from './field-codes.ts';
import { findHits } from '../questions/search.ts';
import type { SegmentPlan } from '../questions/segment-plan.ts';
import type { Asked } from '../questions/snapshot.ts';
import { blocksOf, walk } from './walk.ts';
import type { SegmentRef } from '../view.ts';

const STEP_MS = 100;

/** The histogram of a question; rejects with an AbortError when given up. Newest segments first. */
export async function histogram(
  asked: Asked,
  request: HistogramRequest,
  { signal, onStep }: AskOptions<HistogramAnswer> = {},
): Promise<HistogramAnswer> {
  const { snapshot } = asked;
  const upTo = Math.min(request.upTo ?? Infinity, snapshot.upTo);
  const { from, to } = request.range;
  const edges = createEdges(asked);
  const edge = (order: 'newest' | 'oldest'): Promise<number | undefined> => edgeOf(asked, order, signal);
  const first = from ?? (await edge('oldest'));
  const last = to ?? (first === undefined ? undefined : await edge('newest'));
  const bars = barsOver(first ?? 0, to ?? (last ?? first ?? 0) + 1, request.buckets);
  const counter = createBarCounter(bars);
  const answer = (): HistogramAnswer => counter.answer({ ...edges.known(), upTo, partial: snapshot.partial() });
  if (first === undefined) return answer();
  const tell = onStep && ((): void => onStep(answer()));
  await walk(asked, { signal, tell, everyMs: STEP_MS }, function* (segment, plan) {
    const field = codeField(request.by, asked.context(plan));
    if (plan.whole && countSummary(field, bars, counter)) {
      edges.add(segment);
      return;
    }
    for (const block of blocksOf(segment)) {
      const all = countBlock(plan, field, block, bars, counter);
      if (all === true) edges.add(plan.view.timeRange(block));
      else if (all === false) edges.ask(segment, block, plan.view.timeRange(block));
      yield;
    }
  });
  edges.settle();
  return answer();
}

/** Timestamp of the first or last row of the result. */
async function edgeOf(asked: Asked, order: 'newest' | 'oldest', signal?: AbortSignal): Promise<number | undefined> {
  let found: number | undefined;
  await findHits(asked, { order }, 1, signal, ([hit]) => (found ??= hit?.timestamp));
  return found;
}

/** Earliest and latest timestamp of rows in the result. */
interface Span {
  readonly min: number;
  readonly max: number;
}

interface Edges {
  /** All rows of this span of time are in the result. */
  add(span: Span): void;
  /** Some of the rows of a block are. */
  ask(segment: SegmentRef, block: number, span: Span): void;
  known(): { readonly earliest?: number; readonly latest?: number };
  /** Looks at the blocks that decide. */
  settle(): void;
}

/** Finds the edges of a result; of the blocks that are only partly in it just those are looked at that may hold one. */
function createEdges(asked: Asked): Edges {
  let [min, max] = [Infinity, -Infinity];
  const open: { readonly segment: SegmentRef; readonly block: number; readonly span: Span }[] = [];
  const add = (span: Span): void => {
    min = Math.min(min, span.min);
    max = Math.max(max, span.max);
  };
  const look = ({ segment, block }: (typeof open)[number]): void => {
    asked.attempt(segment, () => {
      const plan = asked.plan(segment);
      const passing = plan?.passing(block) ?? false;
      if (passing === false) return;
      const timestamps = plan!.view.timestamps(block);
      for (let row = 0; row < timestamps.length; row++)
        if (passing === true || passing[row] === 1) add({ min: timestamps[row]!, max: timestamps[row]! });
    });
  };
  return {
    add,
    ask: (segment, block, span) => void open.push({ segment, block, span }),
    known: () => (min > max ? {} : { earliest: min, latest: max }),
    settle() {
      for (const one of open.sort((a, b) => a.span.min - b.span.min)) {
        if (one.span.min >= min) break;
        look(one);
      }
      for (const one of open.sort((a, b) => b.span.max - a.span.max)) {
        if (one.span.max <= max) break;
        look(one);
      }
    },
  };
}

const barOf = (bars: Bars, ms: number): number =>
  Math.max(0, Math.min(bars.count - 1, Math.floor((ms - bars.start) / bars.stepMs)));

/** Counts a segment by what was counted when it was sealed; false where that does not fit the bars. */
function countSummary(field: FieldCodes, bars: Bars, counter: BarCounter): boolean {
  const found: (readonly [number, string, number])[] = [];
  let misfits = 0;
  const there = field.summarised((fromMs, toMs, text, rows) => {
    if (barOf(bars, fromMs) === barOf(bars, toMs - 1)) found.push([fromMs, text ?? '', rows]);
    else misfits++;
  });
  if (!there || misfits > 0) return false;
  for (const [ms, text, rows] of found) counter.add(ms, text, rows);
  return true;
}

/** Counters of a block, one a bar and code; with more than these they are counted one by one. */
const MAX_COUNTERS = 1 << 16;

/** Counts the passing rows of a block. Says whether all are; undefined where none is. */
function countBlock(
  plan: SegmentPlan,
  field: FieldCodes,
  block: number,
  bars: Bars,
  counter: BarCounter,
): boolean | undefined {
  const { view } = plan;
  const passing = plan.passing(block);
  if (passing === false) return undefined;
  const { min, max } = view.timeRange(block);
  const firstBar = barOf(bars, min);
  const barCount = barOf(bars, max) - firstBar + 1;
  const straight = barCount === 1 ? field.straight(block) : undefined;
  if (straight?.numeric === false) {
    const counts = new Uint32Array(field.size());
    if (!countCodes(straight.main as Int32Array, passing, counts)) return undefined;
    for (let code = 0; code < counts.length; code++)
      if (counts[code] !== 0) counter.add(bars.start + firstBar * bars.stepMs, field.text(code) ?? '', counts[code]!);
    return passing === true;
  }
  const values = field.block(block, passing);
  if (values === undefined) return undefined;
  const timestamps = barCount > 1 ? view.timestamps(block) : undefined;
  const size = field.size() + 1;
  const add = (bar: number, text: string | undefined, count: number): void =>
    counter.add(bars.start + bar * bars.stepMs, text ?? '', count);
  const counts = size * barCount <= MAX_COUNTERS ? new Uint32Array(size * barCount) : undefined;
  const { codes } = values;
  let any = false;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code === NOT_ASKED) continue;
    any = true;
    const bar = timestamps === undefined ? firstBar : barOf(bars, timestamps[row]!);
    if (code === NUMBER) add(bar, String(numberAt(values, row)), 1);
    else if (code === SEVERAL) add(bar, fieldText(values.several.get(row)![0]!), 1);
    // Rows without a value are counted at the end of their bar's counters.
    else if (counts !== undefined) counts[(bar - firstBar) * size + (code < 0 ? size - 1 : code)]!++;
    else add(bar, code < 0 ? '' : field.text(code), 1);
  }
  counts?.forEach((count, at) => {
    if (count === 0) return;
    const code = at % size;
    add(firstBar + Math.floor(at / size), code === size - 1 ? '' : field.text(code), count);
  });
  return any ? passing === true : undefined;
}
