// From a call to its records: the query text, and that it finds what the call writes and nothing else.
import assert from 'node:assert/strict';
import test from 'node:test';
import { recordsQueryFor } from '../../src/locate/records-query.ts';
import { matches } from '../../src/query/match.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { call, record } from './examples.ts';

const APP = '/home/me/shop/orders/app.py';

const QUERIES: readonly (readonly [message: string, query: string, writes: string, not: string])[] = [
  ['payment declined', 'message:"payment declined"', 'payment declined', 'payment was declined'],
  ['declined', 'message:declined', 'declined', 'undeclined'],
  [
    'order {id} failed after {ms} ms',
    'message:order message:"failed after"',
    'order of Ann B. failed after 3 ms',
    'order 3 failed',
  ],
  ['{who} has left', 'message:"has left"', 'Ann B. has left', 'Ann has not left'],
  ['user{id}gone', 'message:user* message:*gone', 'user12gone', 'user12 left'],
  ['id={id}: {text}', 'message:"id="', 'id=17: x', 'ids'],
  [
    'say "hi" at C:\\x *now*',
    'message:"say \\"hi\\" at C:\\\\x \\*now\\*"',
    'say "hi" at C:\\x *now*',
    'say "hi" at C:\\x now',
  ],
  ['two\nlines', 'message:"two\\nlines"', 'two\nlines', 'two lines'],
];

for (const [message, query, writes, not] of QUERIES) {
  test(`${JSON.stringify(message)} is found by ${query}`, () => {
    assert.equal(recordsQueryFor(call(APP, 88, message)), query);
    const parsed = parseQuery(query).query;
    assert.ok(parsed !== undefined);
    assert.ok(matches(parsed, record({ message: writes })));
    assert.ok(!matches(parsed, record({ message: not })));
  });
}

test('a call without fixed text is found by its line', () => {
  assert.equal(recordsQueryFor(call(APP, 88, '{message}')), 'file:*app.py line:88');
  assert.equal(recordsQueryFor(call('/w/a (1).py', 2, '{message}')), 'file:"*a (1).py" line:2');
});

test('a call that chooses between messages is found by either', () => {
  const [on, off] = [call(APP, 1, 'switched on').message!, call(APP, 1, 'off after {ms} ms').message!];
  const either = call(APP, 1, '{x}', {
    message: { ...on, built: 'conditional', parts: [{ kind: 'hole' }], branches: [on, off] },
  });
  assert.equal(recordsQueryFor(either), 'message:"switched on" OR message:"off after"');
});
