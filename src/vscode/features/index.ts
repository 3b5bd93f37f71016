// The features of the extension, each in a file of its own.

import type { Feature } from '../app.ts';
import { callsTree } from './calls-tree.ts';
import { collectorCommands } from './collector-commands.ts';
import { coverageTree } from './coverage-tree.ts';
import { diagnostics } from './diagnostics.ts';
import { insertLogCall } from './insert-log-call.ts';
import { lintWorkspace } from './lint-workspace.ts';
import { logsCommands } from './logs-commands.ts';
import { metricsPage } from './metrics-page.ts';
import { quickFixes } from './quick-fixes.ts';
import { recordsOfLine } from './records-of-line.ts';
import { servicesTree } from './services-tree.ts';
import { statusBar } from './status-bar.ts';

export const features: readonly Feature[] = [
  callsTree,
  collectorCommands,
  coverageTree,
  diagnostics,
  insertLogCall,
  lintWorkspace,
  logsCommands,
  metricsPage,
  quickFixes,
  recordsOfLine,
  servicesTree,
  statusBar,
];
