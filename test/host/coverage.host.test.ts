// Logging coverage in a real extension host: measured from a command, ignored files left out, kept up to date, cancelled.
import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { silentLog } from '../../src/base/ports.ts';
import { COMMANDS } from '../../src/manifest.ts';
import type { CoverageReport } from '../../src/model/coverage.ts';
import { createCoverage, type Coverage } from '../../src/vscode/coverage.ts';
import { createFindings } from '../../src/vscode/lint/findings.ts';
import { createLintThread } from '../../src/vscode/lint/lint-thread.ts';
import { eventually } from './waiting.ts';

const folder = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri;
const write = (name: string, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), name), new TextEncoder().encode(text));

const SILENT =
  'import requests\n\ndef pay(order):\n    try:\n        requests.post(URL)\n    except Exception:\n        pass\n';

suite('logging coverage', () => {
  suiteSetup(async () => {
    await vscode.extensions.getExtension('sightline.sightline')!.activate();
    await write('covered/pay.py', SILENT);
    await write('covered/.gitignore', 'made.py\n');
    await write('covered/made.py', SILENT);
  });
  suiteTeardown(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'covered'), { recursive: true });
  });

  test('Measure Logging Coverage gives the report, without what is ignored', async () => {
    const report = await vscode.commands.executeCommand<CoverageReport>(COMMANDS.measureCoverage);
    const ours = report.files.filter(({ path }) => path.includes('/covered/'));
    assert.deepEqual(
      ours.map(({ path }) => path.split('/').at(-1)),
      ['pay.py'],
    );
    assert.deepEqual(
      ours[0]!.places.map(({ name, state, range }) => `${name} ${state} ${range.start.line}`),
      ['requests.post silent 4', 'except Exception silent 5'],
    );
    assert.ok(report.most.some(({ path, name }) => path.endsWith('/covered/pay.py') && name === 'except Exception'));
  });

  test('Show Logging Coverage shows the view, measured', async () => {
    await vscode.commands.executeCommand(COMMANDS.showCoverage);
  });

  test('what was measured is kept up to date: files that are saved, written, named anew, ignored or deleted elsewhere', async () => {
    const { extensionUri } = vscode.extensions.getExtension('sightline.sightline')!;
    const thread = createLintThread({ extensionUri }, silentLog);
    const findings = createFindings(thread, {
      ...silentLog,
      tellFailure: (what, error) => assert.fail(`${what}: ${String(error)}`),
    });
    const coverage = createCoverage({ extensionUri }, findings, silentLog);
    const on = (name: string): string => vscode.Uri.joinPath(folder(), name).fsPath;
    /** The silent places below covered/: "pay.py 2". */
    const silent = (): string =>
      (coverage.report?.files ?? [])
        .filter(({ path }) => path.includes('/covered/'))
        .map(({ path, places }) => {
          const name = path.slice(path.indexOf('/covered/') + '/covered/'.length);
          return `${name} ${places.filter(({ state }) => state === 'silent').length}`;
        })
        .join(', ');
    const becomes = (expected: string): Promise<true> =>
      eventually(`${expected}, not ${silent()}`, () => (silent() === expected ? true : undefined));
    try {
      await coverage.measure(new AbortController().signal, () => {});
      assert.equal(silent(), 'pay.py 2');
      writeFileSync(on('covered/other.py'), SILENT);
      await becomes('other.py 2, pay.py 2');
      writeFileSync(on('covered/made.py'), `${SILENT}\n`);
      writeFileSync(
        on('covered/other.py'),
        `import logging\nlog = logging.getLogger(__name__)\n${SILENT.replace('pass', 'log.exception("not paid")')}`,
      );
      await becomes('other.py 0, pay.py 2');
      const open = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), 'covered/pay.py'));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(open.uri, new vscode.Range(0, 0, open.lineCount, 0), 'x = 1\n');
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.ok(await open.save());
      await becomes('other.py 0');
      await write('covered/deep/er/one.py', SILENT);
      await becomes('deep/er/one.py 2, other.py 0');
      renameSync(on('covered/deep'), on('covered/far'));
      await becomes('far/er/one.py 2, other.py 0');
      rmSync(on('covered/far'), { recursive: true });
      await becomes('other.py 0');
      await cancelled(coverage);
      assert.equal(silent(), 'other.py 0', 'a cancelled measurement leaves what was known');
    } finally {
      coverage.dispose();
      findings.dispose();
      thread.dispose();
    }
  });

  test('a log call is written at a silent place, its message selected, and undone in one step', async () => {
    const text = `import logging\nlog = logging.getLogger(__name__)\n${SILENT}`;
    await write('covered/pay.py', text);
    const report = await vscode.commands.executeCommand<CoverageReport>(COMMANDS.measureCoverage);
    const place = report.most.find(({ path, kind }) => path.endsWith('/covered/pay.py') && kind === 'handler');
    assert.ok(place);
    await vscode.commands.executeCommand(COMMANDS.insertLogCall, { kind: 'place', place });
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.getText(), text.replace('pass', 'log.exception("pay failed")'));
    assert.equal(editor.document.getText(editor.selection), 'pay failed');
    // Another one is not written beside it.
    await vscode.commands.executeCommand(COMMANDS.insertLogCall, { kind: 'place', place });
    assert.equal(editor.document.getText(), text.replace('pass', 'log.exception("pay failed")'));
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  /** Measures anew after a change that nobody has seen yet, and stops at the first word of how far it is. */
  async function cancelled(coverage: Coverage): Promise<void> {
    const stop = new AbortController();
    const before = coverage.report;
    let words = 0;
    await coverage.measure(stop.signal, () => {
      words++;
      stop.abort();
    });
    assert.equal(words, 1, 'nothing is told once it is stopped');
    assert.equal(coverage.report, before);
  }
});
