// Counts the values of a field, and the fields themselves.

import type { FacetAnswer, FacetRequest, FieldInfo } from '../../../model/query.ts';
import type { AskOptions } from '../../log-store.ts';
import { createValueCounter } from '../../value-counts.ts';
import type { BlockReader } from './blocks.ts';
import { BOOLEAN, NUMBER, STRING } from './field-counter.ts';
import { kindValue } from './histogram.ts';
import { startPace } from './pace.ts';
import type { Scan } from './scan.ts';

const STEP_MS = 100;

/** The values of a field in a scan's records, newest blocks first; rejects with an AbortError when given up. */
export async function facet(
  scan: Scan,
  request: FacetRequest,
  { signal, onStep }: AskOptions<FacetAnswer> = {},
): Promise<FacetAnswer> {
  const counter = createValueCounter(request);
  const value = kindValue(request.field);
  const pace = startPace(signal);
  let told = performance.now();
  for (const info of scan.infos.toReversed()) {
    const rest = pace.step();
    if (rest !== undefined) {
      await rest;
      if (onStep !== undefined && performance.now() - told > STEP_MS) {
        onStep(counter.answer());
        told = performance.now();
      }
    }
    const tallies = value === undefined ? undefined : scan.tallies(info);
    if (value !== undefined && tallies !== undefined)
      for (const { kind, count } of tallies) counter.add(value(kind), count);
    else if (scan.mayMatch(info)) scan.records(info).forEach(counter.addRecord);
  }
  return counter.answer(scan.partial());
}

const TYPES: ReadonlyMap<number, FieldInfo['type']> = new Map([
  [STRING, 'string'],
  [NUMBER, 'number'],
  [BOOLEAN, 'boolean'],
]);

/** Every field of every record, most frequent first. Exact, but for blocks with thousands of fields. */
export async function listFieldInfos(blocks: BlockReader, signal: AbortSignal): Promise<FieldInfo[]> {
  const found = new Map<string, { types: number; count: number }>();
  const pace = startPace(signal);
  for (const { first } of blocks.infos()) {
    const rest = pace.step();
    if (rest !== undefined) await rest;
    for (const [name, types, count] of blocks.fields(first)) {
      const there = found.get(name);
      if (there === undefined) {
        found.set(name, { types, count });
      } else {
        there.types |= types;
        there.count += count;
      }
    }
  }
  return [...found]
    .map(([name, { types, count }]) => ({ name, type: TYPES.get(types) ?? ('mixed' as const), count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
