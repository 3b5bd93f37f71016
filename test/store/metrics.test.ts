// The embedded metric store and the metrics that follow from records: aggregates, gaps, life over a reopening, bad input.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { silentLog, systemClock } from '../../src/base/ports.ts';
import { factsOf } from '../../src/model/line.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { createDistribution } from '../../src/model/histogram.ts';
import type { MetricAggregate, MetricPoint, MetricQuery } from '../../src/model/metric.ts';
import type { MetricStore } from '../../src/store/metric-store.ts';
import { createSqliteMetricStore } from '../../src/store/homes/index.ts';
import { createRecordMetrics } from '../../src/store/record-metrics.ts';
import { BASE, plainRecord } from './plain-record.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-metrics-'));
after(() => rmSync(root, { recursive: true, force: true }));
let files = 0;

function open(file = path.join(root, `${files++}`, 'metrics.db'), now = BASE): MetricStore {
  return createSqliteMetricStore({ file, log: silentLog, clock: { now: () => now } });
}

const START = Math.floor(BASE / 10_000) * 10_000;

function point(at: number, value: number, tags: Record<string, string> = { service: 'orders' }): MetricPoint {
  return { measurement: 'm', tags, timestamp: START + at, fields: { value } };
}

function query(over: Partial<MetricQuery> = {}): MetricQuery {
  return {
    measurement: 'm',
    field: 'value',
    aggregate: 'sum',
    by: [],
    from: START,
    to: START + 30_000,
    stepMs: 10_000,
    ...over,
  };
}

test('each aggregate is what its name says, a step without samples a gap', async () => {
  const store = open();
  await store.write([point(0, 4), point(9_999, 1), point(5_000, 7), point(20_000, 2)]);
  const expected: Readonly<Record<MetricAggregate, readonly (number | null)[]>> = {
    sum: [12, null, 2],
    rate: [1.2, null, 0.2],
    mean: [4, null, 2],
    min: [1, null, 2],
    max: [7, null, 2],
    last: [1, null, 2],
    p50: [4, null, 2],
    p95: [7, null, 2],
    p99: [7, null, 2],
  };
  for (const [aggregate, values] of Object.entries(expected)) {
    const [series] = await store.query(query({ aggregate: aggregate as MetricAggregate }));
    assert.equal(series!.start, START);
    series!.values.forEach((value, at) => {
      const wanted = values[at];
      if (wanted === null || wanted === undefined) assert.equal(value, null, aggregate);
      else assert.ok(Math.abs(value! - wanted) <= wanted * 0.011, `${aggregate} ${value} ${wanted}`);
    });
  }
  const [total] = await store.query(query({ aggregate: 'rate' }));
  assert.equal(total!.total, 14 / 30);
  await store.close();
});

test('steps lie on multiples of their width, and samples outside the range are left out', async () => {
  const store = open();
  await store.write([point(0, 1), point(5_000, 2), point(15_000, 4)]);
  const [series] = await store.query(query({ from: START + 5_000, to: START + 15_000 }));
  assert.deepEqual([series!.start, series!.values], [START, [2, null]]);
  await store.close();
});

test('series are split by tags and filtered by them', async () => {
  const store = open();
  await store.write([
    point(0, 1, { service: 'b', op: 'x' }),
    point(0, 2, { op: 'x', service: 'a' }),
    point(0, 4, { service: 'a', op: 'y' }),
    point(0, 8, {}),
  ]);
  const by = async (over: Partial<MetricQuery>) =>
    (await store.query(query(over))).map(({ tags, total }) => [tags, total]);
  assert.deepEqual(await by({ by: ['service'] }), [
    [{ service: 'a' }, 6],
    [{ service: 'b' }, 1],
    [{}, 8],
  ]);
  assert.deepEqual(await by({ by: ['op', 'service'], where: { op: 'x' } }), [
    [{ op: 'x', service: 'a' }, 2],
    [{ op: 'x', service: 'b' }, 1],
  ]);
  assert.deepEqual(await by({ where: { op: 'z' } }), []);
  assert.deepEqual(await by({ field: '__proto__' }), []);
  await store.close();
});

test('distributions and numbers add up in one series', async () => {
  const store = open();
  const distribution = createDistribution();
  for (let value = 1; value <= 1000; value++) distribution.add(value);
  await store.write([
    { measurement: 'm', tags: {}, timestamp: START, fields: { value: distribution.toHistogram()! } },
    point(1, 5000, {}),
  ]);
  const value = async (aggregate: MetricAggregate) => (await store.query(query({ aggregate })))[0]!.total!;
  assert.ok(Math.abs((await value('p95')) - 951) < 951 * 0.011);
  assert.equal(await value('max'), 5000);
  assert.equal(await value('min'), 1);
  assert.equal(await value('mean'), (500_500 + 5000) / 1001);
  await store.close();
});

test('points are there after a reopening, several of one millisecond included', async () => {
  const file = path.join(root, 'kept', 'metrics.db');
  let store = open(file);
  await store.write([point(0, 1), point(0, 2), point(0, 3)]);
  await store.close();
  store = open(file);
  await store.write([point(0, 4), point(0, 8, { service: 'new' })]);
  assert.equal((await store.query(query()))[0]!.total, 18);
  await store.deleteAll();
  assert.deepEqual(await store.query(query()), []);
  await store.write([point(0, 5)]);
  assert.equal((await store.query(query()))[0]!.total, 5);
  await store.close();
});

test('samples beyond the age go, newer ones stay', async () => {
  const file = path.join(root, 'aged', 'metrics.db');
  let store = open(file);
  await store.write([point(0, 1), point(20 * 86_400_000, 2)]);
  await store.close();
  store = open(file, START + 40 * 86_400_000);
  await store.flush();
  const [series] = await store.query(query({ to: START + 30 * 86_400_000, stepMs: 86_400_000 }));
  assert.equal(series!.total, 2);
  await store.close();
});

test('values that are no numbers are left out, and too many steps refused', async () => {
  const store = open();
  await store.write([
    point(0, NaN),
    point(0, Infinity),
    point(NaN, 1),
    { measurement: 'm', tags: {}, timestamp: START, fields: {} },
  ]);
  assert.deepEqual(await store.query(query()), []);
  await assert.rejects(store.query(query({ stepMs: 1 })), RangeError);
  await assert.rejects(store.query(query({ stepMs: 0 })), RangeError);
  await store.close();
});

test('a damaged file is set aside and a fresh one begun', async () => {
  const file = path.join(root, 'metrics-damaged.db');
  writeFileSync(file, 'this is no database, and long enough to be taken for one'.repeat(100));
  const store = open(file);
  await store.write([point(0, 1)]);
  assert.equal((await store.query(query()))[0]!.total, 1);
  await store.close();
  assert.ok(readdirSync(root).some((name) => name.startsWith('metrics-damaged.db.damaged-')));
});

test('a file that can not be opened costs no call', async () => {
  const blocked = path.join(root, 'a-file');
  writeFileSync(blocked, '');
  const store = open(path.join(blocked, 'metrics.db'));
  await store.write([point(0, 1)]);
  assert.deepEqual(await store.query(query()), []);
  await store.close();
});

test('records become counts, errors and durations by service and second of arrival', () => {
  const points: MetricPoint[] = [];
  const metrics = createRecordMetrics({ write: (more) => points.push(...more), clock: systemClock });
  const performance = (duration_ms: number | string, operation?: string): { attributes: JsonObject } => ({
    attributes: { performance: { duration_ms, ...(operation === undefined ? undefined : { operation }) } },
  });
  for (const record of [
    plainRecord(0, performance(10, 'pay')),
    plainRecord(500, { level: 'ERROR', ...performance(20, 'pay') }),
    plainRecord(1500, { level: 'CRITICAL', ...performance('slow', 'pay') }),
    plainRecord(0, { service: 'gateway', ...performance(5) }),
  ])
    metrics.observe(factsOf(record), record.observedTimestamp);
  metrics.flush();
  const second = Math.floor(BASE / 1000) * 1000;
  const counts = points.filter(({ measurement }) => measurement === 'log_records');
  assert.deepEqual(
    counts.map(({ tags, timestamp, fields }) => [tags.service, timestamp - second, fields.count, fields.errors]),
    [
      ['orders', 0, 2, 1],
      ['gateway', 0, 1, 0],
      ['orders', 1000, 1, 1],
    ],
  );
  const durations = points.filter(({ measurement }) => measurement === 'service_performance');
  assert.deepEqual(
    durations.map(({ tags }) => tags),
    [{ service: 'orders', operation: 'pay' }, { service: 'gateway' }],
  );
  const { duration_ms: pay } = durations[0]!.fields;
  assert.ok(typeof pay === 'object' && pay.count === 2 && pay.sum === 30 && pay.min === 10 && pay.max === 20);
  points.length = 0;
  metrics.dispose();
  assert.deepEqual(points, []);
});

test('names without end are counted together', () => {
  const points: MetricPoint[] = [];
  const metrics = createRecordMetrics({ write: (more) => points.push(...more), clock: systemClock });
  for (let at = 0; at < 2000; at++) {
    const attributes = { performance: { duration_ms: 1, operation: `o${at}` } };
    const record = plainRecord(0, { service: `s${at}`, attributes });
    metrics.observe(factsOf(record), record.observedTimestamp);
  }
  metrics.dispose();
  const counts = points.filter(({ measurement }) => measurement === 'log_records');
  assert.equal(counts.length, 501);
  assert.equal(counts.find(({ tags }) => tags.service === 'other')!.fields.count, 1500);
  assert.equal(points.filter(({ measurement }) => measurement === 'service_performance').length, 501);
});
