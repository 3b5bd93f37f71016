// The write-ahead log: lines as they came in, in checked frames, until their segment is sealed.

import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { LineMeta, LineRun } from '../../../../model/line.ts';

export type { LineRun };

/** First bytes of a log; the digits are the version of the format. */
const MAGIC = Buffer.from('SLWAL001', 'latin1');
const FRAME_HEADER = 8;

export interface Wal {
  /** Writes runs as one frame. Throws what the file system throws; then nothing of them is in the log. */
  write(runs: readonly LineRun[]): void;
  /** Makes durable what was written. */
  sync(): void;
  /** Bytes in the log. */
  size(): number;
  close(): void;
}

/** The writes of a log, to be broken in tests. */
export interface WalFile {
  write(descriptor: number, bytes: Uint8Array, from: number, length: number, at: number): number;
  sync(descriptor: number): void;
}

export const walFile: WalFile = { write: writeSync, sync: fdatasyncSync };

/** Opens a log to be appended to, after `size` bytes; 0 begins it anew. */
export function openWal(file: string, size: number, io: WalFile = walFile): Wal {
  const descriptor = openSync(file, size === 0 ? 'w' : 'r+', 0o600);
  let length = size;
  let dirty = false;
  const put = (bytes: Uint8Array): void => {
    try {
      for (let at = 0; at < bytes.length;) at += io.write(descriptor, bytes, at, bytes.length - at, length + at);
    } catch (error) {
      // A torn frame is cut off at the next opening; without it the space is free again.
      try {
        ftruncateSync(descriptor, length);
      } catch {
        // The frame's checksum tells it apart all the same.
      }
      throw error;
    }
    length += bytes.length;
    dirty = true;
  };
  try {
    if (size > 0) ftruncateSync(descriptor, size);
    else put(MAGIC);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return {
    write: (runs) => put(frameOf(runs)),
    sync() {
      if (dirty) io.sync(descriptor);
      dirty = false;
    },
    size: () => length,
    close: () => closeSync(descriptor),
  };
}

/** A frame: length, CRC-32, then per run the length of its meta, its number of lines, the meta, their lengths, the lines. */
function frameOf(runs: readonly LineRun[]): Buffer {
  let size = FRAME_HEADER;
  const metas = runs.map(({ meta }) => Buffer.from(JSON.stringify(meta)));
  runs.forEach(({ spans }, index) => {
    size += 8 + metas[index]!.length + spans.length * 2;
    for (let at = 0; at < spans.length; at += 2) size += spans[at + 1]! - spans[at]!;
  });
  const frame = Buffer.allocUnsafe(size);
  let at = FRAME_HEADER;
  runs.forEach(({ bytes, spans }, index) => {
    at = frame.writeUInt32LE(metas[index]!.length, at);
    at = frame.writeUInt32LE(spans.length / 2, at);
    at += metas[index]!.copy(frame, at);
    for (let span = 0; span < spans.length; span += 2) at = frame.writeUInt32LE(spans[span + 1]! - spans[span]!, at);
    for (let span = 0; span < spans.length; span += 2) {
      const [from, to] = [spans[span]!, spans[span + 1]!];
      frame.set(bytes.subarray(from, to), at);
      at += to - from;
    }
  });
  frame.writeUInt32LE(size - FRAME_HEADER, 0);
  frame.writeUInt32LE(crc32(frame.subarray(FRAME_HEADER)), 4);
  return frame;
}

/** Hands on the runs of a log in order, up to where it is whole. Returns how many bytes that is. */
export function readWal(bytes: Buffer, each: (run: LineRun) => void): number {
  if (bytes.length < MAGIC.length || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return 0;
  let at = MAGIC.length;
  while (at + FRAME_HEADER <= bytes.length) {
    const size = bytes.readUInt32LE(at);
    const frame = bytes.subarray(at + FRAME_HEADER, at + FRAME_HEADER + size);
    if (frame.length < size || crc32(frame) !== bytes.readUInt32LE(at + 4)) break;
    readFrame(frame, each);
    at += FRAME_HEADER + size;
  }
  return at;
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
      spans[line * 2] = start;
      start += frame.readUInt32LE(at + line * 4);
      spans[line * 2 + 1] = start;
    }
    each({ meta, bytes: frame, spans });
    at = start;
  }
}
