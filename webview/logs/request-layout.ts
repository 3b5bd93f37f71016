// Lays one request out: lanes by service on one time axis, gaps, the longest silence, clocks that do not agree. No DOM.

import type { LogRecord } from '../../src/model/record.ts';
import { formatDuration } from '../ui/format.ts';

/** One service's part of the request; times in milliseconds from the first record. */
export interface Lane {
  readonly service: string;
  readonly from: number;
  readonly to: number;
  readonly marks: readonly { readonly at: number; readonly index: number; readonly level: string | undefined }[];
}

/** A row of the request: a record with its time since the first, or silence. */
export type RequestItem =
  | { readonly kind: 'record'; readonly record: LogRecord; readonly offsetMs: number; readonly depth: number }
  | { readonly kind: 'gap'; readonly ms: number; readonly longest: boolean };

export interface RequestLayout {
  readonly totalMs: number;
  readonly lanes: readonly Lane[];
  readonly items: readonly RequestItem[];
  readonly errors: number;
  /** The longest time without any record, where it is a tenth of the whole or more. */
  readonly silence: { readonly ms: number; readonly after: LogRecord; readonly before: LogRecord } | undefined;
  /** A sentence where the clocks of two services can't both be right. */
  readonly skew: string | undefined;
}

/** Milliseconds from one record to another, to the nanosecond. */
export function msBetween(from: LogRecord, to: LogRecord): number {
  return to.timestamp - from.timestamp + (to.nanos - from.nanos) / 1e6;
}

/** A stretch without records is drawn as a gap from this part of the whole on… */
const GAP_PART = 0.1;
/** …but never below this: in a short request every pause is a tenth. */
const LEAST_GAP_MS = 2;

/** Lays out the records of a request, given in order of time. */
export function layOutRequest(records: readonly LogRecord[]): RequestLayout {
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined)
    return { totalMs: 0, lanes: [], items: [], errors: 0, silence: undefined, skew: undefined };
  const totalMs = msBetween(first, last);
  const depths = new Map<string, number>();
  for (const { service } of records) if (!depths.has(service)) depths.set(service, depths.size);

  const pauses = records
    .slice(1)
    .map((record, index) => ({ ms: msBetween(records[index]!, record), after: records[index]!, before: record }));
  const threshold = Math.max(LEAST_GAP_MS, totalMs * GAP_PART);
  const longest = pauses.reduce<(typeof pauses)[number] | undefined>(
    (most, pause) => (most === undefined || pause.ms > most.ms ? pause : most),
    undefined,
  );
  const silence = longest !== undefined && longest.ms > threshold ? longest : undefined;

  const items: RequestItem[] = [];
  records.forEach((record, index) => {
    const pause = pauses[index - 1];
    if (pause !== undefined && pause.ms > threshold)
      items.push({ kind: 'gap', ms: pause.ms, longest: pause === silence });
    items.push({ kind: 'record', record, offsetMs: msBetween(first, record), depth: depths.get(record.service) ?? 0 });
  });

  const lanes = [...depths.keys()].map((service): Lane => {
    const own = records.map((record, index) => ({ record, index })).filter(({ record }) => record.service === service);
    const marks = own.map(({ record, index }) => ({ at: msBetween(first, record), index, level: record.level }));
    return { service, from: marks[0]!.at, to: marks.at(-1)!.at, marks };
  });
  const errors = records.filter(({ level }) => level === 'ERROR' || level === 'CRITICAL').length;
  return { totalMs, lanes, items, errors, silence, skew: findSkew(records) };
}

/** A difference of clocks below this may as well be the way the records took. */
const SKEW_TOLERANCE_MS = 20;

/**
 * Names two services whose clocks disagree. Records arrive about as they are written, so the service whose record came
 * first made the call: what another service wrote after that can't be older (its clock is behind), and what came in
 * before the caller's last record can't be younger than it (its clock is ahead).
 */
function findSkew(records: readonly LogRecord[]): string | undefined {
  const byArrival = records.toSorted((a, b) => a.arrival - b.arrival);
  const begun = byArrival[0]!;
  const ended = byArrival.findLast(({ service }) => service === begun.service)!;
  let worst: { readonly ms: number; readonly service: string; readonly isBehind: boolean } | undefined;
  const judge = (ms: number, service: string, isBehind: boolean): void => {
    if (ms > SKEW_TOLERANCE_MS && (worst === undefined || ms > worst.ms)) worst = { ms, service, isBehind };
  };
  for (const record of byArrival) {
    if (record.service === begun.service || record.timestampSource === 'arrival') continue;
    judge(msBetween(record, begun), record.service, true);
    if (record.arrival < ended.arrival) judge(msBetween(ended, record), record.service, false);
  }
  if (worst === undefined) return undefined;
  const { ms, service, isBehind } = worst as { ms: number; service: string; isBehind: boolean };
  return isBehind
    ? `${service} seems to answer before it is called: its clock is about ${formatDuration(ms)} behind that of ${begun.service}.`
    : `${service} seems to go on after its caller has ended: its clock is about ${formatDuration(ms)} ahead of that of ${begun.service}.`;
}

/** Positions of three to five axis labels, in milliseconds from the start: round steps, and the end. */
export function axisTicks(totalMs: number): readonly number[] {
  if (totalMs <= 0) return [0];
  const rough = totalMs / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((part) => part * power).find((size) => size >= rough)!;
  const ticks: number[] = [];
  for (let at = 0; at < totalMs - step * 0.4; at += step) ticks.push(at);
  return [...ticks, totalMs];
}
