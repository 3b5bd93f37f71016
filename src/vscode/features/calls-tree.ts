// The tree "Logger Calls": all findings by rule or by file, with all fixes of a rule or a file at hand.

import * as vscode from 'vscode';
import { coalesce } from '../../base/coalesce.ts';
import { createDisposableStore } from '../../base/disposable.ts';
import { COMMANDS, CONTEXT_KEYS, VIEWS } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { fixFiles } from '../lint/fix-files.ts';
import { findingsTree, sameFinding, type Grouping, type TreeNode } from '../lint/findings-tree.ts';
import { treeItem } from '../lint/tree-item.ts';

const REFRESH_MS = 300;
const GROUPING_KEY = 'calls.grouping';

/** The node a command is for: the one it was chosen on, or the one that is selected. */
function nodeOf(argument: unknown, view: vscode.TreeView<TreeNode>): TreeNode | undefined {
  if (typeof argument === 'object' && argument !== null && 'kind' in argument) return argument as TreeNode;
  return view.selection[0];
}

export const callsTree: Feature = ({ context, findings, lintThread, log }) => {
  const held = createDisposableStore();
  const changed = new vscode.EventEmitter<undefined>();
  let grouping: Grouping = context.workspaceState.get(GROUPING_KEY) === 'file' ? 'file' : 'rule';
  let roots: readonly TreeNode[] | undefined;

  const view = held.add(
    vscode.window.createTreeView<TreeNode>(VIEWS.calls, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (node) => [...(node === undefined ? rootNodes() : (node.children ?? []))],
        getTreeItem: (node) => treeItem(node),
        getParent: (node) => node.parent,
      },
    }),
  );

  function rootNodes(): readonly TreeNode[] {
    roots ??= findingsTree([...findings.all.values()], grouping);
    return roots;
  }

  const refresh = (): void => {
    roots = undefined;
    const all = [...findings.all.values()].filter((file) => file.findings.length > 0);
    const found = all.flatMap((file) => file.findings);
    const errors = found.filter(({ severity }) => severity === 'error').length;
    view.description =
      found.length === 0
        ? ''
        : all.length === 1
          ? vscode.l10n.t('{0} in 1 file', found.length)
          : vscode.l10n.t('{0} in {1} files', found.length, all.length);
    view.badge =
      errors === 0
        ? undefined
        : {
            value: errors,
            tooltip: errors === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', errors),
          };
    changed.fire(undefined);
  };
  const soon = held.add(coalesce(refresh, REFRESH_MS));
  held.add(findings.onDidChange(() => soon.trigger()));

  const group = async (by: Grouping): Promise<void> => {
    const before = view.selection[0];
    grouping = by;
    refresh();
    await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.grouping, by);
    await context.workspaceState.update(GROUPING_KEY, by);
    // Whoever looked at a finding looks at it still; all others begin at the top.
    const same = sameFinding(rootNodes(), before);
    const shown = same ?? rootNodes()[0];
    if (shown !== undefined) await view.reveal(shown, { select: same !== undefined, focus: false });
  };
  held.add(vscode.commands.registerCommand(COMMANDS.groupByRule, () => group('rule')));
  held.add(vscode.commands.registerCommand(COMMANDS.groupByFile, () => group('file')));
  void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.grouping, grouping);

  const fix = (uris: readonly vscode.Uri[], rule?: string): Promise<void> =>
    fixFiles(lintThread, uris, rule).catch((error: unknown) =>
      log.tellFailure(vscode.l10n.t('Nothing was fixed'), error),
    );
  held.add(
    vscode.commands.registerCommand(COMMANDS.fixAllOfRule, async (argument: unknown) => {
      const node = nodeOf(argument, view);
      const rule = node?.kind === 'rule' ? node.rule : node?.kind === 'finding' ? node.finding.rule : undefined;
      if (rule === undefined) return;
      const files = [...findings.all.values()].filter((file) => file.findings.some((one) => one.rule === rule));
      await fix(
        files.map(({ uri }) => uri),
        rule,
      );
    }),
  );
  held.add(
    vscode.commands.registerCommand(COMMANDS.fixAllInFile, async (argument: unknown) => {
      const node = nodeOf(argument, view);
      const uri =
        node?.kind === 'file' || node?.kind === 'finding' ? node.uri : vscode.window.activeTextEditor?.document.uri;
      if (uri !== undefined) await fix([uri]);
    }),
  );
  held.add(
    vscode.commands.registerCommand(COMMANDS.showRuleOfNode, async (argument: unknown) => {
      const node = nodeOf(argument, view);
      const rule = node?.kind === 'rule' ? node.rule : node?.kind === 'finding' ? node.finding.rule : undefined;
      await vscode.commands.executeCommand(COMMANDS.showRule, rule);
    }),
  );
  refresh();
  return held;
};
