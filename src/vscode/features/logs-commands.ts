// Commands of the Logs page: show it, search, follow, clear, explain.

import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import type { Feature } from '../app.ts';

export const logsCommands: Feature = ({ logs, context }) =>
  vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.showLogs, () => vscode.commands.executeCommand(`${VIEWS.logs}.focus`)),
    vscode.commands.registerCommand(COMMANDS.openLogsInEditor, () => logs.openInEditor()),
    vscode.commands.registerCommand(COMMANDS.focusQuery, () => logs.command('focusQuery')),
    vscode.commands.registerCommand(COMMANDS.toggleFollow, () => logs.command('toggleFollow')),
    vscode.commands.registerCommand(COMMANDS.clearDisplay, () => logs.command('clearDisplay')),
    vscode.commands.registerCommand(COMMANDS.whyNothing, () => logs.command('whyNothing')),
    vscode.commands.registerCommand(COMMANDS.showMasked, () => logs.command('showMasked')),
    vscode.commands.registerCommand(COMMANDS.showQueryHelp, () =>
      vscode.commands.executeCommand(
        'markdown.showPreview',
        vscode.Uri.joinPath(context.extensionUri, 'docs', 'query-language.md'),
      ),
    ),
  );
