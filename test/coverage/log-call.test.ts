// The log call that is written at a silent place: by the logger in reach, in its dialect, with what is at hand there.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { createLines } from '../../src/base/lines.ts';
import { coverageReport } from '../../src/coverage/report.ts';
import { createJudge } from '../../src/scan/judge.ts';
import { loggablePlaces, logCallAt } from '../../src/scan/log-call.ts';

const root = path.resolve(import.meta.dirname, '../..');
const judge = await createJudge({
  wasmFolders: ['node_modules/web-tree-sitter', 'node_modules/@vscode/tree-sitter-wasm/wasm'].map((folder) =>
    path.join(root, folder),
  ),
  texts: new Map(),
  onRuleError: (rule, error) => assert.fail(`${rule}: ${error}`),
});
for (const name of ['a.py', 'a.ts', 'a.js']) await judge.parser.load({ path: name });

/** The lines that are new or changed once a call is written at the place whose line holds `mark`; undefined where none is offered. */
function insertedAt(name: string, text: string, mark: string): string | undefined {
  const file = { path: `/project/${name}`, overrides: {} };
  const facts = judge.text(text, { ...file, coverage: true }).coverage!;
  const lines = text.split(/\r?\n/);
  const { files } = coverageReport([facts]);
  const place = files
    .flatMap(({ places }) => places)
    .find(({ state, range }) => state === 'silent' && lines[range.start.line]!.includes(mark));
  assert.ok(place, `a silent place at ${mark}`);
  const made = logCallAt(judge, text, file, place);
  assert.deepEqual(loggablePlaces(judge, text, file, [place]), [made !== undefined]);
  if (made === undefined) return undefined;
  const places = createLines(text);
  const { range, before, message, after } = made;
  assert.match(message, /^[\w "./]+$/, 'what is selected is the message without its quotes');
  const now =
    text.slice(0, places.offset(range.start)) + before + message + after + text.slice(places.offset(range.end));
  const known = new Set(lines);
  return now
    .split(/\r?\n/)
    .filter((line) => !known.has(line))
    .join('\n');
}

const python = (setup: string, body: string): string => `import requests\n${setup}\n\n${body}`;
const HANDLER = `def charge(order, retries):
    try:
        requests.post(URL, json={"order": order.id})
    except Exception:
        pass  # nobody asked
`;

test('Python: each library in its own words, in place of pass, with what the function knows', () => {
  const setups: readonly (readonly [string, string])[] = [
    [
      'import logging\nlogger = logging.getLogger(__name__)',
      '        logger.exception(\n            "charge failed", extra={"retries": retries, "order_id": order.id}\n        )  # nobody asked',
    ],
    [
      'import structlog\nlog = structlog.get_logger()',
      '        log.exception("charge failed", retries=retries, order_id=order.id)  # nobody asked',
    ],
    [
      'from loguru import logger',
      '        logger.exception("charge failed", retries=retries, order_id=order.id)  # nobody asked',
    ],
  ];
  for (const [setup, expected] of setups) assert.equal(insertedAt('a.py', python(setup, HANDLER), 'except'), expected);
});

test('Python: the exception by its name, the quotes and the capital letter of the file, its own logger', () => {
  const text = `import logging
import requests

class Shop:
    def __init__(self):
        self._log = logging.getLogger('shop')

    def open(self):
        self._log.info('Shop opened')

    def pay(self, order_id, password):
        """Gives money back."""
        try:
            requests.post(URL)
        except requests.HTTPError as error:
            return None
`;
  assert.equal(
    insertedAt('a.py', text, 'except'),
    "            self._log.error('Pay failed', exc_info=error, extra={'order_id': order_id})",
  );
  assert.equal(
    insertedAt('a.py', text.replaceAll('\n', '\r\n'), 'except')?.trimStart().startsWith('self._log.error('),
    true,
  );
});

test('a call out is told of before its statement, a route at the top of its function, behind its documentation', () => {
  const text = `import logging
import requests
from flask import Flask

log = logging.getLogger(__name__)
app = Flask(__name__)


@app.post("/orders/<order_id>/ship")
def ship_order(order_id):
    """Ships it."""

    if order_id in KNOWN:
        return {}
    return requests.post(URL, json={"id": order_id}).json()


def send(items):
    for item_id in items:
        answer = requests.put(
            URL,
            item_id,
        )
    return answer
`;
  assert.equal(insertedAt('a.py', text, 'def ship_order'), '    log.info("ship order", extra={"order_id": order_id})');
  assert.equal(insertedAt('a.py', text, 'requests.put'), '        log.info("send", extra={"item_id": item_id})');
});

test('JavaScript and TypeScript: empty blocks are opened, an exception without a name gets one', () => {
  const pino = (body: string): string => `import pino from 'pino';\nconst log = pino();\n${body}`;
  assert.equal(
    insertedAt(
      'a.ts',
      pino('export async function pay(orderId: string) {\n  try {\n    await fetch(URL);\n  } catch {}\n}\n'),
      'catch',
    ),
    "  } catch (err) {\n    log.error({ orderId, err }, 'pay failed');\n  }",
  );
  assert.equal(
    insertedAt(
      'a.js',
      "const winston = require('winston')\nconst logger = winston.createLogger()\nlogger.info('up')\nfunction sync (job) {\n\ttry {\n\t\tfetch(job.id)\n\t} catch (e) { return null }\n}\n",
      'catch',
    ),
    "\t} catch (e) { logger.error('sync failed', { jobId: job.id, err: e }); return null }",
  );
});

test('nothing is offered without a logger, at the top of a module, where one is not in reach, or no statement fits', () => {
  const none: readonly (readonly [string, string, string])[] = [
    [
      'a.py',
      'import logging, requests\nclass A:\n    log = logging.getLogger("a")\n    def f(self):\n        requests.post(URL)\n',
      'requests.post',
    ],
    ['a.py', python('', HANDLER), 'except'],
    ['a.py', python('import logging\nlogger = logging.getLogger(__name__)', 'requests.post(URL)\n'), 'requests.post'],
    [
      'a.py',
      python(
        '',
        `class A:\n    def f(self):\n        self.log = logging.getLogger("a")\n        self.log.info("x")\n\n${HANDLER}`,
      ).replace('import requests', 'import requests, logging'),
      'except',
    ],
    [
      'a.js',
      'try { fetch(URL); } catch (e) { console.log("x"); }\nfunction f() { try { fetch(URL); } catch (e) {} }\n',
      'function f',
    ],
    ['a.js', "const log = require('pino')();\nconst send = (id) => fetch(id, { method: 'POST' });\n", 'fetch'],
  ];
  for (const [name, text, mark] of none) assert.equal(insertedAt(name, text, mark), undefined, text);
});

test('a place that is not there any more, or logs by now, gets nothing', () => {
  const text = python('import logging\nlogger = logging.getLogger(__name__)', HANDLER);
  const file = { path: '/project/a.py', overrides: {} };
  const line = text.split('\n').findIndex((one) => one.includes('except'));
  const at = (row: number) => ({
    kind: 'handler' as const,
    range: { start: { line: row, column: 4 }, end: { line: row + 1, column: 0 } },
  });
  assert.ok(logCallAt(judge, text, file, at(line)));
  assert.equal(logCallAt(judge, text, file, at(line - 1)), undefined);
  assert.equal(logCallAt(judge, text.replace('pass', 'logger.exception("no")'), file, at(line)), undefined);
  assert.equal(logCallAt(judge, 'def f(:\n', file, at(0)), undefined);
});
