// Timestamps to the nanosecond: written as RFC 3339 text.

/**
 * RFC 3339 text in UTC of a time given as milliseconds since the Unix epoch and nanoseconds within that millisecond:
 * `2026-01-02T03:04:05.678Z`, or with nine digits where `nanos` is not 0. Beyond what a date can say (±8.64e15 ms): the
 * number of milliseconds as text.
 */
export function isoTimestamp(ms: number, nanos: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  const text = date.toISOString();
  return nanos === 0 ? text : `${text.slice(0, -1)}${String(nanos).padStart(6, '0')}Z`;
}
