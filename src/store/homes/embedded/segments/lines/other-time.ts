// Times as logs write them besides ISO 8601: Go's `2026/01/02 15:04:05`, `02/Jan/2026:15:04:05 +0000` of web servers, syslog's `Jan  2 15:04:05`.

import { clockText, dayNumber, pairAt, timeOfDay, twoDigits } from './calendar.ts';

/** A time that was read: as ReadTime, and where it ends. */
interface Found {
  ms: number;
  nanos: number;
  style: number;
  end: number;
}

/** Styles from here on are not of ISO 8601: this, and the form plus four times what goes with the form. */
export const OTHER_STYLE = 1 << 20;
const GO = 0;
const WEB = 1;
const SYSLOG = 2;
/** The leap year that times without a year are kept in. */
const SOME_YEAR = 1972;
const NO_FRACTION = 10;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthNumber = new Map(
  MONTHS.map((name, index) => [(name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2), index + 1]),
);
const monthAt = (bytes: Uint8Array, at: number): number =>
  monthNumber.get((bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!) ?? 0;

/** Whether a style names no year: the time is kept as one of 1972. */
export function isYearless(style: number): boolean {
  return style >= OTHER_STYLE && (style - OTHER_STYLE) % 4 === SYSLOG;
}

/** Whether a style names no zone. */
export function isZoneless(style: number): boolean {
  return style >= OTHER_STYLE && (style - OTHER_STYLE) % 4 !== WEB;
}

/** Reads a time that begins at `at` and ends before `to`, whatever follows it; false where none of these forms begins there. */
export function readOtherTime(bytes: Uint8Array, at: number, to: number, into: Found): boolean {
  if (to - at < 15) return false;
  if (bytes[at + 4] === 0x2f) return readGo(bytes, at, to, into);
  if (bytes[at + 2] === 0x2f) return readWeb(bytes, at, to, into);
  return bytes[at]! >= 0x41 && bytes[at]! <= 0x5a && readSyslog(bytes, at, to, into);
}

function readGo(bytes: Uint8Array, at: number, to: number, into: Found): boolean {
  if (to - at < 19 || bytes[at + 7] !== 0x2f || bytes[at + 10] !== 0x20) return false;
  const [century, year] = [pairAt(bytes, at), pairAt(bytes, at + 2)];
  if (century < 0 || year < 0) return false;
  const day = dayNumber(century * 100 + year, pairAt(bytes, at + 5), pairAt(bytes, at + 8));
  return finish(day * 86_400_000 + timeOfDay(bytes, at + 11), GO, bytes, at + 19, to, into);
}

function readSyslog(bytes: Uint8Array, at: number, to: number, into: Found): boolean {
  const month = monthAt(bytes, at);
  if (month === 0 || bytes[at + 3] !== 0x20 || bytes[at + 6] !== 0x20) return false;
  const ones = bytes[at + 5]! - 0x30;
  const day = bytes[at + 4] === 0x20 ? (ones >= 1 && ones <= 9 ? ones : -1) : pairAt(bytes, at + 4);
  // The second of January is written " 2".
  if (day < 1 || (day < 10 && bytes[at + 4] !== 0x20)) return false;
  const ms = dayNumber(SOME_YEAR, month, day) * 86_400_000 + timeOfDay(bytes, at + 7);
  return finish(ms, SYSLOG, bytes, at + 15, to, into);
}

/** Takes what may follow the seconds: a point and up to nine digits. */
function finish(ms: number, form: number, bytes: Uint8Array, after: number, to: number, into: Found): boolean {
  if (Number.isNaN(ms)) return false;
  let end = after;
  let digits = NO_FRACTION;
  let nanos = 0;
  if (end + 1 < to && bytes[end] === 0x2e && isDigit(bytes[end + 1]!)) {
    digits = 0;
    for (end++; end < to && isDigit(bytes[end]!); end++, digits++) {
      if (digits === 9) return false;
      nanos = nanos * 10 + bytes[end]! - 0x30;
    }
    for (let rest = digits; rest < 9; rest++) nanos *= 10;
  }
  into.ms = ms + Math.floor(nanos / 1_000_000);
  into.nanos = nanos % 1_000_000;
  into.style = OTHER_STYLE + form + 4 * digits;
  into.end = end;
  return true;
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function readWeb(bytes: Uint8Array, at: number, to: number, into: Found): boolean {
  if (to - at < 26 || bytes[at + 6] !== 0x2f || bytes[at + 11] !== 0x3a || bytes[at + 20] !== 0x20) return false;
  const [century, year] = [pairAt(bytes, at + 7), pairAt(bytes, at + 9)];
  if (century < 0 || year < 0) return false;
  const day = dayNumber(century * 100 + year, monthAt(bytes, at + 3), pairAt(bytes, at));
  const ms = day * 86_400_000 + timeOfDay(bytes, at + 12);
  const hours = pairAt(bytes, at + 22);
  const minutes = pairAt(bytes, at + 24);
  const sign = bytes[at + 21];
  if (Number.isNaN(ms) || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return false;
  if (sign !== 0x2b && sign !== 0x2d) return false;
  into.ms = ms;
  into.nanos = 0;
  into.style = OTHER_STYLE + WEB + 4 * ((hours * 60 + minutes) * 2 + (sign === 0x2d ? 1 : 0));
  into.end = at + 26;
  return true;
}

/** The text of a time: the inverse of readOtherTime. */
export function otherTimeText(ms: number, nanos: number, style: number): string {
  const form = (style - OTHER_STYLE) % 4;
  const detail = Math.floor((style - OTHER_STYLE) / 4);
  const days = Math.floor(ms / 86_400_000);
  const inDay = ms - days * 86_400_000;
  const date = new Date(days * 86_400_000);
  const day = twoDigits(date.getUTCDate());
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  if (form === WEB) {
    const offset = Math.floor(detail / 2);
    const zone = `${detail % 2 === 1 ? '-' : '+'}${twoDigits(Math.floor(offset / 60))}${twoDigits(offset % 60)}`;
    return `${day}/${MONTHS[date.getUTCMonth()]!}/${year}:${clockText(inDay)} ${zone}`;
  }
  const fraction = String((inDay % 1000) * 1_000_000 + nanos).padStart(9, '0');
  const tail = detail === NO_FRACTION ? '' : `.${fraction.slice(0, detail)}`;
  return form === GO
    ? `${year}/${twoDigits(date.getUTCMonth() + 1)}/${day} ${clockText(inDay)}${tail}`
    : `${MONTHS[date.getUTCMonth()]!} ${String(date.getUTCDate()).padStart(2)} ${clockText(inDay)}${tail}`;
}
