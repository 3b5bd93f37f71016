// This window's link to the collector: started when first needed, told the settings, known to `when` clauses.

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/errors.ts';
import type { Event } from '../base/event.ts';
import type { Log } from '../base/ports.ts';
import { createCollectorConnection, type CollectorConnection } from '../collector/client/connection.ts';
import { defaultDataDir, logFileOf } from '../collector/client/data-folder.ts';
import { CONTEXT_KEYS } from '../manifest.ts';
import type { HomeState } from '../protocol/page-contract.ts';
import { COLLECTOR_KEYS, collectorSettings, onSettingsChange } from './settings.ts';

export interface CollectorLink extends Disposable {
  /** `stopped` before the first start, too. */
  readonly home: HomeState;
  readonly onDidChangeHome: Event<HomeState>;
  /** There is something up to this arrival number. */
  readonly onDidChange: Event<number>;
  readonly onDidChangeStatus: Event<void>;
  /** As CollectorConnection.request; starts the collector where it was never started. */
  readonly request: CollectorConnection['request'];
  /** Starts or attaches. A collector that the user stopped is left alone, unless it is to be started `again`. */
  start(options?: { readonly again: boolean }): void;
  stop(): Promise<void>;
  /** Asks in a dialog, then deletes all that is stored; resolves to the number of records deleted, null where refused. */
  deleteAllAfterAsking(): Promise<number | null>;
  /** The collector's own log; may not exist yet. */
  readonly logFile: string;
}

/** Creates the link; nothing runs before `start` or the first request. */
export function createCollectorLink(context: vscode.ExtensionContext, log: Log): CollectorLink {
  const held = createDisposableStore();
  const dataDir = defaultDataDir({ env: process.env, platform: process.platform, home: homedir() });
  const connection = held.add(
    createCollectorConnection({
      dataDir,
      version: (context.extension.packageJSON as { readonly version: string }).version,
      kind: 'window',
      program: {
        execPath: process.execPath,
        script: vscode.Uri.joinPath(context.extensionUri, 'dist', 'collector.js').fsPath,
        env: process.env,
      },
      settings: collectorSettings,
      log,
    }),
  );
  let started = false;
  const home = (): HomeState => (started ? connection.state : { state: 'stopped' });
  const tellWhenClauses = (): void => {
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.collector, home().state);
  };
  held.add(connection.onDidChangeState(tellWhenClauses));
  held.add(
    onSettingsChange(COLLECTOR_KEYS, () => {
      connection.configure().catch((error: unknown) => log.error('the collector refused the settings', error));
    }),
  );
  tellWhenClauses();

  const start: CollectorLink['start'] = ({ again } = { again: false }) => {
    if (started && !again && connection.state.state === 'stopped') return;
    started = true;
    connection.start();
    tellWhenClauses();
  };

  return {
    get home() {
      return home();
    },
    onDidChangeHome: connection.onDidChangeState,
    onDidChange: connection.onChanged,
    onDidChangeStatus: connection.onStatusChanged,
    request(method, params, options) {
      start();
      return connection.request(method, params, options);
    },
    start,
    stop: () => connection.stop(),
    async deleteAllAfterAsking() {
      const confirm = vscode.l10n.t('Delete');
      const chosen = await vscode.window.showWarningMessage(
        vscode.l10n.t('Delete all stored records and metrics?'),
        {
          modal: true,
          detail: vscode.l10n.t('They are deleted for every window and for the command line. This cannot be undone.'),
        },
        confirm,
      );
      if (chosen !== confirm) return null;
      try {
        return (await connection.request('deleteAll', {})).records;
      } catch (error) {
        void vscode.window.showErrorMessage(vscode.l10n.t('The records could not be deleted: {0}', messageOf(error)));
        return null;
      }
    },
    logFile: logFileOf(dataDir),
    dispose: () => held.dispose(),
  };
}
