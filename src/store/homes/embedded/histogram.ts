// Counts records per bar of time: whole blocks by their summaries, the few that reach over an edge record by record.

import type { HistogramAnswer, HistogramRequest, SearchRequest } from '../../../model/query.ts';
import { barsOver, type Bars } from '../../histogram-bars.ts';
import type { AskOptions } from '../../log-store.ts';
import { createBarCounter, splitValue, type BarCounter } from '../../value-counts.ts';
import type { BlockInfo } from './block.ts';
import { startPace } from './pace.ts';
import type { Scan } from './scan.ts';
import { search } from './search.ts';
import type { Kind } from './tallies.ts';

const STEP_MS = 100;

/** The histogram of a scan; rejects with an AbortError when given up. */
export async function histogram(
  scan: Scan,
  request: HistogramRequest,
  options: AskOptions<HistogramAnswer> = {},
): Promise<HistogramAnswer> {
  const { signal, onStep } = options;
  const earliest = await edge(scan, request, 'oldest', signal);
  const latest = earliest === undefined ? undefined : await edge(scan, request, 'newest', signal);
  const from = request.range.from ?? earliest ?? 0;
  const to = request.range.to ?? (latest ?? from) + 1;
  const bars = barsOver(from, to, request.buckets);
  const counter = createBarCounter(bars);
  const answer = (): HistogramAnswer => counter.answer({ earliest, latest, upTo: scan.upTo, partial: scan.partial() });
  if (earliest === undefined) return answer();
  const pace = startPace(signal);
  let told = performance.now();
  for (const info of scan.infos.toReversed()) {
    const rest = pace.step();
    if (rest !== undefined) {
      await rest;
      if (onStep !== undefined && performance.now() - told > STEP_MS) {
        onStep(answer());
        told = performance.now();
      }
    }
    countBlock(scan, info, bars, request.by, counter);
  }
  return answer();
}

/** Timestamp of the first or last record of the result. */
async function edge(
  scan: Scan,
  { query, range }: HistogramRequest,
  order: SearchRequest['order'],
  signal?: AbortSignal,
): Promise<number | undefined> {
  const { records } = await search(scan, { query, range, order, limit: 1 }, { signal });
  return records[0]?.timestamp;
}

function countBlock(scan: Scan, info: BlockInfo, bars: Bars, by: string, counter: BarCounter): void {
  const value = kindValue(by);
  const inOneBar = barOf(bars, info.earliest) === barOf(bars, info.latest);
  const tallies = value !== undefined && inOneBar ? scan.tallies(info) : undefined;
  if (value !== undefined && tallies !== undefined) {
    for (const { kind, count } of tallies) counter.add(info.earliest, value(kind) ?? '', count);
  } else if (scan.mayMatch(info)) {
    for (const record of scan.records(info)) counter.add(record.timestamp, splitValue(record, by), 1);
  }
}

function barOf({ start, stepMs }: Bars, ms: number): number {
  return Math.floor((ms - start) / stepMs);
}

/** How a field is read from a kind of records, for the fields that kinds have. */
export function kindValue(field: string): ((kind: Kind) => string | undefined) | undefined {
  switch (field) {
    case 'level':
      return ({ level }) => level ?? undefined;
    case 'service':
      return ({ service }) => service;
    case 'logger':
      return ({ logger }) => logger ?? undefined;
    default:
      return undefined;
  }
}
