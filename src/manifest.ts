// package.json as types: the ids of commands, views, context keys and settings, each written once. test/manifest.test.ts holds both together.

import type { Severity } from './model/finding.ts';

/** Ids of the commands. */
export const COMMANDS = {
  showLogs: 'sightline.showLogs',
  openLogsInEditor: 'sightline.openLogsInEditor',
  openMetrics: 'sightline.openMetrics',
  showRecordsOfLine: 'sightline.showRecordsOfLine',
  focusQuery: 'sightline.focusQuery',
  toggleFollow: 'sightline.toggleFollow',
  clearDisplay: 'sightline.clearDisplay',
  whyNothing: 'sightline.whyNothing',
  showMasked: 'sightline.showMasked',
  deleteAllData: 'sightline.deleteAllData',
  startCollector: 'sightline.startCollector',
  stopCollector: 'sightline.stopCollector',
  showCollectorLog: 'sightline.showCollectorLog',
  showQueryHelp: 'sightline.showQueryHelp',
  showRule: 'sightline.showRule',
  showRuleOfNode: 'sightline.showRuleOfNode',
  lintWorkspace: 'sightline.lintWorkspace',
  groupByRule: 'sightline.groupByRule',
  groupByFile: 'sightline.groupByFile',
  fixAllOfRule: 'sightline.fixAllOfRule',
  fixAllInFile: 'sightline.fixAllInFile',
  insertLogCall: 'sightline.insertLogCall',
  refreshServices: 'sightline.refreshServices',
  showRecordsOfService: 'sightline.showRecordsOfService',
  showCoverage: 'sightline.showCoverage',
  measureCoverage: 'sightline.measureCoverage',
} as const;

/** Ids of the views and of the webview panels beside the code. */
export const VIEWS = {
  logs: 'sightline.logs',
  services: 'sightline.services',
  calls: 'sightline.calls',
  coverage: 'sightline.coverage',
} as const;
export const PANELS = { logs: 'sightline.logsEditor', metrics: 'sightline.metrics' } as const;

/**
 * Context keys for `when` clauses. `collector` is one of: stopped, connecting, ready, unreachable; `grouping`, of the
 * tree of findings: rule, file; `linted` is true once the whole workspace was linted.
 */
export const CONTEXT_KEYS = {
  collector: 'sightline.collector',
  grouping: 'sightline.grouping',
  linted: 'sightline.linted',
} as const;

/** Languages whose logger calls are understood, by VS Code's ids. */
export const LANGUAGES = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** Every setting with its type; defaults stand in package.json. */
export interface Settings {
  'collector.start': 'whenShown' | 'withEditor';
  'collector.tcpPort': number;
  'collector.udpPort': number;
  'collector.retentionMegabytes': number;
  'collector.retentionDays': number;
  'collector.maskSecrets': boolean;
  'logs.newestAtBottom': boolean;
  'logs.correlationKeys': readonly string[];
  'locate.roots': Readonly<Record<string, string>>;
  'lint.enabled': boolean;
  'lint.rules': Readonly<Record<string, Severity | 'off'>>;
}

/** The keys of Settings, for the test that compares them with package.json. */
export const SETTING_KEYS: readonly (keyof Settings)[] = [
  'collector.start',
  'collector.tcpPort',
  'collector.udpPort',
  'collector.retentionMegabytes',
  'collector.retentionDays',
  'collector.maskSecrets',
  'logs.newestAtBottom',
  'logs.correlationKeys',
  'locate.roots',
  'lint.enabled',
  'lint.rules',
];
