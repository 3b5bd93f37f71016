// What is read of Python calls: who logs, level, place, message parts, fields, exception.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { LoggerCall } from '../../../src/model/call.ts';
import { python } from '../parser.ts';

const LOGGING = 'import logging\nlogger = logging.getLogger(__name__)\n';

/** The only call of a text. */
function only(text: string): LoggerCall {
  const calls = python(text);
  assert.equal(calls.length, 1, `${calls.length} calls in ${text}`);
  return calls[0]!;
}

/** The message as text with its holes in braces. */
function shown({ message }: LoggerCall): string {
  return (message?.parts ?? [])
    .map((part) =>
      part.kind === 'text'
        ? part.text
        : `{${part.expression?.text ?? ''}${part.conversion === undefined ? '' : `!${part.conversion}`}${part.format === undefined ? '' : `:${part.format}`}}`,
    )
    .join('');
}

test('levels come from the method, or from the first argument of log', () => {
  const levels = (code: string): (string | undefined)[] => python(LOGGING + code).map(({ level }) => level);
  assert.deepEqual(
    levels(
      'logger.debug("a")\nlogger.info("a")\nlogger.warning("a")\nlogger.warn("a")\nlogger.error("a")\nlogger.exception("a")\nlogger.critical("a")\nlogger.fatal("a")',
    ),
    ['DEBUG', 'INFO', 'WARNING', 'WARNING', 'ERROR', 'ERROR', 'CRITICAL', 'CRITICAL'],
  );
  assert.deepEqual(
    levels(
      'logger.log(logging.INFO, "a")\nlogger.log(40, "a")\nlogger.log(level, "a")\nlogger.log("WARNING", "a")\nlogging.log(logging.DEBUG, "a")',
    ),
    ['INFO', 'ERROR', undefined, 'WARNING', 'DEBUG'],
  );
});

test('loggers are found by what they are bound to', () => {
  const code = `
import logging, logging as lg
from logging import getLogger as make, LoggerAdapter, error as fail
from celery.utils.log import get_task_logger
a = logging.getLogger()
b = c = make("x")
d, e = make("d"), 3
f = LoggerAdapter(a, {})
g = a.getChild("g")
h: logging.Logger = make("h")
i = a if __debug__ else b
j = None or make()
task = get_task_logger(__name__)
say = a.info
a.info("a"); b.info("b"); c.info("c"); d.info("d"); f.info("f"); g.info("g"); h.info("h"); i.info("i"); j.info("j"); task.info("task"); say("say"); fail("fail")
lg.info("lg"); logging.root.info("root"); make("k").info("k"); logging.getLogger("x").getChild("y").info("y")
`;
  assert.deepEqual(python(code).map(shown), [
    'a',
    'b',
    'c',
    'd',
    'f',
    'g',
    'h',
    'i',
    'j',
    'task',
    'say',
    'fail',
    'lg',
    'root',
    'k',
    'y',
  ]);
  assert.deepEqual(
    [...new Set(python(code).map(({ resolvedBy, dialect }) => `${dialect} ${resolvedBy}`))],
    ['python-logging binding'],
  );
});

test('attributes are followed through classes and what they extend', () => {
  const code = `
import logging
class Base:
    tracer = logging.getLogger("base")
    def __init__(self, out: logging.Logger):
        self.out = out
        self._sink = logging.getLogger("sink")
class Child(Base):
    def go(self):
        self.tracer.info("tracer"); self.out.info("out"); self._sink.info("sink"); Child.tracer.info("class")
        self.unknown.info("no"); self.items.error("no")
`;
  assert.deepEqual(python(code).map(shown), ['tracer', 'out', 'sink', 'class']);
});

test('what is defined as something else is no logger, whatever its name', () => {
  for (const code of [
    'import math\nlog = math.log\nlog.info("x")',
    'from numpy import log\nlog.info("x")',
    'log = 3\nlog.info("x")',
    'def f(log: int):\n    log.info("x")',
    'class L:\n    pass\nlog = L()\nlog.info("x")',
    'log = ["x"]\nlog.error("x")',
    'import math\nmath.log("x")',
  ]) {
    assert.deepEqual(python(code), [], code);
  }
});

test('names speak where nothing else does', () => {
  const names = [
    'log',
    'logger',
    '_log',
    'LOG',
    '_LOGGER',
    'audit_logger',
    'self.logger',
    'self.request.app.logger',
    'get_logger()',
    'app.log',
  ];
  for (const name of names) assert.equal(only(`${name}.info("x")`).resolvedBy, 'name', name);
  for (const name of ['catalog', 'dialog', 'blog', 'parser', 'login', 'messages', 'self.prolog', 'backlog'])
    assert.deepEqual(python(`${name}.info("log")`), [], name);
});

test('place: function, handler, loop', () => {
  const code = `${LOGGING}
logger.info("module")
class A:
    class B:
        def m(self):
            def inner():
                logger.info("inner")
            for x in y:
                logger.info("loop")
                try:
                    logger.info("try")
                except (KeyError, ValueError) as error:
                    logger.error("handler")
                except Exception:
                    logger.error("bare")
                else:
                    logger.info("else")
            while True: logger.info("while")
    f = lambda self: logger.info("lambda")
async def co():
    async for x in y:
        async with z as w: logger.info("async")
`;
  const found = python(code).map((call) => [
    shown(call),
    call.function,
    call.handler === undefined ? undefined : (call.handler.exceptionName ?? ''),
    call.inLoop,
  ]);
  assert.deepEqual(found, [
    ['module', undefined, undefined, false],
    ['inner', 'A.B.m.inner', undefined, false],
    ['loop', 'A.B.m', undefined, true],
    ['try', 'A.B.m', undefined, true],
    ['handler', 'A.B.m', 'error', true],
    ['bare', 'A.B.m', '', true],
    ['else', 'A.B.m', undefined, true],
    ['while', 'A.B.m', undefined, true],
    ['lambda', undefined, undefined, false],
    ['async', 'co', undefined, true],
  ]);
});

test('messages are taken apart, however they are built', () => {
  const message = (argument: string): [string, string | undefined] => {
    const call = only(`${LOGGING}T = "tea %s"\nlogger.info(${argument})`);
    return [shown(call), call.message?.built];
  };
  assert.deepEqual(message('"a" \'b\' """c"""'), ['abc', 'constant']);
  assert.deepEqual(message('"a" + "b"'), ['ab', 'constant']);
  assert.deepEqual(message('f"a{{b}}"'), ['a{b}', 'constant']);
  assert.deepEqual(message('r"a\\d"'), ['a\\d', 'constant']);
  assert.deepEqual(message('b"a\\x41"'), ['aA', 'constant']);
  assert.deepEqual(message('"\\x41\\u00e9\\U0001F600\\101\\n\\q"'), ['Aé😀A\n\\q', 'constant']);
  assert.deepEqual(message('"a\\\nb"'), ['ab', 'constant']);
  assert.deepEqual(message('T'), ['tea %s', 'constant']);
  assert.deepEqual(message('T, x'), ['tea {x!s}', 'template']);
  assert.deepEqual(message('"%s %5.2f %% %r", x, y, z'), ['{x!s} {y:5.2f} % {z!r}', 'template']);
  assert.deepEqual(message('"%*d %s", w, x, y'), ['{x:*d} {y!s}', 'template']);
  assert.deepEqual(message('"100%"'), ['100%', 'constant']);
  assert.deepEqual(message('f"{a!r:>10}{b.c}{d[0]}{e()}{f=}"'), ['{a!r:>10}{b.c}{d[0]}{e()}f={f!r}', 'f-string']);
  assert.deepEqual(message('"%(a)s %(b)d" % {"a": x, "b": y}'), ['{x!s} {y:d}', 'percent-operator']);
  assert.deepEqual(message('"%s %s" % (x, y)'), ['{x!s} {y!s}', 'percent-operator']);
  assert.deepEqual(message('"{} {1} {n:>4} {0.a[k]}".format(x, y, n=z)'), ['{x} {y} {z:>4} {x.a["k"]}', 'format-call']);
  assert.deepEqual(message('"a " + str(x) + y.z'), ['a {x!s}{y.z}', 'concatenation']);
  assert.deepEqual(message('"a" if x else f"b {y}"'), ['{"a" if x else f"b {y}"}', 'conditional']);
  assert.deepEqual(message('x.y'), ['{x.y}', 'expression']);
  assert.deepEqual(message('"\\n".join(x)'), ['{"\\n".join(x)}', 'expression']);
  const { message: chosen } = only(`${LOGGING}logger.info("a" if x else f"b {y}" if z else c)`);
  assert.deepEqual(
    chosen?.branches?.map(({ built }) => built),
    ['constant', 'conditional'],
  );
});

test('fields, exception and what is left', () => {
  const call = only(
    `${LOGGING}try: pass\nexcept E as e: logger.error("a %s", x, exc_info=e, stacklevel=2, extra={"a": 1, "b": {"c": y}, **more})`,
  );
  assert.deepEqual(
    call.fields.map(({ key, value }) => `${key}=${value.text}`),
    ['a=1', 'b.c=y'],
  );
  assert.deepEqual(
    call.spreads.map(({ text }) => text),
    ['more'],
  );
  assert.deepEqual(
    [call.exception?.text, call.exceptionBy, call.arguments.map(({ text }) => text)],
    ['e', 'argument', ['x']],
  );
  assert.equal(only(`${LOGGING}logger.exception("a")`).exceptionBy, 'method');
  assert.equal(only(`${LOGGING}logger.error("a", exc_info=True)`).exceptionBy, 'argument');
  assert.equal(only(`${LOGGING}logger.error("a", exc_info=False)`).exceptionBy, undefined);
});

test('a class whose log takes level and message is read by its shape', () => {
  const code = `
class StructuredLogger:
    def log(self, level, message, correlation_id=None, context=None, performance=None):
        ...
logger = StructuredLogger()
logger.log("ERROR", "order failed", correlation_id=cid, context={"order_id": 1, "user": {"id": 2}}, performance={"duration_ms": ms})
`;
  const call = only(code);
  assert.deepEqual(
    [call.dialect, call.resolvedBy, call.level, shown(call)],
    ['structured-logger', 'wrapper', 'ERROR', 'order failed'],
  );
  assert.deepEqual(
    call.fields.map(({ key }) => key),
    ['correlation_id', 'context.order_id', 'context.user.id', 'performance.duration_ms'],
  );
});

test('Twisted’s loggers are read by their own methods', () => {
  const calls = python(
    'from twisted.python import log\nfrom twisted.logger import Logger\nour = Logger()\n' +
      'log.msg(f"sent {mail}", system="mail")\nlog.err(failure, "while sending")\nlog.err()\n' +
      'our.warn("line of {length}", length=3)\nour.failure("not sent")\nother.msg("no logger")\n',
  );
  assert.deepEqual(
    calls.map((call) => [call.dialect, call.level, shown(call), call.fields.map(({ key }) => key), call.exceptionBy]),
    [
      ['twisted', undefined, 'sent {mail}', ['system'], undefined],
      ['twisted', 'ERROR', 'while sending', [], 'argument'],
      ['twisted', 'ERROR', '', [], 'method'],
      ['twisted', 'WARNING', 'line of {length}', ['length'], undefined],
      ['twisted', 'CRITICAL', 'not sent', [], 'method'],
    ],
  );
});

test('a function that shows what it was given only where something goes wrong is no wrapper', () => {
  const calls = python(
    LOGGING +
      'def report(msg):\n    try:\n        queue.put(msg)\n    except IOError:\n        logger.error("queue is gone: %s", msg)\n' +
      'def log_safely(msg):\n    logger.info(msg)\n' +
      'report({"op": "restart"})\nlog_safely("restarted")\n',
  );
  assert.deepEqual(
    calls.map(({ logger, method }) => `${logger}.${method}`),
    ['logger.error', 'logger.info', '.log_safely'],
  );
});

test('positions count UTF-16 units, whatever stands before', () => {
  const call = only(`x = "𝒳漢é"; log.info("𝒳 %s", y)\n`);
  assert.deepEqual(call.range, { start: { line: 0, column: 12 }, end: { line: 0, column: 32 } });
  assert.deepEqual(
    call.arguments.map(({ range }) => range),
    [{ start: { line: 0, column: 30 }, end: { line: 0, column: 31 } }],
  );
  for (const end of ['\n', '\r\n', '\r'])
    assert.equal(python(['"𝒳"', 'a = 1', 'log.info("x")'].join(end))[0]?.range.start.line, 2);
});

test('half-typed code keeps what is around it', () => {
  const code = `${LOGGING}logger.info("before %s", x)\ndef f(:\n    logger.info("in"\nx = [1,\nlogger.info("after")\n`;
  const texts = python(code).map(shown);
  assert.ok(texts.includes('before {x!s}'), texts.join('|'));
  assert.ok(texts.includes('after'), texts.join('|'));
});

test('Python 2 is read as far as the grammar goes', () => {
  const code = 'import logging\ntry:\n    print "x"\nexcept IOError, e:\n    logging.error("failed: %s" % e)\n';
  assert.deepEqual(
    python(code).map((call) => [shown(call), call.handler?.exceptionName]),
    [['failed: {e!s}', 'e']],
  );
});

test('a name of the file’s own is not an outdated name of the library', () => {
  const calls = python(LOGGING + 'warn = logger.warning\nwarn("a")\nlogger.warn("b")\n');
  assert.deepEqual(
    calls.map(({ outdated }) => outdated?.instead),
    [undefined, 'warning'],
  );
});

test('a logger of unknown make whose log takes no level is not held to the standard library', () => {
  const calls = python('def work(logger, message):\n    logger.log(message)\n    logger.log("at work", message)\n');
  assert.deepEqual(
    calls.map(({ misuses }) => misuses),
    [undefined, undefined],
  );
});
