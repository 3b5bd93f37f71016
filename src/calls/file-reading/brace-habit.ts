// Whether a file's calls are written for a logger that fills braces, where its library would fill `%s`.

import { textOf } from '../messages/message.ts';
import { parseBraces } from '../messages/templates/brace.ts';
import { scanPercent } from '../messages/templates/scan-percent.ts';
import type { ReadSite } from '../wrappers/find-wrappers.ts';

/** One such call is a slip; so many are a habit. */
const HABIT = 3;

/** Whether all calls with values, of loggers that may format in their own way or are a guess, have braces for them: three or more. */
export function writesBraces(sites: readonly ReadSite[]): boolean {
  let count = 0;
  for (const { found, reading, dialect, sure } of sites) {
    const text = reading.message === undefined ? undefined : textOf(reading.message.built);
    if (
      (found.logger.open !== true && (sure || dialect.formatStyle !== 'percent')) ||
      text === undefined ||
      reading.arguments.length === 0
    )
      continue;
    if (scanPercent(text).placeholders.length > 0) return false;
    if (parseBraces(text)?.some(({ kind }) => kind === 'hole') === true) count++;
  }
  return count >= HABIT;
}
