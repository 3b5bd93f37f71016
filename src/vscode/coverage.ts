// The logging coverage of the workspace: measured when asked for, then kept up to date as files are saved.

import * as vscode from 'vscode';
import { coalesce } from '../base/coalesce.ts';
import { createDisposableStore, type Disposable } from '../base/disposable.ts';
import type { Log } from '../base/ports.ts';
import { languageOf } from '../calls/parser.ts';
import { coverageReport } from '../coverage/report.ts';
import type { CoverageReport, FileFacts } from '../model/coverage.ts';
import { createNodeFiles } from '../workspace/node-files.ts';
import { scanFiles } from '../workspace/scan-files.ts';

/** How far a measurement is. */
export type OnProgress = (done: number, all: number) => void;

export interface Coverage extends Disposable {
  /** Undefined until it was measured. */
  readonly report: CoverageReport | undefined;
  readonly onDidChange: vscode.Event<void>;
  /** Reads all source files of the workspace; what was known before is kept where the signal is aborted. */
  measure(signal: AbortSignal, onProgress: OnProgress): Promise<void>;
}

/** A second worker pays for itself from here on. */
const MANY_FILES = 300;
/** Files saved together are read together. */
const SAVED_TOGETHER_MS = 500;

/** Creates it; nothing is read before the first `measure`. */
export function createCoverage({ extensionUri }: vscode.ExtensionContext, log: Log): Coverage {
  const held = createDisposableStore();
  const changed = held.add(new vscode.EventEmitter<void>());
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const pathOf = (uri: vscode.Uri): string => uri.fsPath.replaceAll('\\', '/');
  let facts: Map<string, FileFacts> | undefined;
  let report: CoverageReport | undefined;

  const read = async (
    files: readonly string[],
    into: Map<string, FileFacts>,
    signal: AbortSignal,
    onProgress: OnProgress = () => {},
  ): Promise<void> => {
    let done = 0;
    await scanFiles({
      script: vscode.Uri.joinPath(dist, 'scan.js').fsPath,
      wasmFolders: [vscode.Uri.joinPath(dist, 'wasm').fsPath],
      files,
      coverage: true,
      workers: files.length > MANY_FILES ? 2 : 1,
      signal,
      onBatch(batch) {
        for (const { path, coverage } of batch) {
          if (coverage === undefined) into.delete(path);
          else into.set(path, coverage);
        }
        onProgress((done += batch.length), files.length);
      },
    });
  };

  const tell = (): void => {
    report = facts === undefined ? undefined : coverageReport([...facts.values()]);
    changed.fire();
  };

  const saved = new Set<string>();
  const ended = new AbortController();
  const readSaved = async (): Promise<void> => {
    const files = [...saved];
    saved.clear();
    if (facts === undefined) return;
    await read(files, facts, ended.signal);
    tell();
  };
  const soon = held.add(
    coalesce(() => {
      readSaved().catch((error: unknown) => log.error('coverage of saved files', error));
    }, SAVED_TOGETHER_MS),
  );
  const forget = (uri: vscode.Uri): void => {
    let gone = false;
    for (const path of facts?.keys() ?? [])
      if (path === pathOf(uri) || path.startsWith(`${pathOf(uri)}/`)) gone = facts?.delete(path) === true || gone;
    if (gone) tell();
  };
  held.add(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      // Only what was measured is kept up to date, and what has come since.
      if (facts === undefined || uri.scheme !== 'file' || languageOf(uri.path) === undefined) return;
      if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
      saved.add(pathOf(uri));
      soon.trigger();
    }),
  );
  held.add(vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach(forget)));
  held.add(vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => forget(oldUri))));

  return {
    get report() {
      return report;
    },
    onDidChange: changed.event,
    async measure(signal, onProgress) {
      const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
      const disk = createNodeFiles();
      const files = new Set<string>();
      for (const { uri } of folders)
        for (const file of await disk.list(uri.fsPath, (name) => languageOf(name) !== undefined)) files.add(file);
      const found = new Map<string, FileFacts>();
      await read([...files], found, signal, onProgress);
      if (signal.aborted) return;
      facts = found;
      tell();
    },
    dispose() {
      ended.abort();
      held.dispose();
    },
  };
}
