// From a record to its line: each kind of evidence, their order, and honest answers where there is none.
import assert from 'node:assert/strict';
import test from 'node:test';
import { decisive, locate, locateFrame } from '../../src/locate/locate.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { call, record, workspace } from './examples.ts';

const APP = '/home/me/shop/orders/app.py';
const GATEWAY = '/home/me/shop/gateway/app.py';

/** `path:line evidence` of every candidate. */
function shown(...[one, context]: Parameters<typeof locate>): readonly string[] {
  return locate(one, context).candidates.map(
    ({ path, line, evidence }) => `${path.replace('/home/me/shop/', '')}:${line} ${evidence}`,
  );
}

test('the position a record names is found across machines', () => {
  const context = workspace([APP, GATEWAY]);
  assert.deepEqual(shown(record({ file: '/srv/build/orders/app.py', line: 88 }), context), [
    'orders/app.py:88 position',
  ]);
  assert.deepEqual(shown(record({ file: 'D:\\build\\orders\\app.py', line: 88 }), context), [
    'orders/app.py:88 position',
  ]);
  assert.deepEqual(shown(record({ file: './orders/app.py', line: 88 }), context), ['orders/app.py:88 position']);
  assert.deepEqual(shown(record({ file: 'orders/app.py:88' }), context), ['orders/app.py:88 position']);
});

test('positions are found in what normalisation left in the attributes', () => {
  const context = workspace([APP]);
  const spellings: readonly JsonObject[] = [
    { pathname: '/app/app.py', lineno: 88 },
    { 'code.file.path': '/app/app.py', 'code.line.number': 88 },
    { code: { filepath: '/app/app.py', lineno: '88' } },
    { log: { origin: { file: { name: 'app.py', line: 88 } } } },
    { source: { file: '/app/app.py', line: 88, function: 'main' } },
    { caller: 'orders/app.py:88' },
  ];
  for (const attributes of spellings)
    assert.deepEqual(shown(record({ attributes }), context), ['orders/app.py:88 position'], JSON.stringify(attributes));
  assert.deepEqual(shown(record({ attributes: { source: 'localhost:5000', pathname: 12, lineno: -1 } }), context), []);
});

test('several files of that name: the service decides, else all are offered', () => {
  const context = workspace([APP, GATEWAY]);
  const decided = locate(record({ file: '/app/app.py', line: 5, service: 'orders' }), context);
  assert.equal(decisive(decided)?.path, APP);
  const open = locate(record({ file: '/app/app.py', line: 5 }), context);
  assert.equal(open.candidates.length, 2);
  assert.equal(decisive(open), undefined);
  assert.equal(
    decisive(locate(record({ file: '/app/app.py', line: 5 }), workspace([APP, GATEWAY], [], { '/app': 'gateway' })))
      ?.path,
    GATEWAY,
  );
});

test('a call with the message on the named line confirms it and gives the column', () => {
  const context = workspace([], [call(APP, 88, 'payment declined')]);
  const [first, ...others] = locate(
    record({ file: '/app/app.py', line: 88, message: 'payment declined' }),
    context,
  ).candidates;
  assert.equal(first?.evidence, 'position');
  assert.equal(first.column, 5);
  assert.match(
    first.reason,
    /^orders\/app\.py:88 is named in the record as \/app\/app\.py, and a logger call with this message stands there\.$/,
  );
  assert.deepEqual(others, []);
});

test('code that moved since: the line where the message stands now comes first', () => {
  const context = workspace([], [call(APP, 91, 'payment declined'), call(APP, 70, 'order {id} received')]);
  const answer = locate(record({ file: '/x/orders/app.py', line: 88, message: 'payment declined' }), context);
  assert.deepEqual(
    answer.candidates.map(({ line, evidence }) => `${line} ${evidence}`),
    ['91 message', '88 position'],
  );
  assert.match(answer.candidates[0]!.reason, /the record names line 88, so the code has changed since/);
  assert.equal(decisive(answer)?.line, 91);
});

test('a wrapper that names its own line gives way to the call that has the text', () => {
  const wrapper = '/home/me/shop/orders/structured_logger.py';
  const context = workspace([], [call(wrapper, 30, '{message}'), call(APP, 88, 'payment declined')]);
  assert.deepEqual(
    shown(record({ file: '/app/structured_logger.py', line: 30, message: 'payment declined' }), context),
    ['orders/app.py:88 message', 'orders/structured_logger.py:30 position'],
  );
});

test('another message, or no call, on the named line lowers confidence', () => {
  const at = (line: number): number =>
    locate(record({ file: APP, line, message: 'unheard of' }), workspace([], [call(APP, 88, 'payment declined')]))
      .candidates[0]!.confidence;
  assert.ok(at(88) < 1);
  assert.ok(at(40) < at(88));
});

test('Python: the last frame in the workspace is innermost; libraries are passed over', () => {
  const stack = `Traceback (most recent call last):
  File "/app/main.py", line 4, in <module>
  File "/app/orders/app.py", line 88, in charge
  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode
json.decoder.JSONDecodeError: Expecting value`;
  const context = workspace([APP, '/home/me/shop/main.py', '/home/me/shop/tools/decoder.py']);
  assert.deepEqual(shown(record({ exception: { stack } }), context), ['orders/app.py:88 stack-frame']);
});

test('Node: the first frame in the workspace is innermost, with its column', () => {
  const stack = `Error: x
    at wrap (/app/node_modules/pino/lib/proto.js:10:1)
    at node:internal/process/task_queues:105:5
    at charge (file:///app/src/pay.ts:88:7)
    at main (/app/src/main.ts:4:3)`;
  const { candidates } = locate(
    record({ exception: { stack } }),
    workspace(['/w/gateway/src/pay.ts', '/w/gateway/src/main.ts', '/w/gateway/lib/proto.js'], [], {}, ['/w']),
  );
  assert.deepEqual(
    candidates.map(({ path, line, column, reason }) => ({ path, line, column, reason })),
    [
      {
        path: '/w/gateway/src/pay.ts',
        line: 88,
        column: 7,
        reason: 'gateway/src/pay.ts:88 is a frame of the stack trace, in charge.',
      },
    ],
  );
});

test('Java: the package must be there', () => {
  const stack = 'x\n\tat org.spring.Filter.run(Filter.java:1)\n\tat com.shop.Filter.run(Filter.java:2)';
  assert.deepEqual(
    shown(record({ exception: { stack } }), workspace(['/home/me/shop/src/main/java/com/shop/Filter.java'])),
    ['src/main/java/com/shop/Filter.java:2 stack-frame'],
  );
});

test('the exact message found once is the line', () => {
  const answer = locate(
    record({ message: 'payment declined' }),
    workspace([], [call(APP, 88, 'payment declined'), call(GATEWAY, 3, 'other')]),
  );
  assert.deepEqual(
    answer.candidates.map(({ line, column, evidence, reason }) => ({ line, column, evidence, reason })),
    [
      {
        line: 88,
        column: 5,
        evidence: 'message',
        reason: 'The call at orders/app.py:88 writes exactly this message, the only call in the workspace that does.',
      },
    ],
  );
});

test('a message found several times is narrowed by service, logger, level and function', () => {
  const calls = [
    call(APP, 10, 'done', { level: 'INFO', function: 'charge' }),
    call(APP, 20, 'done', { level: 'ERROR', function: 'refund' }),
    call(GATEWAY, 30, 'done', { level: 'INFO' }),
  ];
  const line = (given: Parameters<typeof record>[0]): number | undefined =>
    decisive(locate(record({ message: 'done', ...given }), workspace([], calls)))?.line;
  assert.equal(line({ service: 'gateway', level: 'INFO' }), 30);
  assert.equal(line({ service: 'orders', level: 'ERROR' }), 20);
  assert.equal(line({ level: 'INFO', function: 'charge' }), 10);
  assert.equal(line({ logger: 'orders.app', level: 'ERROR' }), 20);
  assert.equal(line({ level: 'INFO' }), undefined);
  assert.equal(locate(record({ message: 'done' }), workspace([], calls)).candidates.length, 3);
});

test('a template that fits is found; constant text goes before it', () => {
  const context = workspace(
    [],
    [
      call(APP, 10, 'order {id} failed after {ms} ms'),
      call(APP, 20, '{what} failed after 3 ms'),
      call(APP, 30, 'order 7 failed after 1 ms'),
    ],
  );
  assert.equal(locate(record({ message: 'order 8812 failed after 340 ms' }), context).candidates[0]?.line, 10);
  assert.deepEqual(shown(record({ message: 'order 7 failed after 1 ms' }), context), ['orders/app.py:30 message']);
});

test('a message with its traceback appended, or in a line of an unknown format, is found', () => {
  const context = workspace([], [call(APP, 88, 'payment declined')]);
  assert.equal(
    locate(
      record({ message: 'payment declined\nTraceback (most recent call last):\n  File "/usr/x.py", line 1, in f' }),
      context,
    ).candidates[0]?.line,
    88,
  );
  assert.equal(locate(record({ message: '[worker-3] 12:01 | payment declined' }), context).candidates[0]?.line, 88);
});

test('where there is nothing it says why', () => {
  const why = (given: Parameters<typeof record>[0]): string | undefined =>
    locate(record(given), workspace([APP], [call(APP, 1, 'known')])).why;
  assert.equal(
    why({ file: '/usr/lib/python3.11/json/decoder.py', line: 3 }),
    'The record names /usr/lib/python3.11/json/decoder.py, which is not in the workspace.',
  );
  assert.equal(
    why({ message: 'unheard of' }),
    'The record names no file, and no logger call in the workspace writes “unheard of”.',
  );
  assert.equal(why({}), 'The record names no file and has no message.');
  assert.equal(
    locate(record({ message: 'x' }), workspace([])).why,
    'The record names no file, and no logger calls are known in the workspace.',
  );
});

test('nothing outside the workspace is ever answered, and hostile records throw nothing', () => {
  const context = workspace([APP], [call(APP, 1, 'known {x}')]);
  const hostile = [
    record({ file: '/etc/passwd', line: 1 }),
    record({ file: '../../../../etc/passwd', line: 1 }),
    record({ file: 'command:workbench.action.x', line: 1 }),
    record({ file: '\0', line: -5 }),
    record({ file: 'x'.repeat(1_000_000), line: 1 }),
    record({
      attributes: JSON.parse('{"__proto__":{"pathname":"/etc/passwd","lineno":1},"caller":{"a":[1,null]}}') as never,
    }),
    record({
      message: '\ud800 known \udfff'.repeat(10_000),
      logger: '.'.repeat(100_000),
      service: '/'.repeat(100_000),
    }),
    record({ exception: { stack: '  File "/etc/passwd", line 1, in f\n    at x (/etc/shadow:1:1)' } }),
  ];
  for (const one of hostile) assert.ok(locate(one, context).candidates.every(({ path }) => path === APP));
});

test('one frame is located by itself', () => {
  const context = workspace([APP]);
  const frame = { textLine: 1, path: '/app/app.py', line: 4, innermost: 'last' } as const;
  assert.equal(locateFrame(frame, context).candidates[0]?.path, APP);
  assert.equal(
    locateFrame({ ...frame, path: '/usr/lib/python3/os.py' }, context).why,
    '/usr/lib/python3/os.py is not in the workspace.',
  );
});
