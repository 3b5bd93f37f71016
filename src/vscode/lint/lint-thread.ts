// The thread that lints, as VS Code sees it: documents and files to be judged, and word of every file that changes.

import * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../../base/disposable.ts';
import { createEmitter, type Event } from '../../base/event.ts';
import type { Log } from '../../base/ports.ts';
import type { LoggerCall } from '../../model/call.ts';
import type { Place } from '../../model/coverage.ts';
import type { SettingsOverrides } from '../../model/lint-settings.ts';
import type { Range } from '../../model/location.ts';
import { LANGUAGES } from '../../manifest.ts';
import { createResidentScan, type ResidentAnswers, type Urgency } from '../../workspace/resident-scan.ts';
import { setting } from '../settings.ts';

/** What a place is known by in its file. */
export type SilentPlace = Pick<Place, 'kind' | 'range'>;

/** A file that changed, by its path; what others make of it may have changed, too. */
export interface FileChange {
  readonly uri: vscode.Uri;
  readonly kind: 'edited' | 'changed' | 'came' | 'went';
  /** It says how files are judged, or where names lead: everything may have changed. */
  readonly everything: boolean;
}

export interface LintThread extends Disposable {
  /** Findings of a document as it is when its turn comes, and which version that was; undefined where it was closed meanwhile. */
  findings(
    document: vscode.TextDocument,
    urgency: Urgency,
  ): Promise<(ResidentAnswers['findings'] & { readonly version: number }) | undefined>;
  /** Findings of a file that is not open, when nobody waits for anything else. */
  findingsOfFile(uri: vscode.Uri): Promise<ResidentAnswers['findings'] | undefined>;
  calls(document: vscode.TextDocument): Promise<readonly LoggerCall[]>;
  callsOfFile(uri: vscode.Uri): Promise<readonly LoggerCall[]>;
  /** Edits that make all safe fixes of a document, of one rule where it is named. */
  fixAll(document: vscode.TextDocument, rule?: string): Promise<ResidentAnswers['fixAll'] | undefined>;
  /** What silences a rule at a finding. */
  ignore(document: vscode.TextDocument, rule: string, range: Range): Promise<ResidentAnswers['ignore']>;
  /** Which of the places of a file, as it is on the disk or open, could have a log call. */
  loggable(uri: vscode.Uri, places: readonly SilentPlace[]): Promise<readonly boolean[]>;
  /** The log call for a silent place of a document; undefined where there is none to be written. */
  logCall(document: vscode.TextDocument, place: SilentPlace): Promise<ResidentAnswers['logCall']>;
  readonly onDidChangeFile: Event<FileChange>;
}

const SOURCES = '**/*.{py,pyi,pyw,js,jsx,mjs,cjs,ts,tsx,mts,cts}';
/** Where names lead, and how files are judged. */
const RULING = '**/{package.json,tsconfig*.json,jsconfig.json,.sightline/*.json}';
const RULES_ALL = /\/(?:package|jsconfig|tsconfig[^/]*)\.json$|\/\.sightline\/[^/]+\.json$/;
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];

export function pathOf(uri: vscode.Uri): string {
  return uri.fsPath.replaceAll('\\', '/');
}

/** Whether a document is in a language whose calls are judged, and no view of an older version. */
export function isSource({ languageId, uri }: vscode.TextDocument): boolean {
  return (LANGUAGES as readonly string[]).includes(languageId) && SCHEMES.includes(uri.scheme);
}

/** What the editor's settings say of a file; they go before the files of the project. */
export function overridesFor(scope: vscode.ConfigurationScope): SettingsOverrides {
  // A value of the settings is a proxy, which no other thread can be given.
  return { severities: { ...setting('lint.rules', scope) } };
}

/** Creates the LintThread; the thread starts when the first source file is open, or with the first question. */
export function createLintThread(
  { extensionUri }: Pick<vscode.ExtensionContext, 'extensionUri'>,
  log: Log,
): LintThread {
  const held = createDisposableStore();
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const scan = held.add(
    createResidentScan({
      script: vscode.Uri.joinPath(dist, 'scan.js').fsPath,
      wasmFolders: [vscode.Uri.joinPath(dist, 'wasm').fsPath],
      onRuleError: (rule, error) => log.error(`rule ${rule} failed: ${error}`),
    }),
  );
  const emitter = createEmitter<FileChange>((error) => log.error('a change of a file', error));
  const open = new Set<string>();

  const opened = (document: vscode.TextDocument): void => {
    if (!isSource(document)) return;
    open.add(document.uri.toString());
    scan.setText(pathOf(document.uri), () => document.getText());
    scan.start();
  };
  vscode.workspace.textDocuments.forEach(opened);
  held.add(vscode.workspace.onDidOpenTextDocument(opened));
  held.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (!open.delete(uri.toString())) return;
      scan.setText(pathOf(uri), undefined);
      // What was typed and not saved is gone with it.
      emitter.fire({ uri, kind: 'edited', everything: false });
    }),
  );
  held.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !open.has(document.uri.toString())) return;
      scan.setText(pathOf(document.uri), () => document.getText());
      emitter.fire({ uri: document.uri, kind: 'edited', everything: false });
    }),
  );

  const watch = (pattern: string, everything: boolean): void => {
    const watcher = held.add(vscode.workspace.createFileSystemWatcher(pattern));
    const tell = (kind: FileChange['kind']) => (uri: vscode.Uri) => {
      // Of what is open the editor tells by itself; to save it changes nothing.
      if (kind === 'changed' && open.has(uri.toString())) return;
      scan.changed(pathOf(uri), everything || kind !== 'changed');
      emitter.fire({ uri, kind, everything });
    };
    held.add(watcher.onDidChange(tell('changed')));
    held.add(watcher.onDidCreate(tell('came')));
    held.add(watcher.onDidDelete(tell('went')));
  };
  watch(SOURCES, false);
  watch(RULING, true);
  // A folder that has just come may not be watched yet when its first file is saved.
  held.add(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (!RULES_ALL.test(uri.path)) return;
      scan.changed(pathOf(uri), true);
      emitter.fire({ uri, kind: 'changed', everything: true });
    }),
  );

  // Of a folder that goes or comes, or gets another name, its files are not told one by one.
  const folders = held.add(vscode.workspace.createFileSystemWatcher('**', false, true, false));
  const isFolder = ({ path }: vscode.Uri): boolean => !/\/\.git\/|\/[^/]+\.\w{1,6}$/.test(path);
  held.add(
    folders.onDidDelete((uri) => {
      if (!isFolder(uri)) return;
      scan.changed(pathOf(uri), true);
      emitter.fire({ uri, kind: 'went', everything: false });
    }),
  );
  const filesCame = async (folder: vscode.Uri): Promise<void> => {
    for (const uri of await vscode.workspace.findFiles(new vscode.RelativePattern(folder, SOURCES))) {
      scan.changed(pathOf(uri), true);
      emitter.fire({ uri, kind: 'came', everything: false });
    }
  };
  held.add(
    folders.onDidCreate((uri) => {
      if (isFolder(uri)) filesCame(uri).catch((error: unknown) => log.debug(`${uri.path}: ${String(error)}`));
    }),
  );

  const fileOf = ({ uri, languageId }: vscode.TextDocument) => ({
    path: pathOf(uri),
    language: languageId,
    overrides: overridesFor(uri),
  });
  const closedFile = (uri: vscode.Uri) => ({ path: pathOf(uri), overrides: overridesFor(uri) });

  return {
    onDidChangeFile: emitter.event,
    async findings(document, urgency) {
      let version = document.version;
      const answer = await scan.ask(() => {
        if (document.isClosed) return undefined;
        version = document.version;
        return { ask: 'findings', file: fileOf(document) };
      }, urgency);
      return answer === undefined ? undefined : { ...answer, version };
    },
    findingsOfFile: (uri) => scan.ask(() => ({ ask: 'findings', file: closedFile(uri) }), 'later'),
    calls: async (document) => (await scan.ask(() => ({ ask: 'calls', file: fileOf(document) }), 'now')) ?? [],
    callsOfFile: async (uri) => (await scan.ask(() => ({ ask: 'calls', file: closedFile(uri) }), 'later')) ?? [],
    fixAll: (document, rule) =>
      scan.ask(() => ({ ask: 'fixAll', file: fileOf(document), ...(rule === undefined ? {} : { rule }) }), 'now'),
    ignore: (document, rule, range) => scan.ask(() => ({ ask: 'ignore', file: fileOf(document), rule, range }), 'now'),
    loggable: async (uri, places) =>
      (await scan.ask(() => ({ ask: 'loggable', file: closedFile(uri), places }), 'later')) ?? [],
    logCall: (document, place) => scan.ask(() => ({ ask: 'logCall', file: fileOf(document), place }), 'now'),
    dispose: () => held.dispose(),
  };
}
