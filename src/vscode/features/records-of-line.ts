// The way back: from a logger call in the editor to the records it wrote.

import * as vscode from 'vscode';
import { COMMANDS } from '../../manifest.ts';
import type { LoggerCall } from '../../model/call.ts';
import { recordsQueryFor } from '../../locate/records-query.ts';
import type { Feature } from '../app.ts';

/** The call at the cursor's line: the innermost one whose lines include it. */
function callAtLine(calls: readonly LoggerCall[], line: number): LoggerCall | undefined {
  return calls
    .filter(({ range }) => range.start.line <= line && line <= range.end.line)
    .sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.column - a.range.start.column)[0];
}

export const recordsOfLine: Feature = ({ analysis, logs }) =>
  vscode.commands.registerCommand(COMMANDS.showRecordsOfLine, async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a source file and put the cursor on a logger call first.'),
      );
      return;
    }
    const { calls } = await analysis.analyse(editor.document);
    const call = callAtLine(calls, editor.selection.active.line);
    if (call === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'There is no logger call on line {0}. Put the cursor on one and try again.',
          editor.selection.active.line + 1,
        ),
      );
      return;
    }
    await logs.showRecords(recordsQueryFor(call));
  });
