// Writes the frames of a segment file one behind the other, in large writes.

import { crc32 } from 'node:zlib';
import { writeAll, type Files } from './files.ts';
import type { FrameRef } from './segment-format.ts';

export interface FrameWriter {
  /** Writes one and returns its number. */
  frame(bytes: Uint8Array): number;
  raw(bytes: Uint8Array): void;
  flush(): void;
  size(): number;
  /** Where all frames so far are, by number. */
  readonly frames: readonly FrameRef[];
}

const WRITE_BYTES = 1 << 20;

/** Creates a writer for an empty file; it throws what the file system throws. */
export function createFrameWriter(descriptor: number, files: Files): FrameWriter {
  const frames: FrameRef[] = [];
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
  return {
    raw,
    flush,
    size: () => size,
    frame(bytes) {
      frames.push([size, bytes.length, crc32(bytes)]);
      raw(bytes);
      return frames.length - 1;
    },
    frames,
  };
}
