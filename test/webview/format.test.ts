// How pages write numbers, times and text of unknown origin.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDuration,
  formatIso,
  formatNumber,
  formatNumberOf,
  formatShortCount,
  formatSpan,
  formatTime,
} from '../../webview/ui/format.ts';
import { displayBlock, displayLine, middleEllipsis } from '../../webview/ui/text.ts';
import { createServiceColours } from '../../webview/ui/service-colours.ts';

test('durations change their unit where the smaller one would be hard to read', () => {
  const wanted: readonly (readonly [number, string])[] = [
    [0, '0 ms'],
    [0.4, '0.4 ms'],
    [3.14, '3.1 ms'],
    [340, '340 ms'],
    [999.6, '1 s'],
    [1240, '1.24 s'],
    [59_999, '1 min'],
    [182_000, '3 min 2 s'],
    [3_599_800, '1 h'],
    [7_500_000, '2 h 5 min'],
    [273_600_000, '3 d 4 h'],
    [-1240, '-1.24 s'],
  ];
  assert.deepEqual(
    wanted.map(([ms]) => formatDuration(ms)),
    wanted.map(([, text]) => text),
  );
});

test('counts, sizes and numbers', () => {
  assert.equal(formatCount(12480), '12,480');
  assert.equal(formatShortCount(999), '999');
  assert.equal(formatShortCount(12_449), '12.4 k');
  assert.equal(formatShortCount(1_204_000), '1.2 M');
  assert.equal(formatNumberOf(1, 'record'), '1 record');
  assert.equal(formatNumberOf(1284, 'record'), '1,284 records');
  assert.equal(formatBytes(1_240_000_000), '1.24 GB');
  assert.equal(formatBytes(1), '1 byte');
  assert.equal(formatNumber(0.0341), '0.034');
  assert.equal(formatNumber(1240.4), '1,240');
  assert.equal(formatNumber(Number.NaN), 'NaN');
});

test('times are local; the full form names its offset and every digit that is known', () => {
  const at = new Date(2026, 10, 21, 14, 3, 22, 418).getTime();
  assert.equal(formatTime(at), '14:03:22.418');
  assert.equal(Date.parse(formatIso(at)), at);
  assert.match(formatIso(at, 123_000), /^2026-11-21T14:03:22\.418123(Z|[+-]\d\d:\d\d)$/);
  assert.match(formatIso(at, 123_456), /418123456/);
  assert.equal(formatIso(8.64e15 + 1), '8640000000000001');
});

test('a span names seconds only where it is short, and days only where it must', () => {
  const at = (day: number, hour: number, minute: number): number => new Date(2026, 10, day, hour, minute).getTime();
  assert.equal(formatSpan(at(21, 14, 1), at(21, 14, 16), at(21, 15, 0)), '14:01–14:16');
  assert.equal(formatSpan(at(21, 14, 1), at(21, 14, 2), at(21, 15, 0)), '14:01:00–14:02:00');
  assert.equal(formatSpan(at(20, 23, 50), at(21, 0, 10), at(21, 15, 0)), '20 Nov 23:50 – 21 Nov 00:10');
});

test('how long ago', () => {
  const now = 1_000_000_000;
  assert.equal(formatAgo(now + 50, now), 'just now');
  assert.equal(formatAgo(now - 120_000, now), '2 min ago');
  assert.equal(formatAgo(now - 3 * 86_400_000, now), '3 days ago');
});

test('a line shows what is invisible and drops terminal codes', () => {
  assert.equal(displayLine('\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007'), 'red link');
  assert.equal(displayLine('a\u0000b\u202egnp.exe\nsecond'), 'a␀b⟨U+202E⟩gnp.exe↵second');
  assert.equal(displayLine('half \ud83d pair, whole 😀'), 'half ⟨U+D83D⟩ pair, whole 😀');
  assert.equal(displayLine('x'.repeat(10), 4), 'xxxx…');
  assert.equal(displayBlock('a\r\n\tb\u0007'), 'a\n\tb␇');
});

test('an escape sequence without end does not swallow the text after it', () => {
  assert.match(displayLine(`\u001b]0;${'x'.repeat(3000)}`, 5000), /x{2000}/);
});

test('a path is cut in the middle and keeps its end', () => {
  assert.equal(middleEllipsis('services/orders/src/app/handlers/pay.py', 20), 'servi…andlers/pay.py');
  assert.equal(middleEllipsis('pay.py', 20), 'pay.py');
});

test('services keep their colour over a reload, and the ninth gets a pattern', () => {
  const first = createServiceColours([]);
  const names = Array.from({ length: 9 }, (_, index) => `service ${index}`);
  for (const name of names) first.of(name);
  const second = createServiceColours(first.order);
  assert.deepEqual(second.of('service 3'), { index: 3, pattern: 0 });
  assert.equal(second.classOf('service 8'), 'service-0 service-striped');
  assert.deepEqual(second.of('a new one'), { index: 1, pattern: 1 });
});

test('pages that met services in different orders agree on one', () => {
  const told: string[][] = [];
  const here = createServiceColours(['gateway'], (order) => told.push([...order]));
  here.of('orders');
  here.of('inventory');
  assert.deepEqual(told.at(-1), ['gateway', 'orders', 'inventory']);
  here.adopt(['gateway', 'inventory']);
  assert.deepEqual(here.order, ['gateway', 'inventory', 'orders']);
  assert.deepEqual(here.of('inventory'), { index: 1, pattern: 0 });
});
