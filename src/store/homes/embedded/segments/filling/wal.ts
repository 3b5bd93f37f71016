// The write-ahead log: lines as they came in, in checked frames, until their segment is sealed.

import { crc32 } from 'node:zlib';
import type { LineMeta, LineRun } from '../../../../../model/line.ts';
import { tryTo, writeAll, type Files } from '../files/files.ts';
import { OtherFormat } from '../files/other-format.ts';

export type { LineRun };

/** First bytes of a log; the digits are the version of the format. */
const MAGIC = Buffer.from('SLWAL002', 'latin1');
const FAMILY = 5;
/**
 * Begins every frame, so that the next one is found behind a damaged one. Then come the length of its body, the same
 * with all bits turned (a wrong length would pass for a frame that is not written to its end), and the body's CRC-32.
 */
const MARK = Buffer.from([0xf5, 0x53, 0x4c, 0x0a]);
const FRAME_HEADER = 16;

export interface Wal {
  /** Writes runs as one frame. Throws what the file system throws; then nothing of them is in the log. */
  write(runs: readonly LineRun[]): void;
  /** Makes durable what was written. */
  sync(): void;
  /** Bytes in the log. */
  size(): number;
  close(): void;
  /** Closes a log that was removed, without waiting: giving back the space of a large file takes a while. */
  release(): void;
}

/** Opens a log to be appended to, after `size` bytes; 0 begins it anew. */
export function openWal(file: string, size: number, files: Files): Wal {
  const descriptor = files.open(file, size === 0 ? 'w' : 'r+');
  let length = size;
  let dirty = false;
  const put = (bytes: Uint8Array): void => {
    try {
      writeAll(files, descriptor, bytes, length);
    } catch (error) {
      // Without the torn frame its space is free again; where it stays, its checksum tells it apart, and the next
      // frame is written over it.
      tryTo(() => files.truncate(descriptor, length));
      throw error;
    }
    length += bytes.length;
    dirty = true;
  };
  try {
    if (size > 0) files.truncate(descriptor, size);
    else put(MAGIC);
  } catch (error) {
    tryTo(() => files.close(descriptor));
    throw error;
  }
  return {
    write: (runs) => put(frameOf(runs)),
    sync() {
      if (dirty) files.sync(descriptor);
      dirty = false;
    },
    size: () => length,
    close: () => void tryTo(() => files.close(descriptor)),
    release: () => files.release(descriptor),
  };
}

/**
 * A frame: its header, then per run the length of its meta, its number of lines, the meta, a number for each line, the
 * lines. The number is twice the line's length, and one more where a byte lies between the line before and this one:
 * lines that lie a line end apart are copied as one.
 */
function frameOf(runs: readonly LineRun[]): Buffer {
  let size = FRAME_HEADER;
  const metas = runs.map(({ meta }) => Buffer.from(JSON.stringify(meta)));
  runs.forEach(({ spans }, index) => {
    size += 8 + metas[index]!.length + spans.length * 2;
    for (let at = 0; at < spans.length; at += 2) size += spans[at + 1]! - spans[at]! + gapBefore(spans, at);
  });
  const frame = Buffer.allocUnsafe(size);
  let at = FRAME_HEADER;
  runs.forEach(({ bytes, spans }, index) => {
    at = frame.writeUInt32LE(metas[index]!.length, at);
    at = frame.writeUInt32LE(spans.length / 2, at);
    at += metas[index]!.copy(frame, at);
    for (let span = 0; span < spans.length; span += 2)
      at = frame.writeUInt32LE((spans[span + 1]! - spans[span]!) * 2 + gapBefore(spans, span), at);
    for (let span = 0; span < spans.length;) {
      const from = spans[span]!;
      for (span += 2; span < spans.length && gapBefore(spans, span) === 1;) span += 2;
      const to = spans[span - 1]!;
      frame.set(bytes.subarray(from, to), at);
      at += to - from;
    }
  });
  frame.set(MARK, 0);
  frame.writeUInt32LE(size - FRAME_HEADER, 4);
  frame.writeUInt32LE(~(size - FRAME_HEADER) >>> 0, 8);
  frame.writeUInt32LE(crc32(frame.subarray(FRAME_HEADER)), 12);
  return frame;
}

/** Bytes that are written between a line and the one before it: a line end, no more; what lies there else may be secret. */
function gapBefore(spans: Uint32Array, at: number): 0 | 1 {
  return at > 0 && spans[at]! - spans[at - 1]! === 1 ? 1 : 0;
}

/** What a log turned out to be. */
export interface WalReading {
  /** Up to where it is whole; behind that may be a frame that was not written to its end, and so never acknowledged. */
  readonly size: number;
  /** Something else in it can't be read: it is not to be written on. */
  readonly damaged: boolean;
}

/**
 * Hands on the runs of a log, given its bytes, in order; what is damaged is left out. Throws OtherFormat for a log of
 * another version.
 */
export function readWal(file: string, bytes: Buffer, each: (run: LineRun) => void): WalReading {
  const begun = bytes.subarray(0, MAGIC.length);
  // A crash may come before all of it is written.
  if (bytes.length < MAGIC.length) return { size: 0, damaged: false };
  let damaged = !begun.equals(MAGIC);
  if (
    damaged &&
    bodyAt(bytes, MAGIC.length) === undefined &&
    begun.subarray(0, FAMILY).equals(MAGIC.subarray(0, FAMILY))
  )
    throw new OtherFormat(file);
  let size = MAGIC.length;
  /** Bytes of bodies that may still be checked in search of a frame: hostile lines can look like many. */
  let budget = 4 * bytes.length;
  for (let at = MAGIC.length; at < bytes.length && budget > 0;) {
    const body = bodyAt(bytes, at);
    budget -= body?.length ?? 0;
    if (body !== undefined && crc32(body) === bytes.readUInt32LE(at + 12)) {
      if (at > size) damaged = true;
      readFrame(body, each);
      size = at += FRAME_HEADER + body.length;
    } else {
      const next = bytes.indexOf(MARK, at + 1);
      if (next < 0) break;
      at = next;
    }
  }
  return { size, damaged: damaged || !isTorn(bytes, size) };
}

/** The body of the frame that begins at an offset; undefined where none does, or none that is written to its end. */
function bodyAt(bytes: Buffer, at: number): Buffer | undefined {
  const length = lengthAt(bytes, at);
  const from = at + FRAME_HEADER;
  return length === undefined || from + length > bytes.length ? undefined : bytes.subarray(from, from + length);
}

/** The length a frame's header tells; undefined where there is no whole header. */
function lengthAt(bytes: Buffer, at: number): number | undefined {
  if (at + FRAME_HEADER > bytes.length || !bytes.subarray(at, at + MARK.length).equals(MARK)) return undefined;
  const length = bytes.readUInt32LE(at + 4);
  return bytes.readUInt32LE(at + 8) === ~length >>> 0 ? length : undefined;
}

/** Whether the rest is nothing, or the beginning of one frame. */
function isTorn(bytes: Buffer, at: number): boolean {
  const rest = bytes.length - at;
  if (rest < FRAME_HEADER) return bytes.subarray(at).equals(MARK.subarray(0, rest)) || rest > MARK.length;
  const length = lengthAt(bytes, at);
  return length !== undefined && rest < FRAME_HEADER + length;
}

function readFrame(frame: Buffer, each: (run: LineRun) => void): void {
  for (let at = 0; at < frame.length;) {
    const metaLength = frame.readUInt32LE(at);
    const lines = frame.readUInt32LE(at + 4);
    const meta = JSON.parse(frame.toString('utf8', at + 8, at + 8 + metaLength)) as LineMeta;
    at += 8 + metaLength;
    const spans = new Uint32Array(lines * 2);
    let start = at + lines * 4;
    for (let line = 0; line < lines; line++) {
      const number = frame.readUInt32LE(at + line * 4);
      start += number % 2;
      spans[line * 2] = start;
      start += Math.floor(number / 2);
      spans[line * 2 + 1] = start;
    }
    each({ meta, bytes: frame, spans });
    at = start;
  }
}
