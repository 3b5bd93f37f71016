// Answers what clients ask of the collector: query text in, pages of records out.

import type { CollectorSettings, CollectorStatus, Compaction } from '../model/collector.ts';
import type { RecordFilter } from '../model/query.ts';
import type { TextFilter } from '../protocol/collector-contract.ts';
import { RpcError, type RequestContext } from '../protocol/rpc.ts';
import { parseQuery } from '../query/parse.ts';
import type { LogStore } from '../store/log-store.ts';
import type { MetricStore } from '../store/metric-store.ts';
import { searchBounded } from './bounded-search.ts';
import type { SharedHandlers } from './clients.ts';
import { readSettings } from './settings.ts';
import { paceSteps } from './steps.ts';

/** What the answers are made from. */
export interface Answering {
  readonly store: Promise<LogStore>;
  readonly metrics: Promise<MetricStore>;
  readonly status: () => Promise<CollectorStatus>;
  readonly configure: (settings: CollectorSettings) => Promise<void>;
  /** Begins to end the collector; returns at once. */
  readonly stop: (replaced: boolean) => void;
  /** Deletes everything; resolves to how many records went. */
  readonly deleteAll: () => Promise<number>;
  readonly compact: (signal: AbortSignal) => Promise<Compaction>;
}

/** The requests that records alone answer. */
export type RecordHandlers = Pick<
  SharedHandlers,
  'search' | 'histogram' | 'facet' | 'statistics' | 'templates' | 'fields' | 'record'
>;

const MAX_LIMIT = 5_000;
const MAX_VALUES = 1_000;
const MAX_BUCKETS = 2_000;
const MAX_STEPS_OF_SERIES = 20_000;

/** `value` where it is a whole number within bounds; says so to the asker where it is not. */
function whole(name: string, value: unknown, from: number, to: number): number {
  if (Number.isInteger(value) && (value as number) >= from && (value as number) <= to) return value as number;
  throw new RpcError('invalid', `${name} must be a whole number from ${from} to ${to}`);
}

function optional<T>(value: T | null | undefined, read: (value: T) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}

function finite(name: string): (value: number) => number {
  return (value) => {
    if (Number.isFinite(value)) return value;
    throw new RpcError('invalid', `${name} must be a number`);
  };
}

function text(name: string): (value: string) => string {
  return (value) => {
    if (typeof value === 'string') return value;
    throw new RpcError('invalid', `${name} must be a text`);
  };
}

/** Sends the steps of one answer paced, and none after it. */
async function inSteps<S, R>(
  context: RequestContext<S>,
  merge: (held: S, next: S) => S,
  ask: (onStep: (partial: S) => void) => Promise<R>,
): Promise<R> {
  const steps = paceSteps(context.step, merge);
  try {
    return await ask(steps.step);
  } finally {
    steps.end();
  }
}

const replace = <S>(_held: S, next: S): S => next;

/** Creates the handlers of what is asked of records; they hold no state of their own. */
export function createRecordHandlers(store: Promise<LogStore>): RecordHandlers {
  const filterOf = (params: TextFilter): RecordFilter => {
    const parsed = parseQuery(text('query')(params.query));
    if (parsed.error !== undefined) throw new RpcError('invalid', parsed.error.message, parsed.error);
    return {
      query: parsed.query,
      range: {
        from: optional(params.range.from, finite('range.from')),
        to: optional(params.range.to, finite('range.to')),
      },
      upTo: optional(params.upTo, finite('upTo')),
      since: optional(params.since, finite('since')),
    };
  };

  return {
    async search(params, context) {
      const request = {
        ...filterOf(params),
        order: params.order === 'oldest' ? ('oldest' as const) : ('newest' as const),
        limit: whole('limit', params.limit, 1, MAX_LIMIT),
        after: optional(params.after, text('after')),
        skip: optional(params.skip, (skip) => whole('skip', skip, 0, Number.MAX_SAFE_INTEGER)),
      };
      const home = await store;
      return inSteps(
        context,
        (held, next) => ({ records: [...held.records, ...next.records] }),
        (onStep) => searchBounded(home, request, { signal: context.signal, onStep }),
      );
    },
    async histogram(params, context) {
      const request = {
        ...filterOf(params),
        buckets: whole('buckets', params.buckets, 1, MAX_BUCKETS),
        by: text('by')(params.by),
      };
      const home = await store;
      return inSteps(context, replace, (onStep) => home.histogram(request, { signal: context.signal, onStep }));
    },
    async facet(params, context) {
      const request = {
        ...filterOf(params),
        field: text('field')(params.field),
        limit: whole('limit', params.limit, 1, MAX_VALUES),
        prefix: optional(params.prefix, text('prefix')),
      };
      const home = await store;
      return inSteps(context, replace, (onStep) => home.facet(request, { signal: context.signal, onStep }));
    },
    async statistics(params, context) {
      const request = {
        ...filterOf(params),
        field: text('field')(params.field),
        by: optional(params.by, text('by')),
        limit: whole('limit', params.limit, 1, MAX_VALUES),
      };
      const home = await store;
      return inSteps(context, replace, (onStep) => home.statistics(request, { signal: context.signal, onStep }));
    },
    async templates(params, context) {
      const request = { ...filterOf(params), limit: whole('limit', params.limit, 1, MAX_VALUES) };
      const home = await store;
      return inSteps(context, replace, (onStep) => home.templates(request, { signal: context.signal, onStep }));
    },
    fields: async () => (await store).fields(),
    record: async ({ id }) => (await (await store).get(text('id')(id))) ?? null,
  };
}

/** Creates all handlers; they hold no state of their own. */
export function createHandlers({
  store,
  metrics,
  status,
  configure,
  stop,
  deleteAll,
  compact,
}: Answering): SharedHandlers {
  return {
    ...createRecordHandlers(store),
    async metrics(query) {
      whole(
        'steps',
        Math.ceil((finite('to')(query.to) - finite('from')(query.from)) / finite('stepMs')(query.stepMs)),
        0,
        MAX_STEPS_OF_SERIES,
      );
      return (await metrics).query(query);
    },
    deleteAll: async () => ({ records: await deleteAll() }),
    compact: (_params, { signal }) => compact(signal),
    status,
    async configure(asked) {
      const { settings, mistakes } = readSettings(asked);
      // One wrong value must not keep the others from being applied.
      await configure(settings);
      if (mistakes.length > 0) throw new RpcError('invalid', mistakes.join('; '));
      return status();
    },
    stop({ replace: replaced }) {
      // After the answer has been written.
      setImmediate(() => stop(replaced === true));
      return null;
    },
  };
}
