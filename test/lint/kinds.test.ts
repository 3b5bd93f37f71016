// Which rules speak of what is printed or warned.
import assert from 'node:assert/strict';
import test from 'node:test';
import { lint } from '../../src/lint/lint.ts';
import { parser } from '../calls/parser.ts';

const rulesOf = (text: string, file: string): string[] =>
  lint(file, parser.parse({ path: file, text }), { text }).map(({ rule }) => rule);

test('what is printed may be built, but not leak', () => {
  assert.deepEqual(rulesOf('print(f"got {n} tokens", token_count)\n', 'a.py'), []);
  assert.deepEqual(rulesOf('print(f"got {user.password}")\n', 'a.py'), ['sensitive-name']);
  assert.deepEqual(rulesOf('import sys\nsys.stderr.write("a %s" % user.password)\n', 'a.py'), ['sensitive-name']);
  assert.deepEqual(rulesOf('import warnings\nwarnings.warn(f"{n} tokens are deprecated")\n', 'a.py'), []);
  assert.deepEqual(rulesOf('process.stdout.write(`got ${n} tokens`);', 'a.ts'), []);
  assert.deepEqual(rulesOf('console.log(`got ${n} items`);', 'a.ts'), ['no-built-message']);
});
