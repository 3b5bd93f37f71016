// Settings of the workbench: quiet, so that nothing but Sightline and the code is to be seen.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type SettingValues = Readonly<Record<string, unknown>>;

const QUIET: SettingValues = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.menuBarVisibility': 'compact',
};

function existing(file: string): SettingValues {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SettingValues;
  } catch {
    return {};
  }
}

/**
 * Writes the settings of a user-data folder. `always` wins over what the user set there, everything else gives way to it.
 * Settings of the machine (Sightline's ports) count only in a file of their own where the workbench runs in a browser.
 */
export function writeSettings(
  userData: string,
  { user = {}, always = {} }: { readonly user?: SettingValues; readonly always?: SettingValues },
): void {
  for (const [folder, first] of [
    ['User', { ...QUIET, ...user }],
    ['Machine', {}],
  ] as const) {
    const file = path.join(userData, folder, 'settings.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...first, ...existing(file), ...always }, null, 2)}\n`);
  }
}
