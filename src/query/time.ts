// Times as a person types them into a query: ISO 8601, epoch numbers, "now-15m".

/** A moment: milliseconds since the Unix epoch and nanoseconds within that millisecond. */
export interface Moment {
  readonly ms: number;
  readonly nanos: number;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const relative = /^now(?:([+-]\d{1,9})(ms|s|m|h|d|w))?$/i;
const iso =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9})\d*)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/i;
const epoch = /^\d{10}(?:\d{3}(?:\d{3}(?:\d{3})?)?)?$/;

/**
 * The moment a text names, undefined if none: `now`, `now-15m` (ms s m h d w), an ISO 8601 date or date-time (UTC where it
 * names no zone; its beginning where it names only a day, month or year), or an epoch number of seconds (10 digits),
 * milliseconds (13), microseconds (16) or nanoseconds (19). `now` in milliseconds since the Unix epoch.
 */
export function parseTime(text: string, now: number): Moment | undefined {
  const ago = relative.exec(text);
  if (ago !== null) return { ms: now + Number(ago[1] ?? 0) * (UNIT_MS[(ago[2] ?? 'ms').toLowerCase()] ?? 0), nanos: 0 };
  if (epoch.test(text)) {
    const nanos = text.padEnd(19, '0');
    return { ms: Number(nanos.slice(0, 13)), nanos: Number(nanos.slice(13)) };
  }
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    parts;
  const digits = fraction.padEnd(9, '0');
  const ms = Date.parse(`${year!}-${month}-${day}T${hour}:${minute}:${second}.${digits.slice(0, 3)}${fullZone(zone)}`);
  return Number.isNaN(ms) ? undefined : { ms, nanos: Number(digits.slice(3)) };
}

/** `+02`, `+0200` and `+02:00` as `+02:00`. */
function fullZone(zone: string): string {
  if (zone.length <= 1) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]!}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** Negative, zero or positive as `a` is before, at or after `b`. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.ms - b.ms || a.nanos - b.nanos;
}
