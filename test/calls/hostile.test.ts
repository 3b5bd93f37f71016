// Texts no person wrote: nothing throws, what can't be read is said.
import assert from 'node:assert/strict';
import test from 'node:test';
import { languageOf } from '../../src/calls/parser.ts';
import { lint } from '../../src/lint/lint.ts';
import { parser, python, script } from './parser.ts';

/** Calls and the reason a text was skipped. */
function read(path: string, text: string): { calls: number; reason: string | undefined } {
  let reason: string | undefined;
  const reading = parser.parse({ path, text, onSkip: (why) => (reason = why) });
  lint(path, reading, { text });
  return { calls: reading.calls.length, reason };
}

test('languages by extension', () => {
  assert.deepEqual(
    ['a.py', 'a.pyi', 'b/c.TS', 'a.tsx', 'a.mts', 'a.jsx', 'a.cjs', 'a.go', 'py', '.py', 'a.d.ts'].map(languageOf),
    [
      'python',
      'python',
      'typescript',
      'typescript',
      'typescript',
      'javascript',
      'javascript',
      undefined,
      undefined,
      'python',
      'typescript',
    ],
  );
  assert.deepEqual(parser.parse({ path: 'a.go', text: 'log.info("x")' }).calls, []);
  assert.deepEqual(parser.parse({ path: 'a.py', language: 'cobol', text: 'log.info("x")' }).calls, []);
});

test('too large, minified, nested without end: skipped with a reason', () => {
  assert.equal(read('a.py', `log.info("x")\n${'#'.repeat(2_000_001)}`).reason, 'it is larger than 2 MB');
  assert.equal(read('a.js', `console.log("x");${'a=1;'.repeat(20_000)}`).reason, 'it is minified');
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['f(', ')'],
    ['-', ''],
    ['not ', ''],
    ['lambda: ', ''],
    ['a.b(', ')'],
    ['{1:', '}'],
  ]) {
    const deep = `log.info(${`${open!}\n`.repeat(20_000).replaceAll('\n', open === '-' || open === 'not ' || open === 'lambda: ' ? '' : '\n')}x${close!.repeat(20_000)})`;
    const { calls, reason } = read('a.py', deep);
    assert.ok(calls <= 1 && (calls === 1 || reason !== undefined), `${open!}: ${calls} ${reason ?? ''}`);
  }
});

test('a chain of calls is followed once, however long', () => {
  const chain = ".describe('a')\n".repeat(60);
  assert.equal(script(`const options = yargs\n${chain};\noptions${chain};\nconsole.log(options);`).length, 1);
});

test('long chains are read or skipped, never fatal', () => {
  for (const text of [
    `log.info("a" ${'+ x\n'.repeat(30_000)})`,
    `log.info("a" ${'"b"\n'.repeat(30_000)})`,
    `log.info(${'x,\n'.repeat(30_000)})`,
    `log.info(f"${'{x}'.repeat(30_000)}\n")`,
    `log.info(x${'.a\n'.repeat(30_000)})`,
    `log.info(x${'.a()\n'.repeat(30_000)})`,
    `if x:\n${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth + 1)}if x:\n`).join('')}${' '.repeat(302)}log.info("x")\n`,
    'log = log\n'.repeat(2_000) + 'log.info("x")',
    Array.from({ length: 2_000 }, (_, index) => `log${index} = log${index + 1}\n`).join('') + 'log0.info("x")',
  ]) {
    read('a.py', text);
  }
  for (const text of [
    `console.log("a" ${'+ x\n'.repeat(30_000)})`,
    `console.log(${'`${'.repeat(500)}x${'}`'.repeat(500)})`,
    `${'a?.b?.('.repeat(1_000)}console.log(1)`,
    `x = ${'a ? b : '.repeat(5_000)}console.log(1)`,
  ])
    read('a.ts', text);
});

test('names bound to one another without end', () => {
  const names = Array.from({ length: 60 }, (_, index) => `l${index}log`);
  const text = names
    .map(
      (name, index) =>
        `${name} = ${names[(index + 1) % names.length]!} or ${names[(index + 7) % names.length]!} or ${names[(index + 13) % names.length]!}`,
    )
    .join('\n');
  read('a.py', `${text}\nl0log.info("x")`);
  read('a.js', `${text.replaceAll(' or ', ' || ')}\nl0log.info("x")`);
});

test('random bytes, cut texts, odd characters', () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const good =
    'import logging\nlogger = logging.getLogger()\nclass A:\n  def f(self):\n    try:\n      logger.info(f"a {b!r:>{c}} {d=}" "e" % (x, y), extra={"k": 1, **z})\n    except E as e: logger.exception("%s" % e)\n';
  const script =
    "const { info } = console; try { info(`a ${b ? `c ${d}` : e}`, { k: 1, ...z }); } catch ({ message }) { console.error('x' + message, ...y); }\n";
  for (let round = 0; round < 150; round++) {
    for (const [path, text] of [
      ['a.py', good],
      ['a.ts', script],
      ['a.jsx', script],
    ] as const) {
      const from = Math.floor(random() * text.length);
      read(path, text.slice(from) + text.slice(0, Math.floor(random() * from)));
      const noise = String.fromCharCode(Math.floor(random() * 0x10000));
      read(path, text.slice(0, from) + noise + text.slice(from + Math.floor(random() * 4)));
    }
  }
});

test('keys of the prototype are keys', () => {
  const [call] = python('log.info("x", extra={"__proto__": 1, "constructor": 2, "hasOwnProperty": 3})');
  assert.deepEqual(
    call?.fields.map(({ key }) => key),
    ['__proto__', 'constructor', 'hasOwnProperty'],
  );
  const text = 'import logging\nlogger = logging.getLogger()\nlogger.info(f"x {constructor} {__proto__} {toString}")';
  assert.equal(
    lint('a.py', parser.parse({ path: 'a.py', text }), {
      text,
      severities: { constructor: 'off', __proto__: 'off' } as never,
    }).length,
    1,
  );
  assert.equal(script('constructor.info("x"); toString.log("log"); __proto__.logger.info("x");').length, 1);
});

test('a parser that was let go finds nothing, and another goes on', async () => {
  const { createCallParser } = await import('../../src/calls/parser.ts');
  const { loadWasm } = await import('./parser.ts');
  const second = await createCallParser({ loadWasm });
  assert.equal(second.parse({ path: 'a.py', text: 'log.info("x")' }).calls.length, 1);
  second.dispose();
  assert.deepEqual(second.parse({ path: 'a.py', text: 'log.info("x")' }).calls, []);
  assert.equal(python('log.info("x")').length, 1);
});

test('comments without end cost no minutes', () => {
  const head =
    'import logging\nlog = logging.getLogger(__name__)\n\ndef f(x):\n    if x:\n        log.info("a %s", x)\n';
  for (const comment of ['# x\n', '        # x\n', '        # x\n  # y\n', `        # ${'y'.repeat(70)}\n`]) {
    const text = `${head}${comment.repeat(20_000)}log.info("b")\n`;
    assert.deepEqual(read('a.py', text), { calls: 2, reason: undefined });
    const all = parser.parse({ path: 'a.py', text, activity: true });
    assert.deepEqual([all.calls.length, all.functions.map(({ name }) => name)], [2, ['f']]);
    // Nothing is left out of a text whose brackets do not close.
    assert.equal(read('a.py', `${text}x = (`).reason, 'it takes too long to parse');
    assert.equal(parser.commentPlaces({ path: 'a.py', text }), undefined);
  }
});

test('a language is loaded when it is first asked for, with those its files may import', async () => {
  const { createCallParser } = await import('../../src/calls/parser.ts');
  const { loadWasm } = await import('./parser.ts');
  const loaded: string[] = [];
  const late = await createCallParser({
    languages: [],
    loadWasm: (name) => {
      loaded.push(name);
      return loadWasm(name);
    },
  });
  const source = { path: 'a.js', text: 'console.log("x");\n' };
  const skipped: string[] = [];
  assert.deepEqual(late.parse({ ...source, onSkip: (reason) => skipped.push(reason) }).calls, []);
  assert.deepEqual(skipped, ['its language is not loaded']);
  await Promise.all([late.load(source), late.load({ path: 'a.txt', language: 'javascript' })]);
  assert.equal(late.parse(source).calls.length, 1);
  assert.deepEqual(
    loaded.filter((name) => name.startsWith('tree-sitter-')),
    ['tree-sitter-javascript.wasm', 'tree-sitter-typescript.wasm', 'tree-sitter-tsx.wasm'],
  );
  late.dispose();
});

test('a grammar that is missing is an error of the one who asked', async () => {
  const { createCallParser } = await import('../../src/calls/parser.ts');
  await assert.rejects(
    createCallParser({ loadWasm: (name) => Promise.reject(new Error(`no ${name}`)) }),
    /no web-tree-sitter\.wasm/,
  );
});
