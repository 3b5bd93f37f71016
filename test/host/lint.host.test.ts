// Findings and fixes in real editors: squiggles on open and on edit, the light bulb, fix all, settings.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './waiting.ts';

const PYTHON = [
  'import logging',
  'logger = logging.getLogger(__name__)',
  '',
  'def pay(order, password):',
  '    logger.info(f"order {order.id} paid")',
  '    logger.info("payment begun")',
  '    logger.warning(f"cart of {order.user_id} is empty")',
  '',
].join('\n');

function ours(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'sightline');
}
const ruleOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

let made = 0;

/** A new file of the workspace: names of untitled documents are given out again while the last one is still closing. */
async function open(language: 'python' | 'javascript', content: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders!;
  const uri = vscode.Uri.joinPath(folder!.uri, `lint-test-${++made}.${language === 'python' ? 'py' : 'js'}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: string,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind,
    50,
  );
}

suite('lint in the editor', () => {
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('underlines the built message, not the whole call', async () => {
    const document = await open('python', PYTHON);
    const found = await eventually('two findings', () => (ours(document).length === 2 ? ours(document) : undefined));
    assert.deepEqual(found.map(ruleOf), ['no-built-message', 'no-built-message']);
    assert.equal(document.getText(found[0]!.range), 'f"order {order.id} paid"');
  });

  test('the quick fix makes the message constant and the finding goes', async () => {
    const document = await open('python', PYTHON);
    const [first] = await eventually('findings', () => (ours(document).length === 2 ? ours(document) : undefined));
    const fix = (await actionsAt(document, first!.range)).find(
      ({ isPreferred, edit }) => isPreferred === true && edit !== undefined,
    );
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.lineAt(4).text, '    logger.info("order paid", extra={"order_id": order.id})');
    await eventually('one finding left', () => (ours(document).length === 1 ? true : undefined));
  });

  test('fix all mends every finding of the file at once', async () => {
    const document = await open('python', PYTHON);
    await eventually('findings', () => (ours(document).length === 2 ? true : undefined));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [all] = await actionsAt(document, whole, 'source.fixAll.sightline');
    assert.ok(all?.edit);
    assert.ok(await vscode.workspace.applyEdit(all.edit));
    await eventually('no finding left', () => (ours(document).length === 0 ? true : undefined));
    assert.ok(!document.getText().includes('f"'));
  });

  test('follows edits', async () => {
    const document = await open('javascript', 'const logger = require("pino")();\nlogger.info("fine");\n');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), 'logger.info(`order ${id} paid`);\n');
    await vscode.workspace.applyEdit(edit);
    const [finding] = await eventually('a finding', () => (ours(document).length === 1 ? ours(document) : undefined));
    assert.equal(finding!.range.start.line, 2);
  });

  test('says the rule, with its page', async () => {
    const document = await open(
      'python',
      'import logging\nlogging.getLogger("a").info("in", extra={"password": password})\n',
    );
    const [finding] = await eventually(
      `a finding in ${document.uri.toString()} (${document.languageId}): ${document.getText()}`,
      () => (ours(document).length > 0 ? ours(document) : undefined),
    );
    assert.equal(ruleOf(finding!), 'sensitive-name');
    assert.ok(typeof finding!.code === 'object' && finding!.code.target.path.endsWith('docs/rules/sensitive-name.md'));
    await vscode.workspace.fs.stat(finding!.code.target);
  });

  test('settings turn a rule off and change its severity', async () => {
    const configuration = vscode.workspace.getConfiguration('sightline');
    const document = await open('python', PYTHON);
    await eventually('findings', () => (ours(document).length === 2 ? true : undefined));
    try {
      await configuration.update('lint.rules', { 'no-built-message': 'hint' }, vscode.ConfigurationTarget.Global);
      await eventually('hints', () =>
        ours(document).some(({ severity }) => severity === vscode.DiagnosticSeverity.Hint) ? true : undefined,
      );
      await configuration.update('lint.rules', { 'no-built-message': 'off' }, vscode.ConfigurationTarget.Global);
      await eventually('nothing', () => (ours(document).length === 0 ? true : undefined));
    } finally {
      await configuration.update('lint.rules', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually('findings again', () => (ours(document).length === 2 ? true : undefined));
    try {
      await configuration.update('lint.enabled', false, vscode.ConfigurationTarget.Global);
      await eventually('nothing', () => (ours(document).length === 0 ? true : undefined));
    } finally {
      await configuration.update('lint.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
