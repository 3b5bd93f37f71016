// What times written as text are made of: pairs of digits, days, zones, and the local time of this machine.

/** The number two digits are, -1 where they are none. */
export function pairAt(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30;
  const ones = bytes[at + 1]! - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

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

/** The same, NaN where there is no such day; the day asked for last is remembered. */
export function dayNumber(year: number, month: number, day: number): number {
  if (day === knownDay && month === knownMonth && year === knownYear) return knownDays;
  if (!(month >= 1 && month <= 12 && day >= 1)) return NaN;
  if (day > MONTH_DAYS[month - 1]! && !(month === 2 && day === 29 && isLeap(year))) return NaN;
  knownYear = year;
  knownMonth = month;
  knownDay = day;
  return (knownDays = daysOf(year, month, day));
}

/** Milliseconds within a day of `HH:MM:SS`, NaN where the bytes are none. */
export function timeOfDay(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== 0x3a || bytes[at + 5] !== 0x3a) return NaN;
  const hour = pairAt(bytes, at);
  const minute = pairAt(bytes, at + 3);
  const second = pairAt(bytes, at + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  return hour * 3_600_000 + minute * 60_000 + second * 1000;
}

export const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** `HH:MM:SS` of milliseconds within a day. */
export function clockText(inDay: number): string {
  const hour = Math.floor(inDay / 3_600_000);
  const minute = Math.floor(inDay / 60_000) % 60;
  return `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(Math.floor(inDay / 1000) % 60)}`;
}

let localMinute = NaN;
let localShift = 0;

/** The moment at which clocks of this machine show what UTC clocks show at `wall`; both milliseconds since the Unix epoch. */
export function fromLocal(wall: number): number {
  // Clocks are put forward and back by whole minutes, at whole minutes.
  const minute = Math.floor(wall / 60_000);
  if (minute !== localMinute) {
    const date = new Date(minute * 60_000);
    const local = new Date(
      date.getUTCFullYear(),
      date.getUTCMonth(),
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
    );
    if (date.getUTCFullYear() < 100) local.setFullYear(date.getUTCFullYear());
    localMinute = minute;
    localShift = local.getTime() - minute * 60_000;
  }
  return wall + localShift;
}
