// What a collector can be told: its defaults, what clients ask for, and what its command line fixed.

import type { CollectorSettings } from '../model/collector.ts';

/** Settings with nothing left open. */
export type WholeSettings = Required<CollectorSettings>;

export const DEFAULT_SETTINGS: WholeSettings = {
  tcpPort: 5000,
  udpPort: 5000,
  redaction: true,
  correlationKeys: [],
  retentionBytes: 2_000_000_000,
  retentionDays: 30,
};

const isPort = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65_535;
const isAmount = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value > 0;
const isTextList = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= 100 && value.every((one) => typeof one === 'string');

/** Per setting: whether a value can be one, and what it should have been. */
const CHECKS: Readonly<Record<keyof WholeSettings, readonly [(value: unknown) => boolean, string]>> = {
  tcpPort: [isPort, 'a port number from 0 (any) to 65535'],
  udpPort: [isPort, 'a port number from 0 (any) to 65535'],
  redaction: [(value) => typeof value === 'boolean', 'true or false'],
  correlationKeys: [isTextList, 'a list of at most 100 names'],
  retentionBytes: [isAmount, 'a number of bytes above 0'],
  retentionDays: [isAmount, 'a number of days above 0'],
};

/** Settings out of plain JSON: those that can be used, and what is wrong with the others. Unknown names are left out (a newer client may send some). */
export function readSettings(json: unknown): {
  readonly settings: CollectorSettings;
  readonly mistakes: readonly string[];
} {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { settings: {}, mistakes: ['settings must be a JSON object'] };
  const given = json as Readonly<Record<string, unknown>>;
  const settings: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [name, [fits, wanted]] of Object.entries(CHECKS)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null) continue;
    if (fits(value)) settings[name] = value;
    else mistakes.push(`${name} must be ${wanted}`);
  }
  return { settings, mistakes };
}

/** What holds after `asked`: what the command line fixed, then what was asked, then what held before. */
export function mergeSettings(
  before: WholeSettings,
  asked: CollectorSettings,
  fixed: CollectorSettings,
): WholeSettings {
  return { ...before, ...asked, ...fixed };
}
