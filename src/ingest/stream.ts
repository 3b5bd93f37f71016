// The way from the bytes of one peer to the lines a home keeps: lines, entries, redaction, counts.

import { isAscii, isUtf8 } from 'node:buffer';
import { messageOf } from '../base/errors.ts';
import { factsOf, type LineMeta } from '../model/line.ts';
import { createArrivals, type ArrivedLines } from './arrivals.ts';
import type { DoorPorts } from './door.ts';
import { createEntryAssembler } from './framing/entries.ts';
import { beginsLikeObject, parseObject } from './framing/json-lines.ts';
import { createLineSplitter, lineOf, type Line, type LineBytes } from './framing/lines.ts';
import { createPeerHints } from './peer-hints.ts';
import { createLineReader } from './reading/line-reader.ts';
import { createRedactor } from './redaction/redact.ts';
import type { Tally } from './tally.ts';

/** A line longer than this is kept truncated, bytes. */
export const MAX_LINE_BYTES = 1 << 20;

export interface PeerStream {
  /** Takes bytes; the lines of records that they complete are ready to be taken. */
  push(chunk: Uint8Array): void;
  /** The lines that are ready, redacted; they are handed out once. Of several lines that are one record the text is one. */
  take(): readonly ArrivedLines[];
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

/** So many lines of a peer are read here, so that what follows is read knowing its service and formats. */
const READ_FIRST = 32;
const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Creates the stream of one peer. Nothing in it throws on data. */
export function createPeerStream({ ports, tally, source, peer, refuse, onRefuse }: PeerStreamOptions): PeerStream {
  let state: 'first' | 'open' | 'refused' = refuse === undefined ? 'open' : 'first';
  let now = ports.clock.now();
  let toRead = READ_FIRST;
  /** The chunk being pushed, whose bytes stay as they are. */
  let chunk: Buffer | undefined;
  let allAscii = false;
  const redactor = createRedactor();
  const hints = createPeerHints();
  const readLine = createLineReader();
  const arrivals = createArrivals((line, facts) => {
    hints.note(facts);
    tally.keep(line, facts, peer);
    if (line.masked.length > 0) ports.masked.add(line.masked, facts.service, line.meta.observedTimestamp);
  });
  let plain: LineMeta | undefined;

  /** The meta of lines with nothing special, one object for as long as it holds. */
  const plainMeta = (): LineMeta => {
    const hint = hints.text(ports.correlationKeys());
    if (plain?.hint !== hint || plain.observedTimestamp !== now)
      plain = { source, hint, masked: 0, truncated: false, observedTimestamp: now };
    return plain;
  };

  /** Hands on an entry's text, masked. `bytes`, where given, are the text as it came. */
  const keep = ({ text, flags, truncated }: Line, bytes?: LineBytes): void => {
    try {
      const { text: safe, kinds } = ports.redaction() ? redactor.redact(text, flags) : { text, kinds: [] };
      const common = plainMeta();
      const meta = kinds.length === 0 && !truncated ? common : { ...common, masked: kinds.length, truncated };
      if (toRead > 0) {
        toRead--;
        hints.note(factsOf(readLine(safe, meta)));
      }
      if (bytes !== undefined && safe === text) return arrivals.add(bytes.bytes, bytes.start, bytes.end, meta, kinds);
      const own = Buffer.from(safe);
      arrivals.add(own, 0, own.length, meta, kinds);
    } catch (error) {
      ports.log.error(`A line of ${peer} could not be taken in`, error);
      tally.reject(`It could not be taken in: ${messageOf(error)}`, maskedStart({ text, flags, truncated }), peer, now);
    }
  };
  const entries = createEntryAssembler(keep);

  /** Whether a line is, by its looks, one JSON object, its bytes good to keep. */
  const isObjectLine = ({ bytes, start, end, truncated }: LineBytes): boolean =>
    bytes === chunk &&
    !truncated &&
    bytes[start] === OPEN_BRACE &&
    bytes[start + 1] === QUOTE &&
    bytes[end - 1] === CLOSE_BRACE &&
    (allAscii || isUtf8(bytes.subarray(start, end)));

  const onLine = (line: LineBytes): void => {
    if (state === 'first' && line.end > line.start) {
      const reason = refuse?.(lineOf(line));
      state = reason === undefined ? 'open' : 'refused';
      if (reason !== undefined) {
        tally.reject(reason, maskedStart(lineOf(line)), peer, now);
        onRefuse?.();
      }
    }
    if (state === 'refused') return;
    if (entries.pending() === 'object' || !isObjectLine(line)) return entries.push(lineOf(line));
    entries.flush();
    if (toRead > 0 || (ports.redaction() && redactor.wants(line.flags, line.bytes, line.start, line.end)))
      keep(lineOf(line), line);
    else arrivals.add(line.bytes, line.start, line.end, plainMeta());
  };
  const lines = createLineSplitter(MAX_LINE_BYTES, onLine);

  return {
    push(bytes) {
      if (state === 'refused') return;
      now = ports.clock.now();
      chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      allAscii = isAscii(chunk);
      lines.push(chunk);
      chunk = undefined;
    },
    take: () => arrivals.take(),
    pending: () =>
      lines.length() > 0 || entries.pending() === 'object'
        ? 'unfinished'
        : entries.pending() === 'text'
          ? 'text'
          : undefined,
    settle() {
      now = ports.clock.now();
      if (entries.pending() === 'text') entries.flush();
      const partial = lines.peek();
      if (partial !== undefined && beginsLikeObject(partial.text) && parseObject(partial.text) !== undefined)
        lines.flush();
    },
    finish(cut = false) {
      now = ports.clock.now();
      const partial = cut ? lines.peek() : undefined;
      if (partial !== undefined && parseObject(partial.text) === undefined) {
        lines.drop();
        if (state !== 'refused') entries.push({ ...partial, truncated: true });
      } else lines.flush();
      entries.flush();
    },
  };
}

/** The beginning of a line that is not kept, masked whatever the settings say. */
function maskedStart(line: Line): string {
  return createRedactor().redact(line.text.slice(0, 4000), line.flags).text;
}
