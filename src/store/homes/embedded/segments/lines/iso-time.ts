// Times written as ISO 8601, as two whole numbers and a style, such that the text comes back as it was.

import { clockText, dayNumber, pairAt, timeOfDay, twoDigits } from './calendar.ts';
import { OTHER_STYLE, otherTimeText, readOtherTime } from './other-time.ts';

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
/** Zones with an offset, by how it is written: `+01:00`, `+0100`, ` +0100`. */
const WRITINGS = 2 * BEHIND;

/** Reads `YYYY-MM-DD(T| )HH:MM:SS[(.|,)d{1,9}][Z|±HH:MM|±HHMM| ±HHMM]`; false where the bytes are anything else. */
export function readIsoTime(bytes: Uint8Array, from: number, to: number, into: ReadTime): boolean {
  const length = to - from;
  if (length < 19 || length > 35 || bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d) return false;
  const space = bytes[from + 10] === 0x20;
  if (!space && bytes[from + 10] !== 0x54) return false;
  const century = pairAt(bytes, from);
  const yearOf = pairAt(bytes, from + 2);
  if (century < 0 || yearOf < 0) return false;
  const days = dayNumber(century * 100 + yearOf, pairAt(bytes, from + 5), pairAt(bytes, from + 8));
  const inDay = timeOfDay(bytes, from + 11);
  if (Number.isNaN(days + inDay)) return false;
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
  into.ms = days * 86_400_000 + inDay + Math.floor(nanos / 1_000_000);
  into.nanos = nanos % 1_000_000;
  into.style = (space ? 1 : 0) + 2 * (mark + 3 * (digits + 10 * zone));
  return true;
}

function readZone(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  if (at === to) return ZONE_NONE;
  if (at + 1 === to) return bytes[at] === 0x5a ? ZONE_Z : -1;
  let writing = 0;
  if (at + 6 === to && bytes[at] === 0x20) {
    writing = 2;
    at++;
  } else if (at + 5 === to) writing = 1;
  else if (at + 6 !== to || bytes[at + 3] !== 0x3a) return -1;
  const hours = pairAt(bytes, at + 1);
  const minutes = pairAt(bytes, to - 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return -1;
  const offset = ZONE_OFFSET + writing * WRITINGS + hours * 60 + minutes;
  if (bytes[at] === 0x2b) return offset;
  return bytes[at] === 0x2d ? offset + BEHIND : -1;
}

const other = { ms: 0, nanos: 0, style: 0, end: 0 };

/** Reads a time of any style; false where the bytes are anything else. */
export function readTime(bytes: Uint8Array, from: number, to: number, into: ReadTime): boolean {
  if (readIsoTime(bytes, from, to, into)) return true;
  return readTimeAt(bytes, from, to, into) === to;
}

/** Reads a time of any style that begins at `at`, whatever follows it. Where it ends; -1 where none begins there. */
export function readTimeAt(bytes: Uint8Array, at: number, to: number, into: ReadTime): number {
  if (bytes[at + 4] === 0x2d) {
    if (to - at < 19) return -1;
    const end = endOfIsoTime(bytes, at, to);
    return readIsoTime(bytes, at, end, into) ? end : -1;
  }
  if (!readOtherTime(bytes, at, to, other)) return -1;
  into.ms = other.ms;
  into.nanos = other.nanos;
  into.style = other.style;
  return other.end;
}

/** Where a time of ISO 8601 that begins at `at` would end: behind its fraction and its zone, as far as there are such. */
function endOfIsoTime(bytes: Uint8Array, at: number, to: number): number {
  let end = at + 19;
  if (end + 1 < to && (bytes[end] === 0x2e || bytes[end] === 0x2c) && isDigit(bytes[end + 1])) {
    for (end++; end < to && isDigit(bytes[end]);) end++;
  }
  if (bytes[end] === 0x5a) return Math.min(to, end + 1);
  const sign = bytes[end] === 0x20 ? end + 1 : end;
  if (bytes[sign] !== 0x2b && bytes[sign] !== 0x2d) return Math.min(to, end);
  const colon = sign === end && bytes[sign + 3] === 0x3a ? 1 : 0;
  const after = sign + 5 + colon;
  return after <= to && pairAt(bytes, sign + 1) >= 0 && pairAt(bytes, sign + 3 + colon) >= 0
    ? after
    : Math.min(to, end);
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Whether a style of ISO 8601 names no zone. */
export function hasNoZone(style: TimeStyle): boolean {
  return Math.floor(style / 60) === ZONE_NONE;
}

/** The text of a time of any style. */
export function isoTimeText(ms: number, nanos: number, style: TimeStyle): string {
  if (style >= OTHER_STYLE) return otherTimeText(ms, nanos, style);
  const space = style % 2 === 1;
  const rest = Math.floor(style / 2);
  const mark = rest % 3;
  const digits = Math.floor(rest / 3) % 10;
  const zone = Math.floor(rest / 30);
  const days = Math.floor(ms / 86_400_000);
  const inDay = ms - days * 86_400_000;
  const date = new Date(days * 86_400_000);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  let text = `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}${space ? ' ' : 'T'}${clockText(inDay)}`;
  if (mark > 0) {
    const fraction = String((inDay % 1000) * 1_000_000 + nanos).padStart(9, '0');
    text += `${mark === 1 ? '.' : ','}${fraction.slice(0, digits)}`;
  }
  if (zone === ZONE_NONE) return text;
  if (zone === ZONE_Z) return `${text}Z`;
  const writing = Math.floor((zone - ZONE_OFFSET) / WRITINGS);
  const signed = (zone - ZONE_OFFSET) % WRITINGS;
  const behind = signed >= BEHIND;
  const offset = signed % BEHIND;
  const hours = twoDigits(Math.floor(offset / 60));
  return `${text}${writing === 2 ? ' ' : ''}${behind ? '-' : '+'}${hours}${writing === 0 ? ':' : ''}${twoDigits(offset % 60)}`;
}
