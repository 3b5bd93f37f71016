// Where the values that calls show come from: followed where it is certain, left alone where it is not.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Expression } from '../../../src/model/call.ts';
import { python, script } from '../parser.ts';

/** `x <- value <- …` of the first argument behind the message of the last call. */
function originOf(value: Expression | undefined): string {
  if (value === undefined) return '';
  const { origin, returns, text } = value;
  if (origin !== undefined)
    return `${text} <-${origin.by === 'assignment' ? '' : ` ${origin.by}`} ${originOf(origin.expression)}`;
  return returns === undefined ? text : `${text} = ${returns.map(originOf).join(' | ')}`;
}

function pythonOrigin(body: string): string {
  const text = `import logging\nlog = logging.getLogger()\nTOKEN = "abc"\ndef f(request, given="dflt"):\n${body.replace(/^/gm, '    ')}\n`;
  return originOf(python(text).at(-1)?.arguments[0]);
}

test('Python names', () => {
  const table: [body: string, expected: string][] = [
    ['x = request.headers\nlog.info("%s", x)', 'x <- request.headers'],
    ['x = y = request.token\nlog.info("%s", x)', 'x <- request.token'],
    ['x, y = a.b, c\nlog.info("%s", x)', 'x <- a.b'],
    ['x, y = pair()\nlog.info("%s", x)', 'x'],
    ['x = a\nx = b\nlog.info("%s", x)', 'x <- b'],
    ['x = a\nif c:\n    x = b\nlog.info("%s", x)', 'x'],
    ['if c:\n    x = b\n    log.info("%s", x)', 'x <- b'],
    ['if c:\n    x = b\nlog.info("%s", x)', 'x'],
    ['x = a\nx += b\nlog.info("%s", x)', 'x'],
    ['x = a\nfor i in y:\n    log.info("%s", x)\n    x = b', 'x'],
    ['for i in y:\n    x = a\n    log.info("%s", x)\n    x = b', 'x <- a'],
    ['x = a\nlog.info("%s", x)\nx = b', 'x <- a'],
    ['for x in request.headers:\n    log.info("%s", x)', 'x <- iteration request.headers'],
    ['for x, y in pairs:\n    log.info("%s", x)', 'x <- part pairs'],
    ['with open(path) as x:\n    log.info("%s", x)', 'x <- with open(path)'],
    ['with lock:\n    x = a\nlog.info("%s", x)', 'x <- a'],
    ['if (x := load()):\n    log.info("%s", x)', 'x <- load()'],
    ['x: str = a.b\nlog.info("%s", x)', 'x <- a.b'],
    ['try:\n    x = a\nexcept E:\n    log.info("%s", x)', 'x'],
    ['try:\n    x = a\nexcept E as x:\n    log.info("%s", x)', 'x'],
    ['log.info("%s", TOKEN)', 'TOKEN <- "abc"'],
    ['log.info("%s", given)', 'given <- default "dflt"'],
    ['given = a\nlog.info("%s", given)', 'given <- a'],
    ['if c:\n    given = a\nlog.info("%s", given)', 'given'],
    ['log.info("%s", request)', 'request'],
    ['x = request.token\ny = x\nlog.info("%s", y)', 'y <- x <- request.token'],
    ['x = a\nlog.info("%s", [x for x in y])', '[x for x in y]'],
    ['x = a\ndef g():\n    log.info("%s", x)', 'x <- a'],
    ['x = a\nx = b\ndef g():\n    log.info("%s", x)', 'x'],
    ['x = a\ndef g():\n    nonlocal x\n    x = b\ng()\nlog.info("%s", x)', 'x'],
    ['x = a\ndel x\nlog.info("%s", x)', 'x'],
    ['x = x\nlog.info("%s", x)', 'x <- x'],
    ['import x\nlog.info("%s", x)', 'x'],
    ['match q:\n    case {"k": x}:\n        log.info("%s", x)', 'x'],
  ];
  for (const [body, expected] of table) assert.equal(pythonOrigin(body), expected, body);
});

test('what functions of the same Python file give', () => {
  const call = (functions: string, value: string): string =>
    originOf(
      python(`import logging\nlog = logging.getLogger()\n${functions}\nlog.info("%s", ${value})\n`).at(-1)
        ?.arguments[0],
    );
  assert.equal(call('def g():\n    return secret', 'g()'), 'g() = secret');
  assert.equal(call('def g(x):\n    if x:\n        return a.b\n    return None', 'g(1)'), 'g(1) = a.b | None');
  assert.equal(call('def g():\n    x = token\n    return x', 'g()'), 'g() = x <- token');
  assert.equal(call('def g():\n    return g()', 'g()'), 'g() = g()');
  assert.equal(call('def g():\n    yield 1\n    return 2', 'g()'), 'g()');
  assert.equal(call('def g():\n    return 1\ndef g():\n    return 2', 'g()'), 'g()');
  assert.equal(call('def g():\n    pass', 'g()'), 'g()');
  assert.equal(call('def g():\n    return 1\ng = other', 'g()'), 'g()');
  assert.equal(call(`def g():\n    return a\n${'    # long\n'.repeat(300)}    return b`, 'g()'), 'g()');
  const method =
    'import logging\nlog = logging.getLogger()\nclass A:\n    def key(self):\n        return self._key\n    def f(self):\n        log.info("%s", self.key())\n';
  assert.equal(originOf(python(method)[0]?.arguments[0]), 'self.key() = self._key');
});

test('origins reach into fields, holes and objects', () => {
  const text =
    'import logging\nlog = logging.getLogger()\ndef f():\n    x = a.token\n    log.info(f"b {x}", extra={"c": x})\n';
  const [call] = python(text);
  const [, hole] = call?.message?.parts ?? [];
  assert.equal(originOf(hole?.kind === 'hole' ? hole.expression : undefined), 'x <- a.token');
  assert.equal(originOf(call?.fields[0]?.value), 'x <- a.token');
});

function scriptOrigin(body: string): string {
  const text = `const TOKEN = 'abc';\nfunction f(req, given = 'dflt') {\n${body}\n}`;
  return originOf(script(text, 'a.ts').at(-1)?.arguments[0]);
}

test('JavaScript and TypeScript names', () => {
  const table: [body: string, expected: string][] = [
    ["const x = req.headers; console.log('%s', x);", 'x <- req.headers'],
    ["const x: string = req.token; console.log('%s', x);", 'x <- req.token'],
    ["const { password } = req.body; console.log('%s', password);", 'password <- req.body.password'],
    ["const { password: x } = req.body; console.log('%s', x);", 'x <- req.body.password'],
    ["const { a: { x } } = req.body; console.log('%s', x);", 'x <- req.body.a.x'],
    ["const [x] = pair(); console.log('%s', x);", 'x'],
    ["let x = a; x = b; console.log('%s', x);", 'x <- b'],
    ["let x; if (c) x = b; console.log('%s', x);", 'x'],
    ["let x = a; if (c) { x = b; } console.log('%s', x);", 'x'],
    ["let x = a; x += b; console.log('%s', x);", 'x'],
    ["let x = 1; x++; console.log('%s', x);", 'x'],
    ["for (const x of req.items) console.log('%s', x);", 'x <- iteration req.items'],
    ["for (const x in req.items) console.log('%s', x);", 'x <- part req.items'],
    ["if (c) { const x = b; console.log('%s', x); }", 'x <- b'],
    ["const x = a; items.forEach(() => console.log('%s', x));", 'x <- a'],
    ["let x = a; const g = () => { x = b; }; g(); console.log('%s', x);", 'x'],
    ["const x = a; items.forEach((x) => console.log('%s', x));", 'x <- iteration items'],
    ["const [, x] = [a, b]; console.log('%s', x);", 'x <- b'],
    ["console.log('%s', TOKEN);", "TOKEN <- 'abc'"],
    ["console.log('%s', given);", "given <- default 'dflt'"],
    ["console.log('%s', req);", 'req'],
    ["const x = req.token, y = x; console.log('%s', y);", 'y <- x <- req.token'],
    ["try { x(); } catch (e) { console.log('%s', e); }", 'e'],
    ["const g = () => secret; console.log('%s', g());", 'g() = secret'],
    ["const g = (q) => { if (q) { return a; } return b; }; console.log('%s', g(1));", 'g(1) = a | b'],
    ["function g() { return secret; } console.log('%s', g());", 'g() = secret'],
  ];
  for (const [body, expected] of table) assert.equal(scriptOrigin(body), expected, body);
});

/** What the first argument behind the message of the last call may hold, as `by key=value`. */
function heldIn(value: Expression | undefined): string[] {
  return (value?.held ?? []).map(({ by, key, expression }) =>
    [by, key === undefined ? '' : ` ${key}`, expression === undefined ? ' gone' : ` ${expression.text}`].join(''),
  );
}

test('what a name may hold besides', () => {
  const table: [body: string, expected: string[]][] = [
    ['x = {}\nx["k"] = a\nlog.info("%s", x)', ['member k a']],
    ['x = {}\nlog.info("%s", x)\nx["k"] = a', []],
    ['x = X()\nx.k = a\nlog.info("%s", x)', ['member k a']],
    ['x = []\nx.append(a)\nx.extend(b)\nlog.info("%s", x)', ['member a', 'member b']],
    ['x = {}\nx.update(k=a)\ndel x["k"]\nlog.info("%s", x)', ['member k a', 'member k gone']],
    ['x = {}\nx["k"] = a\nx = {}\nlog.info("%s", x)', []],
    ['x = a\nx += b\nlog.info("%s", x)', ['member b']],
    ['if c:\n    x = a\nelse:\n    x = b\nlog.info("%s", x)', ['assignment a', 'assignment b']],
    ['x = d\nx = a\nif c:\n    x = b\nlog.info("%s", x)', ['assignment a', 'assignment b']],
    ['try:\n    raise E("secret " + a)\nexcept E as x:\n    log.info("%s", x)', ['raised E("secret " + a)']],
    ['def g(x):\n    log.info("%s", x)\ng(password)', ['argument password']],
    ['def g(y, *x):\n    log.info("%s", x)\ng(token, password)', ['argument x']],
  ];
  for (const [body, expected] of table) {
    const text = `import logging\nlog = logging.getLogger()\ndef f(c, d):\n${body.replace(/^/gm, '    ')}\n`;
    assert.deepEqual(heldIn(python(text).at(-1)?.arguments[0]), expected, body);
  }
});

test('the same in JavaScript', () => {
  const table: [body: string, expected: string[]][] = [
    ["const x = {}; x.k = a; console.log('%s', x);", ['member k a']],
    ["const x = {}; x['k'] = a; delete x.k; console.log('%s', x);", ['member k a', 'member k gone']],
    ["const x = []; x.push(a); console.log('%s', x);", ['member a']],
    ["const x = {}; Object.assign(x, a); console.log('%s', x);", ['member a']],
    ["const x = new Map(); x.set('k', a); console.log('%s', x);", ['member k a']],
    ["let x; if (c) x = a; else x = b; console.log('%s', x);", ['assignment a', 'assignment b']],
    ["try { throw new E(`secret ${a}`); } catch (x) { console.log('%s', x); }", ['raised new E(`secret ${a}`)']],
    ["const g = (x) => console.log('%s', x); g(password);", ['argument password']],
  ];
  for (const [body, expected] of table)
    assert.deepEqual(heldIn(script(`function f(c) { ${body} }`, 'a.js').at(-1)?.arguments[0]), expected, body);
});

test('what a function gives back of what it is given', () => {
  const [call] = script("const g = (q) => ({ a: q });\nconsole.log('%s', g(password));", 'a.js');
  assert.equal(call?.arguments[0]?.returns?.[0]?.children[0]?.origin?.expression.text, 'password');
});

test('what is changed between is said', () => {
  const touched = (between: string): boolean | undefined =>
    python(`import logging\nlog = logging.getLogger()\nx = {"a": 1}\n${between}\nlog.info("%s", x)\n`)[0]?.arguments[0]
      ?.origin?.touched;
  assert.equal(touched('x["token"] = y'), true);
  assert.equal(touched('x.update(y)'), true);
  assert.equal(touched('y = 1'), undefined);
});

test('many assignments and long chains are left alone', () => {
  const many = `import logging\nlog = logging.getLogger()\n${'x = y\n'.repeat(3000)}log.info("%s", x)\n`;
  assert.equal(originOf(python(many)[0]?.arguments[0]), 'x');
  const chain = Array.from({ length: 600 }, (_, index) => `a${index} = a${index + 1}\n`).join('');
  const text = `import logging\nlog = logging.getLogger()\n${chain.split('\n').reverse().join('\n')}\nlog.info("%s", a0)\n`;
  assert.equal(originOf(python(text)[0]?.arguments[0]), 'a0 <- a1 <- a2 <- a3');
});
