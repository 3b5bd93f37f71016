// Many files that change at once: a folder that gets another name, a branch that is switched, edits while fixes are made.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/manifest.ts';
import { openNew, problemsOf, rulesBecome, rulesIn, uriOf, write } from './documents.ts';
import { eventually } from './waiting.ts';

const run = (id: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(id, ...args);
const BUILT =
  'import logging\nlog = logging.getLogger(__name__)\n\ndef pay(order):\n    log.info(f"paid {order.id}")\n';
const FINE = 'import logging\nlog = logging.getLogger(__name__)\n\ndef pay(order):\n    log.info("paid")\n';
const WRAPPER = 'import logging\nlog = logging.getLogger(__name__)\n\ndef tell(message):\n    log.info(message)\n';
const NO_WRAPPER = 'def tell(message):\n    return message\n';
const USER = 'from .tell import tell\n\ndef f(order):\n    tell(f"paid {order.id}")\n';

/** What is said of all files below a folder: "a.py no-built-message". */
function saidBelow(folder: vscode.Uri): string[] {
  const found = vscode.languages.getDiagnostics().flatMap(([uri]) => {
    const name = path.posix.relative(folder.path, uri.path);
    return name.startsWith('..') ? [] : rulesIn(uri).map((rule) => `${name} ${rule}`);
  });
  return found.sort();
}

async function saidBecomes(folder: vscode.Uri, said: readonly string[]): Promise<void> {
  await eventually(
    `of ${folder.path}: ${said.join('; ')}`,
    () => (saidBelow(folder).join('\n') === [...said].sort().join('\n') ? true : undefined),
    20_000,
  ).catch((error: unknown) => {
    assert.deepEqual(saidBelow(folder), [...said].sort());
    throw error;
  });
}

/** What is kept up to date is what a new run finds. */
async function asLintedAnew(folder: vscode.Uri): Promise<void> {
  const kept = saidBelow(folder);
  await run(COMMANDS.lintWorkspace);
  assert.deepEqual(saidBelow(folder), kept);
}

function writeAll(folder: vscode.Uri, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder.fsPath, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

suite('many files that change at once', () => {
  const folder = uriOf('crowd');

  setup(async () => {
    await vscode.extensions.getExtension('sightline.sightline')!.activate();
    rmSync(folder.fsPath, { recursive: true, force: true });
  });
  teardown(async () => {
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) await document.save();
    await run('workbench.action.closeAllEditors');
    rmSync(folder.fsPath, { recursive: true, force: true });
    await saidBecomes(folder, []);
  });

  test('a folder that gets another name takes its findings along, in the editor and on the disk', async () => {
    const package_ = { 'old/__init__.py': '', 'old/tell.py': WRAPPER, 'old/use.py': USER, 'old/deep/pay.py': BUILT };
    writeAll(folder, { ...package_, 'outside.py': 'from old.tell import tell\n\ntell(f"out {thing}")\n' });
    await run(COMMANDS.lintWorkspace);
    const inFolder = (name: string): string[] => [
      `${name}/use.py no-built-message`,
      `${name}/deep/pay.py no-built-message`,
    ];
    await saidBecomes(folder, [...inFolder('old'), 'outside.py no-built-message']);

    const use = await vscode.workspace.openTextDocument(uriOf('crowd/old/use.py'));
    await vscode.window.showTextDocument(use);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uriOf('crowd/old'), uriOf('crowd/new'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    // What others import from there is not found any more.
    await saidBecomes(folder, inFolder('new'));

    renameSync(path.join(folder.fsPath, 'new'), path.join(folder.fsPath, 'old'));
    await run('workbench.action.closeAllEditors');
    await saidBecomes(folder, [...inFolder('old'), 'outside.py no-built-message']);
    await asLintedAnew(folder);
  });

  test('a branch that is switched brings its own findings, open or not, and back', async () => {
    const git = (...args: readonly string[]): void => {
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: folder.fsPath });
    };
    const many = (text: string, from: number, to: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`m${from + index}.py`, text]));
    const said = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, index) => `m${from + index}.py no-built-message`);
    mkdirSync(folder.fsPath);
    git('init', '-q', '-b', 'main');
    writeAll(folder, { '__init__.py': '', 'tell.py': WRAPPER, 'use.py': USER, ...many(BUILT, 0, 90) });
    git('add', '.');
    git('commit', '-qm', 'one');
    await run(COMMANDS.lintWorkspace);
    const first = [...said(0, 90), 'use.py no-built-message'];
    await saidBecomes(folder, first);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf('crowd/m0.py')));

    git('checkout', '-qb', 'other');
    for (let index = 0; index < 40; index++) rmSync(path.join(folder.fsPath, `m${index + 1}.py`));
    writeAll(folder, { 'tell.py': NO_WRAPPER, 'm0.py': FINE, ...many(FINE, 41, 60), ...many(BUILT, 90, 120) });
    git('add', '-A');
    git('commit', '-qm', 'two');
    const second = said(60, 120);
    await saidBecomes(folder, second);

    for (const [branch, expected] of [
      ['main', first],
      ['other', second],
      ['main', first],
    ] as const) {
      git('checkout', '-q', branch);
      await saidBecomes(folder, expected);
    }
    await asLintedAnew(folder);
    // Back and forth before anything could be looked at.
    git('checkout', '-q', 'other');
    git('checkout', '-q', 'main');
    git('checkout', '-q', 'other');
    await saidBecomes(folder, second);
  });

  test('a file that is typed in while its fixes are made is not fixed, and nothing that was typed is lost', async () => {
    const lines = Array.from({ length: 600 }, (_, index) => `    log.info(f"paid {order.id} step ${index}")\n`);
    const text = `${BUILT}${lines.join('')}`;
    const document = await openNew('crowd/typed.py', text);
    const other = await write('crowd/other.py', BUILT);
    await eventually('findings', () => (problemsOf(document.uri).length === 601 ? true : undefined));
    await run(COMMANDS.lintWorkspace);
    await rulesBecome(other, ['no-built-message']);

    let typed = 0;
    const fixing = new AbortController();
    const fixed = Promise.resolve(run(COMMANDS.fixAllOfRule, { kind: 'rule', rule: 'no-built-message' })).finally(() =>
      fixing.abort(),
    );
    while (!fixing.signal.aborted) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), `# typed ${typed++}\n`);
      assert.ok(await vscode.workspace.applyEdit(edit));
    }
    await fixed;
    assert.ok(typed > 1);
    const expected = `${text}${Array.from({ length: typed }, (_, index) => `# typed ${index}\n`).join('')}`;
    assert.equal(document.getText(), expected);
    // The other one was fixed all the same.
    await rulesBecome(other, []);
    await run(COMMANDS.fixAllInFile, { kind: 'file', uri: document.uri });
    await eventually('all fixed', () => (document.getText().includes('f"') ? undefined : true));
    assert.ok(document.getText().endsWith(`# typed ${typed - 1}\n`));
  });
});
