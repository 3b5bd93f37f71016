// All findings there are: of open documents as they are typed, and, where the workspace was linted, of every file of it.

import * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../../base/disposable.ts';
import { createEmitter, type Event } from '../../base/event.ts';
import { configProblems, isConfigFile } from '../../lint/config/folder-configs.ts';
import type { Leads } from '../../model/file-reading.ts';
import type { Finding } from '../../model/finding.ts';
import type { Urgency } from '../../workspace/resident-scan.ts';
import type { OutputLog } from '../output-log.ts';
import { onSettingsChange, setting } from '../settings.ts';
import { isSource, pathOf, type FileChange, type LintThread } from './lint-thread.ts';

/** What is known of a file. */
export interface FileFindings {
  readonly uri: vscode.Uri;
  readonly findings: readonly Finding[];
  readonly leads: Leads;
  /** Of the document, where it is open. */
  readonly version?: number;
}

export interface Findings extends Disposable {
  /** Findings of a document as it is now: those known, or, where it changed since, new ones. */
  of(document: vscode.TextDocument): Promise<readonly Finding[]>;
  /** What is known of all files, by their URIs. */
  readonly all: ReadonlyMap<string, FileFindings>;
  /** Takes what was found in files that are not open; undefined: they are not judged any more. */
  setClosed(files: readonly (readonly [vscode.Uri, Omit<FileFindings, 'uri'> | undefined])[]): void;
  /** URIs of files whose findings have changed. */
  readonly onDidChange: Event<readonly string[]>;
  /** What files changed, some time after it has become quiet; open documents are seen to already. */
  readonly onDidSettle: Event<readonly FileChange[]>;
}

const TYPING_MS = 200;
/** What others make of a change waits until typing pauses. */
const SETTLED_MS = 600;
const NO_LEADS: Leads = { files: [], missing: [] };

/** Whether a file is to be judged again after changes. */
export function isAffected({ files, missing }: Leads, changes: readonly FileChange[]): boolean {
  return changes.some(({ uri, kind, everything }) => {
    const path = pathOf(uri);
    if (everything || files.includes(path)) return true;
    if (kind === 'went' && files.some((file) => file.startsWith(`${path}/`))) return true;
    const names = path.split('/').map((part) => part.replace(/\.\w+$/, ''));
    return kind === 'came' && missing.some((name) => names.includes(name));
  });
}

/** Creates Findings; open documents are judged from now on. */
export function createFindings(thread: LintThread, log: Pick<OutputLog, 'error' | 'info' | 'tellFailure'>): Findings {
  const held = createDisposableStore();
  const all = new Map<string, FileFindings>();
  const stale = new Set<string>();
  /** The workspace was linted: what is closed keeps its findings. */
  let keepsClosed = false;
  const pending = new Map<string, ReturnType<typeof setTimeout>>();
  const changed = createEmitter<readonly string[]>((error) => log.error('findings', error));
  const settled = createEmitter<readonly FileChange[]>((error) => log.error('changed files', error));

  const isJudged = (document: vscode.TextDocument): boolean =>
    isSource(document) || (document.uri.scheme === 'file' && isConfigFile(pathOf(document.uri)));
  const openDocuments = (): vscode.TextDocument[] =>
    vscode.workspace.textDocuments.filter((document) => !document.isClosed && isJudged(document));

  const put = (uri: vscode.Uri, file: Omit<FileFindings, 'uri'> | undefined): boolean => {
    const key = uri.toString();
    const before = all.get(key);
    if (file === undefined) {
      all.delete(key);
      return before !== undefined;
    }
    all.set(key, { uri, ...file });
    const same = before !== undefined && JSON.stringify(before.findings) === JSON.stringify(file.findings);
    return !same;
  };

  const judge = async (document: vscode.TextDocument, urgency: Urgency): Promise<FileFindings | undefined> => {
    const { uri, version } = document;
    if (!setting('lint.enabled', document)) return { uri, findings: [], leads: NO_LEADS, version };
    if (!isSource(document))
      return { uri, findings: configProblems(pathOf(uri), document.getText()), leads: NO_LEADS, version };
    const answer = await thread.findings(document, urgency);
    if (answer?.skipped !== undefined) log.info(`${uri.fsPath} is not checked: ${answer.skipped}`);
    return answer === undefined ? undefined : { uri, ...answer };
  };

  const check = async (document: vscode.TextDocument, urgency: Urgency = 'now'): Promise<readonly Finding[]> => {
    const key = document.uri.toString();
    stale.delete(key);
    const found = await judge(document, urgency);
    // What was typed meanwhile is judged in its turn.
    if (found === undefined || document.isClosed || document.version !== found.version) return found?.findings ?? [];
    if (put(document.uri, found)) changed.fire([key]);
    return found.findings;
  };

  const schedule = (document: vscode.TextDocument, delay: number, urgency: Urgency = 'now'): void => {
    if (!isJudged(document)) return;
    const key = document.uri.toString();
    clearTimeout(pending.get(key));
    pending.set(
      key,
      setTimeout(() => {
        pending.delete(key);
        check(document, urgency).catch((error: unknown) => {
          const name = vscode.workspace.asRelativePath(document.uri);
          log.tellFailure(vscode.l10n.t('{0} could not be linted', name), error, { once: true });
        });
      }, delay),
    );
  };
  const scheduleAll = (): void => {
    for (const document of openDocuments()) {
      stale.add(document.uri.toString());
      schedule(document, 0);
    }
  };

  const waiting: FileChange[] = [];
  let settling: ReturnType<typeof setTimeout> | undefined;
  const settle = (): void => {
    const changes = [...new Map(waiting.splice(0).map((change) => [change.uri.toString(), change])).values()];
    const visible = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const document of openDocuments()) {
      const key = document.uri.toString();
      const leads = all.get(key)?.leads;
      // A document's own change is seen to as it is typed.
      const others = changes.filter(({ uri }) => uri.toString() !== key);
      if (leads === undefined || !isSource(document) || !isAffected(leads, others)) continue;
      stale.add(key);
      schedule(document, 0, visible.has(document) ? 'now' : 'later');
    }
    settled.fire(changes);
  };

  held.add(
    thread.onDidChangeFile((change) => {
      waiting.push(change);
      clearTimeout(settling);
      settling = setTimeout(settle, SETTLED_MS);
    }),
  );
  held.add(vscode.workspace.onDidOpenTextDocument((document) => schedule(document, 0)));
  held.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) schedule(document, TYPING_MS);
    }),
  );
  held.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      const key = uri.toString();
      clearTimeout(pending.get(key));
      pending.delete(key);
      const known = all.get(key);
      if (keepsClosed && known !== undefined) put(uri, { findings: known.findings, leads: known.leads });
      else if (put(uri, undefined)) changed.fire([key]);
    }),
  );
  held.add(onSettingsChange(['lint.enabled', 'lint.rules'], scheduleAll));
  held.add({
    dispose() {
      clearTimeout(settling);
      for (const timer of pending.values()) clearTimeout(timer);
    },
  });
  for (const document of openDocuments()) schedule(document, 0);

  return {
    async of(document) {
      if (!isJudged(document)) return [];
      const key = document.uri.toString();
      const known = all.get(key);
      return known?.version === document.version && !stale.has(key) ? known.findings : check(document);
    },
    all,
    setClosed(files) {
      keepsClosed = true;
      const open = new Set(openDocuments().map(({ uri }) => uri.toString()));
      const keys = files
        .filter(([uri, file]) => !open.has(uri.toString()) && put(uri, file))
        .map(([uri]) => uri.toString());
      if (keys.length > 0) changed.fire(keys);
    },
    onDidChange: changed.event,
    onDidSettle: settled.event,
    dispose: () => held.dispose(),
  };
}
