// Goes through stored records a page at a time, from a collector or from the store's files.

import type { OfflineRecords } from '../collector/offline.ts';
import type { Cursor, SearchPage, SearchRequest, TimeRange } from '../model/query.ts';
import type { CollectorContract } from '../protocol/collector-contract.ts';
import type { Client } from '../protocol/rpc.ts';

/** What is asked for; `limit` may be Infinity. */
export interface Wanted {
  readonly query: string;
  readonly range: TimeRange;
  readonly order: SearchRequest['order'];
  readonly limit: number;
}

export interface RecordSource {
  /** Highest arrival number there was at the beginning. */
  readonly upTo: number;
  /** The most a page holds. */
  readonly page: number;
  readonly search: (
    params: CollectorContract['requests']['search']['params'],
    signal: AbortSignal,
  ) => Promise<SearchPage>;
}

/**
 * The pages of one answer, however much arrives meanwhile; the first one comes even where nothing is found. Rejects with
 * what the source rejects with.
 */
export async function* pagesOf(
  { upTo, page: most, search }: RecordSource,
  { query, range, order, limit }: Wanted,
  signal: AbortSignal,
): AsyncGenerator<SearchPage> {
  let found = 0;
  let after: Cursor | undefined;
  do {
    const page = await search({ query, range, upTo, order, limit: Math.min(most, limit - found), after }, signal);
    found += page.records.length;
    after = page.next;
    yield page;
  } while (after !== undefined && found < limit);
}

export async function collectorSource(client: Client<CollectorContract>): Promise<RecordSource> {
  const { store } = await client.request('status', {});
  return { upTo: store.upTo, page: 1_000, search: (params, signal) => client.request('search', params, { signal }) };
}

export function offlineSource(records: OfflineRecords): RecordSource {
  return {
    upTo: records.status.upTo,
    // A longer one costs no one else's time.
    page: 5_000,
    search: async (params, signal) => records.search(params, { signal, step: () => undefined }),
  };
}
