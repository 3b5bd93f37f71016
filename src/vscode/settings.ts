// Reads Sightline's settings, typed; a value of the wrong type counts as not set.

import * as vscode from 'vscode';
import type { CollectorSettings } from '../model/collector.ts';
import type { Settings } from '../manifest.ts';

const SECTION = 'sightline';

function sameKind(value: unknown, standard: unknown): boolean {
  return typeof value === typeof standard && Array.isArray(value) === Array.isArray(standard) && value !== null;
}

/** The value that holds for `scope`. */
export function setting<K extends keyof Settings>(key: K, scope?: vscode.ConfigurationScope): Settings[K] {
  const configuration = vscode.workspace.getConfiguration(SECTION, scope);
  const value: unknown = configuration.get(key);
  const standard: unknown = configuration.inspect(key)?.defaultValue;
  return (sameKind(value, standard) ? value : standard) as Settings[K];
}

/** Runs `listener` when one of `keys` changes. */
export function onSettingsChange(keys: readonly (keyof Settings)[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (keys.some((key) => event.affectsConfiguration(`${SECTION}.${key}`))) listener();
  });
}

/** Settings the collector is told, and told again when one of COLLECTOR_KEYS changes. */
export function collectorSettings(): CollectorSettings {
  return {
    tcpPort: setting('collector.tcpPort'),
    udpPort: setting('collector.udpPort'),
    redaction: setting('collector.maskSecrets'),
    correlationKeys: setting('logs.correlationKeys'),
    retentionBytes: setting('collector.retentionMegabytes') * 1_000_000,
    retentionDays: setting('collector.retentionDays'),
  };
}

export const COLLECTOR_KEYS: readonly (keyof Settings)[] = [
  'collector.tcpPort',
  'collector.udpPort',
  'collector.maskSecrets',
  'collector.retentionMegabytes',
  'collector.retentionDays',
  'logs.correlationKeys',
];
