// What fixes write keeps the layout of its file: line length, indentation, commas, line ends.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createCodeStyles } from '../../src/lint/config/code-styles.ts';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { lint } from '../../src/lint/lint.ts';
import type { CodeStyle } from '../../src/model/code-style.ts';
import { parser } from '../calls/parser.ts';
import { pythonErrors, scriptError } from './checking.ts';

const LOGGING = 'import logging\nlogger = logging.getLogger(__name__)\n';
const PINO = "import pino from 'pino';\nconst log = pino();\n";
const WINSTON = "const winston = require('winston');\nconst logger = winston.createLogger();\n";

/** A text with all safe fixes of `rule` made, one after the other. */
function fixed(file: string, text: string, style?: CodeStyle, rule = 'no-built-message'): string {
  let now = text;
  for (let round = 0; round < 5; round++) {
    const options = { text: now, ...(style === undefined ? {} : { style }) };
    const [fix] = lint(file, parser.parse({ path: file, text: now }), options).flatMap((finding) =>
      finding.rule === rule ? finding.fixes.filter(({ kind }) => kind === 'fix') : [],
    );
    if (fix === undefined) break;
    now = applyFix(now, fix.edits);
  }
  assert.deepEqual(file.endsWith('.py') ? pythonErrors([now]) : [scriptError(file, now)], ['']);
  return now;
}

function table(
  name: string,
  file: string,
  preamble: string,
  cases: readonly (readonly [before: string, after: string])[],
  style?: CodeStyle,
): void {
  for (const [before, after] of cases)
    test(`${name}: ${before.trim()}`, () =>
      assert.equal(fixed(file, preamble + before, style).slice(preamble.length), after));
}

table('Python', 'a.py', LOGGING, [
  [
    'logger.info(f"order {order.identifier} of {customer.identifier} has been paid")',
    'logger.info(\n    "order has been paid",\n    extra={"order_identifier": order.identifier, "customer_identifier": customer.identifier},\n)'.replace(
      '    extra={"order_identifier": order.identifier, "customer_identifier": customer.identifier},',
      '    extra={\n        "order_identifier": order.identifier,\n        "customer_identifier": customer.identifier,\n    },',
    ),
  ],
  [
    'logger.info(f"order {order.identifier} has been paid by someone")  # why',
    'logger.info(\n    "order has been paid by someone", extra={"order_identifier": order.identifier}\n)  # why',
  ],
  [
    'def f(order):\n    if order:\n        logger.info(f"order {order.identifier} has been paid by someone", stacklevel=2)\n',
    'def f(order):\n    if order:\n        logger.info(\n            "order has been paid by someone",\n            stacklevel=2,\n            extra={"order_identifier": order.identifier},\n        )\n',
  ],
  [
    'logger.info(f"order {order.identifier} has been paid by someone we know")  # noqa: E501',
    'logger.info("order has been paid by someone we know", extra={"order_identifier": order.identifier})  # noqa: E501',
  ],
  // What stood on several lines for its length only is written anew.
  [
    'logger.error(\n    f"order {order.id} is late, "\n    f"going on with {other.id}"\n)',
    'logger.error(\n    "order is late, going on with", extra={"order_id": order.id, "other_id": other.id}\n)',
  ],
  [
    'logger.error(\n    f"order {order.id} is late",\n)',
    'logger.error(\n    "order is late",\n    extra={"order_id": order.id},\n)',
  ],
  [
    'logger.error(\n    # why\n    f"order {order.id} is "\n    f"late"\n)',
    'logger.error(\n    # why\n    "order is late",\n    extra={"order_id": order.id}\n)',
  ],
  // Arguments that share a line that becomes too long.
  [
    'logger.error(\n    f"order {order.identifier} is late again, going on", exc_info=True, stacklevel=2\n)',
    'logger.error(\n    "order is late again, going on",\n    exc_info=True,\n    stacklevel=2,\n    extra={"order_identifier": order.identifier},\n)',
  ],
  [
    'logger.error(f"order {order.identifier} is late again, going on with the next",\n             exc_info=True, extra={"a": 1})',
    'logger.error("order is late again, going on with the next",\n             exc_info=True, extra={"a": 1, "order_identifier": order.identifier})',
  ],
  [
    'logger.error(f"order {order.identifier} is late",\n             exc_info=True, stack_info=True, extra={"a": 1, "long_name": 2})',
    'logger.error("order is late",\n             exc_info=True, stack_info=True,\n             extra={"a": 1, "long_name": 2, "order_identifier": order.identifier})',
  ],
]);

table(
  'Python where the project asks for short lines',
  'a.py',
  LOGGING,
  [
    [
      'logger.info(f"order {order.id} paid too late")',
      'logger.info(\n    "order paid too late",\n    extra={"order_id": order.id},\n)',
    ],
    [
      'logger.info(f"order {order.id} paid by {user.id} late")',
      'logger.info(\n    "order paid late",\n    extra={\n        "order_id": order.id,\n        "user_id": user.id,\n    },\n)',
    ],
  ],
  { width: 50, commas: 'all' },
);

const ALIGNED = `${LOGGING}first(one,\n      two)\nthird(four,\n      five)\n`;

table('Python below the first argument', 'a.py', ALIGNED, [
  [
    'logger.info(f"order {order.identifier} has been paid by someone we know well")',
    'logger.info("order has been paid by someone we know well",\n            extra={"order_identifier": order.identifier})',
  ],
]);

table('pino', 'a.ts', PINO, [
  [
    'log.info(`order ${order.identifier} of ${customer.identifier} has been paid in the shop of ${shop.identifier}`);',
    "log.info(\n  { orderIdentifier: order.identifier, customerIdentifier: customer.identifier, shopIdentifier: shop.identifier },\n  'order has been paid in the shop of',\n);"
      .replace(/\{ (.*), (.*), (.*) \}/, '{\n    $1,\n    $2,\n    $3,\n  }')
      .replace("of',", "of'"),
  ],
]);

table(
  'pino where prettier is configured',
  'a.ts',
  PINO,
  [
    [
      'log.info(`order ${order.identifier} has been paid in ${shop.identifier} by now`);',
      "log.info(\n  { orderIdentifier: order.identifier, shopIdentifier: shop.identifier },\n  'order has been paid by now',\n);",
    ],
    [
      'log.info(\n  `order ${order.id} has been paid, and nobody knows why it was not paid before`,\n);',
      "log.info(\n  { orderId: order.id },\n  'order has been paid, and nobody knows why it was not paid before',\n);",
    ],
    ['log.info(\n  `order ${order.id} paid`,\n);', "log.info({ orderId: order.id }, 'order paid');"],
  ],
  { width: 80, commas: 'all' },
);

table(
  'winston where prettier is configured',
  'a.js',
  WINSTON,
  [
    [
      'logger.info(`order ${order.identifier} has been paid by ${user.identifier}`);',
      "logger.info('order has been paid by', {\n  orderIdentifier: order.identifier,\n  userIdentifier: user.identifier,\n});",
    ],
    [
      'if (a) {\n\tlogger.info(`order ${order.identifier} has been paid by ${user.identifier}`);\n}',
      "if (a) {\n\tlogger.info('order has been paid by', {\n\t\torderIdentifier: order.identifier,\n\t\tuserIdentifier: user.identifier,\n\t});\n}",
    ],
  ],
  { width: 80, commas: 'entries' },
);

test('line ends and tabs of the file are kept', () => {
  const text = `${LOGGING}def f(order):\n\tif order:\n\t\tlogger.info(f"order {order.identifier} has been paid by someone we know")\n`;
  assert.equal(
    fixed('a.py', text.replaceAll('\n', '\r\n')),
    text
      .replace(
        'logger.info(f"order {order.identifier} has been paid by someone we know")',
        'logger.info(\n\t\t\t"order has been paid by someone we know",\n\t\t\textra={"order_identifier": order.identifier},\n\t\t)',
      )
      .replaceAll('\n', '\r\n'),
  );
});

test('a file whose lines are longer has long lines', () => {
  const long = `value = "${'x'.repeat(110)}"\n`.repeat(80);
  const call = 'logger.info(f"order {order.identifier} has been paid by someone we know well")';
  assert.ok(!fixed('a.py', LOGGING + long + call).includes('logger.info(\n'));
  assert.ok(fixed('a.py', LOGGING + long.replaceAll('x', '') + call).includes('logger.info(\n'));
});

/** Files by path, and the folders they lie in. */
function filesOf(texts: Readonly<Record<string, string>>): Parameters<typeof createCodeStyles>[0] {
  return {
    read: (path) => texts[path],
    entries: (folder) =>
      new Map(
        Object.keys(texts).flatMap((path): [string, 'file' | 'folder'][] => {
          if (!path.startsWith(`${folder}/`)) return [];
          const [name = '', ...more] = path.slice(folder.length + 1).split('/');
          return [[name, more.length === 0 ? 'file' : 'folder']];
        }),
      ),
  };
}

for (const [path, text, file, expected] of [
  ['/p/pyproject.toml', '[tool.black]\nline-length = 100\n', '/p/a/b.py', { width: 100, commas: 'all' }],
  ['/p/pyproject.toml', '[tool.ruff]\nselect = ["E"]\n[tool.ruff.lint]\n', '/p/b.py', { width: 88, commas: 'all' }],
  ['/p/pyproject.toml', '[project]\nname = "a"\n', '/p/b.py', undefined],
  ['/p/pyproject.toml', '[tool.pylint.format]\nmax-line-length = 120\n', '/p/b.py', { width: 120 }],
  ['/p/ruff.toml', 'line-length = 120', '/p/b.py', { width: 120, commas: 'all' }],
  ['/p/setup.cfg', '[metadata]\nname = a\n\n[flake8]\nmax-line-length = 99\n', '/p/b.py', { width: 99 }],
  ['/p/tox.ini', '[flake8]\nignore = E1\n', '/p/b.py', { width: 79 }],
  [
    '/p/.editorconfig',
    'root = true\n[*]\nmax_line_length = 90\n[*.js]\nmax_line_length = 70\n',
    '/p/b.py',
    { width: 90 },
  ],
  ['/p/.editorconfig', '[*]\nmax_line_length = 90\n[*.{js,ts}]\nmax_line_length = 70\n', '/p/b.ts', { width: 70 }],
  ['/p/.prettierrc', 'printWidth: 120\ntrailingComma: none\n', '/p/b.js', { width: 120, commas: 'none' }],
  [
    '/p/.prettierrc.json',
    '{ "singleQuote": true, "trailingComma": "es5" }',
    '/p/b.js',
    { width: 80, commas: 'entries' },
  ],
  ['/p/prettier.config.mjs', 'export default { printWidth: 110 };', '/p/b.js', { width: 110 }],
  [
    '/p/package.json',
    '{ "prettier": { "printWidth": 100, "trailingComma": "all" } }',
    '/p/b.js',
    { width: 100, commas: 'all' },
  ],
  ['/p/package.json', '{ "devDependencies": { "prettier": "^3.0.0" } }', '/p/b.js', { width: 80 }],
  [
    '/p/.eslintrc.js',
    'module.exports = { rules: { "max-len": ["error", { code: 120 }] } };',
    '/p/b.js',
    { width: 120 },
  ],
  ['/p/.prettierrc', 'printWidth: 999999\n', '/p/b.js', { width: 80 }],
] as const)
  test(`the style of ${file} by ${path}: ${text.trim()}`, () =>
    assert.deepEqual(createCodeStyles(filesOf({ [path]: text, [file]: '' })).of(file), expected));

test('the nearest file that says something counts, and none above the repository', () => {
  const styles = createCodeStyles(
    filesOf({
      '/.prettierrc': 'printWidth: 50',
      '/p/.git/HEAD': '',
      '/p/.prettierrc': 'printWidth: 120',
      '/p/a/package.json': '{}',
      '/p/a/b.ts': '',
      '/q/.git/HEAD': '',
      '/q/c.ts': '',
    }),
  );
  assert.equal(styles.of('/p/a/b.ts')?.width, 120);
  assert.equal(styles.of('/q/c.ts'), undefined);
});
