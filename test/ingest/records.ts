// What the tests of ingest share: bytes in, records out, without a socket.
import { silentLog, type Clock } from '../../src/base/ports.ts';
import type { ArrivedLines } from '../../src/ingest/arrivals.ts';
import { createMaskedCounts } from '../../src/ingest/masked-counts.ts';
import { createLineReader } from '../../src/ingest/reading/line-reader.ts';
import { createPeerStream, type PeerStream } from '../../src/ingest/stream.ts';
import { createTally, type Tally } from '../../src/ingest/tally.ts';
import { factsOf } from '../../src/model/line.ts';
import type { IncomingRecord } from '../../src/model/record.ts';

/** 2026-01-02T15:00:00Z: when everything arrives. */
export const ARRIVAL = Date.UTC(2026, 0, 2, 15);

export interface Options {
  readonly redaction?: boolean;
  readonly correlationKeys?: readonly string[];
}

const readLine = createLineReader();

/** What a home makes of lines; like a home it tells what it found. */
export function recordsOfLines(runs: readonly ArrivedLines[]): readonly IncomingRecord[] {
  return runs.flatMap((run) =>
    Array.from({ length: run.spans.length / 2 }, (_, line) => {
      const text = Buffer.from(run.bytes.subarray(run.spans[line * 2], run.spans[line * 2 + 1])).toString();
      const record = readLine(text, run.meta);
      run.told(line, factsOf(record));
      return record;
    }),
  );
}

/** A stream as a door has it, with a clock that stands still. */
export function streamForTest({ redaction = true, correlationKeys = [] }: Options = {}): {
  readonly stream: PeerStream;
  readonly tally: Tally;
} {
  const clock: Clock = { now: () => ARRIVAL };
  const tally = createTally();
  const ports = {
    clock,
    log: silentLog,
    sink: () => Promise.resolve(),
    masked: createMaskedCounts(),
    redaction: () => redaction,
    correlationKeys: () => correlationKeys,
    changed() {},
  };
  return { stream: createPeerStream({ ports, tally, source: 'test', peer: '127.0.0.1' }), tally };
}

/** The records that these chunks make, the last line with or without its end. */
export function recordsOf(
  chunks: string | Uint8Array | readonly (string | Uint8Array)[],
  options: Options = {},
): readonly IncomingRecord[] {
  const { stream } = streamForTest(options);
  for (const chunk of typeof chunks === 'string' || chunks instanceof Uint8Array ? [chunks] : chunks) {
    stream.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }
  stream.finish();
  return recordsOfLines(stream.take());
}

/** The only record that a text makes. */
export function recordOf(text: string, options: Options = {}): IncomingRecord {
  const records = recordsOf(text, options);
  if (records.length !== 1) throw new Error(`Expected one record, got ${records.length}: ${JSON.stringify(records)}`);
  return records[0]!;
}
