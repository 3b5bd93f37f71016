// Reads times of every usual shape to the nanosecond.

/** A point in time: whole milliseconds since the Unix epoch and the nanoseconds within that millisecond (0 to 999,999). */
export interface Instant {
  readonly ms: number;
  readonly nanos: number;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The number in `count` digits at `at`, or -1. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** An instant and where in the text it ends. */
export interface InstantAt extends Instant {
  readonly end: number;
}

/**
 * Reads a date and time at `at`: `2026-01-02T14:03:22.418Z` with `T` or space, `/` or `-` in the date, a fraction of any
 * length behind `.` or `,` (or, as log4j has it, `:`), and `Z`, `+01:00`, `+0100`, `+01` or nothing for the zone. Without
 * a zone it is the local time of this machine. Undefined where there is none.
 */
export function readDateTime(text: string, at = 0): InstantAt | undefined {
  const year = digits(text, at, 4);
  const separator = text.charCodeAt(at + 4);
  if (year < 0 || (separator !== 45 && separator !== 47) || text.charCodeAt(at + 7) !== separator) return undefined;
  const month = digits(text, at + 5, 2);
  const day = digits(text, at + 8, 2);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const between = text.charCodeAt(at + 10);
  if (between !== 84 && between !== 32 && between !== 116) return undefined;
  const time = readTime(text, at + 11);
  if (time === undefined) return undefined;
  const zone = readZone(text, time.end);
  if (zone.minutes === undefined) {
    const local = new Date(year, month - 1, day, time.hour, time.minute, time.second);
    if (year < 100) local.setFullYear(year);
    return {
      ms: local.getTime() + Math.floor(time.nanosOfSecond / 1e6),
      nanos: time.nanosOfSecond % 1e6,
      end: zone.end,
    };
  }
  const seconds =
    daysSinceEpoch(year, month, day) * 86_400 + time.hour * 3600 + (time.minute - zone.minutes) * 60 + time.second;
  return { ms: seconds * 1000 + Math.floor(time.nanosOfSecond / 1e6), nanos: time.nanosOfSecond % 1e6, end: zone.end };
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosOfSecond: number;
  readonly end: number;
}

function readTime(text: string, at: number): TimeOfDay | undefined {
  const hour = digits(text, at, 2);
  const minute = digits(text, at + 3, 2);
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || text.charCodeAt(at + 2) !== 58) return undefined;
  if (text.charCodeAt(at + 5) !== 58) return { hour, minute, second: 0, nanosOfSecond: 0, end: at + 5 };
  const second = digits(text, at + 6, 2);
  if (second < 0 || second > 60) return undefined;
  const mark = text.charCodeAt(at + 8);
  const isFraction = mark === 46 || mark === 44 || (mark === 58 && digits(text, at + 9, 3) >= 0);
  if (!isFraction) return { hour, minute, second, nanosOfSecond: 0, end: at + 8 };
  let end = at + 9;
  let nanosOfSecond = 0;
  let unit = 1e8;
  for (let digit = text.charCodeAt(end) - 48; digit >= 0 && digit <= 9; digit = text.charCodeAt(++end) - 48) {
    nanosOfSecond += digit * Math.floor(unit);
    unit /= 10;
  }
  return { hour, minute, second, nanosOfSecond, end: end === at + 9 ? at + 8 : end };
}

/** Minutes east of UTC; undefined where the text names no zone. */
function readZone(text: string, at: number): { readonly minutes?: number; readonly end: number } {
  const first = text.charCodeAt(at);
  if (first === 90 || first === 122) return { minutes: 0, end: at + 1 };
  const start = first === 32 ? at + 1 : at;
  const sign = text.charCodeAt(start);
  if (sign === 43 || sign === 45) {
    const hours = digits(text, start + 1, 2);
    if (hours >= 0 && hours <= 18) {
      const colon = text.charCodeAt(start + 3) === 58 ? 1 : 0;
      const minutes = digits(text, start + 3 + colon, 2);
      const total = hours * 60 + (minutes < 0 ? 0 : minutes);
      if (start === at || minutes >= 0)
        return { minutes: sign === 45 ? -total : total, end: minutes < 0 ? start + 3 : start + 5 + colon };
    }
  }
  if (start > at && (text.startsWith('UTC', start) || text.startsWith('GMT', start)))
    return { minutes: 0, end: start + 3 };
  return { end: at };
}

/**
 * An epoch number, its unit told by its size: below 10^11 seconds, below 10^14 milliseconds, below 10^17 microseconds,
 * else nanoseconds. Takes digits as text so that nothing is lost: "1767312000.123456789".
 */
export function readEpoch(text: string): Instant | undefined {
  const match = /^([+-]?)(\d{1,20})(?:\.(\d{1,20}))?$/.exec(text);
  if (match === null) return undefined;
  const whole = match[2]!.replace(/^0+(?=\d)/, '');
  const finer = whole.length <= 11 ? 9 : whole.length <= 14 ? 6 : whole.length <= 17 ? 3 : 0;
  const nanoseconds = (whole + (match[3] ?? '').padEnd(finer, '0').slice(0, finer)).padStart(7, '0');
  const ms = Number(nanoseconds.slice(0, -6));
  const nanos = Number(nanoseconds.slice(-6));
  if (ms > 8.64e15) return undefined;
  if (match[1] !== '-') return { ms, nanos };
  return nanos === 0 ? { ms: -ms, nanos } : { ms: -ms - 1, nanos: 1e6 - nanos };
}

/** Reads what a field holds: a date and time as text, an epoch as number or text. Undefined where it is neither. */
export function readInstant(value: unknown): Instant | undefined {
  if (typeof value === 'number') {
    if (value >= 1e11 && value < 1e14 && Number.isInteger(value)) return { ms: value, nanos: 0 };
    return readEpoch(String(value));
  }
  if (typeof value !== 'string') return undefined;
  const text = value.length > 60 ? '' : value;
  return readDateTime(text) ?? readEpoch(text) ?? readOther(text);
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** The month (0 to 11) an English abbreviation names; -1 for none. */
export function monthFromName(name: string): number {
  const at = name.length === 3 ? MONTHS.indexOf(name) : -1;
  return at % 3 === 0 ? at / 3 : -1;
}

/** RFC 1123 and Unix dates ("Fri, 02 Jan 2026 14:03:22 GMT", "Fri Jan  2 14:03:22 UTC 2026"); a date without a time is none. */
function readOther(text: string): Instant | undefined {
  if (!/^[A-Z][a-z]{2},? .*\d\d:\d\d/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : { ms, nanos: 0 };
}
