// Finds a page of records in order of time: block by block from the asked end, putting out what no later block can precede.

import type { Cursor, SearchPage, SearchRequest } from '../../../model/query.ts';
import type { LogRecord } from '../../../model/record.ts';
import type { AskOptions } from '../../log-store.ts';
import type { BlockInfo } from './block.ts';
import { startPace, type Pace } from './pace.ts';
import type { Scan } from './scan.ts';

/** A record's place in the order of results. */
interface Place {
  readonly timestamp: number;
  readonly nanos: number;
  readonly arrival: number;
}

function comparePlaces(a: Place, b: Place): number {
  return a.timestamp - b.timestamp || a.nanos - b.nanos || a.arrival - b.arrival;
}

function toCursor({ timestamp, nanos, arrival }: Place): Cursor {
  return `${timestamp}.${nanos}.${arrival}`;
}

/** Throws a RangeError where the text is no cursor of this home. */
function fromCursor(cursor: Cursor): Place {
  const parts = /^(-?\d+)\.(\d+)\.(\d+)$/.exec(cursor);
  if (parts === null)
    throw new RangeError('This place in the result is not known here; start again from its beginning.');
  return { timestamp: Number(parts[1]), nanos: Number(parts[2]), arrival: Number(parts[3]) };
}

/** An order of time: how far up in the result a moment is, and which end of a block comes first. Greater ranks come first. */
interface Order {
  rank(ms: number): number;
  near(info: BlockInfo): number;
  far(info: BlockInfo): number;
  /** For Array.sort: first in the result first. */
  readonly compare: (a: Place, b: Place) => number;
}

const ORDERS: Readonly<Record<SearchRequest['order'], Order>> = {
  newest: {
    rank: (ms) => ms,
    near: (info) => info.latest,
    far: (info) => info.earliest,
    compare: (a, b) => comparePlaces(b, a),
  },
  oldest: { rank: (ms) => -ms, near: (info) => -info.earliest, far: (info) => -info.latest, compare: comparePlaces },
};

const MAX_PAGE = 5000;

type SearchOptions = AskOptions<{ readonly records: readonly LogRecord[] }>;

/** One page of a scan's records; rejects with an AbortError when given up and with a RangeError for a foreign cursor. */
export async function search(
  scan: Scan,
  request: SearchRequest,
  { signal, onStep }: SearchOptions = {},
): Promise<SearchPage> {
  const pace = startPace(signal);
  const order = ORDERS[request.order];
  const after = request.after === undefined ? undefined : fromCursor(request.after);
  const start = after === undefined ? Infinity : order.rank(after.timestamp);
  const infos: BlockInfo[] = [];
  for (const [at, info] of scan.infos.entries()) {
    if (order.far(info) <= start && scan.mayMatchKind(info)) infos.push(info);
    const rest = at % 32 === 31 ? pace.step() : undefined;
    if (rest !== undefined) await rest;
  }
  infos.sort((a, b) => order.near(b) - order.near(a) || b.first - a.first);
  const ahead = after === undefined ? await skipAhead(scan, infos, order, request.skip ?? 0, pace) : NOT_AHEAD;
  const skip = (request.skip ?? 0) - ahead.skipped;
  const limit = Math.max(1, Math.min(MAX_PAGE, request.limit));
  const records: LogRecord[] = [];
  let passed = 0;
  let waiting: LogRecord[] = [];

  /** Puts out what comes before everything of rank `bound` and below. Says whether the page is full. */
  function putOut(bound: number): boolean {
    if (waiting.length === 0) return false;
    const ready = waiting.filter((record) => order.rank(record.timestamp) > bound).sort(order.compare);
    waiting = waiting.filter((record) => order.rank(record.timestamp) <= bound);
    const begin = Math.min(ready.length, skip - passed);
    passed += begin;
    const fresh = ready.slice(begin, begin + limit + 1 - records.length);
    records.push(...fresh);
    const shown = records.length > limit ? fresh.slice(0, -1) : fresh;
    if (shown.length > 0) onStep?.({ records: shown });
    return records.length > limit;
  }

  /** Keeps of what waits only what can still get onto the page. */
  function trim(): void {
    const needed = skip - passed + limit + 1 - records.length;
    if (waiting.length > 2 * needed + 1000) waiting = waiting.sort(order.compare).slice(0, needed);
  }

  const highest = Math.min(start, ahead.bound);
  const wanted = highest === Infinity ? undefined : (ms: number): boolean => order.rank(ms) <= highest;
  for (const info of infos) {
    if (order.far(info) > ahead.bound) continue;
    if (putOut(Math.min(order.near(info), ahead.bound))) break;
    const rest = pace.step();
    if (rest !== undefined) await rest;
    if (!scan.mayMatch(info)) continue;
    for (const record of scan.records(info, wanted)) {
      if (after === undefined || order.compare(after, record) < 0) waiting.push(record);
    }
    trim();
  }
  putOut(-Infinity);
  const more = records.length > limit;
  const page = more ? records.slice(0, limit) : records;
  const partial = scan.partial();
  return {
    records: page,
    ...(more ? { next: toCursor(page.at(-1)!) } : undefined),
    ...(partial === undefined ? undefined : { partial }),
  };
}

/** How far a search may jump: `skipped` records are exactly those that rank above `bound`. */
interface Ahead {
  readonly skipped: number;
  readonly bound: number;
}

const NOT_AHEAD: Ahead = { skipped: 0, bound: Infinity };

/**
 * Jumps over blocks whose matching records are counted by their summaries. `infos` in order of their near ends. Only
 * blocks that reach over the place jumped to are read.
 */
async function skipAhead(
  scan: Scan,
  infos: readonly BlockInfo[],
  order: Order,
  skip: number,
  pace: Pace,
): Promise<Ahead> {
  if (skip === 0) return NOT_AHEAD;
  const counts: (number | undefined)[] = [];
  let most = 0;
  for (const info of infos) {
    const count = scan.count(info);
    if (most + (count ?? info.count) > skip) break;
    most += count ?? info.count;
    counts.push(count);
    const rest = pace.step();
    if (rest !== undefined) await rest;
  }
  const bound = counts.length < infos.length ? order.near(infos[counts.length]!) : -Infinity;
  let skipped = 0;
  for (const [at, known] of counts.entries()) {
    const info = infos[at]!;
    const count = order.far(info) > bound ? known : undefined;
    skipped += count ?? (scan.mayMatch(info) ? scan.records(info, (ms) => order.rank(ms) > bound).length : 0);
    const rest = count === undefined ? pace.step() : undefined;
    if (rest !== undefined) await rest;
  }
  return { skipped, bound };
}
