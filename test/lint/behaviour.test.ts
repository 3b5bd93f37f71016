// Programs before and after a fix, really run: what they evaluate, in which order, and what the records say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import type { Fix } from '../../src/model/finding.ts';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { findingsOf } from './fixtures.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-behaviour-'));
symlinkSync(path.resolve(import.meta.dirname, '../../node_modules'), path.join(folder, 'node_modules'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The program with the fixes that `choose` picks, all made; and how many that were. */
function fixedProgram(name: string, text: string, choose: (fix: Fix) => boolean): { text: string; count: number } {
  const fixes = findingsOf('no-built-message', name, text).flatMap(({ fixes: offered }) => offered.find(choose) ?? []);
  return {
    text: applyFix(
      text,
      fixes.flatMap(({ edits }) => edits),
    ),
    count: fixes.length,
  };
}

function run(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return execFileSync(name.endsWith('.py') ? 'python3' : process.execPath, [file], { encoding: 'utf8', cwd: folder });
}

const PYTHON = `
import logging, sys

class Say(logging.Handler):
    STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
    def emit(self, record):
        fields = {key: value for key, value in vars(record).items() if key not in self.STANDARD}
        failure = repr(record.exc_info[1]) if record.exc_info else None
        print("record", record.levelname, record.getMessage() if SHOW_MESSAGE else "", fields if SHOW_FIELDS else "", failure if SHOW_FIELDS else "")

logging.basicConfig(level=logging.INFO, handlers=[Say()])
logger = logging.getLogger("shop")
trace = []

class Order:
    id, total, label = 7, 12.5, "a%b{c}"
    def get_state(self):
        trace.append("state")
        return "open"
    def __str__(self):
        return "Order 7"

def note(value):
    trace.append(value)
    return value

order, items, name = Order(), [1, 2, 3], "sam"
logger.info(f"order {order.id} has {len(items)} items")
logger.info("order %s of %s" % (order.id, name))
logger.info("order {} of {n}, {0}".format(order.id, n=name) if False else "fixed")
logger.info("order {} of {n}".format(order.id, n=name))
logger.info("total " + str(order.total) + " of " + name)
logger.info(f"calls {note('a')} and {note('b')} in {order.get_state()}", extra={"given": note("c")})
logger.info(f"quiet {note('d')} 100%", stacklevel=1)
logger.debug(f"never shown {note('e')}")
logger.info(f"label {order.label!r} {order.label} {order.total:.2f} 50%")
logger.info("twice {0} {0}".format(note("f")))
logger.info("order {1} {0}".format(note("g"), note("h")))
logger.info("reach {0.id} {0.total}".format(note(order)))
logger.info("keys %(b)s %(a)s" % {"a": note("i"), "b": note("j")})
logger.info("named %(id)s %(who)s" % {"id": order.id, "who": name})
logger.info(f"reserved {name} {order}")
logger.info(f"bound {(size := len(items))} then {size}")
try:
    raise ValueError("broken %s {x}")
except ValueError as e:
    logger.error(f"order {order.id} failed: {e}")
    logger.error("failed: %s" % e)
    logger.exception(f"order {order.id} failed: {e}")
    logger.warning("failed: " + str(e), extra={"a": 1})
print([str(one) for one in trace])
`;

const python = (message: boolean, fields: boolean): string =>
  `SHOW_MESSAGE = ${message ? 'True' : 'False'}\nSHOW_FIELDS = ${fields ? 'True' : 'False'}\n${PYTHON}`;

test('with %s arguments a Python program writes the very same messages', () => {
  const before = python(true, false);
  const { text, count } = fixedProgram('app.py', before, ({ title }) => title.includes('%s'));
  assert.ok(count >= 15, `${count} suggestions`);
  assert.equal(run('after.py', text), run('before.py', before));
});

test('with fields a Python program evaluates the same, in the same order', () => {
  const before = python(false, false);
  const { text, count } = fixedProgram('app.py', before, ({ kind }) => kind === 'fix');
  assert.ok(count >= 15, `${count} fixes`);
  assert.equal(run('after.py', text), run('before.py', before));
});

test('with fields a Python program’s records carry what the messages did', () => {
  const { text } = fixedProgram('app.py', python(true, true), ({ kind }) => kind === 'fix');
  const lines = run('after.py', text).split('\n');
  assert.deepEqual(lines.slice(0, 2), [
    "record INFO order has items {'order_id': 7, 'item_count': 3} None",
    "record INFO order {'order_id': 7, 'name_value': 'sam'} None",
  ]);
  assert.ok(lines.includes("record ERROR order failed {'order_id': 7} ValueError('broken %s {x}')"), lines.join('\n'));
  assert.ok(lines.includes("record WARNING failed {'a': 1} ValueError('broken %s {x}')"), lines.join('\n'));
});

const SCRIPT = `
const trace = [];
const note = (value) => { trace.push(value); return value; };
const order = { id: 7, items: [1, 2], state() { trace.push('state'); return 'open'; } };
`;

test('console: %s arguments write the very same lines', () => {
  const before = `${SCRIPT}
console.log(\`order \${order.id} has \${order.items.length} items, 100%\`);
console.log('calls ' + note('a') + note('b') + order.state());
console.log(1 + 2 + ' sum');
console.log('text '.concat(order.id, '!'));
console.log(\`nested \${\`in \${order.id}\`}\`);
console.log(trace.join());
`;
  const { text, count } = fixedProgram('app.mjs', before, ({ title }) => title.includes('%s'));
  assert.ok(count >= 5, `${count} suggestions`);
  assert.equal(run('after.mjs', text), run('before.mjs', before));
});

test('pino: the records carry constant messages, fields and the error', () => {
  const before = `import pino from 'pino';
const log = pino({ timestamp: false, base: null });
${SCRIPT}
log.info(\`order \${order.id} has \${order.items.length} items\`);
log.info({ a: 1 }, \`calls \${note('a')} and \${note('b')} \${order.state()}\`);
try { throw new Error('broken'); } catch (e) { log.error(\`order \${order.id} failed: \${e.message}\`); log.warn(e, \`order \${order.id} failed\`); }
console.log(trace.join());
`;
  const { text, count } = fixedProgram('app.mjs', before, ({ kind }) => kind === 'fix');
  assert.equal(count, 4);
  const lines = run('after.mjs', text).trim().split('\n');
  const records = lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(records[0], { level: 30, orderId: 7, itemCount: 2, msg: 'order has items' });
  assert.deepEqual(records[1], { level: 30, a: 1, note: 'a', noteValue: 'b', orderState: 'open', msg: 'calls' });
  assert.deepEqual(
    records.slice(2).map(({ msg, orderId, err }) => [msg, orderId, (err as { message: string }).message]),
    [
      ['order failed', 7, 'broken'],
      ['order failed', 7, 'broken'],
    ],
  );
  assert.ok(lines.includes('a,b,state'));
});

test('winston: the records carry constant messages and fields', () => {
  const before = `import winston from 'winston';
const logger = winston.createLogger({ format: winston.format.json(), transports: [new winston.transports.Console()] });
${SCRIPT}
const meta = { b: 2 };
logger.info(\`order \${order.id} has \${order.items.length} items\`);
logger.log('warn', 'order ' + order.id, { a: 1 });
logger.info(\`order \${order.id}\`, meta);
logger.log({ level: 'error', message: \`order \${order.id} failed\` });
`;
  const { text, count } = fixedProgram('app.mjs', before, ({ kind }) => kind === 'fix');
  assert.equal(count, 4);
  assert.deepEqual(
    run('after.mjs', text)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
    [
      { level: 'info', message: 'order has items', orderId: 7, itemCount: 2 },
      { level: 'warn', message: 'order', a: 1, orderId: 7 },
      { level: 'info', message: 'order', b: 2, orderId: 7 },
      { level: 'error', message: 'order failed', orderId: 7 },
    ],
  );
});
