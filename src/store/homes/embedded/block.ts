// A block: some hundred records in order of arrival, with a summary that tells queries whether to look into it.

import { fieldText } from '../../../model/fields.ts';
import type { IncomingRecord } from '../../../model/record.ts';
import { pack } from './codec.ts';
import { createFieldCounter, type FieldCount } from './field-counter.ts';
import { writeLine } from './line.ts';
import { createTallyCounter, type Kinds, type Tally } from './tallies.ts';
import { createWordSet, hashValue } from './words.ts';

/** What is known of a block without reading it. */
export interface BlockInfo {
  /** Arrival number of its first record; the others follow without a gap. */
  readonly first: number;
  readonly count: number;
  /** Earliest and latest timestamp, milliseconds since the Unix epoch. */
  readonly earliest: number;
  readonly latest: number;
  /** When the last of them arrived, milliseconds since the Unix epoch. */
  readonly observed: number;
}

/** A block as it is stored. */
export interface StoredBlock extends BlockInfo {
  readonly body: Uint8Array;
  readonly words: Uint8Array;
  readonly tallies: readonly Tally[];
  readonly fields: readonly FieldCount[];
  /** hashValue of every correlation ID in it. */
  readonly correlations: Uint32Array;
}

/** The block that takes records in. */
export interface OpenBlock {
  /** Arrival number of its first record. */
  readonly first: number;
  info(): BlockInfo;
  lines(): readonly string[];
  tallies(): readonly Tally[];
  fields(): readonly FieldCount[];
  correlations(): ReadonlySet<number>;
  isFull(): boolean;
  add(record: IncomingRecord): void;
  /** The block as it is now, ready to be stored. */
  toStored(): StoredBlock;
}

const MAX_RECORDS = 128;
const MAX_LENGTH = 256 * 1024;

/** Creates an empty block whose first record will have arrival number `first`. */
export function createOpenBlock(first: number, kinds: Kinds): OpenBlock {
  const lines: string[] = [];
  const words = createWordSet();
  const tallies = createTallyCounter(kinds);
  const fields = createFieldCounter();
  const correlations = new Set<number>();
  let length = 0;
  let earliest = Infinity;
  let latest = -Infinity;
  let observed = -Infinity;

  return {
    first,
    info: () => ({ first, count: lines.length, earliest, latest, observed }),
    lines: () => lines,
    tallies: () => tallies.tallies(),
    fields: () => fields.counts(),
    correlations: () => correlations,
    isFull: () => lines.length >= MAX_RECORDS || length >= MAX_LENGTH,
    add(record) {
      const line = writeLine(record);
      lines.push(line);
      length += line.length;
      earliest = Math.min(earliest, record.timestamp);
      latest = Math.max(latest, record.timestamp);
      observed = Math.max(observed, record.observedTimestamp);
      tallies.add(record);
      if (record.correlationId !== undefined) correlations.add(hashValue(record.correlationId));
      fields.observe(record, (value) => words.add(fieldText(value)));
    },
    toStored: () => ({
      first,
      count: lines.length,
      earliest,
      latest,
      observed,
      body: pack(lines.join('\n')),
      words: words.toFilter(),
      tallies: tallies.tallies(),
      fields: fields.counts(),
      correlations: Uint32Array.from(correlations),
    }),
  };
}
