// The command that lints the whole workspace: how far it has come, a way to stop it, and what came of it.

import * as vscode from 'vscode';
import { createDisposableStore } from '../../base/disposable.ts';
import { COMMANDS, CONTEXT_KEYS } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { createWorkspaceLint, type LintSummary } from '../lint/workspace-lint.ts';

const count = (value: number): string => value.toLocaleString();

/** What came of a run, in a sentence or two. */
function summaryText({ done, total, findings, hints, skipped, cancelled }: LintSummary): string {
  const all =
    findings === 1
      ? vscode.l10n.t('1 finding')
      : vscode.l10n.t('{0} findings', findings === 0 ? 'No' : count(findings));
  const found =
    hints === 0 ? all : vscode.l10n.t('{0}, {1} of them hints, which only Logger Calls lists', all, count(hints));
  const text = cancelled
    ? vscode.l10n.t('Stopped after {0} of {1} files: {2}.', count(done), count(total), found)
    : vscode.l10n.t('{0}; {1} files were looked at.', found, count(total));
  if (skipped.length === 0) return text;
  return skipped.length === 1
    ? vscode.l10n.t('{0} 1 file was not read.', text)
    : vscode.l10n.t('{0} {1} files were not read.', text, count(skipped.length));
}

export const lintWorkspace: Feature = ({ context, findings, lintThread, log }) => {
  const held = createDisposableStore();
  const workspace = held.add(createWorkspaceLint(context, { thread: lintThread, findings, log }));
  let running = false;

  const run = async (): Promise<LintSummary | undefined> => {
    if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: its files are what is linted.'));
      return undefined;
    }
    if (running) return undefined;
    running = true;
    try {
      return await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Linting'), cancellable: true },
        (progress, token) => {
          const stopped = new AbortController();
          token.onCancellationRequested(() => stopped.abort());
          let shown = 0;
          return workspace.run(({ done, total, findings: found }) => {
            progress.report({
              message: vscode.l10n.t('{0} of {1} files, {2} findings', count(done), count(total), count(found)),
              increment: ((done - shown) / total) * 100,
            });
            shown = done;
          }, stopped.signal);
        },
      );
    } catch (error) {
      log.tellFailure(vscode.l10n.t('The workspace could not be linted'), error);
      return undefined;
    } finally {
      running = false;
      void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.linted, workspace.hasRun);
    }
  };

  const tell = async (summary: LintSummary): Promise<void> => {
    for (const { path, reason } of summary.skipped) log.warn(`${path} was not read: ${reason}`);
    const problems = vscode.l10n.t('Show Problems');
    const skipped = vscode.l10n.t('Show Files');
    const chosen = await vscode.window.showInformationMessage(
      summaryText(summary),
      ...(summary.findings > 0 ? [problems] : []),
      ...(summary.skipped.length > 0 ? [skipped] : []),
    );
    if (chosen === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
    if (chosen === skipped) log.show();
  };

  held.add(
    vscode.commands.registerCommand(COMMANDS.lintWorkspace, async () => {
      const summary = await run();
      if (summary !== undefined) void tell(summary);
      return summary;
    }),
  );
  return held;
};
