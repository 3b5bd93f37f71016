// What the features share: the connection to the collector, the analysis of the workspace, the ways to show things.

import type * as vscode from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import type { Analysis } from './analysis.ts';
import type { CollectorLink } from './collector-link.ts';
import type { Findings } from './lint/findings.ts';
import type { LintThread } from './lint/lint-thread.ts';
import type { LogsPages } from './pages/logs-pages.ts';
import type { ServiceOrder } from './pages/service-order.ts';
import type { Navigator } from './navigator.ts';
import type { OutputLog } from './output-log.ts';

/** Handed to every feature; owned and disposed by the composition root. */
export interface App {
  readonly context: vscode.ExtensionContext;
  readonly log: OutputLog;
  readonly collector: CollectorLink;
  readonly lintThread: LintThread;
  readonly findings: Findings;
  readonly analysis: Analysis;
  readonly navigator: Navigator;
  readonly services: ServiceOrder;
  readonly logs: LogsPages;
}

/** A feature: registers what it offers and lets go of it again. */
export type Feature = (app: App) => Disposable;
