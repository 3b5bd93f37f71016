// The Metrics page, an editor beside the code.

import * as vscode from 'vscode';
import { createDisposableStore } from '../../base/disposable.ts';
import { COMMANDS, PANELS } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { pageHtml, pageRoot } from '../pages/html.ts';
import { hostPage } from '../pages/page-host.ts';

export const metricsPage: Feature = ({ context, collector, navigator, services, log, logs }) => {
  const held = createDisposableStore();
  const title = vscode.l10n.t('Metrics');
  let open: vscode.WebviewPanel | undefined;

  const adopt = (panel: vscode.WebviewPanel): void => {
    open = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageRoot(context.extensionUri)] };
    const host = hostPage(panel.webview, 'metrics', 'editor', {
      collector,
      navigator,
      services,
      log,
      memento: context.workspaceState,
      showRecords: (query, from, to) => logs.showRecords(query, from, to),
    });
    panel.webview.html = pageHtml(panel.webview, context.extensionUri, 'metrics', title);
    panel.onDidDispose(() => {
      host.dispose();
      if (open === panel) open = undefined;
    });
  };

  held.add(
    vscode.commands.registerCommand(COMMANDS.openMetrics, () => {
      if (open === undefined)
        adopt(
          vscode.window.createWebviewPanel(PANELS.metrics, title, {
            viewColumn: vscode.ViewColumn.Beside,
            preserveFocus: true,
          }),
        );
      else open.reveal(undefined, true);
    }),
  );
  held.add(
    vscode.window.registerWebviewPanelSerializer(PANELS.metrics, {
      deserializeWebviewPanel(panel) {
        adopt(panel);
        return Promise.resolve();
      },
    }),
  );
  return held;
};
