// Writes the frames of a segment file one behind the other, in large writes.

import { crc32 } from 'node:zlib';
import { writeAll, type Files } from './files.ts';
import type { FrameRef } from './segment-format.ts';

export interface FrameWriter {
  /** Writes one and returns its number. Numbers follow one another. */
  frame(bytes: Uint8Array): number;
  /** The same for packed numbers: those that are the same as others before are not written again. */
  ints(packed: Uint8Array): number;
  raw(bytes: Uint8Array): void;
  flush(): void;
  size(): number;
  /** Where all frames so far are, by number. */
  readonly frames: readonly FrameRef[];
}

const WRITE_BYTES = 1 << 20;
/** Larger ones are not compared with others: what is written is held for that as long as the writer is. */
const MOST_COMPARED = 1 << 14;

/** Creates a writer for an empty file; it throws what the file system throws. */
export function createFrameWriter(descriptor: number, files: Files): FrameWriter {
  const frames: FrameRef[] = [];
  /** Packed numbers that others are compared with, by checksum. */
  const known = new Map<number, { readonly number: number; readonly packed: Uint8Array }>();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let size = 0;
  const flush = (): void => {
    writeAll(files, descriptor, Buffer.concat(waiting), size - waitingBytes);
    waiting = [];
    waitingBytes = 0;
  };
  const raw = (bytes: Uint8Array): void => {
    waiting.push(bytes);
    waitingBytes += bytes.length;
    size += bytes.length;
    if (waitingBytes > WRITE_BYTES) flush();
  };
  const frame = (bytes: Uint8Array): number => {
    frames.push([size, bytes.length, crc32(bytes)]);
    raw(bytes);
    return frames.length - 1;
  };
  return {
    raw,
    flush,
    size: () => size,
    frame,
    ints(packed) {
      const checksum = crc32(packed);
      const same = known.get(checksum);
      if (same !== undefined && Buffer.compare(same.packed, packed) === 0) return same.number;
      const number = frame(packed);
      if (packed.length <= MOST_COMPARED) known.set(checksum, { number, packed });
      return number;
    },
    frames,
  };
}
