// Counts what a door received, kept and rejected, per source, so that "why do I see nothing?" has an answer.

import type { DoorSource, DoorStatus } from '../model/door.ts';
import type { LineFacts } from '../model/line.ts';
import type { KeptLine } from './arrivals.ts';

export type DoorCounts = Pick<DoorStatus, 'received' | 'kept' | 'truncated' | 'rejected' | 'rejections' | 'sources'>;

export interface Tally {
  /** Counts a line that is kept; `peer` stands for the source of lines that name no service. */
  keep(line: KeptLine, facts: LineFacts, peer: string): void;
  /** Counts a line that is not kept. `line` must be masked already. */
  reject(reason: string, line: string, peer: string, now: number): void;
  counts(): DoorCounts;
}

const MAX_REJECTIONS = 20;
const MAX_SOURCES = 50;
const MAX_FORMATS = 10;
const MAX_LINE = 200;

interface Source {
  readonly counts: { -readonly [K in keyof Omit<DoorSource, 'lastLine'>]: DoorSource[K] };
  /** Made text only when somebody asks. */
  readonly last: { line: string | KeptLine };
}

/** Creates the tally of one door. Memory is bounded: the sources longest silent are forgotten. */
export function createTally(): Tally {
  let received = 0;
  let kept = 0;
  let truncated = 0;
  let rejected = 0;
  const rejections: { at: number; reason: string; line: string }[] = [];
  const sources = new Map<string, Source>();

  const sourceNamed = (name: string): Source => {
    let source = sources.get(name);
    if (source === undefined) {
      if (sources.size >= MAX_SOURCES) sources.delete(longestSilent(sources));
      const counts = { name, received: 0, kept: 0, truncated: 0, rejected: 0, formats: [], lastAt: 0 };
      source = { counts, last: { line: '' } };
      sources.set(name, source);
    }
    return source;
  };

  return {
    keep(line, { service, format }, peer) {
      received++;
      kept++;
      const { counts, last } = sourceNamed(service === 'unknown' ? peer : service);
      counts.received++;
      counts.kept++;
      if (line.meta.truncated) {
        truncated++;
        counts.truncated++;
      }
      counts.lastAt = line.meta.observedTimestamp;
      last.line = line;
      if (counts.formats[0] !== format)
        counts.formats = [format, ...counts.formats.filter((one) => one !== format)].slice(0, MAX_FORMATS);
    },
    reject(reason, line, peer, now) {
      received++;
      rejected++;
      rejections.unshift({ at: now, reason, line: startOf(line) });
      if (rejections.length > MAX_REJECTIONS) rejections.pop();
      const { counts, last } = sourceNamed(peer);
      counts.received++;
      counts.rejected++;
      counts.lastAt = now;
      last.line = startOf(line);
    },
    counts: () => ({
      received,
      kept,
      truncated,
      rejected,
      rejections: [...rejections],
      sources: [...sources.values()]
        .sort((a, b) => b.counts.lastAt - a.counts.lastAt)
        .map(({ counts, last: { line } }) => ({
          ...counts,
          lastLine: typeof line === 'string' ? line : startOfLine(line),
        })),
    }),
  };
}

function longestSilent(sources: ReadonlyMap<string, Source>): string {
  let oldest = '';
  let at = Infinity;
  for (const {
    counts: { name, lastAt },
  } of sources.values()) {
    if (lastAt < at) {
      oldest = name;
      at = lastAt;
    }
  }
  return oldest;
}

/** Four bytes are enough for any character, and one more whole character is cut off again. */
function startOfLine({ bytes, from, to }: KeptLine): string {
  return startOf(bytes.toString('utf8', from, Math.min(to, from + 4 * MAX_LINE + 4)));
}

/** A slice of a long string keeps all of it in memory; a copy does not. */
function startOf(line: string): string {
  if (line.length <= MAX_LINE) return line;
  const start = line.slice(0, MAX_LINE);
  return line.length > 20_000 ? Buffer.from(start).toString() : start;
}
