// Logging coverage in a real extension host: measured from a command, ignored files left out.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/manifest.ts';
import type { CoverageReport } from '../../src/model/coverage.ts';

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
});
