// The way from the bytes of one peer to its records: lines, entries, records, counts.

import { messageOf } from '../base/errors.ts';
import type { IncomingRecord } from '../model/record.ts';
import type { DoorPorts } from './door.ts';
import { createEntryAssembler, type Entry } from './framing/entries.ts';
import { beginsLikeObject, parseObject } from './framing/json-lines.ts';
import { createLineSplitter, type Line } from './framing/lines.ts';
import { createRecordReader } from './reading/reader.ts';
import { createRedactor } from './redaction/redact.ts';
import type { Tally } from './tally.ts';

/** A line longer than this is kept truncated, bytes. */
export const MAX_LINE_BYTES = 1 << 20;

export interface PeerStream {
  /** Takes bytes; records that they complete are ready to be taken. */
  push(chunk: Uint8Array): void;
  /** The records that are ready; they are handed out once. */
  take(): readonly IncomingRecord[];
  /** What is held back for what may follow: lines of a record, or a line without its end. */
  pending(): 'text' | 'unfinished' | undefined;
  /** Makes records of lines that waited for more; of an unfinished line only where it is a whole JSON object. */
  settle(): void;
  /** Makes records of everything. `cut` tells that the last line was cut off by the sender's side. */
  finish(cut?: boolean): void;
}

export interface PeerStreamOptions {
  readonly ports: DoorPorts;
  readonly tally: Tally;
  /** Id of the door. */
  readonly source: string;
  /** Address of the peer. */
  readonly peer: string;
  /** Asked once, with the first line; a reason means that nothing of this peer is kept. */
  readonly refuse?: (line: Line) => string | undefined;
  readonly onRefuse?: () => void;
}

/** Creates the stream of one peer. Nothing in it throws on data. */
export function createPeerStream({ ports, tally, source, peer, refuse, onRefuse }: PeerStreamOptions): PeerStream {
  let ready: IncomingRecord[] = [];
  let state: 'first' | 'open' | 'refused' = refuse === undefined ? 'open' : 'first';
  /** The one service this peer has named; null once it has named several. */
  let service: string | null | undefined;
  const reader = createRecordReader();

  const entries = createEntryAssembler((entry) => {
    const now = ports.clock.now();
    try {
      const context = {
        source,
        redaction: ports.redaction(),
        correlationKeys: ports.correlationKeys(),
        service: service ?? 'unknown',
      };
      const { record, maskedKinds } = reader.read(entry, context, now);
      if (record.service !== 'unknown' && record.service !== service)
        service = service === undefined ? record.service : null;
      if (maskedKinds.length > 0) ports.masked.add(maskedKinds, record.service, now);
      tally.keep(record, peer);
      ready.push(record);
    } catch (error) {
      ports.log.error(`A line of ${peer} could not be read`, error);
      tally.reject(`It could not be read: ${messageOf(error)}`, maskedStart(entry), peer, now);
    }
  });

  const onLine = (line: Line): void => {
    if (state === 'first' && line.text !== '') {
      const reason = refuse?.(line);
      state = reason === undefined ? 'open' : 'refused';
      if (reason !== undefined) {
        tally.reject(reason, maskedStart(line), peer, ports.clock.now());
        onRefuse?.();
      }
    }
    if (state !== 'refused') entries.push(line);
  };
  const lines = createLineSplitter(MAX_LINE_BYTES, onLine);

  return {
    push(chunk) {
      if (state !== 'refused') lines.push(chunk);
    },
    take() {
      const records = ready;
      ready = [];
      return records;
    },
    pending: () =>
      lines.length() > 0 || entries.pending() === 'object'
        ? 'unfinished'
        : entries.pending() === 'text'
          ? 'text'
          : undefined,
    settle() {
      if (entries.pending() === 'text') entries.flush();
      const partial = lines.peek();
      if (partial !== undefined && beginsLikeObject(partial.text) && parseObject(partial.text) !== undefined)
        lines.flush();
    },
    finish(cut = false) {
      const partial = cut ? lines.peek() : undefined;
      if (partial !== undefined && parseObject(partial.text) === undefined) {
        lines.drop();
        onLine({ ...partial, truncated: true });
      } else lines.flush();
      entries.flush();
    },
  };
}

/** The beginning of a line that is not kept, masked whatever the settings say. */
function maskedStart(line: Line | Entry): string {
  return createRedactor().redact(line.text.slice(0, 4000), line.flags).text;
}
