// The fields of a record by name: what is found under which name, and what a person is shown.
import assert from 'node:assert/strict';
import test from 'node:test';
import { FIELD_NAMES, fieldValues, listFields } from '../../src/model/fields.ts';
import { isoTimestamp } from '../../src/model/timestamp.ts';
import { recordWith } from './records.ts';

const record = recordWith({
  level: 'ERROR',
  nanos: 901_234,
  correlationId: 'req_1',
  exception: { type: 'E', stack: 'at x' },
  attributes: {
    context: { tags: ['a', 'b'], items: [{ sku: 'A' }, { sku: 'B', sizes: [1, [2]] }, null], empty: {}, none: [] },
    'a.b': { 'c.d': 1 },
    a: { b: { 'c.d': 2, c: { d: 3 } } },
    'x[]': 'literal',
    '': { '': 'nameless' },
    nothing: null,
  },
});

test('normalised fields are found under their names', () => {
  assert.deepEqual(fieldValues(record, 'timestamp'), ['2026-01-02T03:04:05.678901234Z']);
  assert.deepEqual(fieldValues(record, 'level'), ['ERROR']);
  assert.deepEqual(fieldValues(record, 'correlation_id'), ['req_1']);
  assert.deepEqual(fieldValues(record, 'exception.type'), ['E']);
  assert.deepEqual(fieldValues(record, 'exception.message'), []);
  assert.deepEqual(fieldValues(record, 'raw'), ['{}']);
  assert.deepEqual(fieldValues(record, 'logger'), []);
});

test('every normalised field has one name', () => {
  assert.equal(new Set(FIELD_NAMES).size, FIELD_NAMES.length);
});

test('paths go through objects, arrays and keys with dots', () => {
  assert.deepEqual(fieldValues(record, 'context.tags'), ['a', 'b']);
  assert.deepEqual(fieldValues(record, 'context.tags[]'), ['a', 'b']);
  assert.deepEqual(fieldValues(record, 'context.items[].sku'), ['A', 'B']);
  assert.deepEqual(fieldValues(record, 'context.items.sku'), ['A', 'B']);
  assert.deepEqual(fieldValues(record, 'context.items[].sizes[]'), [1, 2]);
  assert.deepEqual(fieldValues(record, 'context.items[].sizes[][]'), [1, 2]);
  assert.deepEqual(fieldValues(record, 'a.b.c.d'), [3, 2, 1]);
  assert.deepEqual(fieldValues(record, 'x[]'), ['literal']);
  assert.deepEqual(fieldValues(record, '.'), ['nameless']);
  assert.deepEqual(fieldValues(record, 'context.empty'), [{}]);
  assert.deepEqual(fieldValues(record, 'nothing'), []);
  for (const name of ['', 'context.none', 'toString', '__proto__', 'constructor.name', 'context.tags.length', 'a.']) {
    assert.deepEqual(
      fieldValues(record, name).filter((value) => typeof value !== 'object'),
      [],
      name,
    );
  }
});

test('every leaf that is listed is found under its listed name', () => {
  for (const { name, value } of listFields(record)) {
    if (value !== null && !(Array.isArray(value) && value.length === 0))
      assert.ok(
        fieldValues(record, name).some((found) => found === value || JSON.stringify(found) === JSON.stringify(value)),
        name,
      );
  }
});

test('fields are listed in reading order, arrays taken apart', () => {
  assert.deepEqual(
    listFields(record).map(({ name }) => name),
    [
      ...['timestamp', 'level', 'service', 'message', 'correlation_id', 'exception.type', 'exception.stack'],
      ...[
        'context.tags[]',
        'context.tags[]',
        'context.items[].sku',
        'context.items[].sku',
        'context.items[].sizes[]',
        'context.items[].sizes[][]',
        'context.items[]',
        'context.empty',
        'context.none',
      ],
      ...['a.b.c.d', 'a.b.c.d', 'a.b.c.d', 'x[]', '.', 'nothing'],
    ],
  );
});

test('a timestamp beyond what a date can say is its number', () => {
  assert.equal(isoTimestamp(8.64e15 + 1, 0), '8640000000000001');
  assert.equal(isoTimestamp(-1, 5), '1969-12-31T23:59:59.999000005Z');
});
