// What is known of the source: calls and findings of open documents, and the index of all calls of the workspace.

import * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';
import { createCallParser, type CallParser } from '../calls/parser.ts';
import { lint } from '../lint/lint.ts';
import type { LoggerCall } from '../model/call.ts';
import type { FileReading } from '../model/file-reading.ts';
import type { Finding } from '../model/finding.ts';
import { readSource } from '../workspace/node-files.ts';
import { scanFiles } from '../workspace/scan-files.ts';
import { wasmFrom } from '../workspace/wasm.ts';
import { setting } from './settings.ts';
import { createWorkspaceIndex, type WorkspaceIndex } from './workspace-index.ts';

/** What a document says. */
export interface DocumentAnalysis {
  readonly calls: readonly LoggerCall[];
  readonly findings: readonly Finding[];
}

export interface Analysis extends Disposable {
  /** Calls and findings of a document as it is now, saved or not; kept until it changes. Empty for other languages. */
  analyse(document: vscode.TextDocument): Promise<DocumentAnalysis>;
  /** All calls and files of the workspace; the first call starts the scan and waits for it. */
  workspace(): Promise<WorkspaceIndex>;
}

/** A second worker pays for itself from here on. */
const MANY_FILES = 300;

interface Kept {
  readonly version: number;
  readonly languageId: string;
  /** Severities as they were, as text. */
  readonly rules: string;
  readonly result: DocumentAnalysis;
}

function pathOf({ uri }: vscode.TextDocument): string {
  return uri.fsPath.replaceAll('\\', '/');
}

/** Creates the analysis; parser and scan are started when first needed. */
export function createAnalysis({ extensionUri }: vscode.ExtensionContext, log: Log): Analysis {
  const held = createDisposableStore();
  const distUri = vscode.Uri.joinPath(extensionUri, 'dist');
  const wasmFolder = vscode.Uri.joinPath(distUri, 'wasm').fsPath;
  const kept = new WeakMap<vscode.TextDocument, Kept>();
  let parser: Promise<CallParser> | undefined;
  const reported = new Set<string>();

  const loadParser = async (): Promise<CallParser> => {
    const loaded = await createCallParser({ loadWasm: wasmFrom(wasmFolder) });
    return held.add(loaded);
  };

  const judge = (document: vscode.TextDocument, reading: FileReading, text: string): readonly Finding[] =>
    lint(pathOf(document), reading, {
      severities: setting('lint.rules', document),
      text,
      onRuleError(rule, error) {
        if (reported.has(rule)) return;
        reported.add(rule);
        log.error(`rule ${rule} failed on ${document.uri.fsPath}`, error);
      },
    });

  const workspaceIndex = held.add(
    createWorkspaceIndex(
      {
        scanAll: (files, onFile, signal) =>
          scanFiles({
            script: vscode.Uri.joinPath(distUri, 'scan.js').fsPath,
            wasmFolders: [wasmFolder],
            files,
            workers: files.length > MANY_FILES ? 2 : 1,
            signal,
            onBatch: (batch) => batch.forEach(({ path, calls }) => onFile(path, calls)),
          }),
        async readOne(path) {
          const source = await readSource(path);
          parser ??= loadParser();
          return 'skipped' in source ? [] : (await parser).parse({ path, text: source.text }).calls;
        },
      },
      log,
    ),
  );

  return {
    async analyse(document) {
      const rules = JSON.stringify(setting('lint.rules', document));
      const before = kept.get(document);
      if (before?.version === document.version && before.languageId === document.languageId && before.rules === rules)
        return before.result;
      const text = document.getText();
      const { version, languageId } = document;
      parser ??= loadParser();
      const reading = (await parser).parse({
        path: pathOf(document),
        text,
        language: languageId,
        onSkip: (reason) => log.info(`${document.uri.fsPath} is not checked: ${messageOf(reason)}`),
      });
      const result: DocumentAnalysis = { calls: reading.calls, findings: judge(document, reading, text) };
      kept.set(document, { version, languageId, rules, result });
      return result;
    },
    workspace: () => workspaceIndex.ready(),
    dispose: () => held.dispose(),
  };
}
