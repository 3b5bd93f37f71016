// Fixes of findings as light bulbs, all of a rule in a file at once, fix-all on save, and the rule's page.

import * as vscode from 'vscode';
import type { Finding, Fix } from '../../model/finding.ts';
import { COMMANDS, LANGUAGES } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { toRange } from '../ranges.ts';
import { ruleUri } from '../rule-page.ts';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('sightline');
const KINDS = [vscode.CodeActionKind.QuickFix, FIX_ALL];

function addEdits(edit: vscode.WorkspaceEdit, uri: vscode.Uri, fix: Fix): void {
  for (const { range, newText } of fix.edits) edit.replace(uri, toRange(range), newText);
}

/** The fixes that can be applied together: safe ones, the first of each finding, none overlapping one before it. */
function together(findings: readonly Finding[]): Fix[] {
  const taken: vscode.Range[] = [];
  const chosen: Fix[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ kind }) => kind === 'fix');
    if (fix === undefined) continue;
    const ranges = fix.edits.map(({ range }) => toRange(range));
    if (ranges.some((range) => taken.some((other) => range.intersection(other) !== undefined))) continue;
    taken.push(...ranges);
    chosen.push(fix);
  }
  return chosen;
}

function actionForAll(
  document: vscode.TextDocument,
  title: string,
  kind: vscode.CodeActionKind,
  findings: readonly Finding[],
): vscode.CodeAction | undefined {
  const fixes = together(findings);
  if (fixes.length === 0) return undefined;
  const action = new vscode.CodeAction(title, kind);
  action.edit = new vscode.WorkspaceEdit();
  for (const fix of fixes) addEdits(action.edit, document.uri, fix);
  return action;
}

export const quickFixes: Feature = ({ analysis, context }) =>
  vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      LANGUAGES.map((language) => ({ language })),
      {
        async provideCodeActions(document, range, { diagnostics, only }, token) {
          const { findings } = await analysis.analyse(document);
          if (token.isCancellationRequested) return [];
          if (only !== undefined && FIX_ALL.contains(only) && !only.contains(vscode.CodeActionKind.QuickFix)) {
            const all = actionForAll(document, vscode.l10n.t('Fix all of Sightline'), FIX_ALL, findings);
            return all === undefined ? [] : [all];
          }
          const here = findings.filter((finding) => toRange(finding.range).intersection(range) !== undefined);
          const actions: vscode.CodeAction[] = [];
          for (const finding of here) {
            const about = diagnostics.filter(
              ({ source, code, range: at }) =>
                source === 'sightline' &&
                typeof code === 'object' &&
                code.value === finding.rule &&
                at.isEqual(toRange(finding.range)),
            );
            for (const [index, fix] of finding.fixes.entries()) {
              const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
              action.edit = new vscode.WorkspaceEdit();
              addEdits(action.edit, document.uri, fix);
              action.diagnostics = about;
              action.isPreferred = index === 0 && fix.kind === 'fix';
              actions.push(action);
            }
          }
          for (const rule of new Set(here.map((finding) => finding.rule))) {
            const sameRule = findings.filter(
              (finding) => finding.rule === rule && finding.fixes.some(({ kind }) => kind === 'fix'),
            );
            const all =
              sameRule.length > 1
                ? actionForAll(
                    document,
                    vscode.l10n.t('Fix all {0} in this file', rule),
                    vscode.CodeActionKind.QuickFix,
                    sameRule,
                  )
                : undefined;
            if (all !== undefined) actions.push(all);
            const explain = new vscode.CodeAction(vscode.l10n.t('Explain {0}', rule), vscode.CodeActionKind.QuickFix);
            explain.command = { command: COMMANDS.showRule, title: explain.title, arguments: [rule] };
            actions.push(explain);
          }
          return actions;
        },
      },
      { providedCodeActionKinds: KINDS },
    ),
    vscode.commands.registerCommand(COMMANDS.showRule, (rule: unknown) => {
      if (typeof rule !== 'string' || !/^[a-z-]+$/.test(rule)) return undefined;
      return vscode.commands.executeCommand('markdown.showPreview', ruleUri(context.extensionUri, rule));
    }),
  );
