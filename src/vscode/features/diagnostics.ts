// Findings as squiggles and as problems.

import * as vscode from 'vscode';
import { createDisposableStore } from '../../base/disposable.ts';
import { CONFIGURATION } from '../../lint/config/problems.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { Feature } from '../app.ts';
import { toRange } from '../ranges.ts';
import { ruleUri } from '../rule-page.ts';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export const diagnostics: Feature = ({ findings, context }) => {
  const held = createDisposableStore();
  const shown = held.add(vscode.languages.createDiagnosticCollection('sightline'));

  const toDiagnostic = (finding: Finding): vscode.Diagnostic => {
    const { rule, range, message, severity } = finding;
    const diagnostic = new vscode.Diagnostic(toRange(range), message, SEVERITIES[severity]);
    diagnostic.source = 'sightline';
    diagnostic.code = rule === CONFIGURATION ? rule : { value: rule, target: ruleUri(context.extensionUri, rule) };
    return diagnostic;
  };
  const show = (keys: Iterable<string>): void =>
    shown.set(
      [...keys].map((key) => {
        const file = findings.all.get(key);
        return [file?.uri ?? vscode.Uri.parse(key, true), file?.findings.map(toDiagnostic)];
      }),
    );

  held.add(findings.onDidChange(show));
  show(findings.all.keys());
  return held;
};
