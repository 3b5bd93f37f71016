// Shows the Logs view the first time a workspace is opened by `npm start`: Sightline itself opens nothing unasked.
import * as vscode from 'vscode';

const SEEN = 'logsShown';

export async function activate(context) {
  if (context.workspaceState.get(SEEN)) return;
  await vscode.commands.executeCommand('sightline.logs.focus', { preserveFocus: true });
  await context.workspaceState.update(SEEN, true);
}
