// The Logs page in its two places: the view in the panel, and editors beside the code.

import * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../../base/disposable.ts';
import { PANELS, VIEWS } from '../../manifest.ts';
import type { PageContract } from '../../protocol/page-contract.ts';
import { pageHtml, pageRoot } from './html.ts';
import { hostPage, type PageHost, type PageHostParts } from './page-host.ts';

/** What can be asked of whichever Logs page is in use. */
export interface LogsPages extends Disposable {
  /** Shows the Logs view with this query and range (ms); the query box gets the focus if asked. */
  showRecords(query: string, from?: number, to?: number, focus?: boolean): Promise<void>;
  /** Hands a command to the page used last, showing the view first where none is open. */
  command(name: PageContract['events']['command']['name']): Promise<void>;
  openInEditor(): void;
}

/** Registers view, editors and their restoring. */
export function createLogsPages(extensionUri: vscode.Uri, parts: Omit<PageHostParts, 'showRecords'>): LogsPages {
  const held = createDisposableStore();
  let inView: { readonly view: vscode.WebviewView; readonly host: PageHost } | undefined;
  let lastUsed: PageHost | undefined;
  let whenViewShown: ((host: PageHost) => void)[] = [];
  const title = vscode.l10n.t('Logs');

  const prepare = (webview: vscode.Webview, location: 'panel' | 'editor'): PageHost => {
    webview.options = { enableScripts: true, localResourceRoots: [pageRoot(extensionUri)] };
    const host = hostPage(webview, 'logs', location, { ...parts, showRecords });
    webview.html = pageHtml(webview, extensionUri, 'logs', title);
    return host;
  };

  held.add(
    vscode.window.registerWebviewViewProvider(VIEWS.logs, {
      resolveWebviewView(view) {
        const host = prepare(view.webview, 'panel');
        inView = { view, host };
        lastUsed = host;
        for (const tell of whenViewShown) tell(host);
        whenViewShown = [];
        view.onDidChangeVisibility(() => {
          if (view.visible) lastUsed = host;
        });
        view.onDidDispose(() => {
          host.dispose();
          if (inView?.host === host) inView = undefined;
          if (lastUsed === host) lastUsed = undefined;
        });
      },
    }),
  );

  const adopt = (panel: vscode.WebviewPanel): void => {
    const host = prepare(panel.webview, 'editor');

    lastUsed = host;
    panel.onDidChangeViewState(() => {
      if (panel.active) lastUsed = host;
    });
    panel.onDidDispose(() => {
      host.dispose();
      if (lastUsed === host) lastUsed = inView?.host;
    });
  };
  held.add(
    vscode.window.registerWebviewPanelSerializer(PANELS.logs, {
      deserializeWebviewPanel(panel) {
        adopt(panel);
        return Promise.resolve();
      },
    }),
  );

  const shownView = async (preserveFocus: boolean): Promise<PageHost> => {
    if (inView !== undefined) {
      inView.view.show(preserveFocus);
      await inView.host.ready;
      return inView.host;
    }
    const shown = new Promise<PageHost>((resolve) => whenViewShown.push(resolve));
    await vscode.commands.executeCommand(`${VIEWS.logs}.focus`, { preserveFocus });
    const host = await shown;
    await host.ready;
    return host;
  };

  const showRecords: LogsPages['showRecords'] = async (query, from, to, focus = false) => {
    const host = await shownView(!focus);
    host.server.emit('showQuery', { query, from, to, focus });
  };

  return {
    showRecords,
    async command(name) {
      const host = lastUsed ?? (await shownView(false));
      await host.ready;
      host.server.emit('command', { name });
    },
    openInEditor() {
      adopt(vscode.window.createWebviewPanel(PANELS.logs, title, { viewColumn: vscode.ViewColumn.Beside }));
    },
    dispose: () => held.dispose(),
  };
}
