// Which value is the correlation ID of a record.
import assert from 'node:assert/strict';
import test from 'node:test';
import { recordOf } from './records.ts';

const id = (line: string, correlationKeys: readonly string[] = []): string | undefined =>
  recordOf(line, { correlationKeys }).correlationId;

test('the usual keys count in every spelling, at the top and one level down', () => {
  for (const line of [
    '{"message":"m","correlation_id":"abc"}',
    '{"message":"m","correlationId":"abc"}',
    '{"message":"m","X-Request-ID":"abc"}',
    '{"message":"m","requestId":"abc"}',
    '{"message":"m","req_id":"abc"}',
    '{"message":"m","trace.id":"abc"}',
    '{"message":"m","trace":{"id":"abc"}}',
    '{"message":"m","dd.trace_id":"abc"}',
    '{"message":"m","context":{"request_id":"abc"}}',
    '{"message":"m","extra":{"traceId":"abc"}}',
    '{"message":"m","req":{"headers":{"x-request-id":"abc"}}}',
    'level=info msg=m request_id=abc1',
    '2026-01-02 14:03:22,418 INFO done request_id=abc1 in 3 ms',
  ]) {
    assert.match(id(line) ?? '', /^abc1?$/, line);
  }
});

test('correlation wins over request, request over trace, a key of the settings over all', () => {
  assert.equal(id('{"message":"m","trace_id":"t","request_id":"r","correlation_id":"c"}'), 'c');
  assert.equal(id('{"message":"m","trace_id":"t","context":{"request_id":"r"}}'), 'r');
  assert.equal(id('{"message":"m","correlation_id":"c","order-no":"o"}', ['orderNo']), 'o');
  assert.equal(
    recordOf('{"message":"m","correlation_id":"c","orderNo":"o"}', { correlationKeys: ['orderNo'] }).attributes[
      'correlation_id'
    ],
    'c',
  );
});

test('empty, zero and other IDs are none', () => {
  for (const line of [
    '{"message":"m","trace_id":"00000000000000000000000000000000"}',
    '{"message":"m","correlation_id":""}',
    '{"message":"m","request_id":null}',
    '{"message":"m","span_id":"abc"}',
    '{"message":"m","user_id":"abc","order":{"request_id":"abc"}}',
  ]) {
    assert.equal(id(line), undefined, line);
  }
});

test('keys other than correlation_id stay searchable under their own name', () => {
  assert.deepEqual(recordOf('{"message":"m","request_id":"r"}').attributes, { request_id: 'r' });
  assert.deepEqual(recordOf('{"message":"m","correlation_id":"c"}').attributes, {});
});
