// The logging coverage of the workspace: measured when asked for, then kept up to date as files are saved, come and go.

import * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';
import { languageOf } from '../calls/parser.ts';
import { coverageReport } from '../coverage/report.ts';
import { isConfigFile } from '../lint/config/folder-configs.ts';
import type { CoverageReport, FileFacts } from '../model/coverage.ts';
import { createNodeFiles } from '../workspace/node-files.ts';
import { scanFiles } from '../workspace/scan-files.ts';
import type { Findings } from './lint/findings.ts';
import { pathOf, type FileChange } from './lint/lint-thread.ts';

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

const isSourceFile = (path: string): boolean => languageOf(path) !== undefined;

/** Creates it; nothing is read before the first `measure`. `changes` tells what happens to files once it is quiet. */
export function createCoverage(
  { extensionUri }: Pick<vscode.ExtensionContext, 'extensionUri'>,
  changes: Pick<Findings, 'onDidSettle'>,
  log: Log,
): Coverage {
  const held = createDisposableStore();
  const changed = held.add(new vscode.EventEmitter<void>());
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const ended = new AbortController();
  let facts: Map<string, FileFacts> | undefined;
  let report: CoverageReport | undefined;
  /** Readings come one after the other, so that none undoes what another found. */
  let reading: Promise<unknown> = Promise.resolve();

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

  const listed = async (): Promise<Set<string>> => {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const disk = createNodeFiles();
    const files = new Set<string>();
    for (const { uri } of folders) for (const file of await disk.list(uri.fsPath, isSourceFile)) files.add(file);
    return files;
  };

  const readAll = async (signal: AbortSignal, onProgress?: OnProgress): Promise<void> => {
    const found = new Map<string, FileFacts>();
    await read([...(await listed())], found, signal, onProgress);
    if (signal.aborted) return;
    facts = found;
    tell();
  };

  const isDirty = (path: string): boolean =>
    vscode.workspace.textDocuments.some((document) => document.isDirty && pathOf(document.uri) === path);

  /** Only what was measured is kept up to date, and what has come since. What is typed counts once it is saved. */
  const refresh = async (all: readonly FileChange[]): Promise<void> => {
    if (facts === undefined || ended.signal.aborted) return;
    if (all.some(({ uri }) => isConfigFile(pathOf(uri)))) return readAll(ended.signal);
    const known = facts;
    const gone = all.flatMap(({ uri, kind }) => (kind === 'went' ? [pathOf(uri)] : []));
    const lost = [...known.keys()].filter((path) => gone.some((one) => path === one || path.startsWith(`${one}/`)));
    for (const path of lost) known.delete(path);
    const stands = all
      .filter(({ uri, kind }) => kind !== 'went' && uri.scheme === 'file')
      .map(({ uri }) => pathOf(uri))
      .filter((path) => isSourceFile(path) && !isDirty(path));
    // One that was not read before may be one that is left out.
    const wanted = stands.some((path) => !known.has(path)) ? await listed() : known;
    await read(
      stands.filter((path) => wanted.has(path)),
      known,
      ended.signal,
    );
    if (stands.length + lost.length > 0) tell();
  };

  const inTurn = (task: () => Promise<void>): Promise<void> => {
    const done = reading.then(task);
    reading = done.catch((error: unknown) => log.warn(`coverage: ${messageOf(error)}`));
    return done;
  };
  const later = (all: readonly FileChange[]): void => void inTurn(() => refresh(all)).catch(() => {});
  held.add(changes.onDidSettle(later));
  held.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => later([{ uri, kind: 'changed', everything: false }])));

  return {
    get report() {
      return report;
    },
    onDidChange: changed.event,
    measure: (signal, onProgress) => inTurn(() => readAll(signal, onProgress)),
    dispose() {
      ended.abort();
      held.dispose();
    },
  };
}
