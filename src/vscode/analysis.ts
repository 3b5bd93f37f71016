// What is known of the source: calls and findings of open documents, and the index of all calls of the workspace.

import * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';
import { createCallParser, languageOf, type CallParser } from '../calls/parser.ts';
import { createFolderConfigs } from '../lint/config/folder-configs.ts';
import { lint } from '../lint/lint.ts';
import type { LoggerCall } from '../model/call.ts';
import type { FileReading } from '../model/file-reading.ts';
import type { Finding } from '../model/finding.ts';
import { readSource } from '../workspace/node-files.ts';
import { createProjectFiles } from '../workspace/project-files.ts';
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

/** Files whose names are followed from one to the other, and those that say how. */
const FOLLOWED = '**/*.{py,pyi,js,jsx,mjs,cjs,ts,tsx,mts,cts,json}';

interface Kept {
  readonly version: number;
  /** How many changes of files were known. */
  readonly changes: number;
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

  const fileOf = (uri: vscode.Uri): string => uri.fsPath.replaceAll('\\', '/');
  // What is open goes before what is saved: a wrapper that is being typed is known at once where it is used.
  const files = createProjectFiles((path) =>
    vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && fileOf(uri) === path)?.getText(),
  );
  const configs = createFolderConfigs(files);
  /** Counts changes of files: what was found before may depend on them. */
  let changes = 0;

  const loadParser = async (): Promise<CallParser> => {
    const loaded = held.add(await createCallParser({ loadWasm: wasmFrom(wasmFolder), files }));
    const watcher = held.add(vscode.workspace.createFileSystemWatcher(FOLLOWED));
    const changed = (uri: vscode.Uri): void => {
      changes++;
      if (uri.path.includes('/.sightline/')) configs.forget();
      loaded.forget(fileOf(uri));
    };
    const cameOrWent = (uri: vscode.Uri): void => {
      files.forget();
      changed(uri);
    };
    held.add(watcher.onDidChange(changed));
    held.add(watcher.onDidCreate(cameOrWent));
    held.add(watcher.onDidDelete(cameOrWent));
    held.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && languageOf(document.uri.path) !== undefined)
          loaded.forget(fileOf(document.uri));
      }),
    );
    return loaded;
  };

  const judge = (document: vscode.TextDocument, reading: FileReading, text: string): readonly Finding[] => {
    // The editor's settings go before the project's files.
    const { settings, excluded } = configs.of(pathOf(document), { severities: setting('lint.rules', document) });
    if (excluded) return [];
    return lint(pathOf(document), reading, {
      ...settings,
      text,
      onRuleError(rule, error) {
        if (reported.has(rule)) return;
        reported.add(rule);
        log.error(`rule ${rule} failed on ${document.uri.fsPath}`, error);
      },
    });
  };

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
      if (
        before?.version === document.version &&
        before.languageId === document.languageId &&
        before.rules === rules &&
        before.changes === changes
      )
        return before.result;
      const text = document.getText();
      const { version, languageId } = document;
      parser ??= loadParser();
      const reading = (await parser).parse({
        path: pathOf(document),
        text,
        language: languageId,
        loggers: configs.of(pathOf(document)).loggers,
        onSkip: (reason) => log.info(`${document.uri.fsPath} is not checked: ${messageOf(reason)}`),
      });
      const result: DocumentAnalysis = { calls: reading.calls, findings: judge(document, reading, text) };
      kept.set(document, { version, languageId, rules, changes, result });
      return result;
    },
    workspace: () => workspaceIndex.ready(),
    dispose: () => held.dispose(),
  };
}
