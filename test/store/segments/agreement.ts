// Lives a generated life with a columnar store and with the reference store side by side, and compares every answer.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { openSegmentStore, type SegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import type { LogStore } from '../../../src/store/log-store.ts';
import type { LineMeta } from '../../../src/store/homes/embedded/segments/layout.ts';
import { BASE } from '../plain-record.ts';
import { createReferenceStore } from '../reference-store.ts';
import type { Arrival, Life, Question } from './life.ts';
import { runOf } from './line-run.ts';
import { readLine } from './read-line.ts';

/** Where records come from that arrive between two pages. */
const BETWEEN: LineMeta = { source: 'tcp', hint: 'late', masked: 0, truncated: false, observedTimestamp: BASE + 777 };

/** Rejects with the first answer that is another. Resolves to how many pairs of data and question agreed. The folder is deleted. */
export async function agree({ segmentRows, steps }: Life, folder: string): Promise<number> {
  const options = { folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, segmentRows };
  const reference = createReferenceStore();
  let store = openSegmentStore(options);
  let pairs = 0;
  try {
    for (const { arrivals, then, questions } of steps) {
      for (const arrival of arrivals) assert.equal(await takeIn(store, arrival), await tell(reference, arrival));
      if (then === 'reopened') {
        await store.close();
        store = openSegmentStore(options);
      } else if (then === 'compacted') await store.compact();
      else if (then === 'emptied') assert.equal(await store.deleteAll(), await reference.deleteAll());
      for (const question of questions) pairs += await compare(store, reference, question);
      const { home, bytes } = store.status();
      assert.deepEqual(store.status(), { ...reference.status(), home, bytes });
    }
    return pairs;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function takeIn(store: SegmentStore, arrival: Arrival): Promise<number> {
  return arrival.kind === 'records'
    ? store.append(arrival.records)
    : store.appendLines([runOf(arrival.lines, arrival.meta)]);
}

function tell(reference: LogStore, arrival: Arrival): Promise<number> {
  return reference.append(
    arrival.kind === 'records' ? arrival.records : arrival.lines.map((line) => readLine(line, arrival.meta)),
  );
}

/** As JSON carries it: -0 is 0. */
function same(got: unknown, expected: unknown, question: unknown): void {
  assert.deepEqual(
    JSON.parse(JSON.stringify(got ?? null)),
    JSON.parse(JSON.stringify(expected ?? null)),
    JSON.stringify(question),
  );
}

async function compare(store: SegmentStore, reference: LogStore, question: Question): Promise<number> {
  switch (question.kind) {
    case 'search': {
      const { request } = question;
      const [got, expected] = [await store.search(request), await reference.search(request)];
      same(got.records, expected.records, request);
      assert.equal(got.next === undefined, expected.next === undefined, JSON.stringify(request));
      return 1;
    }
    case 'pages':
      return comparePages(store, reference, question);
    case 'histogram':
      same(await store.histogram(question.request), await reference.histogram(question.request), question.request);
      return 1;
    case 'facet':
      same(await store.facet(question.request), await reference.facet(question.request), question.request);
      return 1;
    case 'get':
      same(await store.get(String(question.id)), await reference.get(String(question.id)), question.id);
      return 1;
    case 'fields':
      same(await store.fields(), await reference.fields(), 'fields');
      return 1;
  }
}

/** Every page is its own pair: the data may be other data by then. */
async function comparePages(
  store: SegmentStore,
  reference: LogStore,
  { request, between }: Extract<Question, { readonly kind: 'pages' }>,
): Promise<number> {
  let got = await store.search(request);
  let expected = await reference.search(request);
  for (let pages = 1; ; pages++) {
    same(got.records, expected.records, [pages, request]);
    assert.equal(got.next === undefined, expected.next === undefined, JSON.stringify([pages, request]));
    if (got.next === undefined || expected.next === undefined || pages === 20) return pages;
    if (between.length > 0 && pages <= 3) {
      const arrival = { kind: 'lines', meta: BETWEEN, lines: between } as const;
      assert.equal(await takeIn(store, arrival), await tell(reference, arrival));
    }
    got = await store.search({ ...request, skip: 0, after: got.next });
    expected = await reference.search({ ...request, skip: 0, after: expected.next });
  }
}
