// Points in time as people type them.

import assert from 'node:assert/strict';
import test from 'node:test';
import { readTime } from '../../src/cli/time-argument.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

test('times from now', () => {
  for (const [text, offset] of [
    ['now', 0],
    ['-15m', -900_000],
    ['now-1h', -3_600_000],
    ['-1.5h', -5_400_000],
    ['now+30s', 30_000],
    ['-250ms', -250],
    ['-2d', -172_800_000],
    ['-1w', -604_800_000],
    [' -1s ', -1_000],
  ] as const) {
    assert.equal(readTime(text, NOW), NOW + offset, text);
  }
});

test('epoch numbers of every size', () => {
  const ms = 1_767_312_000_123;
  assert.equal(readTime('1767312000', NOW), 1_767_312_000_000);
  assert.equal(readTime('1767312000.123', NOW), ms);
  assert.equal(readTime('1767312000123', NOW), ms);
  assert.equal(readTime('1767312000123000', NOW), ms);
  assert.equal(readTime('1767312000123000000', NOW), ms);
});

test('dates, with and without time and zone', () => {
  assert.equal(readTime('2026-01-31T10:00:00Z', NOW), Date.UTC(2026, 0, 31, 10));
  assert.equal(readTime('2026-01-31T10:00:00.5+02:00', NOW), Date.UTC(2026, 0, 31, 8, 0, 0, 500));
  assert.equal(readTime('2026-01-31 10:00', NOW), new Date(2026, 0, 31, 10).getTime());
  assert.equal(readTime('2026-01-31', NOW), new Date(2026, 0, 31).getTime());
});

test('everything else is no time', () => {
  for (const text of [
    '',
    'yesterday',
    '-15',
    '15m',
    '-m',
    'now-',
    '2026',
    '2026-13-45',
    '12:00',
    '1e9',
    '-15x',
    'now-1h-1h',
  ]) {
    assert.equal(readTime(text, NOW), undefined, text);
  }
});
