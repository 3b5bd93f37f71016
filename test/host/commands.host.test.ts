// Every command of the extension in a real extension host: it is there, and it does what its title says.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS, CONTEXT_KEYS, PANELS } from '../../src/manifest.ts';
import { attachToCollector } from './collector.ts';
import { eventually } from './waiting.ts';

const run = (id: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(id, ...args);

function panelOpen(viewType: string): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));
}
function previewOpen(title: RegExp): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input, label }) => input instanceof vscode.TabInputWebview && title.test(label));
}

suite('commands', () => {
  suiteSetup(async () => {
    await vscode.extensions.getExtension('sightline.sightline')!.activate();
  });
  teardown(async () => {
    await run('workbench.action.closeAllEditors');
  });

  test('all are registered', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(COMMANDS).filter((id) => !known.has(id)),
      [],
    );
  });

  test('Show Logs starts the collector', async () => {
    await run(COMMANDS.showLogs);
    const { client } = await eventually('a collector', attachToCollector);
    const status = await client.request('status', {});
    assert.ok(status.doors.some(({ id, state }) => id === 'tcp' && state === 'listening'));
    client.dispose();
  });

  test('commands of the Logs page reach it', async () => {
    await run(COMMANDS.showLogs);
    for (const id of [
      COMMANDS.focusQuery,
      COMMANDS.toggleFollow,
      COMMANDS.clearDisplay,
      COMMANDS.whyNothing,
      COMMANDS.showMasked,
    ])
      await run(id);
  });

  test('Open Logs in Editor and Open Metrics open editors beside the code', async () => {
    await run(COMMANDS.openLogsInEditor);
    await eventually('a Logs editor', () => panelOpen(PANELS.logs));
    await run(COMMANDS.openMetrics);
    await eventually('a Metrics editor', () => panelOpen(PANELS.metrics));
  });

  test('help and rule pages open as pages to read', async () => {
    await run(COMMANDS.showQueryHelp);
    await eventually('the query language page', () => previewOpen(/query-language/));
    await run(COMMANDS.showRule, 'no-built-message');
    await eventually('the rule page', () => previewOpen(/no-built-message/));
  });

  test('Explain Rule opens nothing for a name that is no rule', async () => {
    await run(COMMANDS.showRule, '../../etc/passwd');
    assert.equal(previewOpen(/passwd/), undefined);
  });

  test('Show Collector Log opens the log', async () => {
    await run(COMMANDS.showLogs);
    const { client } = await eventually('a collector', attachToCollector);
    client.dispose();
    await run(COMMANDS.showCollectorLog);
    const editor = await eventually('the log', () => vscode.window.activeTextEditor);
    assert.match(editor.document.fileName, /collector\.log$/);
  });

  test('Stop Collector ends it, Start Collector brings it back', async () => {
    await run(COMMANDS.showLogs);
    const before = await eventually('a collector', attachToCollector);
    before.client.dispose();
    await run(COMMANDS.stopCollector);
    assert.equal(await attachToCollector(), undefined);
    await run(COMMANDS.startCollector);
    const after = await eventually('a collector again', attachToCollector);
    assert.notEqual(after.pid, before.pid);
    after.client.dispose();
  });

  test('Delete All Records and Metrics asks first', async () => {
    // A modal dialog is refused in a test run: that it was asked for is what is to be seen.
    await assert.rejects(async () => run(COMMANDS.deleteAllData), /dialog/i);
  });

  test('commands of the Services tree', async () => {
    await run(COMMANDS.refreshServices);
    await run(COMMANDS.showRecordsOfService, 'orders');
    await run(COMMANDS.showRecordsOfService, { kind: 'service', name: 'orders' });
    await run(COMMANDS.showRecordsOfService, 42);
  });

  test('Show Records of This Line explains itself where there is no call', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: 'x = 1\n' });
    await vscode.window.showTextDocument(document);
    await run(COMMANDS.showRecordsOfLine);
    assert.ok(Object.values(CONTEXT_KEYS).length > 0);
  });
});
