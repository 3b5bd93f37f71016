// A whole question against one segment: which rows of a block are in the result.

import type { RecordFilter } from '../../../../../model/query.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import type { Matcher } from '../../../../../query/match.ts';
import { fewRows } from './few-rows.ts';
import { BLOCK_ROWS, CHUNK_VALUES } from '../layout.ts';
import { planLeaf, type LeafPlan, type Passing, type PlanContext } from './leaf-plan.ts';
import type { Question } from './question.ts';
import { createBlockReader, textOf } from '../lines/render.ts';
import { LINE } from '../lines/scan-json.ts';
import type { SegmentView } from '../view.ts';

/** What a person asked for, made ready for all segments. */
export interface ReadyFilter {
  readonly question: Question;
  readonly matches: Matcher;
  /** Hashes of words every matching record can be found by. */
  readonly required: readonly number[];
  readonly filter: RecordFilter;
}

/** A question made ready for one segment. */
export interface SegmentPlan {
  readonly view: SegmentView;
  /** One bit a block that may have rows in the result. */
  blocks(): number;
  /** Rows of a block that are in the result; `rows` is how many the block had when asked. */
  passing(block: number): Passing;
  /** Every row the segment has is in the result. */
  readonly whole: boolean;
}

/** A part of a question; both as with LeafPlan. What it needs is made ready when it is first asked. */
interface Node {
  blocks(): number;
  passing(block: number, rows: number, among?: Int32Array): Passing;
}

const EVERY_BLOCK = -1;

export function planSegment(ready: ReadyFilter, context: PlanContext): SegmentPlan {
  const { view } = context;
  const node = planNode(ready.question, context);
  // What comes in while the answer is made is not in it: shapes and dictionaries were gone through as they are now.
  const rowsNow = view.rows;
  const slow = slowShapes(context);
  return {
    view,
    blocks: () => node.blocks() | slow.mask,
    whole: ready.question.kind === 'all' && isWithin(ready.filter, view),
    passing(block) {
      const rows = Math.min(BLOCK_ROWS, rowsNow - block * BLOCK_ROWS);
      if (rows <= 0 || !reaches(ready.filter, view, block, rows)) return false;
      let passing = node.passing(block, rows);
      if (passing !== false || slow.mask !== 0) passing = withSlow(ready, context, slow, block, rows, passing);
      if (passing === false) return false;
      // A block that still fills has more rows by the time it is walked.
      if (passing === true && rows < BLOCK_ROWS) passing = new Uint8Array(rows).fill(1);
      return within(ready.filter, view, block, rows, passing);
    },
  };
}

function planNode(question: Question, context: PlanContext): Node {
  switch (question.kind) {
    case 'all':
      return { blocks: () => EVERY_BLOCK, passing: () => true };
    case 'leaf': {
      let made: LeafPlan | undefined;
      const plan = (): LeafPlan => (made ??= planLeaf(question.leaf, context));
      return {
        blocks: () => plan().blocks(),
        passing(block, rows, among) {
          const passing = plan().passing(block, among);
          return typeof passing === 'boolean' || passing.length === rows ? passing : passing.subarray(0, rows);
        },
      };
    }
    case 'not': {
      const inner = planNode(question.of, context);
      return {
        blocks: () => EVERY_BLOCK,
        passing(block, rows, among) {
          const passing = inner.passing(block, rows, among);
          return typeof passing === 'boolean' ? !passing : passing.map((one) => 1 - one);
        },
      };
    }
    case 'and':
    case 'or': {
      const inOrder = question.of.toSorted((a, b) => costOf(a) - costOf(b));
      const nodes = inOrder.map((one) => planNode(one, context));
      const any = question.kind === 'or';
      return {
        blocks() {
          let mask = any ? 0 : EVERY_BLOCK;
          for (const node of nodes) {
            if (mask === (any ? EVERY_BLOCK : 0)) break;
            mask = any ? mask | node.blocks() : mask & node.blocks();
          }
          return mask;
        },
        passing(block, rows, among) {
          let so: Passing = !any;
          let few = among;
          for (const node of nodes) {
            const next = node.passing(block, rows, few);
            so = any ? either(so, next) : both(so, next);
            if (so === any) return any;
            // The next part need only look at the rows that are still in question.
            if (!any && so instanceof Uint8Array) few = fewRows(so) ?? few;
          }
          return so;
        },
      };
    }
  }
}

/** What looks at one column comes before what looks at many, and that before what reads lines. */
function costOf(question: Question): number {
  if (question.kind !== 'leaf') return question.kind === 'all' ? 0 : 2;
  const { prose, rowTest } = question.leaf;
  return rowTest?.kind === 'line' ? 3 : prose === undefined ? 0 : 1;
}

function both(a: Passing, b: Passing): Passing {
  if (a === true) return b instanceof Uint8Array && !b.includes(1) ? false : b;
  if (b === true) return a;
  if (a === false || b === false) return false;
  const passing = new Uint8Array(a.length);
  for (let row = 0; row < passing.length; row++) passing[row] = a[row]! & b[row]!;
  return passing.includes(1) && passing;
}

function either(a: Passing, b: Passing): Passing {
  if (a === false) return b;
  if (b === false) return a;
  if (a === true || b === true) return true;
  const passing = new Uint8Array(a.length);
  for (let row = 0; row < passing.length; row++) passing[row] = a[row]! | b[row]!;
  return passing;
}

/** Shapes whose lines only the reader understands, and the blocks they are in. */
interface SlowShapes {
  readonly slow: Uint8Array;
  readonly mask: number;
}

function slowShapes({ view, meaningOf }: PlanContext): SlowShapes {
  const slow = new Uint8Array(view.shapes.length);
  let mask = 0;
  view.shapes.forEach((shape, index) => {
    if (meaningOf(view.structures[shape.structure]!).skeleton !== undefined) return;
    slow[index] = 1;
    mask |= view.shapeBlocks(index);
  });
  return { slow, mask };
}

/** Puts the reader's judgement in the place of the columns' for lines that only it understands. */
function withSlow(
  ready: ReadyFilter,
  context: PlanContext,
  { slow, mask }: SlowShapes,
  block: number,
  rows: number,
  passing: Passing,
): Passing {
  if (((mask >>> block) & 1) === 0 || ready.question.kind === 'all') return passing;
  const { view } = context;
  const judged = typeof passing === 'boolean' ? new Uint8Array(rows).fill(passing ? 1 : 0) : passing.slice();
  const shapeIds = view.shapeIds(block);
  const reader = createRecordReader(context, block);
  const mayPass = ready.required.length === 0 ? undefined : lineFilter(view, block, ready.required);
  for (let row = 0; row < rows; row++) {
    const shape = shapeIds[row]!;
    if (slow[shape] !== 1) continue;
    const isLine = view.shapes[shape]!.kinds[0] === LINE;
    judged[row] = (!isLine || mayPass === undefined || mayPass(row)) && ready.matches(reader.record(row)) ? 1 : 0;
  }
  return judged;
}

/** Whether the chunk of a whole line's value may have the words; asked in order of rows. */
function lineFilter(view: SegmentView, block: number, words: readonly number[]): (row: number) => boolean {
  const shapeIds = view.shapeIds(block);
  const places = new Map<number, number>();
  const known = new Map<number, ReadonlySet<number>>();
  let counted = 0;
  return (row) => {
    for (; counted < row; counted++) {
      const shape = view.shapes[shapeIds[counted]!]!;
      if (shape.kinds[0] === LINE) places.set(shape.columns[0]!, (places.get(shape.columns[0]!) ?? 0) + 1);
    }
    const column = view.shapes[shapeIds[row]!]!.columns[0]!;
    const number = view.columns[column]!.cells(block).main(places.get(column) ?? 0);
    const chunk = Math.floor(number / CHUNK_VALUES);
    let may = known.get(column);
    if (may === undefined) known.set(column, (may = new Set(view.columns[column]!.dictionary!.chunksWith(words))));
    return may.has(chunk);
  };
}

/** Reads the records of a block's rows. */
export interface RowReader {
  record(row: number): IncomingRecord;
}

export function createRecordReader({ view, read }: PlanContext, block: number): RowReader {
  const reader = createBlockReader(view, block);
  const observed = view.observed(block);
  const originIds = view.originIds(block);
  return {
    record(row) {
      const origin = view.origins[originIds(row)]!;
      return read(textOf(reader.line(row)), { ...origin, observedTimestamp: observed(row) });
    },
  };
}

/** Whether a block has rows in the filter's range at all. */
function reaches({ range, upTo, since }: RecordFilter, view: SegmentView, block: number, rows: number): boolean {
  const { min, max } = view.timeRange(block);
  const first = view.firstArrival + block * BLOCK_ROWS;
  return (
    (range.from === undefined || max >= range.from) &&
    (range.to === undefined || min < range.to) &&
    (upTo === undefined || first <= upTo) &&
    (since === undefined || first + rows - 1 > since)
  );
}

/** Takes out rows beyond the filter's range of time and of arrival. */
function within(
  { range, upTo = Infinity, since = -Infinity }: RecordFilter,
  view: SegmentView,
  block: number,
  rows: number,
  passing: Passing,
): Passing {
  const { from = -Infinity, to = Infinity } = range;
  const { min, max } = view.timeRange(block);
  const first = view.firstArrival + block * BLOCK_ROWS;
  if (min >= from && max < to && first > since && first + rows - 1 <= upTo) return passing;
  const timestamps = view.timestamps(block);
  const left = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const ms = timestamps[row]!;
    const arrival = first + row;
    if (ms >= from && ms < to && arrival > since && arrival <= upTo)
      left[row] = typeof passing === 'boolean' ? 1 : passing[row]!;
  }
  return left;
}

function isWithin({ range, upTo = Infinity, since = -Infinity }: RecordFilter, view: SegmentView): boolean {
  const { from = -Infinity, to = Infinity } = range;
  if (view.firstArrival <= since || view.firstArrival + view.rows - 1 > upTo) return false;
  for (let block = 0; block * BLOCK_ROWS < view.rows; block++) {
    const { min, max } = view.timeRange(block);
    if (min < from || max >= to) return false;
  }
  return true;
}
