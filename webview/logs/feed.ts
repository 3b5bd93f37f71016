// Keeps one result up to date: asks for it, follows what arrives, fetches the rows that come in sight. Pulls; is only nudged.

import { coalesce } from '../../src/base/coalesce.ts';
import { messageOf } from '../../src/base/errors.ts';
import type { Clock } from '../../src/base/ports.ts';
import type { HistogramAnswer, TimeRange } from '../../src/model/query.ts';
import type { CollectorStatus } from '../../src/model/collector.ts';
import type { LogRecord } from '../../src/model/record.ts';
import type { PageContract } from '../../src/protocol/page-contract.ts';
import { RpcError, type Client } from '../../src/protocol/rpc.ts';
import { growHistogram, isOvergrown } from './bars.ts';
import { resolveRange, type RangeChoice } from './range.ts';
import { createResult, BLOCK, type BlockRequest, type Result } from './result.ts';

/** What is asked for. `since` hides everything that had arrived by then (a cleared display). */
export interface Question {
  readonly query: string;
  readonly range: RangeChoice;
  readonly since?: number;
}

/** A histogram and what it was asked for. */
export interface Counted {
  readonly histogram: HistogramAnswer;
  readonly question: Question;
  readonly range: TimeRange;
  /** Milliseconds since the Unix epoch. */
  readonly askedAt: number;
}

export interface Feed {
  readonly result: Result;
  readonly question: Question;
  /** What the shown answer answers: `question`, once it is there. */
  readonly answered: Question | undefined;
  /** The last histogram, which may still be that of an earlier question. */
  readonly counted: Counted | undefined;
  /** Range of the shown result in times, and when it was asked for. */
  readonly range: TimeRange;
  readonly askedAt: number;
  /** `loading` while `question` is not answered; the rows are those of the answer before. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly failure: string | undefined;
  /** What the collector said of itself with the last full answer. */
  readonly status: CollectorStatus | undefined;
  /** Whether what arrives is taken in; else it is only counted. */
  readonly following: boolean;
  /** How many records have arrived since following stopped. */
  readonly waiting: number;
  ask(question: Question): void;
  /** Asks the same again. */
  refresh(): void;
  follow(on: boolean): void;
  /** These ranks are in sight (`end` exclusive). */
  see(from: number, end: number): void;
  nudge(upTo: number): void;
  /** Bars wanted from now on; the histogram is asked for anew where that makes a difference. */
  setBars(count: number): void;
  dispose(): void;
}

export interface FeedParts {
  readonly host: Pick<Client<PageContract>, 'request'>;
  readonly clock: Clock;
  /** Bars wanted at first. */
  readonly bars: number;
  /** Called after every change, maybe many times in a row. */
  readonly onChange: () => void;
}

/** Records taken in by one live request; more than this at once is a reason to ask anew. */
const LIVE_LIMIT = 1000;
/** A followed result is asked for anew this often (ms), or at twenty times what that took: what is too old leaves, late counts come right. */
const RENEW_EVERY = 30_000;
const COUNT_EVERY = 1000;

/** Creates a feed; nothing is asked before `ask`. */
export function createFeed({ host, clock, bars: firstBars, onChange }: FeedParts): Feed {
  const result = createResult();
  let question: Question = { query: '', range: { kind: 'all' } };
  let answered: Question | undefined;
  let counted: Counted | undefined;
  let status: CollectorStatus | undefined;
  let range: TimeRange = {};
  let askedAt = 0;
  let tookMs = 0;
  let phase: Feed['phase'] = 'loading';
  let failure: string | undefined;
  let following = true;
  let waiting = 0;
  let arrivedUpTo = 0;
  let bars = firstBars;
  let seen = { from: 0, end: 0 };
  let asking: AbortController | undefined;
  let live: AbortController | undefined;
  let fetching: { readonly controller: AbortController; readonly block: number } | undefined;
  let disposed = false;

  const isCancelled = (error: unknown): boolean =>
    disposed || (error instanceof RpcError && error.kind === 'cancelled');

  /** Asks for the whole result. `quietly`: the old one stays, undimmed, until the new one is complete. */
  const load = async (quietly: boolean): Promise<void> => {
    asking?.abort();
    live?.abort();
    const controller = (asking = new AbortController());
    const { signal } = controller;
    const asked = question;
    const startedAt = clock.now();
    if (!quietly) {
      phase = 'loading';
      onChange();
    }
    try {
      const newStatus = await host.request('status', {}, { signal });
      const upTo = Math.max(arrivedUpTo, newStatus.store.upTo);
      arrivedUpTo = upTo;
      const newRange = resolveRange(asked.range, startedAt);
      const filter = { query: asked.query, range: newRange, since: asked.since, upTo };
      const accept = (total: number, tail: readonly LogRecord[]): void => {
        result.reset(Math.max(total, tail.length), upTo, tail);
        [status, range, askedAt, answered, phase, failure, waiting] = [
          newStatus,
          newRange,
          startedAt,
          asked,
          'ready',
          undefined,
          0,
        ];
      };
      const counting = host.request('histogram', { ...filter, buckets: bars, by: 'level' }, { signal });
      // Awaited below; a rejection before that is not unheard.
      counting.catch(() => undefined);
      const page = await host.request('search', { ...filter, order: 'newest', limit: BLOCK }, { signal });
      const tail = page.records.toReversed();
      if (!quietly && page.next !== undefined) {
        // The newest rows at once; how many there are in all follows.
        accept(tail.length, tail);
        phase = 'loading';
        onChange();
      }
      const histogram = await counting;
      accept(histogram.total, tail);
      counted = { histogram, question: asked, range: newRange, askedAt: startedAt };
      tookMs = clock.now() - startedAt;
    } catch (error) {
      if (isCancelled(error)) return;
      phase = 'failed';
      failure = messageOf(error);
    } finally {
      if (asking === controller) asking = undefined;
    }
    onChange();
    fetchSeen();
    catchUp();
  };

  const isStale = (): boolean => {
    const age = clock.now() - askedAt;
    if (counted !== undefined && isOvergrown(counted.histogram, bars)) return age > 2 * tookMs;
    return age > Math.max(RENEW_EVERY, 20 * tookMs);
  };

  /** Takes in what has arrived; one request at a time, then again if more was announced meanwhile. */
  const takeIn = async (): Promise<void> => {
    const controller = (live = new AbortController());
    const { signal } = controller;
    try {
      while (following && !disposed && asking === undefined && phase === 'ready' && arrivedUpTo > result.upTo) {
        if (isStale()) {
          live = undefined;
          await load(true);
          return;
        }
        const upTo = arrivedUpTo;
        const page = await host.request(
          'search',
          { query: question.query, range, since: result.upTo, upTo, order: 'oldest', limit: LIVE_LIMIT },
          { signal },
        );
        if (page.next !== undefined) {
          live = undefined;
          await load(true);
          return;
        }
        result.add(page.records, upTo);
        if (counted?.question === answered && counted !== undefined) {
          counted = { ...counted, histogram: growHistogram(counted.histogram, page.records, upTo) };
        }
        waiting = 0;
        onChange();
      }
    } catch (error) {
      if (!isCancelled(error)) {
        failure = messageOf(error);
        onChange();
      }
    } finally {
      if (live === controller) live = undefined;
    }
  };
  const catchUp = (): void => {
    if (live === undefined) void takeIn();
  };

  let counting = false;
  const isFollowing = (): boolean => following;
  const countWaiting = async (): Promise<void> => {
    if (counting || following || disposed || phase !== 'ready' || arrivedUpTo <= result.upTo) return;
    counting = true;
    try {
      const upTo = arrivedUpTo;
      const since = result.upTo;
      const now = resolveRange(question.range, clock.now());
      const { total } = await host.request('histogram', {
        query: question.query,
        range: now,
        since,
        upTo,
        buckets: 1,
        by: 'level',
      });
      // Following may have begun while this was asked.
      if (since === result.upTo && !isFollowing()) {
        waiting = total;
        onChange();
      }
    } catch {
      // A number on a button: the next nudge asks again.
    } finally {
      counting = false;
    }
  };
  const counter = coalesce(() => void countWaiting(), COUNT_EVERY);

  /** The histogram of the shown result again, with the bars wanted now. */
  const recount = async (): Promise<void> => {
    const { upTo } = result;
    const asked = answered;
    if (asked === undefined) return;
    try {
      const answer = await host.request('histogram', {
        query: asked.query,
        range,
        since: asked.since,
        upTo,
        buckets: bars,
        by: 'level',
      });
      if (answered !== asked || result.upTo !== upTo) return;
      counted = { histogram: answer, question: asked, range, askedAt };
      onChange();
    } catch {
      // The bars there are remain.
    }
  };

  const nextMissing = (): BlockRequest | undefined => {
    const middle = (seen.from + seen.end) / 2 / BLOCK;
    const inSight = result.missing(seen.from, seen.end);
    const near = inSight.length > 0 ? inSight : result.missing(seen.from - BLOCK / 2, seen.end + BLOCK / 2);
    return near.toSorted((a, b) => Math.abs(a.block + 0.5 - middle) - Math.abs(b.block + 0.5 - middle))[0];
  };
  const fetchOne = async (wanted: BlockRequest): Promise<boolean> => {
    const controller = new AbortController();
    fetching = { controller, block: wanted.block };
    try {
      const { order, skip, limit, upTo } = wanted;
      const { query, since } = answered ?? question;
      const page = await host.request(
        'search',
        { query, range, since, upTo, order, skip, limit },
        { signal: controller.signal },
      );
      result.fill(wanted, page.records);
      onChange();
      return true;
    } catch (error) {
      if (isCancelled(error)) return !disposed;
      failure = messageOf(error);
      onChange();
      return false;
    } finally {
      fetching = undefined;
    }
  };
  const fetchAll = async (): Promise<void> => {
    for (let wanted = nextMissing(); wanted !== undefined && asking === undefined; wanted = nextMissing()) {
      if (!(await fetchOne(wanted))) return;
    }
  };
  const fetchSeen = (): void => {
    if (fetching === undefined) {
      void fetchAll();
      return;
    }
    const [first, last] = [Math.floor(seen.from / BLOCK) - 1, Math.floor(seen.end / BLOCK) + 1];
    if (fetching.block < first || fetching.block > last) fetching.controller.abort();
  };

  return {
    result,
    get question() {
      return question;
    },
    get answered() {
      return answered;
    },
    get counted() {
      return counted;
    },
    get range() {
      return range;
    },
    get askedAt() {
      return askedAt;
    },
    get phase() {
      return phase;
    },
    get failure() {
      return failure;
    },
    get status() {
      return status;
    },
    get following() {
      return following;
    },
    get waiting() {
      return waiting;
    },
    ask(asked) {
      question = asked;
      void load(false);
    },
    refresh() {
      void load(phase === 'ready');
    },
    follow(on) {
      if (following === on) return;
      following = on;
      if (on) catchUp();
      else live?.abort();
      onChange();
    },
    see(from, end) {
      seen = { from, end };
      fetchSeen();
    },
    nudge(upTo) {
      arrivedUpTo = Math.max(arrivedUpTo, upTo);
      if (following) catchUp();
      else counter.trigger();
    },
    setBars(count) {
      const isOther = Math.abs(count - bars) > bars * 0.3;
      bars = count;
      if (isOther && phase === 'ready') void recount();
    },
    dispose() {
      disposed = true;
      counter.dispose();
      asking?.abort();
      live?.abort();
      fetching?.controller.abort();
    },
  };
}
