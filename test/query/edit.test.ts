// Editing query text for a person: filters added and removed, values quoted, terms and completions found.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { completionsAt } from '../../src/query/complete.ts';
import { addFilter, correlationOf, removeTerm, topLevelTerms } from '../../src/query/edit.ts';
import { quoteField, quoteValue } from '../../src/query/escape.ts';
import { matches } from '../../src/query/match.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { recordWith } from './records.ts';

test('a filter is added once, and its opposite replaced', () => {
  assert.equal(addFilter('', 'level', 'ERROR', 'for'), 'level:ERROR');
  assert.equal(addFilter('timed', 'service', 'orders', 'out'), 'timed -service:orders');
  assert.equal(addFilter('level:ERROR', 'level', 'ERROR', 'for'), 'level:ERROR');
  assert.equal(addFilter('a -level:ERROR b', 'level', 'ERROR', 'for'), 'a b level:ERROR');
  assert.equal(addFilter('a AND level:ERROR', 'level', 'ERROR', 'out'), 'a -level:ERROR');
  assert.equal(addFilter('a OR b', 'level', 'ERROR', 'for'), '(a OR b) level:ERROR');
  assert.equal(
    addFilter('', 'message', 'it "broke" * twice\nover', 'for'),
    'message:"it \\"broke\\" \\* twice\\nover"',
  );
  assert.equal(addFilter('', 'context.n', 8812, 'for'), 'context.n:8812');
  assert.equal(addFilter('', 'context.n', null, 'for'), '-context.n:*');
  assert.equal(addFilter('', 'context.n', null, 'out'), 'context.n:*');
  assert.equal(addFilter('', 'with space', true, 'for'), 'with\\ space:true');
});

test('a filter made of any field and value asks for exactly that value', () => {
  const name = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 10 })
    .filter((key) => !key.includes('[]') && key.isWellFormed());
  const value = fc.string({ unit: 'binary', maxLength: 12 });
  fc.assert(
    fc.property(name, value, fc.string({ unit: 'binary', maxLength: 5 }), (field, own, other) => {
      const key = `x${field}`;
      const { query, error } = parseQuery(addFilter('', key, own, 'for'));
      assert.ok(query !== undefined, JSON.stringify(error));
      assert.equal(matches(query, recordWith({ attributes: { [key]: own } })), true);
      fc.pre(own.toLowerCase() !== (own + other).toLowerCase());
      assert.equal(matches(query, recordWith({ attributes: { [key]: own + other } })), false);
    }),
    { numRuns: 1000 },
  );
});

test('field names and values are written so that they are read back', () => {
  assert.equal(quoteValue('orders'), 'orders');
  assert.equal(quoteValue('AND'), '"AND"');
  assert.equal(quoteValue('1..2'), '"1..2"');
  assert.equal(quoteValue(''), '""');
  assert.equal(quoteField('-x'), '\\-x');
  assert.equal(quoteField('NOT'), '\\NOT');
  assert.equal(quoteField('items[].sku'), 'items[].sku');
});

test('the filters of a query are told apart with their negation', () => {
  const texts = (query: string): string[] => topLevelTerms(query).map(({ text }) => text);
  assert.deepEqual(texts(''), []);
  assert.deepEqual(texts('level:ERROR -service:a AND NOT "x y" (b OR c)'), [
    'level:ERROR',
    '-service:a',
    'NOT "x y"',
    '(b OR c)',
  ]);
  assert.deepEqual(texts('a OR b c'), ['a OR b c']);
  assert.deepEqual(texts('level: x'), ['level:', 'x']);
});

test('a removed filter takes its AND along', () => {
  const without = (query: string, index: number): string => {
    const term = topLevelTerms(query)[index]!;
    return removeTerm(query, term.from, term.to);
  };
  assert.equal(without('a b c', 1), 'a c');
  assert.equal(without('a AND b AND c', 1), 'a AND c');
  assert.equal(without('a AND b', 0), 'b');
  assert.equal(without('a AND b', 1), 'a');
  assert.equal(without('a', 0), '');
  assert.equal(without('a -b', 1), 'a');
});

test('a correlation ID alone is recognised', () => {
  assert.equal(correlationOf('correlation_id:req_1'), 'req_1');
  assert.equal(correlationOf(' correlation_id:"a b" '), 'a b');
  for (const text of [
    '',
    'correlation_id:req_*',
    'correlation_id:a level:ERROR',
    '-correlation_id:a',
    'correlation_id:',
    'correlation_id:*',
  ]) {
    assert.equal(correlationOf(text), undefined, text);
  }
});

/** `|` is the caret. */
const PLACES: readonly (readonly [
  text: string,
  replaced: string,
  kind: string | undefined,
  field: string | undefined,
  prefix: string,
])[] = [
  ['|', '', 'field', undefined, ''],
  ['lev|', 'lev', 'field', undefined, 'lev'],
  ['le|vel', 'level', 'field', undefined, 'le'],
  ['lev|:x', 'lev', 'field', undefined, 'lev'],
  ['level:|', '', 'value', 'level', ''],
  ['level:E|', 'E', 'value', 'level', 'E'],
  ['level:ER|ROR x', 'ERROR', 'value', 'level', 'ER'],
  ['a level:| b', '', 'value', 'level', ''],
  ['level>=W|', 'W', 'value', 'level', 'W'],
  ['service:"my ser|', '"my ser', 'value', 'service', 'my ser'],
  ['service:"my"|', '"my"', 'value', 'service', 'my'],
  ['service:(a OR b|)', 'b', 'value', 'service', 'b'],
  ['service:(a OR |', '', 'value', 'service', ''],
  ['service:(a) |', '', 'field', undefined, ''],
  ['with\\ sp|', 'with\\ sp', 'field', undefined, 'with sp'],
  ['level:ERROR |', '', 'field', undefined, ''],
  ['level:ERROR A|', 'A', 'operator', undefined, 'A'],
  ['a O|', 'O', 'operator', undefined, 'O'],
  ['A|', 'A', 'field', undefined, 'A'],
  ['"some te|', '', undefined, undefined, ''],
  ['(lev|', 'lev', 'field', undefined, 'lev'],
  ['-lev|', 'lev', 'field', undefined, 'lev'],
];

for (const [marked, replaced, kind, field, prefix] of PLACES) {
  test(`completes at ${marked}`, () => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const place = completionsAt(text, offset);
    const shown = place && {
      replaced: text.slice(place.from, place.to),
      kind: place.kind,
      field: place.field,
      prefix: place.prefix,
    };
    assert.deepEqual(shown, kind === undefined ? undefined : { replaced, kind, field, prefix });
  });
}
