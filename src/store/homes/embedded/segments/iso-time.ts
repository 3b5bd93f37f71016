// Times written as ISO 8601, as two whole numbers and a style, such that the text comes back as it was.

/**
 * How a time is written: one whole number made of the sign between date and time, the sign before the fraction, the
 * digits of the fraction, and the zone.
 */
export type TimeStyle = number;

/** A time that was read. One object is used again and again. */
export interface ReadTime {
  /** Milliseconds since the Unix epoch of what is written, its zone not taken into account. */
  ms: number;
  /** Nanoseconds within that millisecond. */
  nanos: number;
  style: TimeStyle;
}

const ZONE_NONE = 0;
const ZONE_Z = 1;
const ZONE_OFFSET = 2;
const BEHIND = 1440;

const pair = (bytes: Uint8Array, at: number): number => {
  const tens = bytes[at]! - 0x30;
  const ones = bytes[at + 1]! - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
};

/** Days since the Unix epoch of a date of the Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const inEra = shifted - era * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - 719_468;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

let knownYear = -1;
let knownMonth = -1;
let knownDay = -1;
let knownDays = 0;

/** Reads `YYYY-MM-DD(T| )HH:MM:SS[(.|,)d{1,9}][Z|±HH:MM]`; false where the bytes are anything else. */
export function readIsoTime(bytes: Uint8Array, from: number, to: number, into: ReadTime): boolean {
  const length = to - from;
  if (length < 19 || length > 35 || bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d) return false;
  if (bytes[from + 13] !== 0x3a || bytes[from + 16] !== 0x3a) return false;
  const space = bytes[from + 10] === 0x20;
  if (!space && bytes[from + 10] !== 0x54) return false;
  const century = pair(bytes, from);
  const yearOf = pair(bytes, from + 2);
  const month = pair(bytes, from + 5);
  const day = pair(bytes, from + 8);
  const hour = pair(bytes, from + 11);
  const minute = pair(bytes, from + 14);
  const second = pair(bytes, from + 17);
  if (century < 0 || yearOf < 0 || month < 1 || month > 12 || day < 1) return false;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  const year = century * 100 + yearOf;
  if (day > MONTH_DAYS[month - 1]! && !(month === 2 && day === 29 && isLeap(year))) return false;
  let at = from + 19;
  let mark = 0;
  let digits = 0;
  let nanos = 0;
  if (at < to && (bytes[at] === 0x2e || bytes[at] === 0x2c)) {
    mark = bytes[at] === 0x2e ? 1 : 2;
    at++;
    for (; at < to && digits < 9; at++, digits++) {
      const digit = bytes[at]! - 0x30;
      if (digit < 0 || digit > 9) break;
      nanos = nanos * 10 + digit;
    }
    if (digits === 0) return false;
    for (let rest = digits; rest < 9; rest++) nanos *= 10;
  }
  const zone = readZone(bytes, at, to);
  if (zone < 0) return false;
  if (day !== knownDay || month !== knownMonth || year !== knownYear) {
    knownYear = year;
    knownMonth = month;
    knownDay = day;
    knownDays = daysOf(year, month, day);
  }
  into.ms = knownDays * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + Math.floor(nanos / 1_000_000);
  into.nanos = nanos % 1_000_000;
  into.style = (space ? 1 : 0) + 2 * (mark + 3 * (digits + 10 * zone));
  return true;
}

function readZone(bytes: Uint8Array, at: number, to: number): number {
  if (at === to) return ZONE_NONE;
  if (at + 1 === to) return bytes[at] === 0x5a ? ZONE_Z : -1;
  if (at + 6 !== to || bytes[at + 3] !== 0x3a) return -1;
  const hours = pair(bytes, at + 1);
  const minutes = pair(bytes, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return -1;
  const offset = hours * 60 + minutes;
  if (bytes[at] === 0x2b) return ZONE_OFFSET + offset;
  return bytes[at] === 0x2d ? ZONE_OFFSET + BEHIND + offset : -1;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** The text of a time: the inverse of readIsoTime. */
export function isoTimeText(ms: number, nanos: number, style: TimeStyle): string {
  const space = style % 2 === 1;
  const rest = Math.floor(style / 2);
  const mark = rest % 3;
  const digits = Math.floor(rest / 3) % 10;
  const zone = Math.floor(rest / 30);
  const days = Math.floor(ms / 86_400_000);
  const inDay = ms - days * 86_400_000;
  const date = new Date(days * 86_400_000);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  const hour = Math.floor(inDay / 3_600_000);
  const minute = Math.floor(inDay / 60_000) % 60;
  const second = Math.floor(inDay / 1000) % 60;
  let text = `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}${space ? ' ' : 'T'}${two(hour)}:${two(minute)}:${two(second)}`;
  if (mark > 0) {
    const fraction = String((inDay % 1000) * 1_000_000 + nanos).padStart(9, '0');
    text += `${mark === 1 ? '.' : ','}${fraction.slice(0, digits)}`;
  }
  if (zone === ZONE_NONE) return text;
  if (zone === ZONE_Z) return `${text}Z`;
  const behind = zone >= ZONE_OFFSET + BEHIND;
  const offset = zone - ZONE_OFFSET - (behind ? BEHIND : 0);
  return `${text}${behind ? '-' : '+'}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
}
