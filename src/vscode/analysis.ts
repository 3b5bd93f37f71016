// What is known of the source: logger calls of open documents, and the index of all calls of the workspace.

import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import type { Log } from '../base/ports.ts';
import type { LoggerCall } from '../model/call.ts';
import { scanFiles } from '../workspace/scan-files.ts';
import type { LintThread } from './lint/lint-thread.ts';
import { createWorkspaceIndex, type WorkspaceIndex } from './workspace-index.ts';

export interface Analysis extends Disposable {
  /** Calls of a document as it is now, saved or not. Empty for other languages. */
  calls(document: vscode.TextDocument): Promise<readonly LoggerCall[]>;
  /** All calls and files of the workspace; the first call starts the scan and waits for it. */
  workspace(): Promise<WorkspaceIndex>;
}

/** A second worker pays for itself from here on. */
const MANY_FILES = 300;

/** Creates the analysis; the scan is started when first needed. */
export function createAnalysis({ extensionUri }: vscode.ExtensionContext, thread: LintThread, log: Log): Analysis {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const index = createWorkspaceIndex(
    {
      scanAll: (files, onFile, signal) =>
        scanFiles({
          script: vscode.Uri.joinPath(dist, 'scan.js').fsPath,
          wasmFolders: [vscode.Uri.joinPath(dist, 'wasm').fsPath],
          files,
          workers: files.length > MANY_FILES ? 2 : 1,
          signal,
          onBatch: (batch) => batch.forEach(({ path, calls }) => onFile(path, calls)),
        }),
      readOne: (path) => thread.callsOfFile(vscode.Uri.file(path)),
    },
    log,
  );
  return {
    calls: (document) => thread.calls(document),
    workspace: () => index.ready(),
    dispose: () => index.dispose(),
  };
}
