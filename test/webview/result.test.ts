// The rows of a result by rank: what is held, what must be asked for, and where late records land.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { LogRecord } from '../../src/model/record.ts';
import { compareRecords, createResult, type BlockRequest, type Result } from '../../webview/logs/result.ts';
import { record } from './harness/shop.ts';

function stored(timestamp: number, arrival = timestamp): LogRecord {
  return { ...record(timestamp, { message: `at ${timestamp}` }), id: String(arrival), arrival };
}
const all = Array.from({ length: 10_000 }, (_, index) => stored(index + 1));

/** Answers as a store does. */
function answer(request: BlockRequest, records: readonly LogRecord[] = all): LogRecord[] {
  const ordered = records.filter(({ arrival }) => arrival <= request.upTo).toSorted(compareRecords);
  if (request.order === 'newest') ordered.reverse();
  return ordered.slice(request.skip, request.skip + request.limit);
}
function load(result: Result, from: number, end: number): number {
  const requests = result.missing(from, end);
  for (const request of requests) result.fill(request, answer(request));
  return requests.length;
}

test('the newest rows are held at once, others are asked for from the nearer end', () => {
  const result = createResult();
  result.reset(10_000, 10_000, all.slice(-200));
  assert.equal(result.at(9_999)?.id, '10000');
  assert.equal(result.at(100), undefined);
  assert.deepEqual(result.missing(9_900, 10_000), []);
  assert.deepEqual(
    result.missing(100, 250).map(({ order, skip, limit }) => [order, skip, limit]),
    [['oldest', 0, 200], ['oldest', 200, 200]],
  ); // prettier-ignore
  const [late] = result.missing(9_700, 9_750);
  assert.deepEqual([late?.order, late?.skip, late?.limit], ['newest', 200, 200]);
});

test('every rank holds the record of that rank, from whichever end it was fetched', () => {
  const result = createResult();
  result.reset(10_000, 10_000, all.slice(-200));
  for (const rank of [0, 199, 200, 4_999, 5_000, 5_001, 9_799, 9_800]) {
    load(result, rank, rank + 1);
    assert.equal(result.at(rank)?.timestamp, rank + 1);
  }
  assert.equal(load(result, 0, 200), 0);
});

test('memory is bounded: old blocks go', () => {
  const result = createResult();
  result.reset(10_000, 10_000, all.slice(-10));
  for (let rank = 0; rank < 9_990; rank += 200) load(result, rank, rank + 1);
  assert.equal(result.at(0), undefined);
  assert.equal(result.at(9_600)?.timestamp, 9_601);
});

test('new records land at their place by time, late ones among those before them', () => {
  const result = createResult();
  result.reset(3, 3, [stored(10, 1), stored(20, 2), stored(30, 3)]);
  result.add([stored(40, 4), stored(15, 5)], 5);
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((rank) => result.at(rank)?.timestamp),
    [10, 15, 20, 30, 40],
  );
  assert.equal(result.rankOf('5'), 1);
  assert.equal(result.upTo, 5);
});

test('a record older than all that is held shifts the ranks: blocks are asked for again, late answers dropped', () => {
  const result = createResult();
  result.reset(10_000, 10_000, all.slice(-200));
  load(result, 0, 200);
  const [asked] = result.missing(400, 401);
  result.add([stored(0.5, 10_001)], 10_001);
  assert.equal(result.total, 10_001);
  assert.equal(result.at(0), undefined);
  result.fill(asked!, answer(asked!));
  assert.equal(result.at(400), undefined);
  const [again] = result.missing(0, 1);
  result.fill(again!, answer(again!, [...all, stored(0.5, 10_001)]));
  assert.equal(result.at(0)?.id, '10001');
});

test('a long time of following holds a bounded tail, and what left it can be fetched', () => {
  const result = createResult();
  result.reset(100, 100, all.slice(0, 100));
  for (let at = 100; at < 9_000; at += 100) result.add(all.slice(at, at + 100), at + 100);
  assert.equal(result.total, 9_000);
  assert.equal(result.at(8_999)?.timestamp, 9_000);
  assert.equal(result.at(50), undefined);
  load(result, 50, 60);
  assert.equal(result.at(50)?.timestamp, 51);
});

test('records that went by retention are not asked for without end', () => {
  const result = createResult();
  result.reset(1_000, 1_000, all.slice(800, 1_000));
  const [request] = result.missing(0, 10);
  result.fill(request!, []);
  assert.deepEqual(result.missing(0, 10), []);
  assert.equal(result.at(0), undefined);
});
