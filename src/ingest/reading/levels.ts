// Reads a level as programs write it: a name, or a number whose meaning depends on the library.

import { levelFromName, type Level } from '../../model/level.ts';

/** Whose numbers a format uses. */
export type LevelScale = 'pino' | 'python' | 'syslog' | 'otel' | 'slog' | 'dotnet';

/** Per scale: the lowest number of each level, most severe first. */
const FLOORS: Readonly<Record<Exclude<LevelScale, 'syslog'>, readonly (readonly [number, Level])[]>> = {
  pino: [
    [60, 'CRITICAL'],
    [50, 'ERROR'],
    [40, 'WARNING'],
    [30, 'INFO'],
    [20, 'DEBUG'],
    [-Infinity, 'TRACE'],
  ],
  python: [
    [50, 'CRITICAL'],
    [40, 'ERROR'],
    [30, 'WARNING'],
    [20, 'INFO'],
    [10, 'DEBUG'],
    [-Infinity, 'TRACE'],
  ],
  otel: [
    [21, 'CRITICAL'],
    [17, 'ERROR'],
    [13, 'WARNING'],
    [9, 'INFO'],
    [5, 'DEBUG'],
    [1, 'TRACE'],
  ],
  slog: [
    [12, 'CRITICAL'],
    [8, 'ERROR'],
    [4, 'WARNING'],
    [0, 'INFO'],
    [-4, 'DEBUG'],
    [-Infinity, 'TRACE'],
  ],
  dotnet: [
    [5, 'CRITICAL'],
    [4, 'ERROR'],
    [3, 'WARNING'],
    [2, 'INFO'],
    [1, 'DEBUG'],
    [0, 'TRACE'],
  ],
};

/** RFC 5424, 0 emergency to 7 debug. */
const SYSLOG: readonly Level[] = ['CRITICAL', 'CRITICAL', 'CRITICAL', 'ERROR', 'WARNING', 'INFO', 'INFO', 'DEBUG'];

/** The level a number means on a scale; undefined where it means none. */
export function levelFromNumber(value: number, scale: LevelScale): Level | undefined {
  if (scale === 'syslog') return SYSLOG[value];
  return FLOORS[scale].find(([floor]) => value >= floor)?.[1];
}

const seen = new Map<string, Level | undefined>();

/** The level a text means: any name of any library, also with an offset ("WARN+2") or in signs ("[error]"). */
export function levelFromText(text: string): Level | undefined {
  if (text.length > 40) return undefined;
  if (seen.has(text)) return seen.get(text);
  const level = levelFromName(text) ?? levelFromName(text.replace(/[+-]\d+$|^\W+|\W+$/g, ''));
  if (seen.size < 1000) seen.set(text, level);
  return level;
}

/** The level of a value by name or by number, with the text to show for it where it differs. */
export function readLevel(
  value: unknown,
  scale: LevelScale,
): { readonly level?: Level; readonly text: string } | undefined {
  if (typeof value === 'number') {
    const level = levelFromNumber(value, scale);
    return level === undefined ? undefined : { level, text: String(value) };
  }
  if (typeof value !== 'string' || value === '' || value.length > 40) return undefined;
  const level = levelFromText(value) ?? (/^-?\d{1,3}$/.test(value) ? levelFromNumber(Number(value), scale) : undefined);
  return { level, text: value };
}
