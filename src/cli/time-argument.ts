// Reads points in time as people type them: ISO dates, epoch numbers, "-15m", "now-1h".

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size (as log formats do). */
function epochToMs(value: number): number {
  const size = Math.abs(value);
  if (size < 1e11) return value * 1_000;
  if (size < 1e14) return value;
  return size < 1e17 ? value / 1_000 : value / 1_000_000;
}

/**
 * Milliseconds since the Unix epoch; undefined where the text is no time. Forms: `now`, `-15m`, `now-1h`, `now+30s`
 * (units ms s m h d w), an epoch number, a date (local midnight), a date with time (local where it names no zone).
 */
export function readTime(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  if (trimmed === 'now') return now;
  const relative = /^(?:now)?([+-])(\d+(?:\.\d+)?)(ms|[smhdw])$/.exec(trimmed);
  if (relative !== null) {
    const [, sign, amount, unit] = relative;
    return now + (sign === '-' ? -1 : 1) * Number(amount) * UNIT_MS[unit!]!;
  }
  if (/^-?\d{9,}(?:\.\d+)?$/.test(trimmed)) return epochToMs(Number(trimmed));
  if (!/^\d{4}-\d{2}(?:-\d{2})?(?:[T ].*)?$/.test(trimmed)) return undefined;
  // A date alone would be read as UTC; people mean their own day.
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? `${trimmed}T00:00` : trimmed.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}
