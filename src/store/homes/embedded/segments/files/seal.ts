// Writes a filled segment into its file. Runs in a worker.

import { crc32, zstdCompressSync } from 'node:zlib';
import { diskFiles, replaceFile, type Files } from './files.ts';
import { createFrameWriter } from './frame-writer.ts';
import { writeFrames } from './seal-frames.ts';
import type { SealInput } from './seal-input.ts';
import { SEGMENT_MAGIC, type SegmentHead } from './segment-format.ts';
import { packTable } from './segment-table.ts';

/** Writes the file, makes it durable and gives it its name. Returns its size in bytes. Throws what the file system throws. */
export function seal(input: SealInput, file: string, files: Files = diskFiles): number {
  let size = 0;
  replaceFile(files, file, (descriptor) => {
    const writer = createFrameWriter(descriptor, files);
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
    size = writer.size();
  });
  return size;
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
