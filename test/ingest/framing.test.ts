// Bytes become the same records however they are cut; several lines become one record where they belong together.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { MAX_LINE_BYTES } from '../../src/ingest/stream.ts';
import { recordOf, recordsOf, recordsOfLines, streamForTest } from './records.ts';

const CORPUS = Buffer.from(
  [
    '{"timestamp":"2026-01-02T14:03:22.418Z","level":"INFO","service":"bücher","message":"Bestellung 漢字 🚀","correlation_id":"r1"}\r',
    'plain text with \0 NUL and ümlaut',
    '',
    '2026-01-02 14:03:22,418 - app - ERROR - failed\r',
    'Traceback (most recent call last):\r',
    '  File "app.py", line 3, in pay\r',
    '    boom()\r',
    'ValueError: böse\r',
    '{',
    '  "message": "spread",',
    '  "context": { "a": [1,',
    '  2] }',
    '}',
    '{"message":"after"}',
    '{ not json',
    'java.lang.RuntimeException: no record before it',
    '\tat a.B.c(B.java:1)',
    '{"a":1',
    'plain again 🚀',
  ].join('\n'),
);

test('any chunking gives the same records', () => {
  const whole = recordsOf(CORPUS);
  assert.deepEqual(
    whole.map(({ message }) => message),
    [
      'Bestellung 漢字 🚀',
      'plain text with \0 NUL and ümlaut',
      'failed',
      'spread',
      'after',
      '{ not json',
      'java.lang.RuntimeException: no record before it',
      '{"a":1',
      'plain again 🚀',
    ],
  );
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: CORPUS.length }), { maxLength: 40 }), (cuts) => {
      const places = [0, ...cuts, CORPUS.length].sort((a, b) => a - b);
      const chunks = places.slice(1).map((end, index) => CORPUS.subarray(places[index], end));
      assert.deepEqual(recordsOf(chunks), whole);
    }),
    { numRuns: 200 },
  );
});

test('byte by byte is the same as at once', () => {
  assert.deepEqual(recordsOf([...CORPUS].map((byte) => Uint8Array.of(byte))), recordsOf(CORPUS));
});

test('random bytes make records and nothing else: counted, bounded, never an error', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (chunks) => {
      const { stream, tally } = streamForTest();
      for (const chunk of chunks) stream.push(chunk);
      stream.finish();
      const records = recordsOfLines(stream.take());
      const { received, kept, rejected } = tally.counts();
      assert.equal(records.length, kept);
      assert.equal(received, kept);
      assert.equal(rejected, 0);
    }),
    { numRuns: 300 },
  );
});

test('raw is what came in, byte for byte, and U+FFFD for what is no UTF-8', () => {
  assert.equal(recordOf('  {"a":1,  "message":"x"}  \r\n').raw, '  {"a":1,  "message":"x"}  ');
  assert.equal(recordsOf(Buffer.from([0x61, 0xff, 0x62, 0x0a]))[0]!.raw, 'a\ufffdb');
  assert.equal(recordOf('a\u202ereversed\u0007').message, 'a\u202ereversed\u0007');
});

test('a line beyond the cap is kept truncated, at a whole character, and the next line is whole again', () => {
  const records = recordsOf([Buffer.from('é'.repeat(MAX_LINE_BYTES)), Buffer.from('x\n{"message":"next"}\n')]);
  assert.deepEqual(
    records.map(({ truncated, raw }) => [truncated, Buffer.byteLength(raw)]),
    [
      [true, MAX_LINE_BYTES],
      [false, 18],
    ],
  );
  assert.equal(recordsOf(`x${'é'.repeat(MAX_LINE_BYTES)}`)[0]!.raw.includes('\ufffd'), false);
});

test('100 MB without a line end take no more memory than the cap', () => {
  const { stream, tally } = streamForTest();
  const chunk = Buffer.alloc(65_536, 'x');
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for (let sent = 0; sent < 100e6; sent += chunk.length) {
    stream.push(chunk);
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  }
  stream.finish();
  assert.ok(most - before < 8 * MAX_LINE_BYTES, `${most - before} bytes`);
  assert.equal(recordsOfLines(stream.take()).length, 1);
  assert.equal(tally.counts().truncated, 1);
});

test('a truncated JSON line stays text and swallows nothing behind it', () => {
  const records = recordsOf(`{"a":"${'x'.repeat(MAX_LINE_BYTES)}"}\n{"message":"b"}\n`);
  assert.deepEqual(
    records.map(({ format, truncated }) => [format, truncated]),
    [
      ['plain', true],
      ['json', false],
    ],
  );
});

test('an object over several lines that never closes falls back to its lines', () => {
  const records = recordsOf('{\n  "a": 1,\nplain, so it was none\n{"message":"b"}\n{\n  "c": 1,\n{"message":"d"}\n');
  assert.deepEqual(
    records.map(({ message }) => message),
    ['{', '"a": 1,', 'plain, so it was none', 'b', '{', '"c": 1,', 'd'],
  );
});

test('traces of other languages are joined to their record', () => {
  const traces = [
    'ERROR failed\nSystem.InvalidOperationException: no stock\n   at Shop.Stock.Take() in /src/Stock.cs:line 12\n   --- End of inner exception stack trace ---\n   at Shop.Main()',
    '2026/01/02 14:03:22 http: panic serving\ngoroutine 12 [running]:\nnet/http.(*conn).serve.func1()\n\t/go/src/net/http/server.go:1850 +0xbf\npanic({0x6a5f20, 0xc000})\n\t/go/src/runtime/panic.go:890 +0x262\ncreated by net/http.(*Server).Serve in goroutine 1\n\t/go/src/net/http/server.go:3089 +0x5ed',
    "WARN retrying\nError: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect (node:net:1555:16) {\n  errno: -111,\n  code: 'ECONNREFUSED'\n}",
    'ERROR:app:failed\nTraceback (most recent call last):\n  File "a.py", line 1, in f\n    x()\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "a.py", line 3, in f\n    y()\nRuntimeError: two',
  ];
  for (const trace of traces) {
    const records = recordsOf(`${trace}\n2026-01-02 14:03:23 INFO next\n`);
    assert.equal(records.length, 2, trace);
    assert.equal(records[0]!.raw, trace);
    assert.ok(records[0]!.exception?.stack, trace);
  }
  assert.deepEqual(recordOf(traces[3]!).exception?.type, 'RuntimeError');
});

test('lines that only look like a trace are records of their own', () => {
  const lines = ['INFO listening on 8080', 'Error: this is only text', 'ready', '  indented', 'done: 3 errors'];
  assert.deepEqual(
    recordsOf(lines.join('\n')).map(({ raw }) => raw),
    lines,
  );
});

test('a trace that never ends is cut into records of bounded size', () => {
  const records = recordsOf(`ERROR x\n${'\tat a.B.c(B.java:1)\n'.repeat(12_000)}`);
  assert.ok(records.length >= 3 && records.length < 10, String(records.length));
});
