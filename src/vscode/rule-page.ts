// Where the page of a rule lies.

import * as vscode from 'vscode';

export function ruleUri(extensionUri: vscode.Uri, rule: string): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${rule}.md`);
}
