// Keeps the page's data true: asks when the choice changes, when there is news, and when time has moved on.

import { coalesce } from '../../src/base/coalesce.ts';
import { messageOf } from '../../src/base/errors.ts';
import { RpcError } from '../../src/protocol/rpc.ts';
import type { Host } from '../ui/host.ts';
import { loadMetrics } from './load.ts';
import { spanOf } from './span.ts';
import { isLive, type PageState } from './state.ts';

/** Where the feed reads what to show, and puts what it got. */
export interface FeedTarget {
  readonly state: () => PageState;
  readonly update: (change: Partial<PageState>) => void;
}

export interface Feed {
  /** Asks anew; an answer on its way to an older question is dropped. */
  reload(): void;
}

/** News are asked for at most this often. */
const NEWS_MS = 1000;
/** Numbers derived from records are written a moment after the records. */
const SETTLE_MS = 500;
/** How often "2 min ago" is brought up to date while nothing else is. */
const IDLE_MS = 30_000;

/** Starts asking; the first answer comes without being asked for. A hidden page asks nothing and catches up when shown. */
export function createFeed(host: Host, { state, update }: FeedTarget): Feed {
  let asking: AbortController | undefined;
  /** How often news came while an answer was on its way. */
  let missed = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    if (asking !== undefined) {
      missed++;
      return;
    }
    const mine = new AbortController();
    asking = mine;
    const missedBefore = missed;
    try {
      const data = await loadMetrics(host, spanOf(state().choice, Date.now()), mine.signal);
      const status = data.rows.length === 0 ? await host.request('status', {}, { signal: mine.signal }) : undefined;
      update({ data, status, loading: false, problem: undefined, now: Date.now() });
    } catch (error) {
      if (mine.signal.aborted) return;
      update({ loading: false, problem: problemOf(error), now: Date.now() });
    } finally {
      if (asking === mine) {
        asking = undefined;
        if (missed > missedBefore) news.trigger();
      }
    }
  }

  const news = coalesce(() => void ask(), NEWS_MS);

  function schedule(): void {
    clearTimeout(timer);
    const { stepMs } = spanOf(state().choice, Date.now());
    const wait = isLive(state()) ? stepMs - (Date.now() % stepMs) + SETTLE_MS : IDLE_MS;
    timer = setTimeout(
      () => {
        if (isLive(state())) news.trigger();
        else update({ now: Date.now() });
        schedule();
      },
      Math.min(wait, IDLE_MS),
    );
  }

  host.on('changed', () => {
    if (isLive(state()) || state().data?.rows.length === 0) news.trigger();
  });
  host.on('homeChanged', (home) => {
    const isBack = home.state === 'ready' && state().home.state !== 'ready';
    update({ home });
    if (isBack) news.trigger();
  });
  host.on('statusChanged', () => {
    if (state().data?.rows.length === 0) news.trigger();
  });
  document.addEventListener('visibilitychange', () => news.trigger());
  news.trigger();
  schedule();

  return {
    reload() {
      asking?.abort();
      asking = undefined;
      void ask();
      schedule();
    },
  };
}

/** Nothing is wrong that the home's own state does not say better when the connection has ended. */
function problemOf(error: unknown): string | undefined {
  return error instanceof RpcError && (error.kind === 'cancelled' || error.kind === 'closed')
    ? undefined
    : messageOf(error);
}
