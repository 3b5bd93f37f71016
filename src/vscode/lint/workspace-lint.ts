// Lints every file of the workspace when asked to, and from then on keeps the findings of files that are not open.

import * as vscode from 'vscode';
import { createDisposableStore, toDisposable, type Disposable } from '../../base/disposable.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/ports.ts';
import { languageOf } from '../../calls/parser.ts';
import { configProblems, isConfigFile } from '../../lint/config/folder-configs.ts';
import { createNodeFiles, readSource } from '../../workspace/node-files.ts';
import { scanFiles, type ScannedFile } from '../../workspace/scan-files.ts';
import { onSettingsChange, setting } from '../settings.ts';
import { isAffected, type FileFindings, type Findings } from './findings.ts';
import { isSource, overridesFor, pathOf, type FileChange, type LintThread } from './lint-thread.ts';

/** How far a run has come. */
export interface LintProgress {
  readonly done: number;
  readonly total: number;
  readonly findings: number;
}

/** What came of a run. */
export interface LintSummary extends LintProgress {
  /** Of the findings those that are hints, which VS Code's Problems leave out. */
  readonly hints: number;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly cancelled: boolean;
}

export interface WorkspaceLint extends Disposable {
  /** Lints all files that no `.gitignore` leaves out. What was found before it was cancelled stays. */
  run(onProgress: (progress: LintProgress) => void, signal: AbortSignal): Promise<LintSummary>;
  /** Whether it has been run: files that are not open have findings, too. */
  readonly hasRun: boolean;
}

/** More files than this are judged by threads of their own. */
const MANY_FILES = 60;
/** One thread for so many files; the rest of the machine is for others. */
const FILES_A_WORKER = 150;
const MOST_WORKERS = 4;
const NO_LEADS = { files: [], missing: [] };

const isJudged = (file: string): boolean => languageOf(file) !== undefined || isConfigFile(`/${file}`);

/** Creates a WorkspaceLint; nothing happens until it is run. */
export function createWorkspaceLint(
  { extensionUri }: vscode.ExtensionContext,
  { thread, findings, log }: { readonly thread: LintThread; readonly findings: Findings; readonly log: Log },
): WorkspaceLint {
  const held = createDisposableStore();
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const ended = new AbortController();
  held.add(toDisposable(() => ended.abort()));
  let hasRun = false;
  /** Refreshes come one after the other. */
  let refreshing = Promise.resolve();

  const foldersWithPaths = async (): Promise<[vscode.Uri, string[]][]> => {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const files = createNodeFiles();
    return Promise.all(
      folders
        .filter((uri) => uri.scheme === 'file' && setting('lint.enabled', uri))
        .map(async (uri): Promise<[vscode.Uri, string[]]> => [uri, [...(await files.list(uri.fsPath, isJudged))]]),
    );
  };

  const known = ({ path, findings: found, leads = NO_LEADS }: ScannedFile): [vscode.Uri, Omit<FileFindings, 'uri'>] => [
    vscode.Uri.file(path),
    { findings: found, leads },
  ];

  const configFile = async (path: string): Promise<ScannedFile> => {
    const none = { path, calls: [], callCount: 0, findings: [], length: 0 };
    try {
      const source = await readSource(path);
      if ('skipped' in source) return { ...none, skipped: source.skipped };
      return { ...none, findings: configProblems(path, source.text) };
    } catch (error) {
      return { ...none, skipped: messageOf(error) };
    }
  };

  const scanFolder = async (
    folder: vscode.Uri,
    paths: readonly string[],
    onBatch: (batch: readonly ScannedFile[]) => void,
    signal: AbortSignal,
  ): Promise<void> => {
    for (const path of paths.filter(isConfigFile)) onBatch([await configFile(path)]);
    const files = paths.filter((path) => !isConfigFile(path));
    const unsaved = vscode.workspace.textDocuments.filter((document) => document.isDirty && isSource(document));
    await scanFiles({
      script: vscode.Uri.joinPath(dist, 'scan.js').fsPath,
      wasmFolders: [vscode.Uri.joinPath(dist, 'wasm').fsPath],
      files,
      overrides: overridesFor(folder),
      texts: new Map(unsaved.map((document) => [pathOf(document.uri), document.getText()])),
      leads: true,
      calls: false,
      workers: Math.min(MOST_WORKERS, Math.ceil(files.length / FILES_A_WORKER)),
      signal: AbortSignal.any([signal, ended.signal]),
      onBatch,
      onRuleError: (rule, error) => log.error(`rule ${rule} failed: ${error}`),
    });
  };

  const run = async (onProgress: (progress: LintProgress) => void, signal: AbortSignal): Promise<LintSummary> => {
    const listed = await foldersWithPaths();
    const total = listed.reduce((sum, [, paths]) => sum + paths.length, 0);
    const skipped: { path: string; reason: string }[] = [];
    let done = 0;
    let found = 0;
    let hints = 0;
    hasRun = true;
    const here = new Set(listed.flatMap(([, paths]) => paths.map((path) => vscode.Uri.file(path).toString())));
    // What is no longer there, or left out now, has no findings.
    findings.setClosed([...findings.all].flatMap(([key, { uri }]) => (here.has(key) ? [] : [[uri, undefined]])));
    for (const [folder, paths] of listed) {
      const take = (batch: readonly ScannedFile[]): void => {
        if (signal.aborted) return;
        findings.setClosed(batch.map(known));
        for (const { path, findings: ofFile, skipped: reason } of batch) {
          done++;
          found += ofFile.length;
          hints += ofFile.filter(({ severity }) => severity === 'hint').length;
          if (reason !== undefined) skipped.push({ path, reason });
        }
        onProgress({ done, total, findings: found });
      };
      await scanFolder(folder, paths, take, signal);
    }
    return { done, total, findings: found, hints, skipped, cancelled: signal.aborted };
  };

  /** Judges anew what is not open. */
  const judge = async (paths: readonly string[]): Promise<void> => {
    if (paths.length > MANY_FILES) {
      for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
        const below = paths.filter((path) => path.startsWith(`${pathOf(uri)}/`));
        await scanFolder(uri, below, (batch) => findings.setClosed(batch.map(known)), ended.signal);
      }
      return;
    }
    for (const path of paths) {
      const uri = vscode.Uri.file(path);
      if (isConfigFile(path)) findings.setClosed([known(await configFile(path))]);
      else {
        const answer = await thread.findingsOfFile(uri);
        if (answer !== undefined) findings.setClosed([[uri, answer]]);
      }
    }
  };

  const refresh = async (changes: readonly FileChange[]): Promise<void> => {
    if (changes.some(({ everything }) => everything)) {
      await run(() => {}, ended.signal);
      return;
    }
    const gone = changes.filter(({ kind }) => kind === 'went').map(({ uri }) => pathOf(uri));
    findings.setClosed(
      [...findings.all.values()].flatMap(({ uri }) =>
        gone.some((path) => pathOf(uri) === path || pathOf(uri).startsWith(`${path}/`)) ? [[uri, undefined]] : [],
      ),
    );
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    const again = new Set(
      [...findings.all.values()]
        .filter(({ uri, leads }) => !open.has(uri.toString()) && isAffected(leads, changes))
        .map(({ uri }) => pathOf(uri)),
    );
    const stands = changes.filter(({ uri, kind }) => kind !== 'went' && !open.has(uri.toString()));
    if (stands.length > 0) {
      // One that came, or was closed, may be one that is left out.
      const listed = new Set((await foldersWithPaths()).flatMap(([, paths]) => paths));
      for (const { uri } of stands) {
        if (listed.has(pathOf(uri))) again.add(pathOf(uri));
        else findings.setClosed([[uri, undefined]]);
      }
    }
    await judge([...again]);
  };

  const later = (task: () => Promise<unknown>): void => {
    if (!hasRun) return;
    refreshing = refreshing
      .then(task)
      .then(() => {})
      .catch((error: unknown) => log.warn(`findings of the workspace: ${messageOf(error)}`));
  };
  held.add(findings.onDidSettle((changes) => later(() => refresh(changes))));
  held.add(onSettingsChange(['lint.enabled', 'lint.rules'], () => later(() => run(() => {}, ended.signal))));

  return {
    async run(onProgress, signal) {
      await refreshing;
      return run(onProgress, signal);
    },
    get hasRun() {
      return hasRun;
    },
    dispose: () => held.dispose(),
  };
}
