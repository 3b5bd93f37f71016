// Times of every usual shape are read to the nanosecond.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readInstant } from '../../src/ingest/reading/instant.ts';
import { recordOf } from './records.ts';

process.env['TZ'] = 'Europe/Berlin';

const NOON = Date.UTC(2026, 0, 2, 12, 0, 0, 418);

test('dates with any zone, separator and fraction', () => {
  const same: Readonly<Record<string, number>> = {
    '2026-01-02T12:00:00.418Z': 0,
    '2026-01-02 12:00:00,418Z': 0,
    '2026-01-02T13:00:00.418+01:00': 0,
    '2026-01-02T13:00:00.418+0100': 0,
    '2026-01-02T13:00:00.418+01': 0,
    '2026-01-02 06:30:00.418 -0530': 0,
    '2026-01-02 12:00:00.418 UTC': 0,
    '2026/01/02 12:00:00.418123456Z': 123_456,
    '2026-01-02T12:00:00.4181234567899Z': 123_456,
    '2026-01-02t12:00:00.4180z': 0,
    '2026-01-02 13:00:00,418': 0,
  };
  for (const [text, nanos] of Object.entries(same)) {
    const { ms, nanos: read } = readInstant(text)!;
    assert.deepEqual([ms, read], [NOON, nanos], text);
  }
  assert.equal(
    readInstant('2026-07-02 14:00:00')?.ms,
    Date.UTC(2026, 6, 2, 12),
    'without a zone it is the time of this machine',
  );
  assert.equal(readInstant('Fri, 02 Jan 2026 12:00:00 GMT')?.ms, Date.UTC(2026, 0, 2, 12));
});

test('epochs by their size, as numbers and as text', () => {
  const cases: readonly (readonly [unknown, number, number])[] = [
    [1767355200, 1767355200000, 0],
    [1767355200.418, 1767355200418, 0],
    ['1767355200.418123456', 1767355200418, 123_456],
    [1767355200418, 1767355200418, 0],
    ['1767355200418', 1767355200418, 0],
    [1767355200418.25, 1767355200418, 250_000],
    [1767355200418123, 1767355200418, 123_000],
    ['1767355200418123456', 1767355200418, 123_456],
    [0, 0, 0],
    [-1.5, -1500, 0],
    ['-0.000000001', -1, 999_999],
  ];
  for (const [value, ms, nanos] of cases) assert.deepEqual(readInstant(value), { ms, nanos }, String(value));
});

test('nanoseconds in a JSON number are not rounded', () => {
  const { timestamp, nanos } = recordOf('{"ts":1767355200418123457,"msg":"m"}');
  assert.deepEqual([timestamp, nanos], [1767355200418, 123_457]);
  const fraction = recordOf('{"ts":1767355200.418123457,"msg":"m"}');
  assert.deepEqual([fraction.timestamp, fraction.nanos], [1767355200418, 123_457]);
});

test('every date that JavaScript writes is read as it was meant', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      assert.equal(readInstant(date.toISOString())?.ms, date.getTime());
    }),
  );
});

test('what is no time is none', () => {
  for (const value of [
    '2026-01-02',
    '12:00:00',
    '2026-02-40T00:00:00Z',
    '1.2.3',
    'x',
    '',
    NaN,
    Infinity,
    null,
    undefined,
    {},
    '2026-01-02T25:00:00Z',
  ]) {
    assert.equal(readInstant(value), undefined, JSON.stringify(value));
  }
});
