// Findings that depend on more than the file: other files, the configuration, files that are not open.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { messageOf } from '../../src/base/errors.ts';
import { silentLog } from '../../src/base/ports.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { createFindings } from '../../src/vscode/lint/findings.ts';
import { createLintThread } from '../../src/vscode/lint/lint-thread.ts';
import { actionsAt, openNew, problemsOf, rulesBecome, rulesIn, uriOf, write } from './documents.ts';
import { eventually } from './waiting.ts';

const run = (id: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(id, ...args);
const BUILT =
  'import logging\nlog = logging.getLogger(__name__)\n\ndef pay(order):\n    log.info(f"paid {order.id}")\n';

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

suite('lint of files that hang together', () => {
  teardown(async () => {
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) await document.save();
    await run('workbench.action.closeAllEditors');
  });

  test('a wrapper that is typed, saved, created or deleted elsewhere is known where it is used', async () => {
    const user = await openNew(
      'hang/use.py',
      'from hang.tell import tell\n\ndef f(order):\n    tell(f"paid {order.id}")\n',
    );
    const said = 'import logging\nlog = logging.getLogger(__name__)\n\ndef tell(message):\n    log.info(message)\n';
    await write('hang/__init__.py', '');
    const wrapper = await write('hang/tell.py', said);
    await rulesBecome(user.uri, ['no-built-message']);
    const document = await vscode.workspace.openTextDocument(wrapper);
    await replaceAll(document, 'def tell(message):\n    return message\n');
    await rulesBecome(user.uri, []);
    await replaceAll(document, said);
    await rulesBecome(user.uri, ['no-built-message']);
    await document.save();
    await vscode.workspace.fs.delete(wrapper);
    await rulesBecome(user.uri, []);
  });

  test('the configuration is judged while it is typed, and holds once it is saved', async () => {
    const source = await openNew('configured/app.py', BUILT);
    await rulesBecome(source.uri, ['no-built-message']);
    const config = await openNew('configured/.sightline/config.json', '{ "rules": { "no-built-message": "off" } }\n');
    assert.equal(config.languageId, 'jsonc');
    await rulesBecome(source.uri, []);
    await replaceAll(config, '{\n  "rules": { "no-bilt-message": "off" }\n}\n');
    await rulesBecome(config.uri, ['configuration']);
    const [problem] = problemsOf(config.uri);
    assert.equal(config.getText(problem!.range), '"no-bilt-message"');
    const [fix] = await actionsAt(config.uri, problem!.range, 'quickfix');
    assert.equal(fix?.title, 'Write "no-built-message"');
    await config.save();
    await rulesBecome(source.uri, ['no-built-message']);
    await vscode.workspace.fs.delete(config.uri);
  });

  test('a schema that is none says so in its file, and one that is holds for calls', async () => {
    const schema = await openNew('schemed/.sightline/schema.json', '[1, 2]\n');
    await rulesBecome(schema.uri, ['configuration']);
    assert.match(problemsOf(schema.uri)[0]!.message, /no JSON Schema/);
    const source = await openNew(
      'schemed/app.py',
      'import logging\nlog = logging.getLogger(__name__)\nlog.info("paid", extra={"oder_id": 1})\n',
    );
    await eventually('a judged file', () => (rulesIn(source.uri).includes('schema') ? undefined : true));
    await replaceAll(schema, '{ "type": "object", "properties": { "order_id": { "type": "integer" } } }\n');
    await schema.save();
    await rulesBecome(schema.uri, []);
    await rulesBecome(source.uri, ['schema']);
    await vscode.workspace.fs.delete(schema.uri);
  });
});

suite('lint that can not run', () => {
  test('what can not be linted is told with the reason', async () => {
    const told: string[] = [];
    const log = {
      ...silentLog,
      tellFailure: (what: string, error: unknown) => void told.push(`${what}: ${messageOf(error)}`),
    };
    const thread = createLintThread({ extensionUri: uriOf('not-installed') }, log);
    const findings = createFindings(thread, log);
    try {
      await openNew('broken/app.py', BUILT);
      const word = await eventually('a word', () => told.find((text) => text.startsWith('broken/app.py ')));
      assert.match(word, /could not be linted: .*not-installed/);
    } finally {
      findings.dispose();
      thread.dispose();
      await run('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(uriOf('broken'), { recursive: true });
    }
  });
});

suite('lint of the workspace', () => {
  teardown(async () => {
    await run('workbench.action.closeAllEditors');
  });

  test('fills the problems of files that are not open, says what it skipped, and keeps both fresh', async () => {
    const closed = await write('whole/closed.py', BUILT);
    const binary = await write('whole/binary.py', 'import logging\u0000');
    assert.deepEqual(rulesIn(closed), []);
    const summary = (await run(COMMANDS.lintWorkspace)) as {
      readonly done: number;
      readonly total: number;
      readonly cancelled: boolean;
      readonly skipped: readonly { readonly path: string; readonly reason: string }[];
    };
    assert.equal(summary.cancelled, false);
    assert.equal(summary.done, summary.total);
    assert.deepEqual(
      summary.skipped.filter(({ path }) => path === binary.path).map(({ reason }) => reason),
      ['it is binary'],
    );
    await rulesBecome(closed, ['no-built-message']);
    await write('whole/closed.py', BUILT.replace('f"paid {order.id}"', '"paid"'));
    await rulesBecome(closed, []);
    await write('whole/closed.py', BUILT);
    await rulesBecome(closed, ['no-built-message']);
    const later = await write('whole/later.py', BUILT);
    await rulesBecome(later, ['no-built-message']);
    await vscode.workspace.fs.delete(later);
    await rulesBecome(later, []);
    // What was open stays judged when it is closed.
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(closed));
    await run('workbench.action.closeAllEditors');
    await rulesBecome(closed, ['no-built-message']);
  });

  test('commands of the tree fix all of a rule and all in a file, also where it is not open', async () => {
    const one = await write('whole/one.py', BUILT);
    const two = await write('whole/two.py', BUILT.replace('log.info(f"paid', 'log.warn(f"paid'));
    await run(COMMANDS.lintWorkspace);
    await rulesBecome(one, ['no-built-message']);
    await run(COMMANDS.groupByFile);
    await run(COMMANDS.groupByRule);
    await run(COMMANDS.fixAllOfRule, { kind: 'rule', rule: 'no-built-message' });
    await rulesBecome(one, []);
    await rulesBecome(two, ['deprecated']);
    await run(COMMANDS.fixAllInFile, { kind: 'file', uri: two });
    await rulesBecome(two, []);
    await eventually('the fixed file on the disk', async () =>
      new TextDecoder()
        .decode(await vscode.workspace.fs.readFile(two))
        .includes('log.warning("paid", extra={"order_id": order.id})')
        ? true
        : undefined,
    );
    await run(COMMANDS.showRuleOfNode, { kind: 'rule', rule: 'deprecated' });
    await eventually('the page', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input, label }) => input instanceof vscode.TabInputWebview && label.includes('deprecated')),
    );
  });
});

suite('light bulbs', () => {
  teardown(async () => {
    await run('workbench.action.revertAndCloseActiveEditor');
  });

  const choose = async (document: vscode.TextDocument, title: string): Promise<void> => {
    const [problem] = await eventually('a problem', () => {
      const problems = problemsOf(document.uri);
      return problems.length > 0 ? problems : undefined;
    });
    const actions = await actionsAt(document.uri, problem!.range);
    const action = actions.find((one) => one.title === title);
    assert.ok(action?.edit, `${title} among ${actions.map((one) => one.title).join('; ')}`);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
  };

  test('a rule is silenced at the end of the line, above a long one, and in a comment that is there', async () => {
    const short = await openNew('bulb/short.py', BUILT);
    await choose(short, 'Ignore no-built-message on this line');
    assert.equal(short.lineAt(4).text, '    log.info(f"paid {order.id}")  # sightline-ignore: no-built-message reason');
    await rulesBecome(short.uri, []);
    await short.save();
    const words = 'so that this line is a good deal longer than anyone would like to see it become';
    const long = await openNew('bulb/long.py', BUILT.replace('paid', words));
    await choose(long, 'Ignore no-built-message on this line');
    assert.equal(long.lineAt(4).text, '    # sightline-ignore: no-built-message reason');
    assert.match(long.lineAt(5).text, /^ {4}log\.info/);
    await rulesBecome(long.uri, []);
    await long.save();
    const known = await openNew(
      'bulb/known.py',
      BUILT.replace('log.info(f"paid {order.id}")', 'log.warn(f"paid {order.id}")  # sightline-ignore: deprecated old'),
    );
    await choose(known, 'Ignore no-built-message on this line');
    assert.match(known.lineAt(4).text, /# sightline-ignore: deprecated, no-built-message old$/);
    await rulesBecome(known.uri, []);
    await known.save();
  });

  test('all of a rule and all of a file are mended, round after round', async () => {
    const mixed = await openNew(
      'bulb/mixed.py',
      `${BUILT}    log.warn(f"order {order.id} late")\n    log.info(f"order {order.id} left")\n`,
    );
    await choose(mixed, 'Fix all of no-built-message in this file');
    await rulesBecome(mixed.uri, ['deprecated']);
    await run('undo');
    await eventually('all again', () => (rulesIn(mixed.uri).length === 4 ? true : undefined));
    await choose(mixed, 'Fix all in this file');
    await rulesBecome(mixed.uri, []);
    await mixed.save();
  });

  test('fixes are made on save where that is set', async () => {
    const configuration = vscode.workspace.getConfiguration('editor');
    await configuration.update(
      'codeActionsOnSave',
      { 'source.fixAll.sightline': 'explicit' },
      vscode.ConfigurationTarget.Global,
    );
    try {
      const document = await openNew('bulb/saved.py', BUILT);
      await rulesBecome(document.uri, ['no-built-message']);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(document.lineCount, 0), '\n');
      await vscode.workspace.applyEdit(edit);
      await run('workbench.action.files.save');
      await eventually('the fix', () =>
        document.getText().includes('extra=') && !document.isDirty ? true : undefined,
      );
    } finally {
      await configuration.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('deleting the workspace’s test files clears their problems', async () => {
    for (const folder of ['hang', 'configured', 'schemed', 'whole', 'bulb'])
      await vscode.workspace.fs.delete(uriOf(folder), { recursive: true });
    await eventually('nothing left', () =>
      vscode.languages
        .getDiagnostics()
        .every(
          ([uri, all]) => !/\/(?:whole|bulb)\//.test(uri.path) || all.every(({ source }) => source !== 'sightline'),
        )
        ? true
        : undefined,
    );
  });
});
