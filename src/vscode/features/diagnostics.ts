// Findings as squiggles: on open and on edit, debounced, the stale ones dropped.

import * as vscode from 'vscode';
import { createDisposableStore } from '../../base/disposable.ts';
import { messageOf } from '../../base/errors.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import { LANGUAGES } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { toRange } from '../ranges.ts';
import { ruleUri } from '../rule-page.ts';
import { onSettingsChange, setting } from '../settings.ts';

const DEBOUNCE_MS = 200;

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export const diagnostics: Feature = ({ analysis, context, log }) => {
  const held = createDisposableStore();
  const shown = held.add(vscode.languages.createDiagnosticCollection('sightline'));
  const pending = new Map<string, ReturnType<typeof setTimeout>>();

  const toDiagnostic = (finding: Finding): vscode.Diagnostic => {
    const diagnostic = new vscode.Diagnostic(toRange(finding.range), finding.message, SEVERITIES[finding.severity]);
    diagnostic.source = 'sightline';
    diagnostic.code = { value: finding.rule, target: ruleUri(context.extensionUri, finding.rule) };
    return diagnostic;
  };

  const check = async (document: vscode.TextDocument): Promise<void> => {
    if (!setting('lint.enabled', document)) {
      shown.delete(document.uri);
      return;
    }
    const { version } = document;
    const { findings } = await analysis.analyse(document);
    if (document.isClosed || document.version !== version) return;
    shown.set(document.uri, findings.map(toDiagnostic));
  };

  const schedule = (document: vscode.TextDocument, delay: number): void => {
    if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return;
    if (!['file', 'untitled', 'vscode-vfs'].includes(document.uri.scheme)) return;
    const key = document.uri.toString();
    clearTimeout(pending.get(key));
    pending.set(
      key,
      setTimeout(() => {
        pending.delete(key);
        check(document).catch((error: unknown) => log.warn(`lint of ${document.uri.fsPath}: ${messageOf(error)}`));
      }, delay),
    );
  };
  const scheduleAll = (): void => {
    for (const document of vscode.workspace.textDocuments) schedule(document, 0);
  };

  held.add(vscode.workspace.onDidOpenTextDocument((document) => schedule(document, 0)));
  held.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) schedule(document, DEBOUNCE_MS);
    }),
  );
  held.add(
    vscode.workspace.onDidCloseTextDocument((document) => {
      const key = document.uri.toString();
      clearTimeout(pending.get(key));
      pending.delete(key);
      shown.delete(document.uri);
    }),
  );
  held.add(onSettingsChange(['lint.enabled', 'lint.rules'], scheduleAll));
  held.add({
    dispose() {
      for (const timer of pending.values()) clearTimeout(timer);
    },
  });
  scheduleAll();
  return held;
};
