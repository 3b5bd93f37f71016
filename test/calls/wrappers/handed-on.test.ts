// Functions that hand on all they are given: by `arguments`, by `...rest`, by apply and call.
import assert from 'node:assert/strict';
import test from 'node:test';
import { python, script } from '../parser.ts';
import { callsIn, told } from '../project/files.ts';

const PROJECT = {
  'package.json': '{}',
  'lib/say.js': `
var Say = module.exports;
Say.printError = function (text) {
  if (text instanceof Error) return console.error(text.message);
  return console.error.apply(console, arguments);
};
Say.err = function (text) { return console.error(PREFIX + text); };
Say.later = function (job) { queue.push.apply(queue, arguments); };
`,
  'lib/tell.js': `
export function logMessage() { if (on()) console.log.apply(console, marked(arguments, 'SHOP')); }
export function tell() { var list = Array.prototype.slice.call(arguments); list.unshift('shop'); console.warn.apply(console, list); }
export function say(text) { console.info.call(console, '[shop] ' + text); }
export const remark = (...given) => logger.debug.apply(logger, ['shop'].concat(given));
export const hint = (...given) => { const list = ['shop', ...given]; console.log(...list); };
export function logLabelled(label, message, type = 'info', more) { logger[type](bold(label), message, more); }
export function createDebug(part) { const inner = makeInner(part); return (...given) => { console.debug(part, ...given); }; }
export function onClose(done) { return function () { done.apply(null, arguments); }; }
export function most() { return Math.max.apply(Math, arguments); }
export function forward() { bus.emit.apply(bus, arguments); }
export function sendAll(url, ...rest) { console.log('to', url); return request(url, ...rest); }
`,
};

async function shop(text: string, path = 'lib/shop.ts'): Promise<string[]> {
  return told(await callsIn({ ...PROJECT, [path]: text }, path));
}

test('a function that hands on its arguments is a logger call', async () => {
  for (const [text, call] of [
    ["import { logMessage } from './tell';\nlogMessage('sold', id);", 'logMessage INFO console wrapper: sold'],
    ["import * as all from './tell';\nall.logMessage('sold');", 'all.logMessage INFO console wrapper: sold'],
    ["import { tell } from './tell';\ntell('sold out', 2);", 'tell WARNING console wrapper: sold out'],
    ["import { say } from './tell';\nsay('open');", 'say INFO console wrapper: open'],
    ["import { remark } from './tell';\nremark('a pear');", 'remark DEBUG winston wrapper: a pear'],
    ["import { hint } from './tell';\nhint('closing soon');", 'hint INFO console wrapper: closing soon'],
    [
      "import { logLabelled } from './tell';\nlogLabelled('till', 'is empty');",
      'logLabelled - winston wrapper: is empty',
    ],
    [
      "import { createDebug } from './tell';\nconst debug = createDebug('till');\ndebug('counted twice', 3);",
      'debug DEBUG console wrapper: counted twice',
    ],
  ])
    assert.deepEqual(await shop(text!), [call], text);
});

test('members that are given to module.exports under another name', async () => {
  assert.deepEqual(
    await shop("const Say = require('./say');\nSay.printError('lost', id);\nSay.err('torn');", 'lib/a.js'),
    ['Say.printError ERROR console wrapper: lost', 'Say.err ERROR console wrapper: torn'],
  );
  assert.deepEqual(await shop("const { printError } = require('./say');\nprintError('lost');", 'lib/a.js'), [
    'printError ERROR console wrapper: lost',
  ]);
});

test('what hands on to something else is no logger call', async () => {
  for (const text of [
    "const Say = require('./say');\nSay.later('a job for the log');",
    "import { onClose } from './tell';\nconst close = onClose(log);\nclose('the end');",
    "import { most } from './tell';\nmost(log, 2);",
    "import { forward } from './tell';\nforward('log', 'a text of words');",
    "import { sendAll } from './tell';\nsendAll('http://log', 'a text of words');",
  ])
    assert.deepEqual(await shop(text), [], text);
  assert.deepEqual(script("fn.apply(console, ['x y']);\nMath.log.apply(Math, list);\npromise.call(log, 'x');"), []);
});

test('apply and call themselves are not told as calls', () => {
  assert.deepEqual(told(script("console.log.apply(console, list);\nlogger.info('x');")), [
    'logger.info INFO winston name: x',
  ]);
});

test('a level that is translated on the way is a parameter all the same', () => {
  const code = `
import logging
_logger = None

def Log(s, verbosity, code=1):
    _logger.log(to_level(verbosity), s, extra={"code": code})

def Warn(s):
    Log(s, WARNING)

def main(shop):
    Warn(f"no {shop}")
    Log("till is open", INFO)
`;
  assert.deepEqual(told(python(code)), [
    '_logger.log - python-logging name: {s} (code)',
    'Log WARNING python-logging wrapper: {s}',
    'Warn WARNING python-logging wrapper: no {shop}',
    'Log INFO python-logging wrapper: till is open',
  ]);
});
