// JavaScript and TypeScript loggers and wrappers that come from other files of the project.
import assert from 'node:assert/strict';
import test from 'node:test';
import { callsIn, told } from './files.ts';

const PROJECT = {
  'tsconfig.json': '{ // by hand\n  "extends": "./tsconfig.base.json", }',
  'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./src/lib/*"], }, }, }',
  'package.json': '{ "workspaces": ["packages/*"], "imports": { "#log": "./src/lib/log.ts" } }',
  'packages/tools/package.json': '{ "name": "@shop/tools", "exports": { ".": { "types": "./dist/index.d.ts" } } }',
  'packages/tools/src/index.ts': "import winston from 'winston';\nexport const W = winston.createLogger({});\n",
  'src/lib/log.ts': `import pino from 'pino';
const root = pino();
export default root;
export const kid = root.child({ service: 'x' });
export function audit(scope: string, msg: string, meta?: object) { root.info(meta, msg); }
export const debug = (...args: unknown[]) => console.debug(...args);
export const out = { say(msg: string, ...rest) { console.log('[x]', msg, ...rest); }, info: (m) => root.info(m), error: console.error };
export class Lg { private l = root; note(message: string, meta: object) { this.l.warn(meta, message); } }
export function thing(ns: string) { return { tell: (msg: string) => console.info(ns, msg), oops(err: Error, msg: string) { console.error(msg, err); } }; }
export function emit(level: string, message: string) { root[level](message); }
`,
  'src/lib/index.ts': "export * from './log.js';\nexport { default as main, audit as aud } from './log';\n",
  'src/cjs.js': `const winston = require('winston');
const logger = winston.createLogger({});
function logExc(err, msg) { logger.error(msg, { err }); }
module.exports = { logger, logExc };
`,
  'src/single.js': "module.exports = require('bunyan').createLogger({ name: 'x' });\n",
};

/** The calls of a text at `src/app.ts` in the project above. */
async function app(text: string, path = 'src/app.ts'): Promise<string[]> {
  return told(await callsIn({ ...PROJECT, [path]: text }, path));
}

const PINO = ['L.info INFO pino binding: x (a)'];
const USE = "\nL.info({ a: 1 }, 'x');";

test('loggers are followed through every way of importing', async () => {
  for (const text of [
    "import L from './lib/log';",
    "import L from './lib/log.js';",
    "import { main as L } from './lib';",
    "import { main as L } from './lib/index.js';",
    "import { default as L } from '@lib/log';",
    "import L from '#log';",
    "import { kid as L } from './lib';",
    "const { main: L } = require('./lib');",
    "const L = require('./lib').main;",
    "const L = require('./single');",
  ])
    assert.deepEqual(await app(text + USE), PINO, text);
  assert.deepEqual(await app("import * as all from './lib';\nall.main.error('x');"), [
    'all.main.error ERROR pino binding: x',
  ]);
  assert.deepEqual(await app("import { W } from '@shop/tools';\nW.info('x', { b: 1 });"), [
    'W.info INFO winston binding: x (b)',
  ]);
});

test('wrappers are read by their signature', async () => {
  const cases: [text: string, call: string][] = [
    ["import { audit } from '@lib/log';\naudit('s', `x ${y}`, { b: 2 });", 'audit INFO pino wrapper: x {y} (b)'],
    ["import { aud } from './lib';\naud('s', 'x');", 'aud INFO pino wrapper: x'],
    ["import { debug } from './lib';\ndebug('x', 1);", 'debug DEBUG console wrapper: x'],
    ["import { out } from './lib';\nout.say('x %s', 1);", 'out.say INFO console wrapper: x {1}'],
    ["import { out } from './lib';\nout.error('x');", 'out.error ERROR console binding: x'],
    ["import { Lg } from './lib';\nnew Lg().note('x', { c: 3 });", 'new Lg().note WARNING pino wrapper: x (c)'],
    [
      "import { Lg } from './lib';\nclass S extends Lg { run() { this.note('x', {}); } }",
      'this.note WARNING pino wrapper: x',
    ],
    ["import { thing } from './lib';\nconst t = thing('n');\nt.oops(err, 'x');", 't.oops ERROR console wrapper: x'],
    ["import { emit } from './lib';\nemit('warn', 'x');", 'emit WARNING pino wrapper: x'],
    ["import * as all from './lib';\nall.audit('s', 'x');", 'all.audit INFO pino wrapper: x'],
    ["const { logExc } = require('./cjs');\nlogExc(e, 'x');", 'logExc ERROR winston wrapper: x'],
  ];
  for (const [text, call] of cases) assert.deepEqual(await app(text), [call], text);
});

test('what is bound to a child on the way is kept on the call', async () => {
  const text = "import { kid } from './lib';\nkid.warn('x');";
  const [call] = await callsIn({ ...PROJECT, 'src/app.ts': text }, 'src/app.ts');
  assert.deepEqual(call?.supplies, ['service']);
});

test('parameters and fields of a class of another file', async () => {
  assert.deepEqual(
    await app(
      "import type { Lg } from './lib';\nclass A { constructor(private readonly out: Lg) {} run() { this.out.note('x', {}); } }",
    ),
    ['this.out.note WARNING pino wrapper: x'],
  );
});

test('circles and missing files end', async () => {
  const circle = {
    'src/a.ts': "export * from './b';\nimport { log } from './b';",
    'src/b.ts': "export * from './a';\nexport { log } from './a';\nconst logger = 1;",
  };
  const text = "import { log } from './a';\nimport gone from './gone';\nlog.info('x');\ngone.info('y');";
  assert.deepEqual(told(await callsIn({ ...circle, 'src/app.ts': text }, 'src/app.ts')), [
    'log.info INFO winston name: x',
  ]);
});
