// The thread that stays: answers in turn, knows what is typed and what changed on the disk, comes back after it was lost.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { createResidentScan, type ResidentFile } from '../../src/workspace/resident-scan.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'sightline-resident-'));
const scan = createResidentScan({
  script: path.join(root, 'src/scan.ts'),
  wasmFolders: ['node_modules/web-tree-sitter', 'node_modules/@vscode/tree-sitter-wasm/wasm'].map((name) =>
    path.join(root, name),
  ),
  onRuleError: (rule, error) => assert.fail(`${rule}: ${error}`),
});
after(() => {
  scan.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  scan.changed(file, true);
  return file;
}
const asked = (file: string): ResidentFile => ({ path: file, overrides: {} });
async function rules(file: string, urgency: 'now' | 'later' = 'now'): Promise<string[]> {
  const answer = await scan.ask(() => ({ ask: 'findings', file: asked(file) }), urgency);
  return answer!.findings.map(({ rule }) => rule);
}

const BUILT = 'import logging\nlog = logging.getLogger(__name__)\nlog.info(f"a {b}")\n';
const WRAPPER = 'import logging\nlog = logging.getLogger(__name__)\ndef tell(message):\n    log.info(message)\n';

test('what is typed goes before what is saved, until it is closed', async () => {
  const file = write('typed.py', BUILT);
  assert.deepEqual(await rules(file), ['no-built-message']);
  scan.setText(file, () => BUILT.replace('f"a {b}"', '"a"'));
  assert.deepEqual(await rules(file), []);
  scan.setText(file, undefined);
  assert.deepEqual(await rules(file), ['no-built-message']);
});

test('what a file depends on is told, and read anew when it changes, comes or goes', async () => {
  const wrapper = write('tell.py', WRAPPER);
  const user = write('use.py', 'from tell import tell\nfrom nowhere.other import thing\ntell(f"a {b}")\n');
  const answer = await scan.ask(() => ({ ask: 'findings', file: asked(user) }), 'now');
  assert.deepEqual(answer!.leads.files, [wrapper]);
  assert.ok(answer!.leads.missing.includes('other'));
  assert.equal(answer!.findings.length, 1);
  writeFileSync(wrapper, 'def tell(message):\n    return message\n');
  scan.changed(wrapper, false);
  assert.deepEqual(await rules(user), []);
  scan.setText(wrapper, () => WRAPPER);
  assert.deepEqual(await rules(user), ['no-built-message']);
  scan.setText(wrapper, undefined);
  unlinkSync(wrapper);
  scan.changed(wrapper, true);
  assert.deepEqual(await rules(user), []);
});

test('what a person waits for comes before what can wait, and what became needless is left out', async () => {
  const file = write('turns.py', BUILT);
  const order: string[] = [];
  const later = Array.from({ length: 3 }, () => rules(file, 'later').then(() => order.push('later')));
  const needless = scan.ask(() => undefined, 'later');
  const now = rules(file).then(() => order.push('now'));
  await Promise.all([...later, now]);
  // The first was asked before anything else was known.
  assert.deepEqual(order, ['later', 'now', 'later', 'later']);
  assert.equal(await needless, undefined);
});

test('calls, fixes and comments are asked for alike, and why a file is not read is told', async () => {
  const file = write('asked.py', BUILT);
  const calls = await scan.ask(() => ({ ask: 'calls', file: asked(file) }), 'now');
  assert.equal(calls?.length, 1);
  const all = await scan.ask(() => ({ ask: 'fixAll', file: asked(file), rule: 'no-built-message' }), 'now');
  assert.equal(all?.made, 1);
  const range = { start: { line: 2, column: 9 }, end: { line: 2, column: 17 } };
  const ignore = await scan.ask(() => ({ ask: 'ignore', file: asked(file), rule: 'no-built-message', range }), 'now');
  assert.deepEqual(ignore?.at, { line: 2, column: 18 });
  const missing = path.join(folder, 'missing.py');
  const nothing = await scan.ask(() => ({ ask: 'findings', file: asked(missing) }), 'now');
  assert.match(nothing?.skipped ?? '', /ENOENT/);
  await assert.rejects(
    scan.ask(() => ({ ask: 'fixAll', file: asked(missing) }), 'now'),
    /ENOENT/,
  );
});

test('a thread that can’t begin says why, and the rest is told when all is let go', async () => {
  const broken = createResidentScan({
    script: path.join(root, 'src/scan.ts'),
    wasmFolders: [folder],
    onRuleError: () => {},
  });
  const file = asked(path.join(folder, 'typed.py'));
  await assert.rejects(
    broken.ask(() => ({ ask: 'calls', file }), 'now'),
    /web-tree-sitter\.wasm/,
  );
  const waiting = broken.ask(() => ({ ask: 'calls', file }), 'now');
  broken.dispose();
  assert.equal(await waiting, undefined);
});
