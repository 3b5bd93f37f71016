// Asks a store for a page of records whose size is bounded in bytes, not only in number: a record may hold a megabyte.

import type { Cursor, SearchPage, SearchRequest } from '../model/query.ts';
import type { LogRecord } from '../model/record.ts';
import type { AskOptions, LogStore } from '../store/log-store.ts';

/** About the size of a page's largest records as JSON, in characters. */
const MAX_PAGE = 16_000_000;
/** Asked for first, to learn how large the records are. */
const FIRST_CHUNK = 32;
/** What a record takes besides its text. */
const OVERHEAD = 500;

/** A record holds its text about twice, as it came and in its fields. */
function sizeOf({ raw }: LogRecord): number {
  return 2 * raw.length + OVERHEAD;
}

/** As `LogStore.search`; where records are large, the page ends early and `next` goes on behind it. */
export async function searchBounded(
  store: LogStore,
  request: SearchRequest,
  options: AskOptions<{ readonly records: readonly LogRecord[] }>,
): Promise<SearchPage> {
  const records: LogRecord[] = [];
  let size = 0;
  let chunk = Math.min(request.limit, FIRST_CHUNK);
  let after: Cursor | undefined = request.after;
  let skip = request.skip;
  for (;;) {
    const page = await store.search({ ...request, after, skip, limit: chunk }, options);
    records.push(...page.records);
    size += page.records.reduce((sum, record) => sum + sizeOf(record), 0);
    const left = Math.floor((MAX_PAGE - size) / Math.max(1, size / records.length));
    if (page.next === undefined || page.partial !== undefined || records.length >= request.limit || left < 1) {
      return { ...page, records };
    }
    after = page.next;
    skip = undefined;
    chunk = Math.min(request.limit - records.length, left);
  }
}
