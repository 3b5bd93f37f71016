// The command that writes a log call at a silent place of the coverage tree, its message selected.

import * as vscode from 'vscode';
import type { Place } from '../../model/coverage.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { toRange } from '../ranges.ts';

/** The place of a node of the tree. */
function placeOf(node: unknown): Place | undefined {
  const place = typeof node === 'object' && node !== null && 'place' in node ? node.place : undefined;
  return place === undefined ? undefined : (place as Place);
}

export const insertLogCall: Feature = ({ lintThread }) =>
  vscode.commands.registerCommand(COMMANDS.insertLogCall, async (node: unknown) => {
    const place = placeOf(node);
    if (place === undefined) return;
    const start = toRange(place.range).start;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(place.path));
    const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, start) });
    const { version } = document;
    const insertion = await lintThread.logCall(document, place);
    if (insertion === undefined || document.version !== version) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'No log call can be written here: no logger is known, or the file has changed since it was measured.',
        ),
      );
      return;
    }
    const { range, before, message, after } = insertion;
    const snippet = new vscode.SnippetString().appendText(before).appendPlaceholder(message).appendText(after);
    await editor.insertSnippet(snippet, toRange(range), {
      undoStopBefore: true,
      undoStopAfter: true,
      keepWhitespace: true,
    });
  });
