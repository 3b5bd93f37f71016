// How a node of the tree of findings looks, and what a click on it does.

import * as vscode from 'vscode';
import { CONFIGURATION } from '../../lint/config/problems.ts';
import type { Severity } from '../../model/finding.ts';
import { toRange } from '../ranges.ts';
import type { TreeNode } from './findings-tree.ts';

const ICONS: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb', new vscode.ThemeColor('descriptionForeground')),
};

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function countText(name: string, { count, fixable }: { readonly count: number; readonly fixable: number }): string {
  const [found, mended] = [count.toLocaleString(), fixable.toLocaleString()];
  return count === 1
    ? vscode.l10n.t('{0}: 1 finding, {1} with a fix', name, mended)
    : vscode.l10n.t('{0}: {1} findings, {2} with a fix', name, found, mended);
}

/** A context value says what can be done: "rule-fixable" has fixes. */
const contextOf = (kind: string, fixable: boolean): string => (fixable ? `${kind}-fixable` : kind);

/** The item of a node. */
export function treeItem(node: TreeNode): vscode.TreeItem {
  switch (node.kind) {
    case 'rule': {
      const item = new vscode.TreeItem(node.rule, vscode.TreeItemCollapsibleState.Collapsed);
      item.id = `rule ${node.rule}`;
      item.iconPath = ICONS[node.severity];
      item.description = node.count.toLocaleString();
      item.contextValue = node.rule === CONFIGURATION ? 'configuration' : contextOf('rule', node.fixable > 0);
      item.tooltip = countText(node.rule, node);
      return item;
    }
    case 'file': {
      const item = new vscode.TreeItem(node.uri, vscode.TreeItemCollapsibleState.Collapsed);
      item.id = `file ${node.uri.toString()}`;
      item.iconPath = vscode.ThemeIcon.File;
      // How many problems it has stands beside it already, as everywhere.
      item.description = folderOf(node.uri);
      item.tooltip = countText(vscode.workspace.asRelativePath(node.uri), node);
      item.contextValue = contextOf('file', node.fixable > 0);
      return item;
    }
    case 'finding': {
      const { uri, finding, below } = node;
      const { rule, message, range, severity, fixes } = finding;
      const line = range.start.line + 1;
      const item = new vscode.TreeItem(below === 'rule' ? `${nameOf(uri)}:${line}` : message);
      item.description = below === 'rule' ? folderOf(uri) : `${rule}  ${line}`;
      item.iconPath = ICONS[severity];
      item.contextValue =
        rule === CONFIGURATION
          ? 'configuration'
          : contextOf(
              'finding',
              fixes.some(({ kind }) => kind === 'fix'),
            );
      item.tooltip = `${message}\n${vscode.workspace.asRelativePath(uri)}:${line}  ${rule}`;
      item.accessibilityInformation = { label: `${rule}, ${nameOf(uri)} ${line}: ${message}` };
      item.command = {
        command: 'vscode.open',
        title: vscode.l10n.t('Open'),
        arguments: [uri, { selection: toRange(range), preserveFocus: true } satisfies vscode.TextDocumentShowOptions],
      };
      return item;
    }
  }
}
