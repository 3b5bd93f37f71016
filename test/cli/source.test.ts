// The commands that read source: lint, calls, locate.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { tempFolder } from '../collector/temp-folder.ts';
import { run } from './cli.ts';

const PYTHON = `import logging

logger = logging.getLogger(__name__)


def pay(order_id, card):
    logger.info("order received")
    logger.info(f"order {order_id} paid")
    logger.error("payment declined", extra={"order_id": order_id})
`;
const JAVASCRIPT = `import pino from 'pino';
const log = pino();
export function reserve(sku) {
  log.info({ sku }, 'reserving stock');
  log.warn('stock of ' + sku + ' is low');
}
`;

/** A workspace of two services, one generated folder and one ignored one. */
function workspace(t: TestContext): string {
  const root = tempFolder(t);
  const files = {
    'orders/app.py': PYTHON,
    'inventory/stock.js': JAVASCRIPT,
    'inventory/node_modules/x/index.js': JAVASCRIPT,
    'build/out.js': JAVASCRIPT,
    '.gitignore': 'build/\n',
    'notes.txt': 'logger.info(f"{x}")',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  mkdirSync(path.join(root, '.git'));
  return root;
}

interface FindingRow {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: string;
  readonly severity: string;
  readonly fixable: boolean;
}

test('lint as JSON: every finding with its 1-based place, files named as they were given', async (t) => {
  const cwd = workspace(t);
  const { code, out, err } = await run(t, ['lint', '.', '--format', 'json'], { cwd });
  const rows = JSON.parse(out) as FindingRow[];
  assert.deepEqual([code, err], [1, '']);
  assert.deepEqual(
    rows.map(({ file, line, column, endLine, endColumn, rule, severity, fixable }) => [
      file,
      line,
      column,
      endLine,
      endColumn,
      rule,
      severity,
      fixable,
    ]),
    [
      ['inventory/stock.js', 5, 12, 5, 41, 'no-built-message', 'warning', true],
      ['orders/app.py', 8, 17, 8, 41, 'no-built-message', 'warning', true],
    ],
  );
  const absolute = await run(t, ['lint', path.join(cwd, 'orders'), '--format', 'json'], { cwd });
  assert.deepEqual(
    (JSON.parse(absolute.out) as FindingRow[]).map(({ file }) => file),
    [path.join(cwd, 'orders/app.py')],
  );
});

test('lint as text: place, message, rule, the line with the place marked, and a summary', async (t) => {
  const cwd = workspace(t);
  const { out } = await run(t, ['lint', 'orders', 'inventory/stock.js'], { cwd });
  assert.match(
    out,
    /^orders\/app\.py:8:17 {2}warning {2}The message is built with an f-string.* {2}no-built-message\n {2}8 │ {5}logger\.info\(f"order \{order_id\} paid"\)\n {4}│ {17}\^{24}\n\n/,
  );
  assert.match(out, /\n2 findings \(2 warnings\) in 2 of 2 files, 2 fixable with --fix\.\n$/);
  const coloured = await run(t, ['lint', 'orders'], { cwd, env: { FORCE_COLOR: '1' } });
  assert.match(coloured.out, /\u001b\[33mwarning\u001b/);
  const plain = await run(t, ['lint', 'orders'], { cwd, env: { FORCE_COLOR: undefined } });
  assert.doesNotMatch(plain.out, /\u001b/);
});

test('lint without findings is quiet about it, with code 0', async (t) => {
  const cwd = workspace(t);
  writeFileSync(path.join(cwd, 'orders/app.py'), 'import logging\nlogging.getLogger("x").info("fine")\n');
  const json = await run(t, ['lint', 'orders', '--format', 'json'], { cwd });
  assert.deepEqual([json.code, json.out], [0, '[]\n']);
  assert.equal((await run(t, ['lint', 'orders'], { cwd })).out, 'No findings in 1 file.\n');
});

test('lint --fix writes what is safe, keeps line ends and byte order mark, and leaves the rest', async (t) => {
  const cwd = workspace(t);
  const file = path.join(cwd, 'orders/app.py');
  writeFileSync(file, `\ufeff${PYTHON.replaceAll('\n', '\r\n')}`);
  const { code, out, err } = await run(t, ['lint', 'orders', '--fix'], { cwd });
  assert.deepEqual([code, out, err], [0, 'No findings in 1 file.\n', '1 fixed.\n']);
  const text = readFileSync(file, 'utf8');
  assert.ok(text.startsWith('\ufeffimport logging\r\n'));
  assert.match(text, /logger\.info\("order paid", extra=\{"order_id": order_id\}\)\r\n/);
  assert.equal(text.split('\r\n').length, PYTHON.split('\n').length);
  assert.equal((await run(t, ['lint', 'orders'], { cwd })).code, 0);
});

test('lint --fix does not touch a file whose bytes it could not keep', async (t) => {
  const cwd = workspace(t);
  const file = path.join(cwd, 'orders/app.py');
  const bytes = Buffer.from(`# caf\u00e9\n${PYTHON}`, 'latin1');
  writeFileSync(file, bytes);
  const { code, out } = await run(t, ['lint', 'orders', '--fix'], { cwd });
  assert.deepEqual([code, readFileSync(file)], [1, bytes]);
  assert.match(out, /no-built-message/);
});

test('what is named by itself is read though it is ignored; what can not be read is said', async (t) => {
  const cwd = workspace(t);
  writeFileSync(path.join(cwd, 'orders/binary.py'), Buffer.from([0, 1, 2, 3]));
  const { out, err } = await run(t, ['lint', 'build/out.js', 'orders', '--format', 'json'], { cwd });
  assert.deepEqual(
    (JSON.parse(out) as FindingRow[]).map(({ file }) => file),
    ['build/out.js', 'orders/app.py'],
  );
  assert.equal(err, 'sightline: orders/binary.py was not read: it is binary\n');
  const missing = await run(t, ['lint', 'no/such/path'], { cwd });
  assert.deepEqual([missing.code, missing.out, missing.err], [2, '', 'error: there is no no/such/path\n']);
});

test('many files: in order, whichever worker is first', async (t) => {
  const cwd = tempFolder(t);
  for (let index = 0; index < 300; index++) {
    const name = `${String(index).padStart(3, '0')}.py`;
    writeFileSync(
      path.join(cwd, name),
      `import logging\nlog = logging.getLogger()\n${'log.info("x")\n'.repeat(index % 7)}log.error(f"{a} b")\n`,
    );
  }
  const lint = await run(t, ['lint', '.', '--format', 'json'], { cwd });
  assert.deepEqual(
    (JSON.parse(lint.out) as FindingRow[]).map(({ file }) => file),
    Array.from({ length: 300 }, (_, index) => `${String(index).padStart(3, '0')}.py`),
  );
  const calls = await run(t, ['calls', '.', '--format', 'ndjson'], { cwd });
  const rows = calls.out
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row) as FindingRow);
  const expected = Array.from({ length: 300 }, (_, index) => 1 + (index % 7)).reduce((sum, count) => sum + count, 0);
  assert.equal(rows.length, expected);
  assert.deepEqual(
    rows.map(({ file }) => file),
    rows.map(({ file }) => file).toSorted(),
  );
});

test('calls: every logger call with level, message parts and fields', async (t) => {
  const cwd = workspace(t);
  const { code, out } = await run(t, ['calls', '.', '--format', 'ndjson'], { cwd });
  const rows = out
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row) as Record<string, unknown>);
  assert.equal(code, 0);
  assert.deepEqual(
    rows.map(({ file, line, dialect, level, message, fields }) => [file, line, dialect, level, message, fields]),
    [
      [
        'inventory/stock.js',
        4,
        'pino',
        'INFO',
        { built: 'constant', parts: [{ text: 'reserving stock' }] },
        [{ key: 'sku', value: 'sku' }],
      ],
      [
        'inventory/stock.js',
        5,
        'pino',
        'WARNING',
        { built: 'concatenation', parts: [{ text: 'stock of ' }, { hole: 'sku' }, { text: ' is low' }] },
        [],
      ],
      ['orders/app.py', 7, 'python-logging', 'INFO', { built: 'constant', parts: [{ text: 'order received' }] }, []],
      [
        'orders/app.py',
        8,
        'python-logging',
        'INFO',
        { built: 'f-string', parts: [{ text: 'order ' }, { hole: 'order_id' }, { text: ' paid' }] },
        [],
      ],
      [
        'orders/app.py',
        9,
        'python-logging',
        'ERROR',
        { built: 'constant', parts: [{ text: 'payment declined' }] },
        [{ key: 'order_id', value: 'order_id' }],
      ],
    ],
  );
  const text = await run(t, ['calls', 'orders'], { cwd });
  assert.match(
    text.out,
    /^orders\/app\.py:7:5 {2}INFO +python-logging +order received\norders\/app\.py:8:5 {2}INFO +python-logging +order \{order_id\} paid\n/,
  );
  assert.equal((await run(t, ['calls', 'notes.txt'], { cwd })).code, 1);
});

interface LocateRow {
  readonly candidates: readonly {
    readonly file: string;
    readonly line: number;
    readonly evidence: string;
    readonly confidence: number;
    readonly reason: string;
  }[];
  readonly why?: string;
}

test('locate: by position, by stack trace, by message; one line for each record', async (t) => {
  const cwd = workspace(t);
  const records = [
    { message: 'order received', pathname: '/app/orders/app.py', lineno: 7 },
    {
      message: 'failed',
      exception:
        'Traceback (most recent call last):\n  File "/srv/orders/app.py", line 9, in pay\n    x()\nValueError: no',
    },
    { message: 'stock of apples is low' },
    { message: 'never written by anything here' },
  ];
  const input = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const { code, out, err } = await run(t, ['locate'], { cwd, input });
  const rows = out
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row) as LocateRow);
  assert.deepEqual([code, err, rows.length], [0, '', 4]);
  assert.deepEqual(
    rows.map(({ candidates: [first] }) => first && [first.file, first.line, first.evidence]),
    [
      ['orders/app.py', 7, 'position'],
      ['orders/app.py', 9, 'stack-frame'],
      ['inventory/stock.js', 5, 'message'],
      undefined,
    ],
  );
  assert.ok(rows[0]!.candidates[0]!.confidence > 0.9 && rows[0]!.candidates[0]!.reason !== '');
  assert.match(rows[3]!.why!, /no logger call in the workspace/);
});

test('locate reads plain text with its stack traces, too, and takes any root', async (t) => {
  const cwd = workspace(t);
  const input =
    '2026-01-31 12:00:00,123 ERROR orders: payment declined\nTraceback (most recent call last):\n  File "/srv/orders/app.py", line 8, in pay\n    x()\nValueError: no\n';
  const { out } = await run(t, ['locate', '--root', path.join(cwd, 'orders')], { input });
  const rows = out
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row) as LocateRow);
  assert.equal(rows.length, 1);
  assert.ok(
    rows[0]!.candidates.some(
      ({ file, line, evidence }) =>
        file === path.join(cwd, 'orders/app.py') && line === 8 && evidence === 'stack-frame',
    ),
  );
  assert.ok(rows[0]!.candidates.some(({ line, evidence }) => line === 9 && evidence === 'message'));
});

test('locate: nothing found is code 1, nothing asked is code 0, garbage is a record like any other', async (t) => {
  const cwd = workspace(t);
  assert.equal((await run(t, ['locate'], { cwd, input: '{"message":"never written"}\n' })).code, 1);
  assert.deepEqual(await run(t, ['locate'], { cwd, input: '' }), { code: 0, out: '', err: '' });
  const garbage = await run(t, ['locate'], {
    cwd,
    input: Buffer.concat([
      Buffer.from([0xff, 0x00, 0x1b, 0x5b]),
      Buffer.from('\n{"a":'.padEnd(3_000_000, '[')),
      Buffer.from('\n"\n'),
    ]),
  });
  assert.deepEqual([garbage.code, garbage.err], [1, '']);
  for (const row of garbage.out.trimEnd().split('\n')) assert.deepEqual((JSON.parse(row) as LocateRow).candidates, []);
});
