// Light bulbs: fixes of a finding, of all like it and of the file, the comment that silences it, the rule's page; fix-all on save.

import * as vscode from 'vscode';
import { CONFIGURATION } from '../../lint/config/problems.ts';
import type { Finding, TextEdit } from '../../model/finding.ts';
import { COMMANDS, LANGUAGES } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { sayChangedMeanwhile } from '../lint/fix-files.ts';
import { toRange } from '../ranges.ts';
import { ruleUri } from '../rule-page.ts';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('sightline');
const KINDS = [vscode.CodeActionKind.QuickFix, FIX_ALL];
const WHERE = [...LANGUAGES.map((language) => ({ language })), { scheme: 'file', pattern: '**/.sightline/*.json' }];
/** What is said of comments is not silenced by another one. */
const NOT_IGNORED = new Set([CONFIGURATION, 'unused-suppression']);

/** Makes the edit of an action once it has been chosen. */
type MakeEdit = () => Promise<vscode.WorkspaceEdit | undefined>;

function editOf(uri: vscode.Uri, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(uri, toRange(range), newText);
  return edit;
}

const isFixable = ({ fixes }: Finding): boolean => fixes.some(({ kind }) => kind === 'fix');

export const quickFixes: Feature = ({ findings, lintThread, context }) => {
  const chosen = new WeakMap<vscode.CodeAction, { readonly document: vscode.TextDocument; readonly make: MakeEdit }>();

  /** An action whose edit is made when it is chosen, for the document as it was when it was offered. */
  const offer = (document: vscode.TextDocument, title: string, kind: vscode.CodeActionKind, make: MakeEdit) => {
    const action = new vscode.CodeAction(title, kind);
    const { version } = document;
    const unlessChanged: MakeEdit = async () => {
      const edit = document.version === version ? await make() : undefined;
      if (document.version === version) return edit;
      sayChangedMeanwhile([document.uri]);
      return undefined;
    };
    chosen.set(action, { document, make: unlessChanged });
    return action;
  };

  const offerAll = (
    document: vscode.TextDocument,
    title: string,
    kind: vscode.CodeActionKind,
    rule?: string,
  ): vscode.CodeAction =>
    offer(document, title, kind, async () =>
      editOf(document.uri, (await lintThread.fixAll(document, rule))?.edits ?? []),
    );

  const offerIgnore = (document: vscode.TextDocument, { rule, range }: Finding): vscode.CodeAction =>
    offer(document, vscode.l10n.t('Ignore {0} on this line', rule), vscode.CodeActionKind.QuickFix, async () => {
      const insertion = await lintThread.ignore(document, rule, range);
      if (insertion === undefined) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('There is no place for a comment here. Turn {0} off in .sightline/config.json instead.', rule),
        );
        return undefined;
      }
      const { at, before, asksReason, after } = insertion;
      const snippet = new vscode.SnippetString().appendText(before);
      if (asksReason) snippet.appendText(' ').appendPlaceholder(vscode.l10n.t('reason'));
      snippet.appendText(after);
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, [new vscode.SnippetTextEdit(toRange({ start: at, end: at }), snippet)]);
      return edit;
    });

  const actionsFor = (
    document: vscode.TextDocument,
    here: readonly Finding[],
    all: readonly Finding[],
    diagnostics: readonly vscode.Diagnostic[],
  ): vscode.CodeAction[] => {
    const actions: vscode.CodeAction[] = [];
    for (const { rule, range, fixes } of here) {
      const at = toRange(range);
      const about = diagnostics.filter(
        ({ source, code, range: marked }) =>
          source === 'sightline' && (typeof code === 'object' ? code.value : code) === rule && marked.isEqual(at),
      );
      for (const [index, { title, kind, edits }] of fixes.entries()) {
        const action = offer(document, title, vscode.CodeActionKind.QuickFix, () =>
          Promise.resolve(editOf(document.uri, edits)),
        );
        action.diagnostics = about;
        action.isPreferred = index === 0 && kind === 'fix';
        actions.push(action);
      }
    }
    const fixable = all.filter(isFixable);
    for (const rule of new Set(here.filter(isFixable).map((finding) => finding.rule))) {
      if (fixable.filter((finding) => finding.rule === rule).length > 1)
        actions.push(
          offerAll(document, vscode.l10n.t('Fix all of {0} in this file', rule), vscode.CodeActionKind.QuickFix, rule),
        );
    }
    if (here.some(isFixable) && new Set(fixable.map(({ rule }) => rule)).size > 1)
      actions.push(offerAll(document, vscode.l10n.t('Fix all in this file'), vscode.CodeActionKind.QuickFix));
    const byRule = new Map(here.map((finding) => [finding.rule, finding]));
    for (const finding of byRule.values())
      if (!NOT_IGNORED.has(finding.rule)) actions.push(offerIgnore(document, finding));
    for (const rule of byRule.keys()) {
      if (rule === CONFIGURATION) continue;
      const page = new vscode.CodeAction(vscode.l10n.t('Open the page of {0}', rule), vscode.CodeActionKind.QuickFix);
      page.command = { command: COMMANDS.showRule, title: page.title, arguments: [rule] };
      actions.push(page);
    }
    return actions;
  };

  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      WHERE,
      {
        async provideCodeActions(document, range, { diagnostics, only }, token) {
          const all = await findings.of(document);
          if (token.isCancellationRequested) return [];
          if (only !== undefined && FIX_ALL.contains(only) && !only.contains(vscode.CodeActionKind.QuickFix))
            return all.some(isFixable) ? [offerAll(document, vscode.l10n.t('Fix all of Sightline'), FIX_ALL)] : [];
          const here = all.filter((finding) => toRange(finding.range).intersection(range) !== undefined);
          return actionsFor(document, here, all, diagnostics);
        },
        async resolveCodeAction(action) {
          const edit = await chosen.get(action)?.make();
          if (edit !== undefined) action.edit = edit;
          return action;
        },
      },
      { providedCodeActionKinds: KINDS },
    ),
    vscode.commands.registerCommand(COMMANDS.showRule, (rule: unknown) => {
      if (typeof rule !== 'string' || !/^[a-z-]+$/.test(rule)) return undefined;
      return vscode.commands.executeCommand('markdown.showPreview', ruleUri(context.extensionUri, rule));
    }),
  );
};
