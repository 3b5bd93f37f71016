// Writes a filled segment into its file. Runs in a worker.

import { closeSync, fdatasyncSync, openSync, renameSync } from 'node:fs';
import { crc32, zstdCompressSync } from 'node:zlib';
import { createFrameWriter } from './frame-writer.ts';
import { writeFrames } from './seal-frames.ts';
import type { SealInput } from './seal-input.ts';
import { SEGMENT_MAGIC, type SegmentHead } from './segment-format.ts';
import { packTable } from './segment-table.ts';

/** Writes the file, makes it durable and gives it its name. Returns its size in bytes. Throws what the file system throws. */
export function seal(input: SealInput, file: string): number {
  const draft = `${file}.draft`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    const writer = createFrameWriter(descriptor);
    writer.raw(Buffer.from(SEGMENT_MAGIC, 'latin1'));
    const content = writeFrames(input, writer);
    const head = zstdCompressSync(Buffer.from(JSON.stringify(headOf(input))));
    const table = zstdCompressSync(packTable({ ...content, frames: writer.frames }));
    const end = Buffer.concat([head, table]);
    writer.raw(end);
    const trailer = Buffer.alloc(16);
    trailer.writeUInt32LE(head.length, 0);
    trailer.writeUInt32LE(table.length, 4);
    trailer.writeUInt32LE(crc32(end), 8);
    writer.raw(trailer);
    writer.raw(Buffer.from(SEGMENT_MAGIC, 'latin1'));
    writer.flush();
    fdatasyncSync(descriptor);
    renameSync(draft, file);
    return writer.size();
  } finally {
    closeSync(descriptor);
  }
}

function headOf(input: SealInput): SegmentHead {
  return {
    firstArrival: input.firstArrival,
    rows: input.shapeIds.length,
    origins: input.origins,
    structures: input.structures,
    shapes: input.shapes,
    columns: input.columns.map(({ name, kind, dictionary }) => ({
      name,
      kind,
      ...(dictionary && { size: dictionary.ends.length }),
    })),
    wholeFields: input.wholeFields,
  };
}
