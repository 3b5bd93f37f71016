// Finds a page of records in order of time: block by block from the asked end, putting out what no later block can precede.

import type { SearchPage, SearchRequest } from '../../../../../model/query.ts';
import type { LogRecord } from '../../../../../model/record.ts';
import type { AskOptions } from '../../../../log-store.ts';
import { BLOCK_ROWS } from '../layout.ts';
import { startPace } from '../../pace.ts';
import { fromCursor, ORDERS, toCursor, type Place, type ResultOrder } from './result-order.ts';
import { createRecordReader, type RowReader, type SegmentPlan } from './segment-plan.ts';
import type { Asked } from './snapshot.ts';
import type { SegmentRef } from '../view.ts';

/** A row that is in the result. */
export interface Hit extends Place {
  readonly segment: SegmentRef;
  readonly plan: SegmentPlan;
  readonly block: number;
  readonly row: number;
}

const MAX_PAGE = 5000;

type SearchOptions = AskOptions<{ readonly records: readonly LogRecord[] }>;

/** One page of the result; rejects with an AbortError when given up and with a RangeError for a foreign cursor. */
export async function search(asked: Asked, request: SearchRequest, options: SearchOptions = {}): Promise<SearchPage> {
  const limit = Math.max(1, Math.min(MAX_PAGE, request.limit));
  const records: LogRecord[] = [];
  const { next } = await findHits(asked, request, limit, options.signal, (hits) => {
    const found = readHits(asked, hits);
    records.push(...found);
    if (found.length > 0) options.onStep?.({ records: found });
  });
  const partial = asked.snapshot.partial();
  return {
    records,
    ...(next === undefined ? undefined : { next: toCursor(next) }),
    ...(partial === undefined ? undefined : { partial }),
  };
}

/** The first `limit` hits in order, handed out as they are certain; `next` is the last of them where more follow. */
export async function findHits(
  asked: Asked,
  request: Pick<SearchRequest, 'order' | 'after' | 'skip'>,
  limit: number,
  signal: AbortSignal | undefined,
  put: (hits: readonly Hit[]) => void,
): Promise<{ readonly next: Place | undefined }> {
  const pace = startPace(signal);
  const order = ORDERS[request.order];
  const after = request.after === undefined ? undefined : fromCursor(request.after);
  const start = after === undefined ? Infinity : order.rank(after.timestamp);
  const blocks = blocksInOrder(asked, order, start);
  const skip = request.skip ?? 0;
  let passed = 0;
  let given = 0;
  const page: { more: boolean; last: Place | undefined } = { more: false, last: undefined };
  let waiting: Hit[] = [];

  /** Puts out what comes before everything of rank `bound` and below. Says whether the page is full. */
  const putOut = (bound: number): boolean => {
    const ready = waiting.filter((hit) => order.rank(hit.timestamp) > bound).sort(order.compare);
    if (ready.length === 0) return false;
    waiting = waiting.filter((hit) => order.rank(hit.timestamp) <= bound);
    const begin = Math.min(ready.length, skip - passed);
    passed += begin;
    const fresh = ready.slice(begin, begin + limit - given);
    given += fresh.length;
    page.more = begin + fresh.length < ready.length;
    page.last = fresh.at(-1) ?? page.last;
    put(fresh);
    return page.more;
  };

  /** Keeps of what waits only what can still get onto the page. */
  const trim = (): void => {
    const needed = skip - passed + limit + 1 - given;
    if (waiting.length > 2 * needed + 1000) waiting = waiting.sort(order.compare).slice(0, needed);
  };

  const collect = (segment: SegmentRef, plan: SegmentPlan, block: number): void => {
    const passing = plan.passing(block);
    if (passing === false) return;
    const { view } = plan;
    const first = view.firstArrival + block * BLOCK_ROWS;
    const rows = passing === true ? Math.min(BLOCK_ROWS, segment.rows - block * BLOCK_ROWS) : passing.length;
    // Rows that are certainly left out need not be looked at one by one.
    if (
      waiting.length === 0 &&
      after === undefined &&
      passed < skip &&
      order.far(view.timeRange(block)) > blocks.nearest()
    ) {
      const count = passing === true ? rows : countOnes(passing);
      if (passed + count <= skip) {
        passed += count;
        return;
      }
    }
    const timestamps = view.timestamps(block);
    const nanos = view.nanos(block);
    for (let row = 0; row < rows; row++) {
      if (passing !== true && passing[row] !== 1) continue;
      const timestamp = timestamps[row]!;
      if (order.rank(timestamp) > start) continue;
      const place = { timestamp, nanos: nanos === undefined ? 0 : nanos[row]!, arrival: first + row };
      if (after === undefined || order.compare(after, place) < 0) waiting.push({ ...place, segment, plan, block, row });
    }
  };

  for (;;) {
    const near = blocks.nearest();
    if (putOut(near)) break;
    if (near === -Infinity) break;
    const { segment, block } = blocks.take();
    const rest = pace.step();
    if (rest !== undefined) await rest;
    const plan = asked.plan(segment);
    if (plan === undefined) continue;
    asked.attempt(segment, () => collect(segment, plan, block));
    trim();
  }
  return { next: page.more ? page.last : undefined };
}

function countOnes(passing: Uint8Array): number {
  let count = 0;
  for (const one of passing) count += one;
  return count;
}

/** Blocks by their near ends; segments are taken apart only when their turn comes. */
interface BlockQueue {
  /** Rank of the nearest end of what is left; -Infinity where nothing is. */
  nearest(): number;
  take(): { readonly segment: SegmentRef; readonly block: number };
}

function blocksInOrder(asked: Asked, order: ResultOrder, start: number): BlockQueue {
  const segments = asked.segments
    .filter((one) => order.far(one) <= start)
    .sort((a, b) => order.near(a) - order.near(b) || a.firstArrival - b.firstArrival);
  let blocks: { segment: SegmentRef; block: number; near: number }[] = [];
  const open = (): void => {
    for (;;) {
      const segment = segments.at(-1);
      if (segment === undefined) return;
      const top = blocks.at(-1);
      if (top !== undefined && top.near > order.near(segment)) return;
      segments.pop();
      const plan = asked.plan(segment);
      if (plan === undefined) continue;
      const mask = asked.attempt(segment, () => plan.blocks()) ?? 0;
      for (let block = 0; block * BLOCK_ROWS < segment.rows; block++) {
        if (((mask >>> block) & 1) === 0) continue;
        const range = plan.view.timeRange(block);
        if (order.far(range) <= start) blocks.push({ segment, block, near: order.near(range) });
      }
      blocks = blocks.sort((a, b) => a.near - b.near);
    }
  };
  return {
    nearest() {
      open();
      return blocks.at(-1)?.near ?? -Infinity;
    },
    take() {
      open();
      return blocks.pop()!;
    },
  };
}

/** The records of hits, in their order; without those that turn out to be damaged. */
export function readHits(asked: Asked, hits: readonly Hit[]): LogRecord[] {
  const records = new Map<Hit, LogRecord>();
  const inOrder = [...hits].sort((a, b) => a.arrival - b.arrival);
  let reader: RowReader | undefined;
  let before: Hit | undefined;
  for (const hit of inOrder) {
    asked.attempt(hit.segment, () => {
      if (before?.plan !== hit.plan || before.block !== hit.block)
        reader = createRecordReader(asked.context(hit.plan), hit.block);
      before = hit;
      records.set(hit, { ...reader!.record(hit.row), id: String(hit.arrival), arrival: hit.arrival });
    });
  }
  return hits.flatMap((hit) => records.get(hit) ?? []);
}
