// Loggers that are bound in the less usual ways of JavaScript and TypeScript.
import assert from 'node:assert/strict';
import test from 'node:test';
import { script } from '../parser.ts';

const PINO = "import pino from 'pino';\nconst root = pino();\n";

/** The texts of all calls that are found by what they are bound to. */
function found(code: string, file?: string): string[] {
  return script(code, file)
    .filter(({ resolvedBy }) => resolvedBy !== 'name')
    .flatMap(({ message }) => (message?.built === 'constant' ? message.parts : []))
    .map((part) => (part.kind === 'text' ? part.text : ''));
}

test('a library under a name of its own', () => {
  assert.deepEqual(found("import make from 'pino';\nconst journal = make();\njournal.info('a');"), ['a']);
  assert.deepEqual(
    found("import * as everything from 'winston';\nconst w = everything.createLogger();\nw.info('a');"),
    ['a'],
  );
  assert.deepEqual(found("const logx = require('pino')();\nconst kid = logx.child({});\nkid.info('a');", 'a.js'), [
    'a',
  ]);
});

test('casts, parentheses, bound methods, what is made when first asked for', () => {
  const code = `${PINO}
const a = root as any as Console; a.info('a');
const b = (root); b.info('b');
const c = root!; c.info('c');
const d = <any>root; d.info('d');
const say = root.info.bind(root); say('e');
let lazy: any;
function get() { return (lazy ??= root); }
get().info('f');
let debuglog: (...args: any[]) => void;
if (DEBUG) debuglog = root.debug.bind(root);
else debuglog = function (): void {};
debuglog('g');
class S { #log: any; get journal() { return (this.#log ||= root); } m() { this.journal.info('h'); } }
`;
  assert.deepEqual(found(code), ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
});

test('members that are given to an object later, and objects in objects', () => {
  const code = `
const Common = module.exports = {};
Common.warn = function (msg) { console.warn(msg); };
Common.log = console.log;
const wrap = { deep: { say(msg) { console.info(msg); } } };
Common.warn('a'); Common.log('b'); wrap.deep.say('c'); Common.other('d');
`;
  assert.deepEqual(found(code, 'a.js'), ['a', 'b', 'c']);
});

test('what a destructured parameter is by default, as code does that is tried without it', () => {
  const code = `
import pino from 'pino';
export function makeJournal(url, { makeIt = pino, own = pino(), other = 3 } = {}) {
  own.info('a');
  other.info('no');
  return makeIt({ name: url });
}
const sayer = makeJournal('x');
sayer.info('b');
`;
  assert.deepEqual(found(code, 'a.js'), ['a', 'b']);
});

test('what a call gives by a name for loggers, where a level is called on it', () => {
  const named = (code: string): string[] => script(code, 'a.js').map(({ logger, method }) => `${logger}.${method}`);
  assert.deepEqual(named("registry.logger().info('a');\nclass A extends B { m() { this.logger().warn('b'); } }"), [
    'registry.logger().info',
    'this.logger().warn',
  ]);
  assert.deepEqual(named("logger('shop').debug('b');"), ["logger('shop').debug"]);
  assert.deepEqual(named('matrix.log().trace();\nthis.logger().flush();\nblogger().info(1);\ncatalog().warn(1);'), []);
});

test('what stands before a member may say of what type it is', () => {
  const code = `${PINO}
class S {
  constructor() { this.journal = root.child({}); }
  m() { (this as any).journal.info('a'); }
}
`;
  assert.deepEqual(found(code), ['a']);
});
