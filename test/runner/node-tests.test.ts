// The runner counts exactly, and nothing that went wrong counts as well: crashes, skipped tests, files without tests.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { pathToFileURL } from 'node:url';

const temporary = mkdtempSync(path.join(os.tmpdir(), 'sightline-runner-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

const runner = pathToFileURL(import.meta.dirname).href;

/** Runs test files with these contents; the last line printed is "passed failed". */
function count(
  contents: readonly string[],
  grep?: string,
): { readonly passed: number; readonly failed: number; readonly output: string } {
  const files = contents.map((content, index) => {
    const file = path.join(temporary, `${index}.test.ts`);
    writeFileSync(file, `import test, { before, describe } from 'node:test';\n${content}`);
    return file;
  });
  const script = path.join(temporary, 'count.mjs');
  writeFileSync(
    script,
    `import { createTally } from '${runner}/tally.mjs'; import { runNodeTests } from '${runner}/node-tests.mjs';
    const tally = createTally(); await runNodeTests(${JSON.stringify(files)}, tally, { grep: ${JSON.stringify(grep)} }); console.log(tally.passed, tally.failed);`,
  );
  // With the context of this very run, the runner takes itself for one of its files.
  const env = { ...process.env };
  delete env['NODE_TEST_CONTEXT'];
  const { stdout } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
  const [passed = NaN, failed = NaN] = stdout.trim().split('\n').at(-1)!.split(' ').map(Number);
  return { passed, failed, output: stdout };
}

test('counts tests and subtests, not suites', () => {
  const { passed, failed } = count([
    `test('a', () => {}); test('b', async (t) => { await t.test('c', () => {}); }); describe('s', () => { test('d', () => {}); });`,
    `test('e', () => {});`,
  ]);
  assert.deepEqual([passed, failed], [5, 0]);
});

test('a failure is printed with its name and its own error', () => {
  const { passed, failed, output } = count([
    `test('good', () => {}); describe('s', () => { test('bad', () => { throw new RangeError('too far'); }); });`,
  ]);
  assert.deepEqual([passed, failed], [1, 1]);
  assert.match(output, /s › bad\n +RangeError: too far\n +at /);
});

for (const [what, content, message] of [
  ['a skipped test', `test('x', { skip: true }, () => {});`, /skipped/],
  ['a test to do', `test.todo('x');`, /skipped/],
  ['a file without a test', `console.log('nothing here');`, /holds no test\.\n +nothing here/],
  ['a file that does not load', `throw new Error('at load');`, /Error: at load/],
  [
    'a suite whose hook fails',
    `describe('s', () => { before(() => { throw new Error('in hook'); }); test('x', () => {}); });`,
    /in hook/,
  ],
  ['an exit in the middle', `test('x', () => process.exit(0)); test('y', () => {});`, /0\.test\.ts|x/],
] as const) {
  test(`${what} counts as a failure`, () => {
    const { passed, failed, output } = count([content]);
    assert.deepEqual([passed, failed > 0], [0, true], output);
    assert.match(output, message);
  });
}

test('a pattern picks tests by name; files it leaves empty are no failure', () => {
  const { passed, failed } = count(
    [`test('apple', () => {}); test('pear', () => {});`, `test('plum', () => {});`],
    'appl',
  );
  assert.deepEqual([passed, failed], [1, 0]);
});
