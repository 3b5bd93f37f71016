// How pages write times, durations, counts and sizes.

const grouped = new Intl.NumberFormat('en-US');
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12,480`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** `987`, `12.4 k`, `1.2 M`: for narrow places; at most three digits. */
export function formatShortCount(count: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (Math.abs(count) >= size) return `${trimmed(count / size, 3)} ${unit}`;
  }
  return trimmed(count, 3);
}

/** `1 record`, `12,480 records`. */
export function formatNumberOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A number in at most `digits` significant digits, without trailing zeros; whole parts are never cut. */
function trimmed(value: number, digits: number): string {
  const whole = Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1);
  const text = value.toFixed(Math.max(0, digits - whole));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Any measured value with up to three decimals: `0.034`, `12.5`, `1,240`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 1000) return grouped.format(Math.round(value));
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1);
  return trimmed(value, 4);
}

/** A duration given in milliseconds: `0.4 ms`, `340 ms`, `1.24 s`, `3 min 2 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  const size = Math.abs(ms);
  if (size < 10) return `${trimmed(ms, 2)} ms`;
  if (size < 999.5) return `${ms.toFixed(0)} ms`;
  if (size < 59_995) return `${trimmed(ms / 1000, 3)} s`;
  const parts = (big: number, small: number, bigUnit: string, smallUnit: string): string => {
    const total = Math.round(size / small);
    const per = Math.round(big / small);
    const rest = total % per;
    return `${ms < 0 ? '-' : ''}${String(Math.floor(total / per))} ${bigUnit}${rest === 0 ? '' : ` ${String(rest)} ${smallUnit}`}`;
  };
  if (size < 3_599_500) return parts(60_000, 1000, 'min', 's');
  if (size < 86_370_000) return parts(3_600_000, 60_000, 'h', 'min');
  return parts(86_400_000, 3_600_000, 'd', 'h');
}

/** Time since `then`, in words that stay true for a while: `just now`, `40 s ago`, `2 min ago`, `3 h ago`, `5 days ago`. */
export function formatAgo(then: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - then) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 90) return `${String(seconds)} s ago`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${String(minutes)} min ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 36) return `${String(hours)} h ago`;
  return `${formatCount(Math.round(hours / 24))} days ago`;
}

/** `512 bytes`, `34 KB`, `1.2 GB` (powers of 1000). */
export function formatBytes(bytes: number): string {
  for (const [unit, size] of [
    ['TB', 1e12],
    ['GB', 1e9],
    ['MB', 1e6],
    ['KB', 1e3],
  ] as const) {
    if (bytes >= size) return `${trimmed(bytes / size, 3)} ${unit}`;
  }
  return formatNumberOf(bytes, 'byte');
}

/** Local `14:03:22.418`. */
export function formatTime(ms: number): string {
  const at = new Date(ms);
  return `${formatClock(ms)}.${pad(at.getMilliseconds(), 3)}`;
}

/** Local `14:03:22`. */
export function formatClock(ms: number): string {
  const at = new Date(ms);
  return `${formatMinute(ms)}:${pad(at.getSeconds())}`;
}

/** Local `14:03`. */
export function formatMinute(ms: number): string {
  const at = new Date(ms);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** Local `21 Nov`, with the year where it is not that of `now`. */
export function formatDay(ms: number, now: number): string {
  const at = new Date(ms);
  const year = at.getFullYear() === new Date(now).getFullYear() ? '' : ` ${String(at.getFullYear())}`;
  return `${String(at.getDate())} ${MONTHS[at.getMonth()]!}${year}`;
}

/** Whether two instants lie in the same local day. */
export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** RFC 3339 with the local offset and as many digits as are known: `2026-11-21T14:03:22.418123+01:00`. */
export function formatIso(ms: number, nanos = 0): string {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return String(ms);
  const offset = -at.getTimezoneOffset();
  const zone =
    offset === 0
      ? 'Z'
      : `${offset < 0 ? '-' : '+'}${pad(Math.trunc(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
  const day = `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  const fine = nanos === 0 ? '' : pad(nanos, 6).replace(/(000)$/, '');
  return `${day}T${formatTime(ms)}${fine}${zone}`;
}

/** A span of time: `14:01–14:16`, with days where it crosses one: `20 Nov 23:50 – 21 Nov 00:10`. Seconds show below ten minutes. */
export function formatSpan(from: number, to: number, now: number): string {
  const clock = to - from < 600_000 ? formatClock : formatMinute;
  if (sameDay(from, to)) return `${sameDay(to, now) ? '' : `${formatDay(from, now)} `}${clock(from)}–${clock(to)}`;
  return `${formatDay(from, now)} ${clock(from)} – ${formatDay(to, now)} ${clock(to)}`;
}
