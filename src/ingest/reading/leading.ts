// Reads what plain text so often begins with: a time, a level, a logger, in any of the usual orders and brackets.

import { monthFromName, readDateTime, readEpoch, type Instant } from './instant.ts';
import { levelFromText } from './levels.ts';
import type { Level } from '../../model/level.ts';

/** A time at the beginning of a line and where the rest begins. */
export interface LeadingTime {
  readonly time: Instant;
  readonly end: number;
}

/** Reads a time at the very beginning, in brackets or not: ISO forms, `02/Jan/2026:14:03:22 +0000`, an epoch with a fraction. */
export function leadingTime(line: string): LeadingTime | undefined {
  const bracket = line[0] === '[' ? 1 : 0;
  const first = line.charCodeAt(bracket) - 48;
  if (!(first >= 0 && first <= 9)) return undefined;
  const iso = readDateTime(line, bracket);
  if (iso !== undefined) return { time: iso, end: closed(line, iso.end, bracket) };
  const common = readCommonLogTime(line, bracket);
  if (common !== undefined) return { time: common.time, end: closed(line, common.end, bracket) };
  const epoch = /^\[?(\d{10}\.\d{1,9}|1\d{12})(?=[\s\]])/.exec(line);
  const time = epoch === null ? undefined : readEpoch(epoch[1]!);
  return time === undefined ? undefined : { time, end: closed(line, epoch![0].length, bracket) };
}

function closed(line: string, end: number, bracket: number): number {
  return bracket === 1 && line[end] === ']' ? end + 1 : end;
}

/** The time of Common Log Format: `02/Jan/2026:14:03:22 +0000`. */
export function readCommonLogTime(text: string, at: number): LeadingTime | undefined {
  const match = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2} [+-]\d{4})/.exec(text.slice(at, at + 26));
  if (match === null) return undefined;
  const month = monthFromName(match[2]!);
  const time =
    month < 0
      ? undefined
      : readDateTime(`${match[3]!}-${String(month + 1).padStart(2, '0')}-${match[1]!} ${match[4]!}`);
  return time === undefined ? undefined : { time, end: at + 26 };
}

/** A level at a place in the line, and where the rest begins. */
export interface LeadingLevel {
  readonly level: Level;
  readonly text: string;
  readonly end: number;
}

/** Reads an upper-case level name, or one in any case in brackets or before a colon, at `at` (white space and a dash before it are skipped). */
export function leadingLevel(line: string, at: number): LeadingLevel | undefined {
  const match =
    /^[\s\-|]{0,8}(?:\[\s{0,3}([A-Za-z]{1,12})\s{0,5}\]|<([A-Za-z]{3,12})>|((?:error|warn|warning|info|debug|trace|fatal|verbose|silly|http|notice|critical)(?=:)|[A-Z]{4,12}|ERR|WRN|INF|DBG|FTL|TRC|VRB)(?![A-Za-z0-9_])):?/.exec(
      line.slice(at, at + 40),
    );
  const text = match?.[1] ?? match?.[2] ?? match?.[3];
  const level = text === undefined ? undefined : levelFromText(text);
  return level === undefined ? undefined : { level, text: text!, end: at + match![0].length };
}
