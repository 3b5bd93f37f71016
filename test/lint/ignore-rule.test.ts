// The comment that silences a rule: at the end of the line, above it, in one that is there, never inside a string.
import assert from 'node:assert/strict';
import test from 'node:test';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { ignoreRule } from '../../src/lint/ignore-rule.ts';
import { lint } from '../../src/lint/lint.ts';
import { parser } from '../calls/parser.ts';

/** The text with the first finding of `rule` silenced; undefined where no comment can stand. */
function silenced(path: string, text: string, rule: string): string | undefined {
  const reading = parser.parse({ path, text });
  const finding = lint(path, reading, { text }).find((one) => one.rule === rule);
  assert.ok(finding, `no ${rule} in ${text}`);
  const { range } = finding;
  const call = reading.calls.find(
    (one) => one.range.start.line <= range.start.line && range.end.line <= one.range.end.line,
  );
  const room = parser.commentPlaces({ path, text })!;
  const insertion = ignoreRule(text, rule, range, call?.range, room);
  if (insertion === undefined) return undefined;
  const { at, before, asksReason, after } = insertion;
  return applyFix(text, [{ range: { start: at, end: at }, newText: `${before}${asksReason ? ' why' : ''}${after}` }]);
}

const PYTHON = 'import logging\nlog = logging.getLogger(__name__)\n';
const SCRIPT = "import pino from 'pino';\nconst log = pino();\n";
const LONG = 'a message so long that nobody would want a comment behind it, on one and the same line of it';

const CASES: readonly (readonly [name: string, path: string, before: string, after: string])[] = [
  ['end of the line', 'a.py', 'log.info(f"a {b}")\n', 'log.info(f"a {b}")  # sightline-ignore: no-built-message why\n'],
  [
    'last line without an end',
    'a.py',
    'log.info(f"a {b}")',
    'log.info(f"a {b}")  # sightline-ignore: no-built-message why',
  ],
  ['script', 'a.ts', 'log.info(`a ${b}`);\n', 'log.info(`a ${b}`); // sightline-ignore: no-built-message why\n'],
  [
    'above a long line',
    'a.py',
    `def f():\n    log.info(f"${LONG} {b}")\n`,
    `def f():\n    # sightline-ignore: no-built-message why\n    log.info(f"${LONG} {b}")\n`,
  ],
  [
    'a comment of another kind',
    'a.py',
    'log.info(f"a {b}")  # noqa\n',
    '# sightline-ignore: no-built-message why\nlog.info(f"a {b}")  # noqa\n',
  ],
  [
    'above a string of several lines',
    'a.py',
    'log.info(f"""a {b}\nc""")\n',
    '# sightline-ignore: no-built-message why\nlog.info(f"""a {b}\nc""")\n',
  ],
  [
    'a template of several lines, in its own line',
    'a.ts',
    'log.info(\n  `a ${b}\nc`,\n);\n',
    'log.info(\n  // sightline-ignore: no-built-message why\n  `a ${b}\nc`,\n);\n',
  ],
  [
    'a line that goes on behind a backslash',
    'a.py',
    'if a: \\\n  log.info(f"a {b}"); \\\n  g()\n',
    'if a: \\\n  log.info(f"a {b}"); \\\n  g()\n',
  ],
  [
    'Windows line ends',
    'a.py',
    `log.info(f"${LONG} {b}")\r\n`,
    `# sightline-ignore: no-built-message why\r\nlog.info(f"${LONG} {b}")\r\n`,
  ],
];

for (const [name, path, before, after] of CASES) {
  test(name, () => {
    const head = (path.endsWith('.py') ? PYTHON : SCRIPT).replaceAll('\n', before.includes('\r') ? '\r\n' : '\n');
    const text = head + before;
    const result = silenced(path, text, 'no-built-message');
    if (before === after) {
      assert.equal(result, undefined);
      return;
    }
    assert.equal(result, head + after);
    const left = lint(path, parser.parse({ path, text: result }), { text: result });
    assert.deepEqual(
      left.filter(({ rule }) => rule === 'no-built-message' || rule === 'unused-suppression'),
      [],
    );
  });
}

test('a comment that is there is added to, before its reason', () => {
  const text = `${PYTHON}log.warn(f"a {b}")  # sightline-ignore: deprecated since ever\n`;
  assert.equal(
    silenced('a.py', text, 'no-built-message'),
    `${PYTHON}log.warn(f"a {b}")  # sightline-ignore: deprecated, no-built-message since ever\n`,
  );
});

test('markup is no place for a comment', () => {
  const text = 'const A = () => (\n  <p>\n    {console.log(`a ${b}`)}\n  </p>\n);\n';
  assert.equal(silenced('a.jsx', text, 'no-built-message'), undefined);
});
