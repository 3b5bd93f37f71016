// Makes all safe fixes of several files, or those of one rule; what changes while it is looked at is left alone.

import * as vscode from 'vscode';
import { toRange } from '../ranges.ts';
import type { LintThread } from './lint-thread.ts';

/** Says that nothing was fixed in these files, as they are not what was looked at. */
export function sayChangedMeanwhile(uris: readonly vscode.Uri[]): void {
  const [first] = uris;
  if (first === undefined) return;
  void vscode.window.showWarningMessage(
    uris.length === 1
      ? vscode.l10n.t('{0} changed meanwhile and was not fixed. Try again.', vscode.workspace.asRelativePath(first))
      : vscode.l10n.t('{0} files changed meanwhile and were not fixed. Try again.', uris.length),
  );
}

/** Fixes files, open or not, and says how many fixes it were. Those that had nothing unsaved are saved again. */
export async function fixFiles(thread: LintThread, uris: readonly vscode.Uri[], rule?: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const looked: { readonly document: vscode.TextDocument; readonly version: number; readonly made: number }[] = [];
  const changed: vscode.Uri[] = [];
  for (const uri of uris) {
    const document = await vscode.workspace.openTextDocument(uri);
    const { version } = document;
    const { edits, made } = (await thread.fixAll(document, rule)) ?? { edits: [], made: 0 };
    if (document.version !== version) changed.push(uri);
    else if (made > 0) {
      looked.push({ document, version, made });
      edit.set(
        uri,
        edits.map(({ range, newText }) => vscode.TextEdit.replace(toRange(range), newText)),
      );
    }
  }
  const late = looked.filter(({ document, version }) => document.version !== version);
  for (const { document } of late) {
    edit.set(document.uri, []);
    changed.push(document.uri);
  }
  const fixed = looked.filter((one) => !late.includes(one));
  const applied = fixed.length > 0 && (await vscode.workspace.applyEdit(edit, { isRefactoring: true }));
  if (fixed.length > 0 && !applied) changed.push(...fixed.map(({ document }) => document.uri));
  sayChangedMeanwhile(changed);
  if (!applied) return;
  const made = fixed.reduce((sum, one) => sum + one.made, 0);
  void vscode.window.showInformationMessage(
    fixed.length === 1
      ? vscode.l10n.t('{0} fixed in {1}.', made, vscode.workspace.asRelativePath(fixed[0]!.document.uri))
      : vscode.l10n.t('{0} fixed in {1} files.', made, fixed.length),
  );
}
