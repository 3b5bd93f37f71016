// The suite every home of records must pass, record for record against the reference store.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { SearchPage, SearchRequest } from '../../src/model/query.ts';
import type { IncomingRecord, LogRecord } from '../../src/model/record.ts';
import type { LogStore } from '../../src/store/log-store.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { BASE, plainRecord } from './plain-record.ts';
import {
  facetRequest,
  histogramRequest,
  incomingRecord,
  searchRequest,
  statisticsRequest,
  templatesRequest,
} from './generate.ts';
import { createReferenceStore } from './reference-store.ts';

/** How the suite gets stores of a home. */
export interface Home {
  /** A store with nothing in it, apart from all others. */
  create(): Promise<LogStore>;
  /** Closes the store and opens it again; a home without a life beyond its process does neither. */
  reopen(store: LogStore): Promise<LogStore>;
}

const ALL = { query: { kind: 'all' }, range: {}, order: 'oldest', limit: 5000 } as const;

function ask(text: string) {
  const { query } = parseQuery(text);
  assert.ok(query !== undefined, text);
  return query;
}

function plainRecords(count: number, over: (at: number) => Partial<IncomingRecord> = () => ({})): IncomingRecord[] {
  return Array.from({ length: count }, (_, at) => plainRecord(at, over(at)));
}

const messages = (records: readonly LogRecord[]): string[] => records.map((record) => record.message);

async function allPages(
  store: LogStore,
  request: SearchRequest,
  between: () => Promise<unknown> = async () => {},
): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (let after: string | undefined; ;) {
    const page: SearchPage = await store.search({ ...request, ...(after === undefined ? undefined : { after }) });
    records.push(...page.records);
    if (page.next === undefined) return records;
    after = page.next;
    await between();
  }
}

/** Declares the suite for one home. */
export function describeLogStore(name: string, home: Home): void {
  describe(`${name} holds the LogStore contract`, () => {
    it('answers as the reference store does, whatever the records and questions', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(incomingRecord, { maxLength: 400 }).chain((records) =>
            fc.record({
              records: fc.constant(records),
              batches: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }),
              searches: fc.array(searchRequest(records.length), { maxLength: 8 }),
              histograms: fc.array(histogramRequest(records.length), { maxLength: 4 }),
              facets: fc.array(facetRequest(records.length), { maxLength: 4 }),
              statistics: fc.array(statisticsRequest(records.length), { maxLength: 4 }),
              templates: fc.array(templatesRequest(records.length), { maxLength: 2 }),
              reopened: fc.boolean(),
            }),
          ),
          async ({ records, batches, searches, histograms, facets, statistics, templates, reopened }) => {
            let store = await home.create();
            const reference = createReferenceStore();
            for (let from = 0, turn = 0; from < records.length; turn++) {
              const batch = records.slice(from, (from += batches[turn % batches.length]!));
              assert.equal(await store.append(batch), await reference.append(batch));
            }
            if (reopened) store = await home.reopen(store);
            // As JSON carries it: -0 is 0.
            const same = (got: unknown, expected: unknown, question: unknown): void =>
              assert.deepEqual(
                JSON.parse(JSON.stringify(got)),
                JSON.parse(JSON.stringify(expected)),
                JSON.stringify(question),
              );
            same((await store.search(ALL)).records, (await reference.search(ALL)).records, 'all');
            for (const request of searches)
              same((await store.search(request)).records, (await reference.search(request)).records, request);
            for (const request of histograms)
              same(await store.histogram(request), await reference.histogram(request), request);
            for (const request of facets) same(await store.facet(request), await reference.facet(request), request);
            for (const request of statistics)
              same(await store.statistics(request), await reference.statistics(request), request);
            for (const request of templates)
              same(await store.templates(request), await reference.templates(request), request);
            same(await store.fields(), await reference.fields(), 'fields');
            await store.close();
          },
        ),
        { numRuns: 60 },
      );
    });

    describe('with a thousand records', () => {
      let store: LogStore;
      before(async () => {
        store = await home.create();
        await store.append(plainRecords(1000, (at) => ({ level: at % 10 === 0 ? 'ERROR' : 'INFO', nanos: at % 2 })));
      });
      after(() => store.close());

      it('pages through everything once, in both orders', async () => {
        for (const order of ['oldest', 'newest'] as const) {
          const paged = await allPages(store, { ...ALL, order, limit: 37 });
          const expected = Array.from({ length: 1000 }, (_, at) => `record ${order === 'oldest' ? at : 999 - at}`);
          assert.deepEqual(messages(paged), expected);
        }
      });

      it('ends without a next page exactly at the last record', async () => {
        const exact = await store.search({ ...ALL, query: ask('level:ERROR'), limit: 100 });
        assert.equal(exact.records.length, 100);
        assert.equal(exact.next, undefined);
        assert.notEqual((await store.search({ ...ALL, query: ask('level:ERROR'), limit: 99 })).next, undefined);
      });

      it('takes the start of a range in and leaves its end out', async () => {
        const { records } = await store.search({ ...ALL, range: { from: BASE + 10, to: BASE + 13 } });
        assert.deepEqual(messages(records), ['record 10', 'record 11', 'record 12']);
      });

      it('skips after the cursor', async () => {
        const first = await store.search({ ...ALL, limit: 10 });
        const then = await store.search({ ...ALL, limit: 2, after: first.next!, skip: 5 });
        assert.deepEqual(messages(then.records), ['record 15', 'record 16']);
      });

      it('skips to the middle and to the end', async () => {
        assert.deepEqual(messages((await store.search({ ...ALL, order: 'newest', limit: 1, skip: 500 })).records), [
          'record 499',
        ]);
        assert.deepEqual(messages((await store.search({ ...ALL, limit: 5, skip: 998 })).records), [
          'record 998',
          'record 999',
        ]);
        assert.deepEqual(await store.search({ ...ALL, limit: 5, skip: 1000 }), { records: [] });
      });

      it('hands steps on, each record once and in order, and all of them at the end', async () => {
        const steps: LogRecord[] = [];
        const page = await store.search(
          { ...ALL, order: 'newest', limit: 700 },
          { onStep: ({ records }) => steps.push(...records) },
        );
        assert.deepEqual(steps, page.records);
      });

      it('rejects a cursor it did not hand out', async () => {
        await assert.rejects(store.search({ ...ALL, after: "x' OR 1" }), RangeError);
      });

      it('finds one record by its id, and none by another', async () => {
        const [record] = (await store.search({ ...ALL, limit: 1, skip: 421 })).records;
        assert.deepEqual(await store.get(record!.id), record);
        for (const id of ['', '0', '1001', 'x', '-1', '1e2', '99999999999999999999'])
          assert.equal(await store.get(id), undefined);
      });

      it('gives up at once when aborted', async () => {
        await assert.rejects(store.search(ALL, { signal: AbortSignal.abort() }), { name: 'AbortError' });
        const late = new AbortController();
        const answer = store.facet(
          { query: ask('"*ecord 9*"'), range: {}, field: 'message', limit: 5 },
          { signal: late.signal },
        );
        late.abort();
        await Promise.race([
          answer.then(
            () => 'answered',
            (error: unknown) => assert.equal((error as Error).name, 'AbortError'),
          ),
          new Promise((resolve) => setTimeout(resolve, 5000)),
        ]);
      });

      it('says what it holds', () => {
        const { records, upTo, earliest, latest, lost, problem } = store.status();
        assert.deepEqual(
          { records, upTo, earliest, latest, lost, problem },
          { records: 1000, upTo: 1000, earliest: BASE, latest: BASE + 999, lost: 0, problem: undefined },
        );
      });
    });

    it('pages truly while records arrive, before and behind the place', async () => {
      const store = await home.create();
      const upTo = await store.append(plainRecords(500));
      let turn = 0;
      const paged = await allPages(store, { ...ALL, order: 'newest', limit: 40, upTo }, () =>
        store.append([plainRecord(10_000 + turn), plainRecord(turn++), plainRecord(250)]),
      );
      assert.deepEqual(
        messages(paged),
        Array.from({ length: 500 }, (_, at) => `record ${499 - at}`),
      );
      const fresh = await store.search({ ...ALL, since: upTo });
      assert.equal(fresh.records.length, 3 * turn);
      await store.close();
    });

    it('shows records the moment they are appended, and keeps order of time over order of arrival', async () => {
      const store = await home.create();
      for (const at of [5, 3, 4, 1, 2]) {
        await store.append([plainRecord(at)]);
        assert.ok((await store.search(ALL)).records.some((record) => record.message === `record ${at}`));
      }
      assert.deepEqual(
        messages((await store.search(ALL)).records),
        [1, 2, 3, 4, 5].map((at) => `record ${at}`),
      );
      await store.close();
    });

    it('orders by nanoseconds, then by arrival', async () => {
      const store = await home.create();
      await store.append([
        plainRecord(1, { nanos: 5, message: 'c' }),
        plainRecord(1, { nanos: 2, message: 'a' }),
        plainRecord(1, { nanos: 2, message: 'b' }),
      ]);
      assert.deepEqual(messages((await store.search(ALL)).records), ['a', 'b', 'c']);
      assert.deepEqual(messages((await store.search({ ...ALL, order: 'newest' })).records), ['c', 'b', 'a']);
      await store.close();
    });

    it('answers side by side with appends', async () => {
      const store = await home.create();
      const appends = Array.from({ length: 20 }, () => store.append(plainRecords(100)));
      const answers = await Promise.all([
        store.search(ALL),
        store.histogram({ ...ALL, buckets: 10, by: 'level' }),
        store.facet({ ...ALL, field: 'level', limit: 5 }),
      ]);
      await Promise.all(appends);
      assert.ok(answers[0].records.length <= 2000);
      assert.equal(store.status().records, 2000);
      await store.close();
    });

    it('deletes everything and numbers on', async () => {
      let store = await home.create();
      await store.append(plainRecords(600));
      assert.equal(await store.deleteAll(), 600);
      assert.deepEqual(await store.search(ALL), { records: [] });
      assert.equal(store.status().records, 0);
      assert.equal(await store.append([plainRecord(1)]), 601);
      store = await home.reopen(store);
      assert.deepEqual(
        (await store.search(ALL)).records.map(({ id }) => id),
        ['601'],
      );
      await store.close();
    });

    it('keeps everything over a reopening, and never gives a number twice', async () => {
      let store = await home.create();
      await store.append(plainRecords(300));
      const before = await store.search(ALL);
      store = await home.reopen(store);
      assert.deepEqual(await store.search(ALL), before);
      assert.equal(await store.append([plainRecord(1)]), 301);
      await store.close();
    });

    it('takes an empty batch', async () => {
      const store = await home.create();
      assert.equal(await store.append([]), 0);
      assert.deepEqual(await store.facet({ ...ALL, field: 'level', limit: 1 }), {
        values: [],
        distinct: 0,
        missing: 0,
      });
      await store.close();
    });
  });
}
