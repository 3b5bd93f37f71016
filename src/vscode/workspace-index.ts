// The index of the workspace: every logger call and every source file, kept up to date while files change.

import * as vscode from 'vscode';
import { createDisposableStore, toDisposable, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';
import { createCallIndex, type CallIndex } from '../locate/call-index.ts';
import { createFileIndex, type FileIndex } from '../locate/file-index.ts';
import type { LoggerCall } from '../model/call.ts';

/** What the locator knows of the workspace. */
export interface WorkspaceIndex {
  readonly index: CallIndex;
  readonly files: FileIndex;
}

/** Files that a record or a frame of a stack trace may name. */
const SOURCES = '**/*.{py,pyi,js,jsx,mjs,cjs,ts,tsx,mts,cts,go,java,kt,scala,cs,rb,php,rs}';
const MAX_FILES = 50_000;

/** How files are read. Paths are absolute and '/'-separated. */
export interface CallReader {
  /** Reads many files off the thread; resolves when all are read, having handed on each one's calls. */
  scanAll(
    paths: readonly string[],
    onFile: (path: string, calls: readonly LoggerCall[]) => void,
    signal: AbortSignal,
  ): Promise<void>;
  readOne(path: string): Promise<readonly LoggerCall[]>;
}

/** Creates the index; the first `ready` starts the scan. */
export function createWorkspaceIndex(reader: CallReader, log: Log): Disposable & { ready(): Promise<WorkspaceIndex> } {
  const held = createDisposableStore();
  const pathOf = (uri: vscode.Uri): string => uri.fsPath.replaceAll('\\', '/');
  let scanned: Promise<WorkspaceIndex> | undefined;

  const scan = async (): Promise<WorkspaceIndex> => {
    const found = await vscode.workspace.findFiles(SOURCES, undefined, MAX_FILES);
    const paths = found.filter(({ scheme }) => scheme === 'file').map(pathOf);
    if (paths.length === MAX_FILES) log.warn(`only the first ${MAX_FILES} source files of the workspace are looked at`);
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => pathOf(uri));
    const index = createCallIndex();
    const files = createFileIndex(paths, folders);
    const cancelled = new AbortController();
    held.add(toDisposable(() => cancelled.abort()));
    // Watched from before the scan, so that no change falls between the two.
    watch(index, files);
    await reader.scanAll(paths, (path, calls) => index.set(path, calls), cancelled.signal);
    return { index, files };
  };

  const watch = (index: CallIndex, files: FileIndex): void => {
    const watcher = held.add(vscode.workspace.createFileSystemWatcher(SOURCES));
    const read = (uri: vscode.Uri): void => {
      const path = pathOf(uri);
      files.add(path);
      reader.readOne(path).then(
        (calls) => index.set(path, calls),
        (error: unknown) => log.warn(`${path} is not indexed: ${messageOf(error)}`),
      );
    };
    held.add(watcher.onDidCreate(read));
    held.add(watcher.onDidChange(read));
    held.add(
      watcher.onDidDelete((uri) => {
        files.remove(pathOf(uri));
        index.remove(pathOf(uri));
      }),
    );
  };

  return {
    ready() {
      scanned ??= scan();
      scanned.catch(() => {
        // A scan that failed is tried again when the index is next needed.
        scanned = undefined;
      });
      return scanned;
    },
    dispose: () => held.dispose(),
  };
}
