// What is read of JavaScript and TypeScript calls: who logs, level, place, message parts, fields, exception.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { LoggerCall } from '../../../src/model/call.ts';
import { parser, script } from '../parser.ts';

const PINO = "import pino from 'pino';\nconst log = pino();\n";
const WINSTON = "const winston = require('winston');\nconst logger = winston.createLogger();\n";

function only(text: string, file?: string): LoggerCall {
  const calls = script(text, file);
  assert.equal(calls.length, 1, `${calls.length} calls in ${text}`);
  return calls[0]!;
}

function shown({ message }: LoggerCall): string {
  return (message?.parts ?? [])
    .map((part) => (part.kind === 'text' ? part.text : `{${part.expression?.text ?? ''}}`))
    .join('');
}

test('loggers are found by what they are bound to', () => {
  const code = `
import pino, { pino as make, type Logger } from 'pino';
import * as winston from 'winston';
import { createLogger } from 'winston';
import bunyan from 'bunyan';
const required = require('pino')({ level: 'info' });
const a = pino(); const b = make(); const c = a.child({ x: 1 }); const d = createLogger(); const e = winston.createLogger(); const f = bunyan.createLogger();
const { info, error: fail } = console; const say = console.log;
let g: Logger; let h: Logger | undefined;
a.info('a'); b.info('b'); c.info('c'); d.info('d'); e.info('e'); f.info('f'); g.info('g'); required.info('required'); info('info'); fail('fail'); say('say');
winston.info('default'); a.child({}).child({}).info('deep'); pino().info('inline'); console.log('console'); globalThis.console.warn('global');
class S { private readonly sink = pino(); #own = pino(); constructor(private readonly out: Logger, plain: Logger) { this.later = plain; }
  go(): void { this.sink.info('sink'); this.#own.info('own'); this.out.info('out'); this.later.info('later'); } }
`;
  assert.deepEqual(script(code).map(shown), [
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'g',
    'required',
    'info',
    'fail',
    'say',
    'default',
    'deep',
    'inline',
    'console',
    'global',
    'sink',
    'own',
    'out',
    'later',
  ]);
  assert.deepEqual([...new Set(script(code).map(({ resolvedBy }) => resolvedBy))], ['binding']);
});

test('what is defined as something else is no logger, whatever its name', () => {
  for (const code of [
    "import { log } from 'mathjs';\nlog.info('x');",
    "const log = [];\nlog.error('x');",
    "function f(log: number) { log.info('x'); }",
    "Math.log('x');",
    "class L {}\nconst log = new L();\nlog.info('x');",
    "const { log } = require('mathjs');\nlog.info('x');",
    "console.count('x'); console.time('log');",
  ]) {
    assert.deepEqual(script(code), [], code);
  }
});

test('the library of an unknown logger is judged by imports, else by the shape of its calls', () => {
  const dialect = (code: string): string => script(code)[0]!.dialect;
  assert.equal(dialect("import { logger } from './log.js';\nlogger.info({ a: 1 }, 'x');"), 'pino');
  assert.equal(dialect("import { logger } from './log.js';\nlogger.info('x', { a: 1 });"), 'winston');
  assert.equal(
    dialect("import type { Logger } from 'pino';\nimport { logger } from './log.js';\nlogger.info('x');"),
    'pino',
  );
  assert.equal(dialect("import 'winston';\nlogger.info('x');"), 'winston');
  assert.equal(dialect("export const get = (req) => { req.log.info('x'); };"), 'pino');
  assert.equal(dialect("fastify.log.error('x');"), 'pino');
  assert.equal(dialect("logger.log('info', 'x');"), 'winston');
  const [first, second] = script("logger.info('x');\nlogger.info({ a: 1 }, 'y');");
  assert.deepEqual([first?.dialect, second?.dialect], ['pino', 'pino']);
});

test('pino: object first, message, values', () => {
  const call = only(`${PINO}log.warn({ a, 'b-c': 2, ...rest, nested: { id: 1 }, err: e }, 'hello %s', x);`);
  assert.deepEqual(
    call.fields.map(({ key, value }) => `${key}=${value.text}`),
    ['a=a', 'b-c=2', 'nested.id=1'],
  );
  assert.deepEqual(
    [
      call.level,
      call.spreads.map(({ text }) => text),
      call.exception?.text,
      shown(call),
      call.arguments.map(({ text }) => text),
    ],
    ['WARNING', ['rest'], 'e', 'hello {x}', ['x']],
  );
  assert.equal(only(`${PINO}log.error(err, 'failed');`).exceptionBy, 'argument');
  assert.equal(only(`${PINO}log.error(new Error('x'));`).exceptionBy, 'argument');
  assert.equal(shown(only(`${PINO}log.info('only');`)), 'only');
  assert.equal(shown(only(`${PINO}log.info(data, 'behind');`)), 'behind');
});

test('winston: message, object; log with a level; log with one object', () => {
  assert.deepEqual(
    only(`${WINSTON}logger.error('failed', { a: 1, error });`).fields.map(({ key }) => key),
    ['a'],
  );
  assert.equal(only(`${WINSTON}logger.error('failed', { a: 1, error });`).exception?.text, 'error');
  const levelled = only(`${WINSTON}logger.log('warn', 'x', { a: 1 });`);
  assert.deepEqual([levelled.level, shown(levelled), levelled.fields.map(({ key }) => key)], ['WARNING', 'x', ['a']]);
  const single = only(`${WINSTON}logger.log({ level: 'error', message: 'x', a: 1 });`);
  assert.deepEqual([single.level, shown(single), single.fields.map(({ key }) => key)], ['ERROR', 'x', ['a']]);
  assert.equal(only(`${WINSTON}logger.log(level, 'x');`).level, undefined);
  assert.equal(only(`${WINSTON}logger.silly('x');`).level, 'TRACE');
});

test('console: values behind the message, an object, an error', () => {
  const call = only("console.error('a %s', x, { y }, err);");
  assert.deepEqual(
    [
      call.level,
      shown(call),
      call.arguments.map(({ text }) => text),
      call.fields.map(({ key }) => key),
      call.exception?.text,
    ],
    ['ERROR', 'a {x}', ['x', 'err'], ['y'], 'err'],
  );
  assert.equal(only("console.log('x:', x);").message?.built, 'constant');
});

test('place: function, handler, loop', () => {
  const code = `
console.log('module');
export class A { m() { for (const x of y) { console.log('loop'); } }
  arrow = async () => { try { console.log('try'); } catch (error) { console.log('catch'); items.forEach((i) => console.log('each')); } finally { console.log('finally'); } };
  get g() { return console.log('getter'); } }
const f = () => { go().catch((e: Error) => console.log('promise')).then(() => console.log('then'), (why) => console.log('rejected')); };
const o = { method() { console.log('method'); }, key: () => console.log('key') };
module.exports.handler = function () { console.log('exports'); };
app.get('/', (req, res) => { console.log('callback'); });
try { x(); } catch { console.log('bare'); }
do { console.log('do'); } while (x);
function outer() { function inner() { console.log('inner'); } }
`;
  assert.deepEqual(
    script(code).map((call) => [
      shown(call),
      call.function,
      call.handler === undefined ? undefined : (call.handler.exceptionName ?? ''),
      call.inLoop,
    ]),
    [
      ['module', undefined, undefined, false],
      ['loop', 'A.m', undefined, true],
      ['try', 'A.arrow', undefined, false],
      ['catch', 'A.arrow', 'error', false],
      ['each', 'A.arrow', 'error', true],
      ['finally', 'A.arrow', undefined, false],
      ['getter', 'A.g', undefined, false],
      ['promise', 'f', 'e', false],
      ['then', 'f', undefined, false],
      ['rejected', 'f', 'why', false],
      ['method', 'method', undefined, false],
      ['key', 'key', undefined, false],
      ['exports', 'handler', undefined, false],
      ['callback', undefined, undefined, false],
      ['bare', undefined, '', false],
      ['do', undefined, undefined, true],
      ['inner', 'outer.inner', undefined, false],
    ],
  );
});

test('messages are taken apart, however they are built', () => {
  const message = (argument: string): [string, string | undefined] => {
    const call = only(`const T = 'tea';\nconsole.log(${argument});`);
    return [shown(call), call.message?.built];
  };
  assert.deepEqual(message('`a ${b.c} d`'), ['a {b.c} d', 'template-literal']);
  assert.deepEqual(message('`a\\n\\u{1F600}`'), ['a\n😀', 'constant']);
  assert.deepEqual(message("'a' + 'b'"), ['ab', 'constant']);
  assert.deepEqual(message("'a ' + b + c"), ['a {b}{c}', 'concatenation']);
  assert.deepEqual(message("a + b + ' c'"), ['{a + b} c', 'concatenation']);
  assert.deepEqual(message("'a ' + (b + c)"), ['a {(b + c)}', 'concatenation']);
  assert.deepEqual(message("'a ' + String(b)"), ['a {b}', 'concatenation']);
  assert.deepEqual(message("'a '.concat(b, 'c')"), ['a {b}c', 'concatenation']);
  assert.deepEqual(message("util.format('a %s %d', b, c)"), ['a {b} {c}', 'format-call']);
  assert.deepEqual(message('(`a ${b}` as string)'), ['a {b}', 'template-literal']);
  assert.deepEqual(message('a + b'), ['{a + b}', 'expression']);
  assert.deepEqual(message('T'), ['tea', 'constant']);
  assert.deepEqual(message('x ? `a ${b}` : c'), ['{x ? `a ${b}` : c}', 'conditional']);
  assert.deepEqual(message('`a ${`b ${c}`}`'), ['a {`b ${c}`}', 'template-literal']);
});

test('JSX, TSX and type arguments are no hindrance', () => {
  assert.equal(
    only('const a = <div onClick={() => console.log(`x ${y}`)}>{z}</div>;', 'a.jsx').message?.built,
    'template-literal',
  );
  assert.equal(
    only('const a = <T,>(x: T) => <div>{console.log(`x ${x}`)}</div>;', 'a.tsx').message?.built,
    'template-literal',
  );
  assert.equal(only('const a = <string>b; log.info<Foo<Bar>>(`x ${y}`);').message?.built, 'template-literal');
  assert.equal(
    parser.parse({
      path: 'untitled:Untitled-1',
      language: 'typescriptreact',
      text: 'const a = <p>{console.log(`x`)}</p>;',
    }).calls.length,
    1,
  );
});

test('positions count UTF-16 units, whatever stands before', () => {
  const [call] = script("const x = '𝒳漢é'; console.log('𝒳', y);");
  assert.deepEqual(call?.range, { start: { line: 0, column: 18 }, end: { line: 0, column: 38 } });
});
