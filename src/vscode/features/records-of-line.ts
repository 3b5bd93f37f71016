// The way back: from a logger call in the editor to the records it wrote.

import * as vscode from 'vscode';
import { COMMANDS } from '../../manifest.ts';
import { callOnLine } from '../../locate/call-index.ts';
import { recordsQueryFor } from '../../locate/records-query.ts';
import type { Feature } from '../app.ts';

export const recordsOfLine: Feature = ({ analysis, logs }) =>
  vscode.commands.registerCommand(COMMANDS.showRecordsOfLine, async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a source file and put the cursor on a logger call first.'),
      );
      return;
    }
    const calls = await analysis.calls(editor.document);
    const call = callOnLine(calls, editor.selection.active.line + 1);
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
