// What rules are told of a call and its file besides message and fields: kind, arguments, conditions, loops, functions, module.
import assert from 'node:assert/strict';
import test from 'node:test';
import { python, reading, script } from '../parser.ts';

const LOGGING = 'import logging\nlog = logging.getLogger()\n';

test('kinds of calls', () => {
  const kinds = (calls: ReturnType<typeof python>): string[] => calls.map(({ kind, method }) => `${kind} ${method}`);
  const text =
    'import sys, warnings, logging\nfrom pprint import pprint\nfrom warnings import warn\nlog = logging.getLogger()\n' +
    'log.info("a")\nprint("a", x)\npprint(x)\nsys.stdout.write("a")\nsys.stderr.write("b")\nwarnings.warn("c")\nwarn("d")\nf.write("x")\n';
  assert.deepEqual(kinds(python(text)), [
    'log info',
    'print print',
    'print pprint',
    'print write',
    'print write',
    'warning warn',
    'warning warn',
  ]);
  assert.deepEqual(kinds(python('def print(x): pass\nprint(token)\n')), []);
  assert.deepEqual(kinds(python('from x import print\nprint(token)\n')), []);
  assert.deepEqual(kinds(python('print(f"x {token}", y, file=f)\n')), ['print print']);
  assert.deepEqual(kinds(script("console.log('a'); process.stdout.write(x); res.write(x); print('a');")), [
    'console log',
    'print write',
  ]);
  // A file that only prints is read where it names what must not be printed.
  assert.deepEqual(kinds(python('print("a", x)\n')), []);
  const [call] = python('print("a", token, sep=", ")\n');
  assert.deepEqual([call?.arguments.map(({ text: shown }) => shown), call?.level], [['token'], undefined]);
});

test('arguments as they were given, and how each is taken out', () => {
  const removed = (argument: string, language: 'py' | 'ts' = 'py'): string[] => {
    const text = `log.info(${argument})`;
    const { calls } = reading(text, `a.${language}`);
    return (calls[0]?.given ?? []).map(({ removal }) =>
      removal === undefined ? '-' : text.slice(0, removal.start.column) + text.slice(removal.end.column),
    );
  };
  assert.deepEqual(removed('"a", x, exc_info=True'), [
    'log.info(x, exc_info=True)',
    'log.info("a", exc_info=True)',
    'log.info("a", x)',
  ]);
  assert.deepEqual(removed('"a",'), ['log.info()']);
  assert.deepEqual(removed('"a", x,'), ['log.info(x,)', 'log.info("a",)']);
  assert.deepEqual(removed("'a', { b }, c", 'ts'), ['log.info({ b }, c)', "log.info('a', c)", "log.info('a', { b })"]);
  const { given = [] } = python(`${LOGGING}log.info("a", *args, exc_info=True, **more)`)[0] ?? {};
  assert.deepEqual(
    given.map(({ key, spread, value }) => [key, spread, value.text]),
    [
      [undefined, undefined, '"a"'],
      [undefined, 'list', 'args'],
      ['exc_info', undefined, 'True'],
      [undefined, 'map', 'more'],
    ],
  );
  const [commented] = python(`${LOGGING}log.info(\n    "a",  # why\n    x,\n)`);
  assert.deepEqual(
    commented?.given.map(({ removal }) => removal !== undefined),
    [false, false],
  );
});

test('conditions and what they ask', () => {
  const asked = (code: string): (string | undefined)[] =>
    python(LOGGING + code)[0]?.conditions.map(({ kind, asks, level }) =>
      [kind, asks, level].filter((one) => one !== undefined).join(' '),
    ) ?? ['no call'];
  assert.deepEqual(asked('if log.isEnabledFor(logging.DEBUG):\n    log.debug("x")'), ['if level DEBUG']);
  assert.deepEqual(asked('if debug:\n    log.debug("x")'), ['if debug']);
  assert.deepEqual(asked('if self.verbose and x:\n    log.debug("x")'), ['if debug']);
  assert.deepEqual(asked('if allowed(verbose):\n    log.debug("x")'), ['if']);
  assert.deepEqual(asked('if not debug:\n    log.debug("x")'), ['if']);
  assert.deepEqual(asked('if i % 100 == 0:\n    log.info("x")'), ['if rate']);
  assert.deepEqual(asked('if a:\n    pass\nelif debug:\n    log.info("x")'), ['if debug']);
  assert.deepEqual(asked('if a:\n    pass\nelse:\n    if b:\n        log.info("x")'), ['else', 'if']);
  assert.deepEqual(asked('match a:\n    case 1:\n        log.info("x")'), ['case']);
  assert.deepEqual(asked('if a:\n    def f():\n        log.info("x")'), []);
  assert.deepEqual(asked('x = "debug" if a == "%s" % b else 1\nlog.info("x")'), []);
  const scripted = (code: string): (string | undefined)[] =>
    script(code)[0]?.conditions.map(({ kind, asks }) => [kind, asks].filter((one) => one !== undefined).join(' ')) ??
    [];
  assert.deepEqual(scripted('if (logger.isDebugEnabled()) console.log("x");'), ['if level']);
  assert.deepEqual(scripted('debug && console.log("x");'), ['if debug']);
  assert.deepEqual(scripted('if (a) { b(); } else if (c) { console.log("x"); }'), ['else', 'if']);
  assert.deepEqual(scripted('a ? console.log("x") : b();'), ['if']);
  assert.deepEqual(scripted('switch (a) { case 1: console.log("x"); }'), ['case']);
  assert.deepEqual(scripted('if (process.env.NODE_ENV !== "production") console.log("x");'), ['if debug']);
});

test('loops', () => {
  const loop = (code: string, file = 'a.py'): string => {
    const [call] = reading((file === 'a.py' ? LOGGING : '') + code, file).calls;
    const inside = call?.conditions.filter(({ inLoop }) => inLoop).length ?? 0;
    return call?.loop === undefined
      ? 'none'
      : `${call.loop.kind} ${call.loop.header}${call.loop.leaves ? ' leaves' : ''} ${inside}`;
  };
  assert.equal(loop('for a in b:\n    log.info("x")'), 'for for a in b: 0');
  assert.equal(loop('while True:\n    if a:\n        log.info("x")'), 'while while True: 1');
  assert.equal(loop('if a:\n    for a in b:\n        log.info("x")'), 'for for a in b: 0');
  assert.equal(loop('for a in b:\n    if a:\n        log.info("x")\n        break'), 'for for a in b: leaves 1');
  assert.equal(loop('for a in b:\n    log.info("x")\n    return'), 'for for a in b: leaves 0');
  assert.equal(loop('for a in b:\n    pass\nelse:\n    log.info("x")'), 'none');
  assert.equal(loop('for a in b:\n    def f():\n        log.info("x")'), 'none');
  assert.equal(loop('for (const a of b) { console.log(a); }', 'a.ts'), 'for for (const a of b) 0');
  assert.equal(loop('while (a) { if (b) { console.log(a); break; } }', 'a.ts'), 'while while (a) leaves 1');
  assert.equal(loop('items.forEach((a) => { console.log(a); });', 'a.ts'), 'callback items.forEach( 0');
});

test('functions, their heads and what they are called for', () => {
  const functions = (text: string, file: string): string[] =>
    reading(text, file).functions.map(({ name, parameters, decorators, handles, async }) =>
      `${async ? 'async ' : ''}${name}(${parameters.map((one) => one.name + (one.annotation === undefined ? '' : `: ${one.annotation}`)).join(', ')}) ${[...decorators, handles].join(' ')}`.trim(),
    );
  const py = (head: string): string => functions(`${LOGGING}${head}\n    log.info("x")\n`, 'a.py')[0] ?? '';
  assert.equal(
    py('def f(a, *args, b: Dict[str, int] = {"x": 1}, **kw) -> None:'),
    'f(a, *args, b: Dict[str, int], **kw)',
  );
  assert.equal(py('@app.get("/x")\nasync def f(id: int):'), 'async f(id: int) app.get("/x") request');
  assert.equal(py('@shared_task(bind=True)\ndef f(self):'), 'f(self) shared_task(bind=True) task');
  assert.equal(py('def sign(request, key):'), 'sign(request, key)');
  assert.equal(py('from django.http import HttpResponse\ndef f(request, pk):'), 'f(request, pk) request');
  assert.equal(py('from aiohttp import web\nasync def f(req: web.Request):'), 'async f(req: web.Request) request');
  assert.equal(py('def lambda_handler(event, context):'), 'lambda_handler(event, context) message');
  assert.equal(py('def callback(ch, method, properties, body):'), 'callback(ch, method, properties, body) message');
  assert.equal(py('def get(self, key):'), 'get(self, key)');
  assert.equal(py('@functools.cache\ndef get(key):'), 'get(key) functools.cache');
  assert.equal(
    functions(`${LOGGING}class V(APIView):\n    def get(self, q):\n        log.info("x")\n`, 'a.py')[0],
    'V.get(self, q) request',
  );
  const ts = (code: string): string[] => functions(code, 'a.ts');
  assert.deepEqual(ts("app.get('/', async (req, res) => { items.forEach((i) => console.log(i)); });"), [
    'async (req, res) request',
    '(i) request',
  ]);
  assert.deepEqual(ts("app.use(async (ctx, next) => { console.log('x'); });"), ['async (ctx, next) request']);
  assert.deepEqual(
    ts(
      "@Controller('a') class A { @Get(':id') find(@Param('id') id: string, b?: Map<string, number>) { console.log(id); } }",
    ),
    ["A.find(id: string, b: Map<string, number>) Get(':id') Controller('a') request"],
  );
  assert.deepEqual(ts("class A { @EventPattern('x') on(data) { console.log(data); } }"), [
    "A.on(data) EventPattern('x') message",
  ]);
  assert.deepEqual(ts('function f(a = (1, 2), { b, c }: { b: string; c: () => void }, ...rest) { console.log(a); }'), [
    'f(a, { b, c }: { b: string; c: () => void }, ...rest)',
  ]);
});

test('request and correlation IDs in reach', () => {
  const ids = (text: string, file = 'a.py'): string[] =>
    reading(text, file).functions[0]?.correlation.map((one) => one.text) ?? [];
  assert.deepEqual(ids(`${LOGGING}def f(correlation_id):\n    log.info("x")`), ['correlation_id']);
  assert.deepEqual(
    ids(`import flask\n${LOGGING}def f(request):\n    rid = request.state.request_id\n    log.info("x")`),
    ['request.state.request_id'],
  );
  assert.deepEqual(
    ids(`import flask\n${LOGGING}def f(request):\n    cid = request.headers.get("X-Request-ID")\n    log.info("x")`),
    ['cid', 'request.headers.get("X-Request-ID")'],
  );
  assert.deepEqual(ids(`${LOGGING}def f(x):\n    log.info("request_id missing")`), []);
  assert.deepEqual(ids("app.get('/', (req, res) => { console.log(req.id); });", 'a.ts'), ['req.id']);
});

test('what a file is', () => {
  const py = (text: string, file = 'a.py'): object => {
    const { loggers, script: isScript, test: isTest, commandLine } = reading(text, file).module;
    return [loggers, isScript, isTest, commandLine];
  };
  assert.deepEqual(py(`${LOGGING}log.info("x")`), [['log'], false, false, false]);
  assert.deepEqual(py('from app.log import logger\nprint(token)'), [['logger'], false, false, false]);
  assert.deepEqual(py('import argparse\nprint(token)\nif __name__ == "__main__":\n    main()'), [
    [],
    true,
    false,
    true,
  ]);
  assert.deepEqual(py('print(token)', 'pkg/tests/test_a.py'), [[], false, true, false]);
  assert.deepEqual(py("#!/usr/bin/env node\nimport { program } from 'commander';\nconsole.log(1);", 'a.ts'), [
    [],
    true,
    false,
    true,
  ]);
  assert.deepEqual(py("import { logger } from './log';\nconsole.log(1);", 'a.test.ts'), [
    ['logger'],
    false,
    true,
    false,
  ]);
  assert.deepEqual(py("import pino from 'pino';\nconst log = pino();\nlog.info('x');", 'a.ts'), [
    ['log'],
    false,
    false,
    false,
  ]);
});

test('literals keep their values however they are written', () => {
  const value = (expression: string): string | undefined =>
    python(`${LOGGING}log.info("%s", ${expression})`)[0]?.arguments[0]?.value;
  assert.equal(value('"a" "b"'), 'ab');
  assert.equal(value('"a" + \'b\''), 'ab');
  assert.equal(value('b"a\\x41"'), 'aA');
  assert.equal(value('("a"\n"b")'), 'ab');
  assert.equal(value('"a" + x'), undefined);
  assert.equal(value('1 + 2'), undefined);
  const scripted = (expression: string): string | undefined =>
    script(`console.log('%s', ${expression})`)[0]?.arguments[0]?.value;
  assert.equal(scripted("'a' + 'b' + `c`"), 'abc');
  assert.equal(scripted('`a\\n`'), 'a\n');
  assert.equal(scripted("'a' + x"), undefined);
  assert.deepEqual(python(`${LOGGING}log.info("%s", f"a {x} b{y}")`)[0]?.arguments[0]?.texts, ['a ', ' b', '']);
  assert.deepEqual(script("console.log('%s', `a ${x} b`)")[0]?.arguments[0]?.texts, ['a ', ' b']);
  assert.deepEqual(script("console.log('%s', 'a ' + x + ' b')")[0]?.arguments[0]?.texts, ['a ', ' b']);
});
