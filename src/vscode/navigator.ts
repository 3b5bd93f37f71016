// Goes from a record to its source: finds candidates, asks where several are likely, opens the line.

import * as vscode from 'vscode';
import { framesOf, stackOf } from '../locate/frames/index.ts';
import { decisive, locate, locateFrame, type LocateContext } from '../locate/locate.ts';
import type { LocateAnswer, SourceLocation } from '../model/location.ts';
import type { LogRecord } from '../model/record.ts';
import type { Analysis } from './analysis.ts';
import { setting } from './settings.ts';

/** What came of an attempt to open a line; `message` says why nothing was opened, in one sentence. */
export interface OpenAnswer {
  readonly opened: boolean;
  readonly message?: string;
}

export interface Navigator {
  /** Opens the line that wrote the record, or line `frame` (0-based) of its stack text; asks where several are likely. */
  openSource(record: LogRecord, options: { readonly focus: boolean; readonly frame?: number }): Promise<OpenAnswer>;
  /** The likeliest place in words, without asking; null where none is known. */
  sourceOf(
    record: LogRecord,
  ): Promise<{ readonly label: string; readonly reason: string; readonly count: number } | null>;
  /** Which lines of the record's stack text are frames, and whether each lies in the workspace. */
  framesOf(record: LogRecord): Promise<readonly { readonly textLine: number; readonly inWorkspace: boolean }[]>;
}

/** Creates the navigator on the analysis of this workspace. */
export function createNavigator(analysis: Analysis): Navigator {
  const context = async (): Promise<LocateContext> => ({
    ...(await analysis.workspace()),
    roots: setting('locate.roots'),
  });

  const labelOf = (where: LocateContext, { path, line }: SourceLocation): string =>
    `${where.files.label(path)}:${line}`;

  const choose = async (answer: LocateAnswer, where: LocateContext): Promise<SourceLocation | undefined> => {
    const picked = await vscode.window.showQuickPick(
      answer.candidates.map((candidate) => ({ label: labelOf(where, candidate), detail: candidate.reason, candidate })),
      { title: vscode.l10n.t('Which line wrote this record?'), matchOnDetail: true },
    );
    return picked?.candidate;
  };

  const show = async ({ path, line, column }: SourceLocation, focus: boolean): Promise<void> => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
    const row = Math.min(Math.max(line - 1, 0), document.lineCount - 1);
    const start = column === undefined ? document.lineAt(row).firstNonWhitespaceCharacterIndex : column - 1;
    const at = new vscode.Position(row, start);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.One,
      preserveFocus: !focus,
      preview: true,
      selection: new vscode.Range(at, at),
    });
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };

  const search = async (record: LogRecord, why: string): Promise<OpenAnswer> => {
    const searchText = vscode.l10n.t('Search for Its Message');
    const chosen = await vscode.window.showInformationMessage(why, searchText);
    if (chosen === searchText) {
      await vscode.commands.executeCommand('workbench.action.findInFiles', {
        query: record.message.slice(0, 200),
        triggerSearch: true,
        isRegex: false,
      });
    }
    return { opened: false, message: why };
  };

  return {
    async openSource(record, { focus, frame }) {
      const where = await context();
      const stack = stackOf(record);
      const named =
        frame === undefined || stack === undefined
          ? undefined
          : framesOf(stack).find(({ textLine }) => textLine === frame);
      const answer = named === undefined ? locate(record, where) : locateFrame(named, where, record);
      if (answer.candidates.length === 0) {
        const why = answer.why ?? vscode.l10n.t('No line of this workspace is known to have written this record.');
        // Asked by the user, answered to the user; the page need not wait for the answer to the offer.
        if (named === undefined) void search(record, why);
        return { opened: false, message: why };
      }
      const chosen = decisive(answer) ?? (await choose(answer, where));
      if (chosen === undefined) return { opened: false };
      await show(chosen, focus);
      return { opened: true };
    },
    async sourceOf(record) {
      const where = await context();
      const answer = locate(record, where);
      const first = answer.candidates[0];
      return first === undefined
        ? null
        : { label: labelOf(where, first), reason: first.reason, count: answer.candidates.length };
    },
    async framesOf(record) {
      const stack = stackOf(record);
      if (stack === undefined) return [];
      const where = await context();
      return framesOf(stack).map((frame) => ({
        textLine: frame.textLine,
        inWorkspace: locateFrame(frame, where, record).candidates.length > 0,
      }));
    },
  };
}
