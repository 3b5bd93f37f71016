// Counts what a door received, kept and rejected, per source, so that "why do I see nothing?" has an answer.

import type { DoorSource, DoorStatus } from '../model/door.ts';
import type { IncomingRecord } from '../model/record.ts';

export type DoorCounts = Pick<DoorStatus, 'received' | 'kept' | 'truncated' | 'rejected' | 'rejections' | 'sources'>;

export interface Tally {
  /** Counts a record; `peer` stands for the source until a record named its service. */
  keep(record: IncomingRecord, peer: string): void;
  /** Counts a line that is not kept. `line` must be masked already. */
  reject(reason: string, line: string, peer: string, now: number): void;
  counts(): DoorCounts;
}

const MAX_REJECTIONS = 20;
const MAX_SOURCES = 50;
const MAX_FORMATS = 10;
const MAX_LINE = 200;

type Counted<T> = { -readonly [K in keyof T]: T[K] };

/** Creates the tally of one door. Memory is bounded: the sources longest silent are forgotten. */
export function createTally(): Tally {
  let received = 0;
  let kept = 0;
  let truncated = 0;
  let rejected = 0;
  const rejections: { at: number; reason: string; line: string }[] = [];
  const sources = new Map<string, Counted<DoorSource>>();

  const sourceNamed = (name: string): Counted<DoorSource> => {
    let source = sources.get(name);
    if (source === undefined) {
      if (sources.size >= MAX_SOURCES) sources.delete(longestSilent(sources));
      source = { name, received: 0, kept: 0, truncated: 0, rejected: 0, formats: [], lastAt: 0, lastLine: '' };
      sources.set(name, source);
    }
    return source;
  };

  return {
    keep(record, peer) {
      received++;
      kept++;
      const source = sourceNamed(record.service === 'unknown' ? peer : record.service);
      source.received++;
      source.kept++;
      if (record.truncated) {
        truncated++;
        source.truncated++;
      }
      source.lastAt = record.observedTimestamp;
      source.lastLine = startOf(record.raw);
      if (source.formats[0] !== record.format) {
        source.formats = [record.format, ...source.formats.filter((format) => format !== record.format)].slice(
          0,
          MAX_FORMATS,
        );
      }
    },
    reject(reason, line, peer, now) {
      received++;
      rejected++;
      rejections.unshift({ at: now, reason, line: startOf(line) });
      if (rejections.length > MAX_REJECTIONS) rejections.pop();
      const source = sourceNamed(peer);
      source.received++;
      source.rejected++;
      source.lastAt = now;
      source.lastLine = startOf(line);
    },
    counts: () => ({
      received,
      kept,
      truncated,
      rejected,
      rejections: [...rejections],
      sources: [...sources.values()].sort((a, b) => b.lastAt - a.lastAt).map((source) => ({ ...source })),
    }),
  };
}

function longestSilent(sources: ReadonlyMap<string, DoorSource>): string {
  let oldest = '';
  let at = Infinity;
  for (const { name, lastAt } of sources.values()) {
    if (lastAt < at) {
      oldest = name;
      at = lastAt;
    }
  }
  return oldest;
}

/** A slice of a long string keeps all of it in memory; a copy does not. */
function startOf(line: string): string {
  if (line.length <= MAX_LINE) return line;
  const start = line.slice(0, MAX_LINE);
  return line.length > 20_000 ? Buffer.from(start).toString() : start;
}
