// Stack traces of every runtime are read: golden texts for each shape, and hostile text.
import assert from 'node:assert/strict';
import test from 'node:test';
import { framesOf, stackOf } from '../../src/locate/frames/index.ts';
import { record } from './examples.ts';

/** `textLine path:line[:column] [function]` of every frame. */
function shown(stack: string): readonly string[] {
  return framesOf(stack).map(
    (frame) =>
      `${frame.textLine} ${frame.path}:${frame.line}${frame.column === undefined ? '' : `:${frame.column}`}${frame.function === undefined ? '' : ` ${frame.function}`}`,
  );
}

test('Python: chained tracebacks, repeated frames, exception groups', () => {
  const text = `Traceback (most recent call last):
  File "/app/pay.py", line 12, in charge
    raise ValueError("no")
  [Previous line repeated 986 more times]
ValueError: no

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "<frozen importlib._bootstrap>", line 1, in _x
  File "C:\\\\app\\\\main.py", line 3, in <module>
  + Exception Group Traceback (most recent call last):
  |   File "/app/group.py", line 9
RuntimeError: File "x", line y`;
  assert.deepEqual(shown(text), [
    '1 /app/pay.py:12 charge',
    '9 <frozen importlib._bootstrap>:1 _x',
    '10 C:\\\\app\\\\main.py:3 <module>',
    '12 /app/group.py:9',
  ]);
});

test('Node: functions, async, constructors, URLs, eval, folders with parentheses, Windows', () => {
  const text = `TypeError: Cannot read properties of undefined (reading 'x')
    at Pay.charge [as run] (/app/src/pay.ts:88:5)
    at async main (file:///app/src/main.mjs:4:3)
    at new Order (C:\\src\\order.js:1:2)
    at /app/anonymous.js:10:11
    at async Promise.all (index 0)
    at eval (eval at compile (/app/tpl.js:7:9), <anonymous>:1:1)
    at Page (/app/(group)/page.tsx:3:14)
    at webpack:///./src/x.ts?ab:12:3
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
    at <anonymous>`;
  assert.deepEqual(shown(text), [
    '1 /app/src/pay.ts:88:5 Pay.charge [as run]',
    '2 file:///app/src/main.mjs:4:3 main',
    '3 C:\\src\\order.js:1:2 new Order',
    '4 /app/anonymous.js:10:11',
    '6 /app/tpl.js:7:9 compile',
    '7 /app/(group)/page.tsx:3:14 Page',
    '8 webpack:///./src/x.ts?ab:12:3',
    '9 node:internal/process/task_queues:105:5 process.processTicksAndRejections',
  ]);
});

test('Java: packages become folders; modules, lambdas, causes and logback suffixes', () => {
  const text = `com.shop.PayException: declined
\tat com.shop.pay.Pay.charge(Pay.java:88)
\tat app//com.shop.Main$Inner.lambda$main$0(Main.java:12) ~[shop.jar:1.0]
\tat java.base/java.lang.Thread.run(Thread.java:840)
\tat com.shop.Native.call(Native Method)
Caused by: java.io.IOException: x
\tat Top.main(Top.java:3)
\t... 6 more`;
  assert.deepEqual(shown(text), [
    '1 com/shop/pay/Pay.java:88 Pay.charge',
    '2 com/shop/Main.java:12 Main$Inner.lambda$main$0',
    '3 java/lang/Thread.java:840 Thread.run',
    '6 Top.java:3 Top.main',
  ]);
});

test('Go: panics and the traces of zap', () => {
  const text = `goroutine 1 [running]:
main.(*Pay).charge(0xc000012120, {0x1, 0x2})
\t/src/orders/pay.go:88 +0x1d
created by main.main in goroutine 7
\t/src/orders/main.go:12 +0x5e
example.com/shop/pay.Declined
\t/src/pay/declined.go:4`;
  assert.deepEqual(shown(text), [
    '2 /src/orders/pay.go:88 main.(*Pay).charge',
    '4 /src/orders/main.go:12 main.main',
    '6 /src/pay/declined.go:4 pay.Declined',
  ]);
  assert.deepEqual(shown('main.go:12: payment declined'), []);
});

test('C#: frames with symbols', () => {
  const text = `System.Exception: no
   at Shop.Pay.Charge(Int32 id, String in) in /src/Shop/Pay.cs:line 88
   at Shop.Pay.<RunAsync>d__4.MoveNext() in C:\\src\\Shop\\Run.cs:line 9
   at System.Threading.Thread.Start()`;
  assert.deepEqual(shown(text), [
    '1 /src/Shop/Pay.cs:88 Shop.Pay.Charge',
    '2 C:\\src\\Shop\\Run.cs:9 Shop.Pay.<RunAsync>d__4.MoveNext',
  ]);
});

test('Rust: places on lines of their own', () => {
  assert.deepEqual(shown('   4: shop::pay::charge\n             at ./src/pay.rs:10:5'), ['1 ./src/pay.rs:10:5']);
});

test('of a huge trace both ends are read, with the lines numbered as in the whole', () => {
  const lines = Array.from({ length: 1_000_000 }, (_, index) => `  File "/app/a.py", line ${index + 1}, in f`);
  const frames = framesOf(lines.join('\r\n'));
  assert.equal(frames.length, 1000);
  assert.deepEqual(
    [frames[0]?.textLine, frames[499]?.textLine, frames[500]?.textLine, frames.at(-1)?.line],
    [0, 499, 999_500, 1_000_000],
  );
});

test('hostile text is no frame and takes linear time', () => {
  const texts = [
    `at ${'('.repeat(1_000_000)}`,
    `at ${':1'.repeat(1_000_000)}`,
    `at eval (${'eval at x ('.repeat(100_000)}`,
    `  File "${'", line '.repeat(200_000)}`,
    ` at ${' in '.repeat(200_000)}:line x`,
    `\t${'.go:1 +0x'.repeat(200_000)}`,
    ' '.repeat(2_000_000),
    'at a.b(A.java:99999999999999999999)',
    '  File "/a.py", line 0, in f',
    '\u0000at \u202e (x',
  ];
  for (const text of texts)
    assert.ok(
      framesOf(text).every(({ line }) => line > 0),
      text.slice(0, 30),
    );
});

test("a record's trace is found in its exception, its attributes, its message and its raw text", () => {
  const stack = 'Error: x\n    at f (/app/a.js:1:2)';
  assert.equal(stackOf(record({ exception: { stack } })), stack);
  assert.equal(stackOf(record({ attributes: { context: { err: { stack } } } })), stack);
  assert.equal(stackOf(record({ message: `failed ${stack}` })), `failed ${stack}`);
  assert.equal(stackOf(record({ raw: stack })), stack);
  assert.equal(stackOf(record({ message: 'two\nlines', raw: 'two\nlines' })), undefined);
});
