// The metrics page's logic without a browser: spans and steps, lines and gaps, rows, queries, keys, saved state.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import type { MetricSeries } from '../../src/model/metric.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { CHARTS } from '../../webview/metrics/charts/index.ts';
import { chartKey } from '../../webview/metrics/keys.ts';
import { isAlone, lineOf, withZeros } from '../../webview/metrics/lines.ts';
import { formatRate } from '../../webview/metrics/rate.ts';
import { readoutOf, spokenOf, stepTime } from '../../webview/metrics/readout.ts';
import { recordsBehind } from '../../webview/metrics/records-behind.ts';
import { formatShare, rowAt, serviceRows } from '../../webview/metrics/rows.ts';
import {
  choiceLabel,
  columnsFor,
  fixedChoice,
  LAST_CHOICES,
  readChoice,
  spanOf,
  stepFor,
  type Span,
} from '../../webview/metrics/span.ts';
import { initialState, isLive, savedState, visibleServices } from '../../webview/metrics/state.ts';
import { SHOP, shopSeries } from './metrics-answers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 0, 31, 14, 3, 22, 418);

test('what the range menu offers is cut into 120 to 180 steps', () => {
  const steps = LAST_CHOICES.map((ms) => ms / stepFor(ms));
  assert.ok(
    steps.every((count) => count >= 120 && count <= 180),
    String(steps),
  );
  assert.equal(stepFor(15 * MINUTE), 5000);
});

test('any span is bounded in steps, on their edges, and holds what was chosen', () => {
  const time = fc.integer({ min: 0, max: 4e12 });
  fc.assert(
    fc.property(time, time, (a, b) => {
      const choice = fixedChoice(a, b);
      assert.ok(choice.kind === 'fixed');
      const { from, to, stepMs } = spanOf(choice, NOW);
      assert.ok((to - from) / stepMs <= 182 && (to - from) / stepMs >= 1);
      assert.equal(Math.abs(from % stepMs), 0);
      assert.equal(Math.abs(to % stepMs), 0);
      assert.ok(from <= Math.min(a, b) && to >= Math.max(a, b) && to - from >= 10_000);
    }),
  );
});

test('a live span ends with the last whole step', () => {
  const span = spanOf({ kind: 'last', ms: 15 * MINUTE }, NOW);
  assert.equal(span.to, Date.UTC(2026, 0, 31, 14, 3, 20));
  assert.equal(span.to - span.from, 15 * MINUTE);
});

test('choices are named for people', () => {
  assert.deepEqual(
    LAST_CHOICES.map((ms) => choiceLabel({ kind: 'last', ms }, NOW)),
    ['Last 5 min', 'Last 15 min', 'Last 1 h', 'Last 6 h', 'Last 24 h', 'Last 7 days'],
  );
});

test('a choice survives being saved; anything else counts as none', () => {
  for (const choice of [{ kind: 'last', ms: HOUR } as const, fixedChoice(NOW - HOUR, NOW)])
    assert.deepEqual(readChoice(JSON.parse(JSON.stringify(choice))), choice);
  for (const saved of [
    null,
    3,
    'last',
    {},
    { kind: 'last', ms: 1 },
    { kind: 'fixed', from: 2, to: 1 },
    { kind: 'fixed', from: NaN, to: 1 },
    { kind: 'fixed', from: -1e300, to: 1e300 },
  ])
    assert.equal(readChoice(saved), undefined);
});

test('charts stand in one to four columns, in rows as even as can be', () => {
  const at = (width: number, count: number): number => columnsFor(width, count);
  assert.deepEqual(
    [at(320, 5), at(500, 5), at(900, 5), at(1400, 5), at(1400, 4), at(1400, 8), at(1400, 1), at(900, 0)],
    [1, 2, 3, 3, 4, 4, 1, 3],
  );
});

const SPAN: Span = { from: 0, to: 10_000, stepMs: 1000 };
const [RECORDS, , P50] = CHARTS as [(typeof CHARTS)[0], (typeof CHARTS)[0], (typeof CHARTS)[0]];

test('a series is laid over the span wherever it begins and ends', () => {
  const series = (start: number, values: readonly (number | null)[]): MetricSeries => ({
    tags: { service: 'a' },
    start,
    stepMs: 1000,
    values,
    total: 1,
  });
  assert.deepEqual(lineOf(P50, series(8000, [1, 2, 3]), SPAN).values, [
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    1,
    2,
  ]);
  assert.deepEqual(lineOf(P50, series(-2000, [1, 2, 3]), SPAN).values, [
    3,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
  assert.deepEqual(lineOf(P50, { ...series(0, []), tags: {} }, SPAN).service, 'unknown');
});

test('a short silence between records is zero, a long one and both ends stay gaps; durations keep every gap', () => {
  assert.deepEqual(withZeros([null, 1, null, 2, null], 1000), [null, 1, 0, 2, null]);
  const hour = [1, ...Array.from({ length: 4 }, () => null), 1];
  assert.deepEqual(withZeros(hour, HOUR), hour);
  const values = [1, null, 2];
  const series = { tags: { service: 'a' }, start: 0, stepMs: 1000, values, total: 1 };
  assert.deepEqual(lineOf(RECORDS, series, { from: 0, to: 3000, stepMs: 1000 }).values, [1, 0, 2]);
  assert.deepEqual(lineOf(P50, series, { from: 0, to: 3000, stepMs: 1000 }).values, values);
});

test('a value between gaps is drawn as a dot', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => isAlone([1, null, 2, 3], index)),
    [true, false, false, false],
  );
});

function shopLines(span: Span) {
  return new Map(
    CHARTS.map((chart) => [
      chart.id,
      shopSeries(SHOP, { ...chart, by: ['service'], ...span }).map((series) => lineOf(chart, series, span)),
    ]),
  );
}

test('the table has a row for every service, with the numbers of the span or of one step', () => {
  const lines = shopLines(spanOf({ kind: 'last', ms: 15 * MINUTE }, NOW));
  const error = { id: '7', message: 'payment declined', timestamp: NOW };
  const rows = serviceRows(lines, new Map([['orders', error]]));
  assert.deepEqual(
    rows.map(({ service }) => service),
    ['gateway', 'inventory', 'orders'],
  );
  const orders = rows[2]!;
  assert.ok(orders.rate! > 0 && orders.errorShare! > 0 && orders.errorShare! < 1 && orders.p99! > orders.p50!);
  assert.equal(orders.lastError, error);
  assert.equal(rows[1]!.errorShare, 0);
  assert.deepEqual(rowAt(lines, orders, 179), {
    service: 'orders',
    rate: null,
    errorShare: null,
    p50: null,
    p95: null,
    p99: null,
    lastError: error,
  });
  assert.equal(rowAt(lines, orders, 3).rate, lines.get('records-rate')![2]!.values[3]);
});

test('a rate counts from the first record on', () => {
  const lines = new Map([['records-rate', [{ service: 'a', values: [null, null, 4, null, 2], total: 1.2 }]]]);
  assert.equal(serviceRows(lines, new Map())[0]?.rate, 2);
});

test('services are ordered by name as people count', () => {
  const lines = new Map([
    ['records-rate', ['s10', 's9', '__proto__', 'S1'].map((service) => ({ service, values: [1], total: 1 }))],
  ]);
  assert.deepEqual(
    serviceRows(lines, new Map()).map(({ service }) => service),
    ['__proto__', 'S1', 's9', 's10'],
  );
});

test('rates and shares are written short', () => {
  assert.deepEqual([0, 0.021, 1.34, 41.4, 12_480].map(formatRate), ['0/s', '0.021/s', '1.3/s', '41/s', '12,480/s']);
  assert.deepEqual([0, 0.0004, 0.002, 0.0996, 0.12, 0.9999, 1].map(formatShare), [
    '0 %',
    '< 0.1 %',
    '0.2 %',
    '10 %',
    '12 %',
    '100 %',
    '100 %',
  ]);
});

test('the records behind a point are asked for in the query language', () => {
  assert.equal(recordsBehind([]), '');
  assert.equal(recordsBehind(['orders'], 'level>=ERROR'), 'service:orders level>=ERROR');
  assert.equal(recordsBehind(['a', 'b c'], 'level>=ERROR'), '(service:a OR service:"b c") level>=ERROR');
  for (const { records } of CHARTS)
    assert.equal(parseQuery(recordsBehind(['a"b', 'OR', '*'], records)).error, undefined);
});

test('each chart lies in a file of its own name', () => {
  const files = readdirSync(path.join(import.meta.dirname, '../../webview/metrics/charts')).filter(
    (file) => !['chart.ts', 'index.ts'].includes(file),
  );
  assert.deepEqual(CHARTS.map(({ id }) => `${id}.ts`).sort(), files.sort());
});

test('the crosshair is read out and spoken', () => {
  const lines = [
    { service: 'gateway', values: [1, 41.4], total: 21 },
    { service: 'orders', values: [1, null], total: 1 },
  ];
  const span = { from: NOW - 418, to: NOW + 9582, stepMs: 5000 };
  const time = stepTime(span, 1);
  assert.match(time, /^\d\d:03:27$/);
  assert.deepEqual(readoutOf(RECORDS, lines, span, 1, 'gateway'), { value: 'gateway 41/s', time });
  assert.deepEqual(readoutOf(RECORDS, lines, span, 1, 'orders'), { value: 'orders –', time });
  assert.deepEqual(readoutOf(RECORDS, lines, span, 1, undefined), { value: '', time });
  assert.deepEqual(readoutOf(RECORDS, lines, span, undefined, 'gateway'), { value: '', time: '' });
  assert.equal(spokenOf(RECORDS, lines, span, 1, undefined), `${time}: gateway 41/s`);
  assert.equal(spokenOf(RECORDS, lines, span, 1, 'orders'), `${time}: nothing`);
});

test('keys move in time and between services', () => {
  const key = (name: string, at: number | undefined, service?: string): unknown =>
    chartKey(name, at, 10, service, ['a', 'b']);
  assert.deepEqual(
    [
      key('ArrowLeft', undefined),
      key('ArrowLeft', 0),
      key('ArrowRight', 9),
      key('ArrowRight', undefined),
      key('Home', 5),
      key('End', 5),
      key('PageUp', 5),
    ],
    [9, 0, 9, 9, 0, 9, 0].map((to) => ({ kind: 'time', to })),
  );
  assert.deepEqual(
    ['ArrowDown', 'ArrowUp'].map((name) => key(name, 1)),
    [
      { kind: 'service', service: 'a' },
      { kind: 'service', service: 'b' },
    ],
  );
  assert.deepEqual(key('ArrowDown', 1, 'b'), { kind: 'service', service: undefined });
  assert.deepEqual(key('ArrowDown', 1, 'gone'), { kind: 'service', service: 'a' });
  assert.equal(key('Enter', undefined), undefined);
  assert.deepEqual(key('Enter', 3), { kind: 'records' });
  assert.equal(key('x', 3), undefined);
});

test('state survives a reload, and nonsense saved as state harms nothing', () => {
  const home = { state: 'ready', upTo: 1 } as const;
  const state = {
    ...initialState(home, null, NOW),
    paused: true,
    hidden: new Set(['orders']),
    choice: { kind: 'last', ms: HOUR } as const,
  };
  const again = initialState(home, JSON.parse(JSON.stringify(savedState(state))), NOW);
  assert.deepEqual({ ...again, loading: true }, { ...state, loading: true });
  assert.equal(isLive(again), false);
  for (const saved of [null, 'x', [], { hidden: 'orders', choice: 1, paused: 'yes' }, { hidden: [1, null] }]) {
    const fresh = initialState(home, saved, NOW);
    assert.deepEqual([fresh.hidden.size, fresh.paused, isLive(fresh)], [0, false, true]);
  }
});

test('hidden services are out of view', () => {
  const span = spanOf({ kind: 'last', ms: 5 * MINUTE }, NOW);
  const lines = shopLines(span);
  const state = {
    ...initialState({ state: 'ready', upTo: 1 }, null, NOW),
    data: { span, lines, rows: serviceRows(lines, new Map()) },
    hidden: new Set(['orders']),
  };
  assert.deepEqual(visibleServices(state), ['gateway', 'inventory']);
});
