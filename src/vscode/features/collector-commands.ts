// Commands for the collector itself: start, stop, its log, deleting all data.

import * as vscode from 'vscode';
import { COMMANDS } from '../../manifest.ts';
import type { Feature } from '../app.ts';

export const collectorCommands: Feature = ({ collector }) =>
  vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.startCollector, () => collector.start({ again: true })),
    vscode.commands.registerCommand(COMMANDS.stopCollector, () => collector.stop()),
    vscode.commands.registerCommand(COMMANDS.deleteAllData, () => collector.deleteAllAfterAsking()),
    vscode.commands.registerCommand(COMMANDS.showCollectorLog, async () => {
      const file = vscode.Uri.file(collector.logFile);
      try {
        await vscode.window.showTextDocument(file, { preview: true });
      } catch {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The collector has not written a log yet: {0} does not exist.', collector.logFile),
        );
      }
    }),
  );
