// Query text to LogQuery: every form of the language, and every mistake with its place and words.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { LogQuery } from '../../src/model/query.ts';
import { parseQuery } from '../../src/query/parse.ts';

/** A LogQuery as short text: what was understood, at a glance. */
function show(query: LogQuery): string {
  switch (query.kind) {
    case 'all':
      return 'all';
    case 'text':
      return `~${JSON.stringify(query.pattern.join('*'))}`;
    case 'field':
      if (query.test.kind === 'exists') return `${query.field}?`;
      return query.test.kind === 'equals'
        ? `${query.field}=${JSON.stringify(query.test.pattern.join('*'))}`
        : `${query.field}${query.test.op}${query.test.value}`;
    case 'not':
      return `!${show(query.of)}`;
    case 'and':
    case 'or':
      return `(${query.of.map(show).join(query.kind === 'and' ? ' & ' : ' | ')})`;
  }
}

const UNDERSTOOD: readonly (readonly [text: string, understood: string])[] = [
  ['', 'all'],
  ['  \t ', 'all'],
  ['*', 'all'],
  ['timeout', '~"timeout"'],
  ['"timed out"', '~"timed out"'],
  ['time*', '~"time*"'],
  ['"*imed ou*"', '~"*imed ou*"'],
  ['a b', '(~"a" & ~"b")'],
  ['a AND b', '(~"a" & ~"b")'],
  ['a OR b c', '(~"a" | (~"b" & ~"c"))'],
  ['(a OR b) c', '((~"a" | ~"b") & ~"c")'],
  ['-a !b NOT c', '(!~"a" & !~"b" & !~"c")'],
  ['NOT NOT a', '~"a"'],
  ['-(a b)', '!(~"a" & ~"b")'],
  ['and or not', '(~"and" & ~"or" & ~"not")'],
  ['"AND"', '~"AND"'],
  ['level:ERROR', 'level="ERROR"'],
  ['level:warn service:orders', '(level="warn" & service="orders")'],
  ['-level:DEBUG', '!level="DEBUG"'],
  ['message:"timed out"', 'message="timed out"'],
  ['context.items[].sku:A-1*', 'context.items[].sku="A-1*"'],
  ['file:/srv/app/a.py', 'file="/srv/app/a.py"'],
  ['url:http://localhost:80/x?a=b', 'url="http://localhost:80/x?a=b"'],
  ['timestamp:2026-01-02T03:04:05Z', 'timestamp="2026-01-02T03:04:05Z"'],
  ['correlation_id:*', 'correlation_id?'],
  ['correlation_id:"*"', 'correlation_id?'],
  ['service:""', 'service=""'],
  ['a:-5', 'a="-5"'],
  ['status>=500', 'status>=500'],
  ['status > 500 x', '(status>500 & ~"x")'],
  ['status:<=500', 'status<=500'],
  ['timestamp>now-15m', 'timestamp>now-15m'],
  ['level>=WARNING', 'level>=WARNING'],
  ['took:[10 TO 20]', '(took>=10 & took<=20)'],
  ['took:{10 TO 20}', '(took>10 & took<20)'],
  ['took:[10 TO 20}', '(took>=10 & took<20)'],
  ['took:[* TO 20]', 'took<=20'],
  ['took:[* TO *]', 'took?'],
  ['took:["a b" TO c]', '(took>=a b & took<=c)'],
  ['took:10..20', '(took>=10 & took<=20)'],
  ['took:-1.5..2e3', '(took>=-1.5 & took<=2e3)'],
  ['level:INFO..ERROR', '(level>=INFO & level<=ERROR)'],
  ['file:../x', 'file="../x"'],
  ['file:a..b', 'file="a..b"'],
  ['service:(a OR b)', '(service="a" | service="b")'],
  ['service:(a OR (b* AND NOT "c d"))', '(service="a" | (service="b*" & !service="c d"))'],
  ['status:(>=500 OR 404)', '(status>=500 | status="404")'],
  ['a\\:b', '~"a:b"'],
  ['a\\*b*', '~"a*b*"'],
  ['a\\"b', '~"a\\"b"'],
  ['"a\\\\b\\n\\"c"', '~"a\\\\b\\n\\"c"'],
  ['we\\:ird:x', 'we:ird="x"'],
  ['\\-a', '~"-a"'],
  ['[a] {b} c=d', '(~"[a]" & ~"{b}" & ~"c=d")'],
  ['zażółć naïve 日本', '(~"zażółć" & ~"naïve" & ~"日本")'],
  ['__proto__:x', '__proto__="x"'],
];

for (const [text, understood] of UNDERSTOOD) {
  test(`reads ${JSON.stringify(text)}`, () => {
    const { query, error } = parseQuery(text);
    assert.equal(query === undefined ? JSON.stringify(error) : show(query), understood);
  });
}

/** Mistakes: the underlined characters and the message. */
const MISTAKES: readonly (readonly [text: string, underlined: string, message: string])[] = [
  ['level:', 'level:', 'expected a value after "level:"'],
  ['a level: b', 'level:', 'expected a value after "level:", without a space between'],
  ['level:)', 'level:', 'expected a value after "level:"'],
  ['level:AND x', 'AND', 'expected a value after "level:", not "AND"; in quotes it is one'],
  ['level:loud', 'loud', 'expected a level after "level:": TRACE, DEBUG, INFO, WARNING, ERROR, CRITICAL'],
  ['level>loud', 'loud', 'expected a level after "level>": TRACE, DEBUG, INFO, WARNING, ERROR, CRITICAL'],
  [
    'timestamp>yesterday',
    'yesterday',
    'expected a time after "timestamp>": 2026-01-31, 2026-01-31T14:30:00Z or now-15m',
  ],
  ['took>', 'took>', 'expected a value after "took>"'],
  ['took:>', 'took:>', 'expected a value after "took:>"'],
  ['took> AND b', 'AND', 'expected a value after "took>", not "AND"; in quotes it is one'],
  ['took>""', '""', 'expected a value after "took>"'],
  ['>5', '>5', 'expected a field before ">"'],
  ['<html>', '<html>', 'expected a field before "<"'],
  [':x', ':', 'expected a field before ":"'],
  ['"timed out', '"timed out', 'unclosed quote'],
  ['a message:"timed out', '"timed out', 'unclosed quote'],
  ['a "b\\"', '"b\\"', 'unclosed quote'],
  ['""', '""', 'expected text between the quotes'],
  ['(a OR b', '(', 'expected ")" to close this "("'],
  ['service:(a', '(', 'expected ")" to close this "("'],
  ['a)', ')', 'expected "(" before this ")"'],
  ['()', '()', 'expected a term between "(" and ")"'],
  ['service:()', '()', 'expected a value between "(" and ")"'],
  ['AND a', 'AND', 'expected a term before "AND"'],
  ['a OR', 'OR', 'expected a term after "OR"'],
  ['a AND OR b', 'OR', 'expected a term after "AND", not "OR"'],
  ['(a AND) b', 'AND', 'expected a term after "AND"'],
  ['a NOT', 'NOT', 'expected a term after "NOT"'],
  ['a - b', '-', 'expected a term right after "-"; in quotes it is searched for'],
  ['--help', '-', 'expected a term right after "-"; in quotes it is searched for'],
  ['a:"x"b', 'b', 'expected a space before "b"'],
  ['took:[1 TO 2', '[1 TO 2', 'expected "]" at the end of this range'],
  ['took:{1', '{1', 'expected "}" at the end of this range'],
  ['took:[1 2]', '[1 2]', 'expected two values with TO between them: took:[10 TO 20]'],
  ['took:[1 TO 2 TO 3]', '[1 TO 2 TO 3]', 'expected two values with TO between them: took:[10 TO 20]'],
  ['level:[loud TO ERROR]', 'loud', 'expected a level after "level>=": TRACE, DEBUG, INFO, WARNING, ERROR, CRITICAL'],
  ['service:(a level:b)', 'level:b', 'expected values of "service" only: a field can\'t stand inside "service:( )"'],
  ['took:([1 TO 2])', '[1', 'expected a value of "took"; a range is written took:[10 TO 20]'],
];

for (const [text, underlined, message] of MISTAKES) {
  test(`says what is wrong with ${JSON.stringify(text)}`, () => {
    const { error } = parseQuery(text);
    assert.ok(error !== undefined, 'no error');
    assert.deepEqual(
      { underlined: text.slice(error.from, error.to).trim(), message: error.message },
      { underlined, message },
    );
  });
}

test('limits are errors that say the limit', () => {
  assert.match(parseQuery('('.repeat(100_000)).error!.message, /at most 20,000 characters/);
  assert.match(parseQuery(`${'('.repeat(9000)}a${')'.repeat(9000)}`).error!.message, /more than 100 deep/);
  assert.match(parseQuery(`${'-('.repeat(3000)}a${')'.repeat(3000)}`).error!.message, /more than 100 deep/);
  assert.match(parseQuery(`a:${'('.repeat(9000)}b${')'.repeat(9000)}`).error!.message, /more than 100 deep/);
  assert.match(parseQuery('a '.repeat(5000)).error!.message, /at most 1,000 terms/);
  assert.match(parseQuery(`${'a'.repeat(501)}:b`).error!.message, /at most 500 characters/);
  assert.ok(parseQuery(`${'NOT '.repeat(4900)}a`).query !== undefined);
});

test('any text is read or refused with a place inside the text, and never throws', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'level:',
      'a:',
      '"',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ' TO ',
      ' AND ',
      ' OR ',
      'NOT ',
      '-',
      '!',
      '*',
      '\\',
      '>',
      '<=',
      '..',
      'now-1m',
      ':',
      ' ',
      '\n',
      'ERROR',
      '\u0000',
      '\ud800',
      '\u2028',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      const { query, error } = parseQuery(text);
      if (query !== undefined) return JSON.stringify(query).length > 0;
      assert.ok(error.from >= 0 && error.from < error.to && error.to <= text.length, JSON.stringify(error));
      assert.notEqual(error.message, '');
      return true;
    }),
    { numRuns: 2000 },
  );
});
