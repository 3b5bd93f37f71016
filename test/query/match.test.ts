// What queries mean, record by record, and words in a row against a regular expression that says the same.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { LogRecord } from '../../src/model/record.ts';
import { compileMatcher, matches } from '../../src/query/match.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { containsWords, isWhole, wholeWords } from '../../src/query/pattern.ts';
import { fold } from '../../src/query/fold.ts';
import { parseTime } from '../../src/query/time.ts';
import { recordWith } from './records.ts';

const record = recordWith({
  level: 'WARNING',
  severityText: 'notice',
  service: 'orders',
  message: 'Payment timed out for order_id=8812 (attempt 2/3) at /api/orders',
  correlationId: 'req_1767312000_9f1c2a7b',
  logger: 'orders.app',
  file: '/srv/orders/app.py',
  line: 88,
  version: '1.0',
  exception: {
    type: 'TimeoutError',
    message: 'no answer in 30 s',
    stack: 'TimeoutError: no answer\n    at pay (app.py:88)',
  },
  attributes: {
    context: {
      order_id: 8812,
      user: 'Ann',
      ok: false,
      nothing: null,
      items: [
        { sku: 'A-1', n: 1 },
        { sku: 'B-2', n: 5 },
      ],
      'dotted.key': { deep: 'x' },
    },
    performance: { duration_ms: 340.5, operation: 'pay' },
    status: '200',
    'http.status': 502,
    expires: '2026-01-02T00:00:00Z',
    note: 'a*b "q" \\ tab\there',
    empty: '',
    __proto: 1,
  },
  raw: 'RAW LINE only here',
});

const CASES: readonly (readonly [text: string, matches: boolean])[] = [
  ['', true],
  ['timed', true],
  ['TIMED', true],
  ['time', false],
  ['time*', true],
  ['*imed', true],
  ['ime', false],
  ['*ime*', true],
  ['"timed out"', true],
  ['"time out"', false],
  ['"*imed ou*"', true],
  ['"timed out for"', true],
  ['t*d', true],
  ['p*t', true],
  ['p*d', false],
  ['order_id', true],
  ['order', false],
  ['8812', true],
  ['881', false],
  ['"attempt 2/3"', true],
  ['/api/orders', true],
  ['/api/order', false],
  ['api', true],
  ['orders', true],
  ['warning', true],
  ['notice', true],
  ['ann', true],
  ['false', true],
  ['null', false],
  ['340.5', true],
  ['340', true],
  ['b-2', true],
  ['TimeoutError', true],
  ['duration_ms', false],
  ['only', false],
  ['raw:only', true],
  ['raw:onl', false],
  ['level:warning', true],
  ['level:warn', true],
  ['level:W', true],
  ['level:error', false],
  ['level:w*', true],
  ['level>=WARNING', true],
  ['level>INFO', true],
  ['level>WARNING', false],
  ['level<error', true],
  ['level:INFO..ERROR', true],
  ['severity_text:NOTICE', true],
  ['service:ORDERS', true],
  ['service:order', false],
  ['service:ord*', true],
  ['service:*d*s', true],
  ['service:(gateway OR orders)', true],
  ['-service:gateway', true],
  ['message:timed', true],
  ['message:"Payment timed"', true],
  ['message:time', false],
  ['correlation_id:req_*', true],
  ['correlation_id:req_1767312000_9F1C2A7B', true],
  ['logger:orders.app', true],
  ['file:/srv/orders/app.py', true],
  ['file:*app.py', true],
  ['line:88', true],
  ['line:88.0', true],
  ['line>80', true],
  ['exception.type:timeouterror', true],
  ['exception.message:answer', true],
  ['exception.stack:pay', true],
  ['context.order_id:8812', true],
  ['context.order_id:8812.0', true],
  ['context.order_id:88*', true],
  ['context.order_id>8811', true],
  ['context.order_id:[8812 TO 8812]', true],
  ['context.order_id:{8812 TO 9000}', false],
  ['context.order_id:8000..9000', true],
  ['context.user:ann', true],
  ['context.ok:false', true],
  ['context.nothing:*', false],
  ['context:*', true],
  ['context.items[].sku:a-1', true],
  ['context.items.sku:B-2', true],
  ['context.items[].n>4', true],
  ['context.items[].n>5', false],
  ['context.items:*', true],
  ['context.dotted.key.deep:x', true],
  ['http.status:502', true],
  ['http.status>=500', true],
  ['status:200', true],
  ['status:200.0', false],
  ['status>=200', true],
  ['version:1.0', true],
  ['version:1', false],
  ['performance.duration_ms>340', true],
  ['performance.duration_ms<=340.5', true],
  ['performance.operation>o', true],
  ['performance.operation>q', false],
  ['context.user>5', false],
  ['expires>2026-01-01', true],
  ['expires<now', true],
  ['note:"a\\*b \\"q\\" \\\\ tab\\there"', true],
  ['note:"a\\*c*"', false],
  ['empty:""', true],
  ['empty:*', true],
  ['missing:*', false],
  ['-missing:*', true],
  ['constructor:*', false],
  ['__proto__:*', false],
  ['timestamp>2026-01-02', true],
  ['timestamp:2026-01-02*', true],
  ['timestamp:"2026-01-02T03:04:05.678Z"', true],
  ['timestamp:[2026-01-02T04:04:05.678+01:00 TO now]', true],
  ['timestamp:2026-01-02..2026-01-03', true],
  ['timestamp<1767323045679', true],
  ['format:schema source:tcp', true],
  ['timed AND -declined', true],
  ['nope OR timed', true],
  ['nope OR timed gateway', false],
  ['NOT (nope OR gateway)', true],
];

for (const [text, expected] of CASES) {
  test(`${JSON.stringify(text)} ${expected ? 'finds' : 'does not find'} the record`, () => {
    const { query, error } = parseQuery(text);
    assert.ok(query !== undefined, JSON.stringify(error));
    assert.equal(matches(query, record), expected);
  });
}

test('now in a query is what the caller says it is', () => {
  const { query } = parseQuery('timestamp>now-15m');
  const at = record.timestamp;
  assert.equal(compileMatcher(query!, at + 14 * 60_000)(record), true);
  assert.equal(compileMatcher(query!, at + 16 * 60_000)(record), false);
});

test('case is that of Unicode, and a final sigma is a sigma', () => {
  const greek = recordWith({ message: 'ΟΔΟΣ ÉTÉ naïve', attributes: {} });
  for (const text of ['οδοσ', 'οδος', 'ΟΔΟΣ', 'ΟΔΟΣ*', 'été', 'NAÏVE'])
    assert.equal(matches(parseQuery(text).query!, greek), true, text);
});

const alphabet = fc.constantFrom('a', 'b', 'A', '_', '1', ' ', '-', 'é', '😀', 'e\u0301', '\ud83d', '\n', 'ß');
const texts = fc.array(alphabet, { maxLength: 14 }).map((parts) => parts.join(''));
const patterns = fc
  .array(fc.oneof({ weight: 4, arbitrary: alphabet }, { weight: 1, arbitrary: fc.constant('*') }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join('').replace(/\*+/g, '*').split('*'))
  // Half a surrogate pair is no character anyone can ask for.
  .filter((pieces) => pieces.some((piece) => piece !== '') && pieces.every((piece) => piece.isWellFormed()));

const escaped = (piece: string): string => fold(piece).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const WORD = '[\\p{L}\\p{M}\\p{N}_]';

test('words in a row are found as the plain regular expression finds them', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      // A place is inside a word where word characters stand on both sides of it.
      const edge = `(?:(?<!${WORD})|(?!${WORD}))`;
      const body = pattern.map(escaped).join('\\S*?');
      const start = pattern.length > 1 && pattern[0] === '' ? '' : edge;
      const end = pattern.length > 1 && pattern.at(-1) === '' ? '' : edge;
      const inner = body.replace(/^\\S\*\?|\\S\*\?$/g, '');
      assert.equal(containsWords(pattern)(fold(text)), new RegExp(start + inner + end, 'u').test(fold(text)));
    }),
    { numRuns: 5000 },
  );
});

test('a whole value is matched as the plain regular expression matches it', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      assert.equal(
        isWhole(pattern)(fold(text)),
        new RegExp(`^${pattern.map(escaped).join('.*?')}$`, 'su').test(fold(text)),
      );
    }),
    { numRuns: 3000 },
  );
});

test('words said to stand complete in every match do', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      fc.pre(containsWords(pattern)(fold(text)));
      for (const word of wholeWords(pattern)) assert.ok(containsWords([word])(fold(text)), `${word} in ${text}`);
    }),
    { numRuns: 300 },
  );
});

test('hostile patterns and texts take time in proportion to their size', () => {
  const long = 'a'.repeat(100_000);
  // Were the work quadratic, this would take minutes.
  for (const pattern of [
    ['a', 'a', 'a', 'a', 'b'],
    ['a', 'b'],
    ['', 'aaaa', 'aaaa', 'b', ''],
    ['aa', 'aa', 'aa c'],
  ]) {
    assert.equal(containsWords(pattern)(long), false);
    assert.equal(isWhole(pattern)(long), false);
  }
});

test('times are read in every usual form, to the nanosecond', () => {
  const now = 1_000_000;
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
  const expected: readonly (readonly [string, number, number])[] = [
    ['2026-01-02T03:04:05.678Z', at, 0],
    ['2026-01-02T03:04:05.678901234Z', at, 901_234],
    ['2026-01-02 03:04:05,678', at, 0],
    ['2026-01-02T05:04:05.678+0200', at, 0],
    ['2026-01-02T05:04:05.678+02', at, 0],
    ['2026-01', Date.UTC(2026, 0, 1), 0],
    ['2026', Date.UTC(2026, 0, 1), 0],
    ['1767323045', Math.floor(at / 1000) * 1000, 0],
    ['1767323045678', at, 0],
    ['1767323045678901', at, 901_000],
    ['1767323045678901234', at, 901_234],
    ['now', now, 0],
    ['NOW-1s', now - 1000, 0],
    ['now+2m', now + 120_000, 0],
  ];
  for (const [text, ms, nanos] of expected) assert.deepEqual(parseTime(text, now), { ms, nanos }, text);
  for (const text of ['', 'yesterday', '2026-13-01', '12', '2026-01-02T99:00', 'now-', 'now-1y'])
    assert.equal(parseTime(text, now), undefined, text);
});

test('a record of hostile shape is tested without harm', () => {
  let deep: LogRecord['attributes'] = { leaf: 'bottom' };
  for (let depth = 0; depth < 50_000; depth++) deep = { a: deep };
  const hostile = recordWith({
    attributes: { deep, many: Array.from({ length: 20_000 }, (_, n) => n), ['__proto__']: { polluted: 'yes' } },
  });
  assert.equal(matches(parseQuery('bottom').query!, hostile), true);
  assert.equal(matches(parseQuery('many:19999').query!, hostile), true);
  assert.equal(matches(parseQuery('__proto__.polluted:yes').query!, hostile), true);
  assert.equal(matches(parseQuery(`deep.${'a.'.repeat(200)}leaf:bottom`).query!, hostile), false);
});
