// One question's view of the blocks: which of them to look into, and which of their records match.

import type { RecordFilter } from '../../../model/query.ts';
import type { LogRecord } from '../../../model/record.ts';
import { compileMatcher } from '../../../query/match.ts';
import type { BlockInfo } from './block.ts';
import type { BlockReader } from './blocks.ts';
import { compileKindTest, compileWordTest, correlationAsked, literalsOf } from './filter.ts';
import { lineTime, readLine } from './line.ts';
import type { Tally } from './tallies.ts';
import { hashValue } from './words.ts';

/** A question put to the blocks as they were when it was asked. */
export interface Scan {
  /** Blocks with records in the asked range of time and arrival, in order of arrival. */
  readonly infos: readonly BlockInfo[];
  /** Highest arrival number looked at. */
  readonly upTo: number;
  /** Whether a block may hold a match, by the kinds of its records and their correlation IDs: at hand, for most blocks. */
  mayMatchKind(info: BlockInfo): boolean;
  /** Whether a block may hold a match, by everything known of it. */
  mayMatch(info: BlockInfo): boolean;
  /** How many records of a block match, known from its summary alone; undefined where they must be read. */
  count(info: BlockInfo): number | undefined;
  /** The matching tallies of a block; undefined where its records must be read. */
  tallies(info: BlockInfo): readonly Tally[] | undefined;
  /** The matching records of a block, in order of arrival, whose timestamp (ms) is wanted. */
  records(info: BlockInfo, wanted?: (ms: number) => boolean): LogRecord[];
  /** Why the answer is not whole, where it is not. */
  partial(): string | undefined;
}

/** Starts a question. `now` is what `now` in its query means. */
export function startScan(
  blocks: BlockReader,
  { query, range, since = 0, upTo: asked = Infinity }: RecordFilter,
  now: number,
): Scan {
  const { from = -Infinity, to = Infinity } = range;
  const matches = query.kind === 'all' ? undefined : compileMatcher(query, now);
  const wordTest = compileWordTest(query);
  const literals = literalsOf(query);
  const kinds = compileKindTest(query, now);
  const all = blocks.infos();
  const upTo = Math.min(asked, lastOf(all.at(-1)));
  const correlation = correlationAsked(query);
  const hash = correlation === undefined ? undefined : hashValue(correlation);
  const infos = all.filter(
    (info) => info.latest >= from && info.earliest < to && lastOf(info) > since && info.first <= upTo,
  );
  /** First arrival number → how many records can't be read. */
  const damaged = new Map<number, number>();

  /** Whether range and arrival leave no record of the block out. */
  function isWhole(info: BlockInfo): boolean {
    return info.earliest >= from && info.latest < to && info.first > since && lastOf(info) <= upTo;
  }

  function guarded<T>(info: BlockInfo, read: () => T, otherwise: T): T {
    try {
      return read();
    } catch {
      damaged.set(info.first, info.count);
      return otherwise;
    }
  }

  function read(info: BlockInfo, wanted: ((ms: number) => boolean) | undefined): LogRecord[] {
    const text = blocks.text(info.first);
    if (text === undefined) return [];
    const begin = Math.max(0, since - info.first + 1);
    const end = Math.min(info.count, text.count, upTo - info.first + 1);
    const isAnyTime = wanted === undefined && info.earliest >= from && info.latest < to;
    const found: LogRecord[] = [];
    for (const at of literals === undefined ? numbers(begin, end) : text.linesWith(literals)) {
      if (at < begin || at >= end) continue;
      const line = text.line(at);
      const ms = isAnyTime ? from : lineTime(line);
      if (ms < from || ms >= to || wanted?.(ms) === false) continue;
      const record = readLine(line, info.first + at);
      if (matches === undefined || matches(record)) found.push(record);
    }
    return found;
  }

  function tallies(info: BlockInfo): readonly Tally[] | undefined {
    if (!kinds.isAll || !isWhole(info)) return undefined;
    const { may } = kinds;
    const known = guarded(info, () => blocks.tallies(info.first), undefined);
    return may === undefined ? known : known?.filter(({ kind }) => may(kind));
  }

  function mayMatchKind(info: BlockInfo): boolean {
    const { may } = kinds;
    if (may !== undefined && blocks.tallies(info.first)?.some(({ kind }) => may(kind)) === false) return false;
    return hash === undefined || blocks.mayHoldCorrelation(info.first, hash);
  }

  function mayMatchWords(info: BlockInfo): boolean {
    const words = kinds.isAll || wordTest === undefined ? undefined : blocks.words(info.first);
    return words === undefined || wordTest === undefined || wordTest(words);
  }

  return {
    infos,
    upTo,
    mayMatchKind: (info) => guarded(info, () => mayMatchKind(info), false),
    mayMatch: (info) => guarded(info, () => mayMatchKind(info) && mayMatchWords(info), false),
    count(info) {
      if (kinds.isAll && kinds.may === undefined) return isWhole(info) ? info.count : undefined;
      return tallies(info)?.reduce((sum, tally) => sum + tally.count, 0);
    },
    tallies,
    records: (info, wanted) => guarded(info, () => read(info, wanted), []),
    partial() {
      const count = [...damaged.values()].reduce((sum, one) => sum + one, 0);
      return count === 0
        ? undefined
        : `${count.toLocaleString('en')} records lie in damaged parts of the file and were left out.`;
    },
  };
}

function lastOf(info: BlockInfo | undefined): number {
  return info === undefined ? 0 : info.first + info.count - 1;
}

function* numbers(begin: number, end: number): Generator<number> {
  for (let at = begin; at < end; at++) yield at;
}
