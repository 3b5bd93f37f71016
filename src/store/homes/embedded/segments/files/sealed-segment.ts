// Reads a sealed segment file: answers questions as the open segment does, a frame at a time.

import { fstatSync, readSync } from 'node:fs';
import { crc32, zstdDecompressSync } from 'node:zlib';
import { messageOf } from '../../../../../base/errors.ts';
import { createDescriptors, type Descriptors } from './descriptors.ts';
import { cutList } from '../filling/cut-shape.ts';
import type { FrameCache } from './frame-cache.ts';
import { openInts, type PackedInts } from './ints.ts';
import type { KnownStructures } from '../lines/known-structures.ts';
import { adoptCut } from './adopted-cuts.ts';
import { CHUNK_VALUES, type ColumnBlock, type Shape } from '../layout.ts';
import { SEGMENT_MAGIC, TRAILER_BYTES, type SegmentHead, type ShapeRef, type StructureRef } from './segment-format.ts';
import { openTable, type RowFrame, type SegmentTable } from './segment-table.ts';
import type { Structure } from '../lines/structure.ts';
import { readSummary } from './summary.ts';
import { placesOf, readHashes } from './value-hashes.ts';
import type { ColumnView, DictionaryView, SegmentView, ValueChunk } from '../view.ts';
import { mayHave } from '../lines/word-filter.ts';

/** A segment file that can't be read as it should. */
export class DamagedFile extends Error {}

/** A segment file that is open for reading. */
export interface SegmentFile {
  readonly head: SegmentHead;
  readonly table: SegmentTable;
  /** Reads a frame. Throws DamagedFile where it is not what was written. */
  read(frame: number): Buffer;
}

/** Reads head and table of a segment file. Throws DamagedFile where the file is not whole. */
export function openSegmentFile(file: string, descriptors: Descriptors): SegmentFile {
  const descriptor = descriptors.of(file);
  const { size } = fstatSync(descriptor);
  const trailer = readAt(descriptor, size - TRAILER_BYTES, TRAILER_BYTES, file);
  if (trailer.toString('latin1', TRAILER_BYTES - SEGMENT_MAGIC.length) !== SEGMENT_MAGIC)
    throw new DamagedFile(`${file} is cut off or no segment of this version`);
  const [headLength, tableLength] = [trailer.readUInt32LE(0), trailer.readUInt32LE(4)];
  const length = headLength + tableLength;
  const packed = readAt(descriptor, size - TRAILER_BYTES - length, length, file);
  if (crc32(packed) !== trailer.readUInt32LE(8)) throw new DamagedFile(`${file}: its table is damaged`);
  const head = JSON.parse(zstdDecompressSync(packed.subarray(0, headLength)).toString()) as SegmentHead;
  const table = openTable(zstdDecompressSync(packed.subarray(headLength)));
  return {
    head,
    table,
    read(frame) {
      const [offset, bytes, crc] = table.frame(frame);
      const read = readAt(descriptors.of(file), offset, bytes, file);
      if (crc32(read) !== crc) throw new DamagedFile(`${file} is damaged at byte ${offset}`);
      return read;
    },
  };
}

function readAt(descriptor: number, offset: number, length: number, file: string): Buffer {
  if (offset < 0) throw new DamagedFile(`${file} is cut off`);
  // Not from the pool of small buffers: what is unpacked from here wants whole words.
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length;) {
    const read = readSync(descriptor, bytes, at, length - at, offset + at);
    if (read === 0) throw new DamagedFile(`${file} is cut off`);
    at += read;
  }
  return bytes;
}

/** Every checksum of a segment file: its rows (0 where not even these can be read), and what is wrong with it where something is. */
export function verifySegmentFile(file: string): { readonly rows: number; readonly problem?: string } {
  const descriptors = createDescriptors(1);
  let rows = 0;
  try {
    const opened = openSegmentFile(file, descriptors);
    rows = opened.head.rows;
    const begun = readAt(descriptors.of(file), 0, SEGMENT_MAGIC.length, file);
    if (begun.toString('latin1') !== SEGMENT_MAGIC) throw new DamagedFile(`${file} is damaged at its beginning`);
    const { size } = fstatSync(descriptors.of(file));
    const unused = readAt(descriptors.of(file), size - TRAILER_BYTES + 12, 4, file);
    if (unused.readUInt32LE(0) !== 0) throw new DamagedFile(`${file} is damaged at its end`);
    for (let frame = 0; frame < opened.table.frames; frame++) opened.read(frame);
    return { rows };
  } catch (error) {
    return { rows, problem: messageOf(error) };
  } finally {
    descriptors.close();
  }
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** What a view takes in memory, about. */
export function viewBytes({ head, table }: SegmentFile): number {
  return table.bytes + head.shapes.length * 600 + head.columns.length * 700 + head.structures.length * 400 + 4000;
}

/** More frames no file has: keys of a cache are the number of a file times this, and the frame's. */
const MAX_FRAMES = 2 ** 24;

/** The view of a sealed segment. `number` is its own among all that share a cache. */
export function sealedView(
  number: number,
  file: SegmentFile,
  known: KnownStructures,
  cache: FrameCache<number>,
): SegmentView {
  const { head, table } = file;
  const structures = head.structures.map((ref) =>
    known.adopt({ ...ref, told: ref.told, pieces: ref.pieces.map(bytesOf) }, ref.slow),
  );
  const shapes = head.shapes.map((ref) =>
    shapeOf(ref, head.structures[ref.structure]!.columns, structures[ref.structure]!),
  );
  const first = number * MAX_FRAMES;
  const ints: ReadInts = (frame) =>
    cache.get(first + frame, () => {
      const value = openInts(file.read(frame));
      return { value, bytes: value.bytes };
    });
  const rowInts = (block: number, kind: RowFrame): PackedInts | undefined => {
    const frame = table.rowFrame(block, kind);
    return frame === undefined ? undefined : ints(frame);
  };
  const summaryOf = (column: number | 'rows'): ReturnType<SegmentView['summary']> => {
    const frame = table.summary(column);
    if (frame === undefined) return undefined;
    return cache.get(first + frame, () => {
      const value = readSummary(file.read(frame));
      return { value, bytes: value.entries.count * 16 + 400 };
    });
  };
  return {
    firstArrival: head.firstArrival,
    rows: head.rows,
    structures,
    shapes,
    columns: head.columns.map(({ name: columnName, kind, size }, column) => ({
      name: columnName,
      kind,
      ...blocksOf(table, column, ints),
      ...(size !== undefined && { dictionary: dictionaryView(first, size, column, file, cache) }),
    })),
    origins: head.origins,
    shapeBlocks: (shape) => table.shapeBlocks(shape),
    timeRange: (block) => table.timeRange(block),
    shapeIds: (block) => rowInts(block, 'shapes')!.all() as Int32Array,
    timestamps: (block) => rowInts(block, 'timestamps')!.all(),
    nanos: (block) => rowInts(block, 'nanos')?.all() as Int32Array | undefined,
    observed(block) {
      const values = rowInts(block, 'observed')!;
      return (row) => values.at(row);
    },
    originIds(block) {
      const values = rowInts(block, 'origins')!;
      return (row) => values.at(row);
    },
    wholeFields: new Map(head.wholeFields.map(([field, types, count]) => [field, { types, count }])),
    summary: summaryOf,
  };
}

type ReadInts = (frame: number) => PackedInts;

function shapeOf(ref: ShapeRef, columns: StructureRef['columns'], structure: Structure): Shape {
  if (ref.slot === undefined)
    return { structure: ref.structure, pieces: structure.pieces, columns, kinds: structure.kinds };
  const { pieces, kinds, cut } = adoptCut(structure, ref.slot, ref.inner!, ref.kinds!);
  return { structure: ref.structure, pieces, columns: cutList(columns, ref.slot, ref.columns!), kinds, cut };
}

const NO_VALUES: ColumnBlock = { count: 0, main: new Int32Array(0) };

function blocksOf(table: SegmentTable, column: number, ints: ReadInts): Pick<ColumnView, 'block' | 'cells' | 'range'> {
  return {
    block(block) {
      const entry = table.block(column, block);
      if (entry === undefined) return NO_VALUES;
      const { count, main, side } = entry;
      return {
        count,
        main: ints(main).all(),
        ...(side !== undefined && { side: ints(side).all() as Int32Array }),
      };
    },
    cells(block) {
      const entry = table.block(column, block)!;
      const main = ints(entry.main);
      const side = entry.side === undefined ? undefined : ints(entry.side);
      return { main: (index) => main.at(index), side: (index) => (side === undefined ? 0 : side.at(index)) };
    },
    range: (block) => table.block(column, block),
  };
}

function dictionaryView(
  first: number,
  size: number,
  column: number,
  file: SegmentFile,
  cache: FrameCache<number>,
): DictionaryView {
  const { chunks, filters, hashes } = file.table.dictionary(column);
  const hashesIn = (frame: number): Int32Array =>
    cache.get(first + frame, () => {
      const value = readHashes(file.read(frame));
      return { value, bytes: value.byteLength + 200 };
    });
  let unknown: readonly number[] | undefined;
  let last: WeakRef<ValueChunk> | undefined;
  let lastChunk = -1;
  const chunkAt = (chunk: number): ValueChunk => {
    const there = chunk === lastChunk ? last?.deref() : undefined;
    if (there !== undefined) return there;
    const made = cache.get(first + chunks + chunk, () => {
      const bytes = zstdDecompressSync(file.read(chunks + chunk));
      const count = Math.min(CHUNK_VALUES, size - chunk * CHUNK_VALUES);
      const ends = new Uint32Array(count);
      let end = count * 4;
      for (let number = 0; number < count; number++) ends[number] = end += bytes.readUInt32LE(number * 4);
      return { value: { bytes, ends, start: count * 4 }, bytes: bytes.length + ends.byteLength + 300 };
    });
    last = new WeakRef(made);
    lastChunk = chunk;
    return made;
  };
  /** Lengths of the filters of all chunks, then the filters. */
  const filterBytes = (): Buffer =>
    cache.get(first + filters!, () => {
      const value = file.read(filters!);
      return { value, bytes: value.length + 200 };
    });
  return {
    size,
    bytes(number) {
      const chunk = chunkAt(Math.floor(number / CHUNK_VALUES));
      const index = number % CHUNK_VALUES;
      return chunk.bytes.subarray(index === 0 ? chunk.start : chunk.ends[index - 1], chunk.ends[index]);
    },
    chunk: chunkAt,
    chunksWith(words) {
      const found: number[] = [];
      const all = filters === undefined || words.length === 0 ? undefined : filterBytes();
      const count = Math.ceil(size / CHUNK_VALUES);
      for (let chunk = 0, at = count * 4; chunk < count; chunk++) {
        if (all === undefined) found.push(chunk);
        else {
          const filter = all.subarray(at, (at += all.readUInt32LE(chunk * 4)));
          if (words.every((word) => mayHave(filter, word))) found.push(chunk);
        }
      }
      return found;
    },
    ...(hashes !== undefined && {
      hashes: {
        low: () => hashesIn(hashes),
        high: () => hashesIn(hashes + 1),
        unknown: () => (unknown ??= placesOf(hashesIn(hashes), 0)),
      },
    }),
  };
}
