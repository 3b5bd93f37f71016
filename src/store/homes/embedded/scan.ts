// One question's view of the blocks: which of them to look into, and which of their records match.

import type { RecordFilter } from '../../../model/query.ts';
import type { LogRecord } from '../../../model/record.ts';
import { fold } from '../../../query/fold.ts';
import { compileMatcher } from '../../../query/match.ts';
import type { BlockInfo } from './block.ts';
import type { BlockReader } from './blocks.ts';
import { compileKindTest, compileLineTest, compileWordTest, correlationAsked } from './filter.ts';
import { lineTime, readLine } from './line.ts';
import type { Tally } from './tallies.ts';
import { hashValue } from './words.ts';

/** A question put to the blocks as they were when it was asked. */
export interface Scan {
  /** Blocks with records in the asked range of time and arrival, in order of arrival. */
  readonly infos: readonly BlockInfo[];
  /** Highest arrival number looked at. */
  readonly upTo: number;
  /** Whether a block may hold a match, by its summary. */
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
  const lineTest = compileLineTest(query);
  const kindTest = compileKindTest(query, now);
  const all = blocks.infos();
  const upTo = Math.min(asked, lastOf(all.at(-1)));
  const correlation = correlationAsked(query);
  const hash = correlation === undefined ? undefined : hashValue(correlation);
  const infos = all.filter(
    (info) => info.latest >= from && info.earliest < to && lastOf(info) > since && info.first <= upTo,
  );
  let damaged = 0;

  /** Whether range and arrival leave no record of the block out. */
  function isWhole(info: BlockInfo): boolean {
    return info.earliest >= from && info.latest < to && info.first > since && lastOf(info) <= upTo;
  }

  function guarded<T>(info: BlockInfo, read: () => T, otherwise: T): T {
    try {
      return read();
    } catch {
      damaged += info.count;
      return otherwise;
    }
  }

  function read(info: BlockInfo, wanted: (ms: number) => boolean): LogRecord[] {
    const lines = blocks.lines(info.first) ?? [];
    const found: LogRecord[] = [];
    const end = Math.min(info.count, lines.length, upTo - info.first + 1);
    for (let at = Math.max(0, since - info.first + 1); at < end; at++) {
      const line = lines[at]!;
      const ms = lineTime(line);
      if (ms < from || ms >= to || !wanted(ms)) continue;
      if (lineTest !== undefined && !lineTest(fold(line))) continue;
      const record = readLine(line, info.first + at);
      if (matches === undefined || matches(record)) found.push(record);
    }
    return found;
  }

  function tallies(info: BlockInfo): readonly Tally[] | undefined {
    if (kindTest === 'needs records' || !isWhole(info)) return undefined;
    const known = guarded(info, () => blocks.tallies(info.first), []);
    return kindTest === undefined ? known : known.filter(({ kind }) => kindTest(kind));
  }

  return {
    infos,
    upTo,
    mayMatch(info) {
      if (kindTest !== undefined && kindTest !== 'needs records') {
        return guarded(info, () => blocks.tallies(info.first).some(({ kind }) => kindTest(kind)), true);
      }
      if (hash !== undefined && !guarded(info, () => blocks.mayHoldCorrelation(info.first, hash), true)) return false;
      const words = wordTest === undefined ? undefined : guarded(info, () => blocks.words(info.first), undefined);
      return words === undefined || wordTest === undefined || wordTest(words);
    },
    count(info) {
      if (kindTest === undefined) return isWhole(info) ? info.count : undefined;
      return tallies(info)?.reduce((sum, tally) => sum + tally.count, 0);
    },
    tallies,
    records: (info, wanted = () => true) => guarded(info, () => read(info, wanted), []),
    partial: () =>
      damaged === 0
        ? undefined
        : `${damaged.toLocaleString('en')} records lie in damaged parts of the file and were left out.`,
  };
}

function lastOf(info: BlockInfo | undefined): number {
  return info === undefined ? 0 : info.first + info.count - 1;
}
