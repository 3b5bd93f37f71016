// Hostile and broken lines are kept as text or read safely; they never disturb anything else.
import assert from 'node:assert/strict';
import test from 'node:test';
import { ARRIVAL, recordOf, recordsOf } from './records.ts';

test('JSON nested 100,000 deep is kept as text', () => {
  for (const line of [
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  ]) {
    const [record, next] = recordsOf(`${line}\n{"message":"next"}\n`);
    assert.equal(record!.raw, line);
    assert.equal(record!.format, 'plain');
    assert.equal(next!.message, 'next');
  }
});

test('an object that JSON.stringify could not take is text, one that it can is JSON', () => {
  const nested = (depth: number): string => `{"message":"m","x":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;
  assert.equal(recordOf(nested(90)).format, 'json');
  assert.equal(recordOf(nested(5_000)).format, 'plain');
});

test('10,000 keys and duplicate keys: the last one counts', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `"k${index}":${index}`).join(',');
  const record = recordOf(`{"message":"a",${keys},"message":"b"}`);
  assert.equal(record.message, 'b');
  assert.equal(Object.keys(record.attributes).length, 10_000);
});

test('__proto__ and its kind are keys like others', () => {
  const record = recordOf(
    '{"message":"m","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}},"context":{"__proto__":{"level":"x"}},"hasOwnProperty":3,"toString":4}',
  );
  assert.deepEqual(Object.keys(record.attributes), [
    '__proto__',
    'constructor',
    'context',
    'hasOwnProperty',
    'toString',
  ]);
  assert.equal(Object.getPrototypeOf(record.attributes), Object.prototype);
  assert.equal((record.attributes as { polluted?: unknown }).polluted, undefined);
  assert.equal(JSON.stringify(record.attributes['context']), '{"__proto__":{"level":"x"}}');
  assert.equal(recordOf('level=info msg=m __proto__=x').message, 'm');
});

test('numbers that JavaScript can not hold stay exact as text', () => {
  const record = recordOf(
    '{"message":"m","id":9223372036854775807,"neg":-9007199254740993,"list":[12345678901234567890],"safe":9007199254740991,"pi":3.141592653589793238}',
  );
  assert.deepEqual(record.attributes, {
    id: '9223372036854775807',
    neg: '-9007199254740993',
    list: ['12345678901234567890'],
    safe: 9007199254740991,
    pi: 3.141592653589793,
  });
});

test('lone surrogates, terminal colours, direction marks and NUL', () => {
  const surrogate = recordOf('{"message":"a\\ud800b","x":{"\\udc00":"\\ud83d\\ude80"}}');
  assert.equal(surrogate.message, 'a\ufffdb');
  assert.deepEqual(surrogate.attributes, { x: { '\ufffd': '🚀' } });
  const ansi = '\u001b[31mERROR\u001b[0m disk \u001b[1mfull\u001b[0m';
  assert.deepEqual([recordOf(ansi).level, recordOf(ansi).message, recordOf(ansi).raw], ['ERROR', 'disk full', ansi]);
  assert.equal(recordOf('{"message":"\\u001b[32mgreen\\u001b[39m"}').message, 'green');
  assert.equal(recordOf('a\u202eb\u2066c').message, 'a\u202eb\u2066c');
  assert.equal(recordOf('{"message":"a\\u0000b"}').message, 'a\0b');
});

test('text of other languages is text', () => {
  for (const text of [
    '<script>alert(1)</script>',
    '[click](command:workbench.action.quit)',
    'command:sightline.deleteAllData',
    '${process.env.HOME} `rm -rf`',
    "'; DROP TABLE records; --",
    'level:ERROR AND NOT (service:*',
    '%s %d %n {0} {{x}}',
  ]) {
    assert.equal(recordOf(text).message, text);
    assert.equal(recordOf(JSON.stringify({ message: text })).message, text);
  }
});

test('1970 and 2100 are times like others, and clocks may jump', () => {
  const times = [
    '1970-01-01T00:00:00Z',
    '1969-12-31T23:59:59.999999999Z',
    '2100-12-31T23:59:59.5Z',
    '0001-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
  ];
  const records = recordsOf(times.map((timestamp) => JSON.stringify({ timestamp, message: 'm' })).join('\n'));
  assert.deepEqual(
    records.map(({ timestamp, nanos }) => [timestamp, nanos]),
    [
      [0, 0],
      [-1, 999_999],
      [4_133_980_799_500, 0],
      [-62_135_596_800_000, 0],
      [1_767_225_600_000, 0],
    ],
  );
});

test('times that are none: the time of arrival, said so, and the value is kept', () => {
  for (const timestamp of ['2026-13-01T00:00:00Z', 'yesterday', '', '9'.repeat(40), true, {}, 1e300]) {
    const record = recordOf(JSON.stringify({ timestamp, message: 'm' }));
    assert.deepEqual([record.timestamp, record.timestampSource], [ARRIVAL, 'arrival']);
    assert.deepEqual(record.attributes['timestamp'], timestamp);
  }
});

test('fields of the wrong type are attributes', () => {
  const record = recordOf(
    '{"message":{"a":1},"level":[],"service":7,"file":{},"line":-1,"correlation_id":true,"logger":null,"timestamp":null,"exception":false}',
  );
  assert.deepEqual(record.attributes, {
    message: { a: 1 },
    level: [],
    service: 7,
    line: -1,
    correlation_id: true,
    exception: false,
  });
  assert.equal(record.service, 'unknown');
});
