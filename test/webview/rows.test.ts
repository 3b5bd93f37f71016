// What stands in a row and what a click on a value does to the query; and saved state that can't be trusted.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { LogRecord } from '../../src/model/record.ts';
import { chipsOf, constantFields } from '../../webview/logs/chips.ts';
import { fieldFilters, toggleFilter, withoutField } from '../../webview/logs/filters.ts';
import { isCorrelation } from '../../webview/logs/fields.ts';
import { rangeLabel, RANGE_OPTIONS, resolveRange } from '../../webview/logs/range.ts';
import { FIRST_STATE, readSaved } from '../../webview/logs/saved.ts';
import { record } from './harness/shop.ts';

const stored = (attributes: LogRecord['attributes'], over: Partial<LogRecord> = {}): LogRecord => ({
  ...record(0, { message: 'm', attributes, ...over }),
  id: '1',
  arrival: 1,
});
const said = (one: LogRecord, hidden: readonly string[] = [], constant = new Map<string, string>()): string[] =>
  chipsOf(one, { hidden: new Set(hidden), constant }).map(({ name, value }) => `${name} ${value}`.trim());

test('chips say what is most telling first, in units, without what the row or the query says already', () => {
  const one = stored(
    {
      pid: 4121,
      hostname: 'laptop',
      url: '/orders',
      status: 502,
      performance: { duration_ms: 340 },
      context: { order_id: 8812 },
      request_id: 'req_1',
    },
    { exception: { type: 'PaymentDeclined', message: 'no', stack: 'x' }, correlationId: 'req_1' },
  );
  assert.deepEqual(said(one), ['PaymentDeclined', 'status 502', '340 ms', 'order_id 8812', 'url /orders']);
  assert.deepEqual(said(one, ['status', 'context.order_id'], new Map([['url', '/orders']])), [
    'PaymentDeclined',
    '340 ms',
  ]);
});

test('hostile fields make few, short, visible chips', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 'x'.repeat(500)]));
  const chips = chipsOf(stored(many), { hidden: new Set(), constant: new Map() });
  assert.ok(chips.length <= 8 && chips.every(({ value }) => value.length < 40));
  assert.deepEqual(said(stored({ 'a\u202eb': '\u0000' })), ['a⟨U+202E⟩b ␀']);
});

test('fields that are the same in all rows are known, and those missing in one are not among them', () => {
  const rows = [stored({ env: 'dev', a: 1 }), stored({ env: 'dev', a: 1 }), stored({ env: 'dev' })];
  assert.equal(constantFields(rows).get('env'), 'dev');
  assert.equal(constantFields(rows).has('a'), false);
  assert.equal(constantFields(rows.slice(0, 2)).size, 0);
});

test('a click on a value asks for it, in place of another of its field; a second click takes it away', () => {
  const first = toggleFilter('"timed out"', 'service', 'orders', 'for');
  assert.equal(first, '"timed out" service:orders');
  assert.equal(toggleFilter(first, 'service', 'gateway', 'for'), '"timed out" service:gateway');
  assert.equal(toggleFilter(first, 'service', 'orders', 'for'), '"timed out"');
  const out = toggleFilter(toggleFilter('', 'service', 'orders', 'out'), 'service', 'gateway', 'out');
  assert.equal(out, '-service:orders -service:gateway');
  assert.equal(withoutField(`level:ERROR ${out}`, 'service'), 'level:ERROR');
  assert.deepEqual(fieldFilters('level:err'), [{ field: 'level', value: 'ERROR', negated: false }]);
});

test('correlation fields are known in their usual spellings, and by the user’s own', () => {
  for (const field of ['correlation_id', 'context.request_id', 'traceId', 'headers.x-request-id', 'X-Correlation-ID'])
    assert.ok(isCorrelation(field, []), field);
  assert.ok(!isCorrelation('order_id', []));
  assert.ok(isCorrelation('context.order_id', ['order_id']));
});

test('ranges are named as people say them', () => {
  assert.deepEqual(
    RANGE_OPTIONS.map(({ label }) => label),
    ['Last 5 min', 'Last 15 min', 'Last 1 h', 'Last 6 h', 'Last 24 h', 'Last 7 days', 'All'],
  );
  const noon = new Date(2026, 10, 21, 12, 0).getTime();
  assert.equal(rangeLabel({ kind: 'fixed', from: noon, to: noon + 900_000 }, noon), '12:00–12:15');
  assert.equal(resolveRange({ kind: 'last', ms: 1000 }, noon).from, noon - 1000);
});

test('saved state is read with suspicion', () => {
  assert.deepEqual(readSaved(null), FIRST_STATE);
  const odd = {
    query: 7,
    range: { kind: 'last', ms: -1 },
    columns: [{ field: 'a', width: 1e9 }, 3, { width: 2 }],
    facets: 'no',
    detailsWidth: 'wide',
    history: ['a', 4],
    __proto__: { live: false },
  };
  const read = readSaved(odd);
  assert.deepEqual(
    [read.query, read.range, read.facets, read.detailsWidth, read.history],
    ['', FIRST_STATE.range, FIRST_STATE.facets, FIRST_STATE.detailsWidth, ['a']],
  );
  assert.deepEqual(read.columns, [{ field: 'a', width: 800 }]);
  assert.deepEqual(readSaved(JSON.parse(JSON.stringify(FIRST_STATE))), FIRST_STATE);
});
