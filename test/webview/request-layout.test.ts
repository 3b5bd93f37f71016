// One request laid out: lanes, gaps, the longest silence, and clocks that do not agree.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { LogRecord } from '../../src/model/record.ts';
import { axisTicks, layOutRequest } from '../../webview/logs/request-layout.ts';
import { record } from './harness/shop.ts';

let arrivals = 0;
const line = (ms: number, service: string, level: LogRecord['level'] = 'INFO'): LogRecord => {
  arrivals += 1;
  return {
    ...record(1_000_000 + Math.floor(ms), { nanos: Math.round((ms % 1) * 1e6), message: 'm', service, level }),
    id: String(arrivals),
    arrival: arrivals,
  };
};
const inTime = (records: readonly LogRecord[]): LogRecord[] =>
  records.toSorted((a, b) => a.timestamp - b.timestamp || a.nanos - b.nanos);

test('lanes stand in order of first appearance, gaps above a tenth are drawn, the longest is named', () => {
  const layout = layOutRequest([
    line(0, 'gateway'),
    line(4.1, 'orders'),
    line(11.8, 'orders'),
    line(215, 'inventory', 'WARNING'),
    line(360, 'orders', 'ERROR'),
    line(372, 'gateway'),
  ]);
  assert.deepEqual(
    layout.lanes.map(({ service, from, to }) => [service, from, to]),
    [['gateway', 0, 372], ['orders', 4.1, 360], ['inventory', 215, 215]],
  ); // prettier-ignore
  assert.equal(layout.totalMs, 372);
  assert.equal(layout.errors, 1);
  const gaps = layout.items.filter((item) => item.kind === 'gap');
  assert.deepEqual(
    gaps.map(({ ms, longest }) => [Math.round(ms), longest]),
    [[203, true], [145, false]],
  ); // prettier-ignore
  assert.equal(layout.silence?.after.service, 'orders');
  assert.deepEqual(
    layout.items.flatMap((item) => (item.kind === 'record' ? [item.depth] : [])),
    [0, 1, 1, 2, 1, 0],
  );
  assert.equal(layout.skew, undefined);
});

test('a service that seems to answer before it is called has a slow clock; one that goes on after its caller a fast one', () => {
  const behind = inTime([line(0, 'gateway'), line(-150, 'orders'), line(-140, 'orders'), line(30, 'gateway')]);
  assert.match(
    layOutRequest(behind).skew ?? '',
    /^orders seems to answer before it is called: its clock is about 150 ms behind that of gateway/,
  );
  const ahead = inTime([line(0, 'gateway'), line(500, 'orders'), line(30, 'gateway')]);
  assert.match(layOutRequest(ahead).skew ?? '', /orders .* 470 ms ahead/);
});

test('nothing, and a single record', () => {
  assert.deepEqual(layOutRequest([]).items, []);
  const one = layOutRequest([line(5, 'gateway')]);
  assert.deepEqual([one.totalMs, one.items.length, one.silence], [0, 1, undefined]);
});

test('the axis has three to five labels, the last at the end', () => {
  for (const total of [0.5, 3, 26.4, 372, 999, 60_000, 86_400_000]) {
    const ticks = axisTicks(total);
    assert.equal(ticks.at(-1), total);
    assert.ok(ticks.length >= 3 && ticks.length <= 6, `${total}: ${ticks.join(' ')}`);
  }
});
