// Times that name no year, as syslog writes them: which year is meant.

import { fromLocal } from './calendar.ts';

/** A record may be this much ahead of its arrival: clocks differ, and so do zones. */
const AHEAD_MS = 86_400_000;

/**
 * The moment meant by a local time of any year (`wall`, milliseconds) that arrived at `observed`: in the year of the
 * arrival, or the one before where that would be more than a day ahead.
 */
export function yearlessTime(wall: number, observed: number): number {
  const year = new Date(observed).getFullYear();
  const date = new Date(wall);
  const inDay = ((wall % 86_400_000) + 86_400_000) % 86_400_000;
  const inYear = (one: number): number => fromLocal(Date.UTC(one, date.getUTCMonth(), date.getUTCDate()) + inDay);
  const time = inYear(year);
  return time > observed + AHEAD_MS ? inYear(year - 1) : time;
}
