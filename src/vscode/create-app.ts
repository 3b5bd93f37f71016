// Puts together what the features share.

import type * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../base/disposable.ts';
import { createAnalysis } from './analysis.ts';
import type { App } from './app.ts';
import { createCollectorLink } from './collector-link.ts';
import { createFindings } from './lint/findings.ts';
import { createLintThread } from './lint/lint-thread.ts';
import { createNavigator } from './navigator.ts';
import { createOutputLog } from './output-log.ts';
import { createLogsPages } from './pages/logs-pages.ts';
import { createServiceOrder } from './pages/service-order.ts';
import { setting } from './settings.ts';

/** Creates the shared parts; disposing the result lets go of all of them. */
export function createApp(context: vscode.ExtensionContext): App & Disposable {
  const held = createDisposableStore();
  const log = held.add(createOutputLog());
  const collector = held.add(createCollectorLink(context, log));
  const lintThread = held.add(createLintThread(context, log));
  const findings = held.add(createFindings(lintThread, log));
  const analysis = held.add(createAnalysis(context, lintThread, log));
  const navigator = createNavigator(analysis);
  const services = createServiceOrder(context.workspaceState, log);
  const logs = held.add(
    createLogsPages(context.extensionUri, { collector, navigator, services, log, memento: context.workspaceState }),
  );
  if (setting('collector.start') === 'withEditor') collector.start();
  const shared = { context, log, collector, lintThread, findings, analysis, navigator, services, logs };
  return { ...shared, dispose: () => held.dispose() };
}
