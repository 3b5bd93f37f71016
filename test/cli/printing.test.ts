// What the command line prints of records: for people and for programs, safe on a terminal.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { palette } from '../../src/cli/color.ts';
import { printable, printableJson, printableLine } from '../../src/cli/plain-text.ts';
import { recordPrinter } from '../../src/cli/record-formats.ts';
import { recordJson, rfc3339 } from '../../src/cli/record-json.ts';
import { recordText } from '../../src/cli/record-text.ts';
import type { LogRecord } from '../../src/model/record.ts';

const RECORD: LogRecord = {
  id: 'a1',
  arrival: 7,
  timestamp: Date.UTC(2026, 0, 31, 12, 0, 0, 5),
  nanos: 0,
  timestampSource: 'record',
  observedTimestamp: Date.UTC(2026, 0, 31, 12, 0, 1),
  level: 'ERROR',
  service: 'orders',
  message: 'payment declined',
  correlationId: 'req_1',
  exception: { type: 'CardError', message: 'no', stack: 'Traceback:\n  File "a.py", line 3\nCardError: no' },
  attributes: { context: { order_id: 8812, note: 'two words' }, performance: { duration_ms: 3.5 }, tags: ['a', 'b'] },
  format: 'sightline',
  source: 'tcp',
  masked: 0,
  raw: '{}',
  truncated: false,
};
const PLAIN = palette(false);

/** What a terminal would act on. */
const DANGEROUS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('escape sequences are taken out, other controls are shown', () => {
  assert.equal(printable('\u001b[31mred\u001b[0m'), 'red');
  assert.equal(printable('\u001b]0;title\u0007text'), 'text');
  assert.equal(printable('\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\'), 'link');
  assert.equal(printable('\u009b31mred'), 'red');
  assert.equal(printable('\u001bPpayload\u001b\\after'), 'after');
  assert.equal(printable('bell\u0007 nul\u0000'), 'bell\\x07 nul\\x00');
  assert.equal(printable('evil\u202etxt.exe'), 'evil\\u202etxt.exe');
  assert.equal(printable('a\r\nb\rc'), 'a\nb\nc');
  assert.equal(printableLine('a\nb\tc'), 'a⏎b c');
  assert.equal(printable('ünïcödé 漢字 🎉'), 'ünïcödé 漢字 🎉');
});

test('whatever text comes, nothing of it reaches the terminal as a command', () => {
  const nasty = fc.array(
    fc.oneof(
      fc.constantFrom('\u001b', '\u009b', '[', ']', '31m', '\u0007', '\\', '\n', '\u001b[', 'P', ';', '\u202e'),
      fc.string(),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(nasty, (pieces) => {
      const text = pieces.join('');
      assert.doesNotMatch(printable(text), DANGEROUS);
      assert.doesNotMatch(printableLine(text), /[\n\t]/);
      assert.doesNotMatch(printableJson({ [text]: text }), DANGEROUS);
      assert.deepEqual(JSON.parse(printableJson([text])), [text]);
    }),
  );
});

test('a long text full of escapes is cleaned in passing', () => {
  for (const piece of ['\u001b[', '\u001b]', '\u001b[0;', '\u001b ', '\u009d']) printable(piece.repeat(200_000));
});

test('a record as text: one line, fields behind it, the trace below', () => {
  assert.equal(
    recordText(RECORD, 'full', PLAIN),
    [
      '2026-01-31T12:00:00.005Z  ERROR     orders        payment declined  correlation_id=req_1  order_id=8812  note="two words"  performance.duration_ms=3.5  tags="[\\"a\\",\\"b\\"]"',
      '    Traceback:',
      '      File "a.py", line 3',
      '    CardError: no',
      '',
    ].join('\n'),
  );
});

test('a message of several lines goes on indented; an exception without a trace is named', () => {
  const text = recordText(
    {
      ...RECORD,
      message: 'first\nsecond',
      correlationId: undefined,
      attributes: {},
      exception: { type: 'E', message: 'why' },
    },
    'full',
    PLAIN,
  );
  assert.equal(text, '2026-01-31T12:00:00.005Z  ERROR     orders        first\n    second\n    E: why\n');
});

test('colour says the level, and only then', () => {
  assert.match(recordText(RECORD, 'clock', palette(true)), /\u001b\[31mERROR/);
  assert.doesNotMatch(recordText(RECORD, 'clock', PLAIN), /\u001b/);
});

test('a record as JSON has the names of the default schema, and says of the record what it is', () => {
  const json = JSON.parse(JSON.stringify(recordJson(RECORD))) as Record<string, unknown>;
  assert.deepEqual(Object.keys(json), [
    'timestamp',
    'level',
    'service',
    'message',
    'correlation_id',
    'exception',
    'context',
    'performance',
    'tags',
    'sightline',
  ]);
  assert.deepEqual(json['context'], { order_id: 8812, note: 'two words' });
  assert.equal((json['sightline'] as { raw: string }).raw, '{}');
});

test('what a record says never takes the place of what it is', () => {
  const json = recordJson({ ...RECORD, attributes: { message: 'x', level: 'y', sightline: 'z', __proto__x: 1 } });
  assert.deepEqual([json['message'], json['level'], json['__proto__x']], ['payment declined', 'ERROR', 1]);
  assert.equal((json['sightline'] as { id: string }).id, 'a1');
});

test('timestamps keep their nanoseconds, as many digits as it takes', () => {
  assert.equal(rfc3339({ timestamp: 5, nanos: 0 }), '1970-01-01T00:00:00.005Z');
  assert.equal(rfc3339({ timestamp: 5, nanos: 120_000 }), '1970-01-01T00:00:00.005120Z');
  assert.equal(rfc3339({ timestamp: -1, nanos: 1 }), '1969-12-31T23:59:59.999000001Z');
});

const print = (format: 'json' | 'ndjson' | 'csv', records: readonly LogRecord[]): string => {
  const printer = recordPrinter(format, 'full', PLAIN);
  return printer.begin() + records.map(printer.record).join('') + printer.end();
};

test('JSON is one array, also of nothing', () => {
  assert.deepEqual(JSON.parse(print('json', [])), []);
  assert.equal((JSON.parse(print('json', [RECORD, RECORD, RECORD])) as unknown[]).length, 3);
});

test('JSON lines are one object a line', () => {
  const lines = print('ndjson', [RECORD, RECORD]).split('\n');
  assert.deepEqual(
    lines.map((line) => line !== '' && JSON.parse(line) !== null),
    [true, true, false],
  );
});

test('CSV is quoted as RFC 4180 has it', () => {
  const csv = print('csv', [{ ...RECORD, message: 'a "b", c\nd', exception: undefined, attributes: {} }]);
  assert.equal(
    csv,
    'timestamp,level,service,message,correlation_id,logger,function,file,line,exception,attributes\r\n2026-01-31T12:00:00.005Z,ERROR,orders,"a ""b"", c\nd",req_1,,,,,,\r\n',
  );
});
