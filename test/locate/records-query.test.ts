// From a call to its records: the query text, and that it says what is meant.
import assert from 'node:assert/strict';
import test from 'node:test';
import { recordsQueryFor } from '../../src/locate/records-query.ts';
import { call } from './examples.ts';

const APP = '/home/me/shop/orders/app.py';

const QUERIES: readonly (readonly [message: string, query: string])[] = [
  ['payment declined', 'message:"payment declined"'],
  ['order {id} failed after {ms} ms', 'message:"order * failed after * ms"'],
  ['order {id}', 'message:"order"'],
  ['{who} has left', 'message:"has left"'],
  ['user{id}gone', 'message:"user*gone"'],
  ['say "hi" at C:\\x *now*', 'message:"say \\"hi\\" at C:\\\\x \\*now\\*"'],
  ['{message}', 'file:*app.py line:88'],
];

for (const [message, query] of QUERIES) {
  test(`${message} is found by ${query}`, () => assert.equal(recordsQueryFor(call(APP, 88, message)), query));
}

test('a file name keeps to one word of the query', () => {
  assert.equal(recordsQueryFor(call('/w/a (1):b.py', 2, '{message}')), 'file:*a\\ \\(1\\)\\:b.py line:2');
});
