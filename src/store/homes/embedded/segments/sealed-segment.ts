// Reads a sealed segment file: answers questions as the open segment does, a frame at a time.

import { fstatSync, readSync } from 'node:fs';
import { crc32, zstdDecompressSync } from 'node:zlib';
import { messageOf } from '../../../../base/errors.ts';
import { createDescriptors, type Descriptors } from './descriptors.ts';
import { cutList, cutPieces } from './cut-shape.ts';
import type { FrameCache } from './frame-cache.ts';
import { unpackInts } from './ints.ts';
import type { KnownStructures } from './known-structures.ts';
import { CHUNK_VALUES, type ColumnBlock, type Shape } from './layout.ts';
import {
  SEGMENT_MAGIC,
  TRAILER_BYTES,
  type ColumnRef,
  type DictionaryRef,
  type Footer,
  type FrameRef,
  type ShapeRef,
  type StructureRef,
} from './segment-format.ts';
import type { ColumnView, DictionaryView, SegmentView } from './view.ts';
import { mayHave } from './word-filter.ts';

/** A segment file that can't be read as it should. */
export class DamagedFile extends Error {}

/** Reads frames of one file. */
export interface FrameFile {
  read(frame: FrameRef): Buffer;
}

/** Reads the footer of a segment file. Throws DamagedFile where the file is not whole. */
export function openSegmentFile(
  file: string,
  descriptors: Descriptors,
): { readonly footer: Footer; readonly frames: FrameFile } {
  const descriptor = descriptors.of(file);
  const { size } = fstatSync(descriptor);
  const trailer = readAt(descriptor, size - TRAILER_BYTES, TRAILER_BYTES, file);
  if (trailer.toString('latin1', 8) !== SEGMENT_MAGIC)
    throw new DamagedFile(`${file} is cut off or no segment of this version`);
  const length = trailer.readUInt32LE(0);
  const packed = readAt(descriptor, size - TRAILER_BYTES - length, length, file);
  if (crc32(packed) !== trailer.readUInt32LE(4)) throw new DamagedFile(`${file}: its footer is damaged`);
  const footer = JSON.parse(zstdDecompressSync(packed).toString()) as Footer;
  const frames: FrameFile = {
    read([offset, length, crc]) {
      const bytes = readAt(descriptors.of(file), offset, length, file);
      if (crc32(bytes) !== crc) throw new DamagedFile(`${file} is damaged at byte ${offset}`);
      return bytes;
    },
  };
  return { footer, frames };
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

/** Every frame's checksum: what is wrong with the file, undefined where nothing is. */
export function verifySegmentFile(file: string): string | undefined {
  const descriptors = createDescriptors(1);
  try {
    const { footer, frames } = openSegmentFile(file, descriptors);
    for (const frame of framesOf(footer)) frames.read(frame);
    return undefined;
  } catch (error) {
    return messageOf(error);
  } finally {
    descriptors.close();
  }
}

function* framesOf(footer: Footer): Generator<FrameRef> {
  for (const { shapes, timestamps, nanos, observed, origins } of footer.rowFrames) {
    yield* [shapes, timestamps, observed, origins];
    if (nanos !== null) yield nanos;
  }
  for (const { blocks, dictionary } of footer.columns) {
    for (const block of blocks) {
      if (block === null) continue;
      yield block.main;
      if (block.side !== undefined) yield block.side;
    }
    if (dictionary !== undefined) yield* dictionary.chunks;
    if (dictionary?.filters !== undefined) yield dictionary.filters.frame;
  }
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** The view of a sealed segment. `name` is its own among all that share a cache. */
export function sealedView(
  name: string,
  { footer, frames }: { readonly footer: Footer; readonly frames: FrameFile },
  known: KnownStructures,
  cache: FrameCache,
): SegmentView {
  const structures = footer.structures.map((ref) => known.adopt({ ...ref, pieces: ref.pieces.map(bytesOf) }, ref.slow));
  const shapes = footer.shapes.map((ref) => shapeOf(ref, footer.structures[ref.structure]!));
  const ints = (key: string, frame: FrameRef, double: boolean): Int32Array | Float64Array =>
    cache.get(`${name} ${key}`, () => {
      const value = unpackInts(frames.read(frame), double);
      return { value, bytes: value.byteLength + 200 };
    });
  const rowFrames = (block: number): Footer['rowFrames'][number] => footer.rowFrames[block]!;
  return {
    firstArrival: footer.firstArrival,
    rows: footer.rows,
    structures,
    shapes,
    columns: footer.columns.map((ref, index) => columnView(`${name} c${index}`, ref, ints, frames, cache)),
    origins: footer.origins,
    shapeBlocks: (shape) => footer.shapeBlocks[shape]!,
    timeRange: (block) => footer.timeRanges[block]!,
    shapeIds: (block) => ints(`s${block}`, rowFrames(block).shapes, false) as Int32Array,
    timestamps: (block) => ints(`t${block}`, rowFrames(block).timestamps, true) as Float64Array,
    nanos(block) {
      const { nanos } = rowFrames(block);
      return nanos === null ? undefined : (ints(`n${block}`, nanos, false) as Int32Array);
    },
    observed: (block) => ints(`a${block}`, rowFrames(block).observed, true) as Float64Array,
    originIds: (block) => ints(`o${block}`, rowFrames(block).origins, false) as Int32Array,
    wholeFields: new Map(footer.wholeFields.map(([field, types, count]) => [field, { types, count }])),
  };
}

function shapeOf(ref: ShapeRef, structure: StructureRef): Shape {
  const whole = structure.pieces.map(bytesOf);
  if (ref.slot === undefined)
    return { structure: ref.structure, pieces: whole, columns: structure.columns, kinds: structure.kinds };
  const { pieces, cut } = cutPieces(whole, ref.slot, ref.inner!.map(bytesOf));
  return {
    structure: ref.structure,
    pieces,
    columns: cutList(structure.columns, ref.slot, ref.columns!),
    kinds: cutList(structure.kinds, ref.slot, ref.kinds!),
    cut,
  };
}

const NO_VALUES: ColumnBlock = { count: 0, main: new Int32Array(0) };

function columnView(
  key: string,
  { name, kind, blocks, dictionary }: ColumnRef,
  ints: (key: string, frame: FrameRef, double: boolean) => Int32Array | Float64Array,
  frames: FrameFile,
  cache: FrameCache,
): ColumnView {
  const local = key.slice(key.lastIndexOf(' ') + 1);
  return {
    name,
    kind,
    block(block) {
      const ref = blocks[block];
      if (ref === null || ref === undefined) return NO_VALUES;
      return {
        count: ref.count,
        main: ints(`${local} ${block}`, ref.main, kind !== 'dictionary'),
        ...(ref.side && { side: ints(`${local} ${block}s`, ref.side, false) as Int32Array }),
      };
    },
    range: (block) => blocks[block] ?? undefined,
    ...(dictionary && { dictionary: dictionaryView(key, dictionary, frames, cache) }),
  };
}

interface Chunk {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  /** Where the first value begins. */
  readonly start: number;
}

function dictionaryView(key: string, ref: DictionaryRef, frames: FrameFile, cache: FrameCache): DictionaryView {
  const { size, chunks, filters } = ref;
  let last: Chunk | undefined;
  let lastChunk = -1;
  const chunkAt = (chunk: number): Chunk => {
    if (chunk === lastChunk) return last!;
    last = cache.get(`${key} d${chunk}`, () => {
      const bytes = zstdDecompressSync(frames.read(chunks[chunk]!));
      const count = Math.min(CHUNK_VALUES, size - chunk * CHUNK_VALUES);
      const ends = new Uint32Array(count);
      let end = count * 4;
      for (let number = 0; number < count; number++) ends[number] = end += bytes.readUInt32LE(number * 4);
      return { value: { bytes, ends, start: count * 4 }, bytes: bytes.length + ends.byteLength + 300 };
    });
    lastChunk = chunk;
    return last;
  };
  const filterAt = (chunk: number): Uint8Array => {
    const all = cache.get(`${key} f`, () => {
      const value = frames.read(filters!.frame);
      return { value, bytes: value.length + 200 };
    });
    let start = 0;
    for (let before = 0; before < chunk; before++) start += filters!.lengths[before]!;
    return all.subarray(start, start + filters!.lengths[chunk]!);
  };
  return {
    size,
    bytes(number) {
      const chunk = chunkAt(Math.floor(number / CHUNK_VALUES));
      const index = number % CHUNK_VALUES;
      return chunk.bytes.subarray(index === 0 ? chunk.start : chunk.ends[index - 1], chunk.ends[index]);
    },
    mayContain: (chunk, words) => filters === undefined || words.every((word) => mayHave(filterAt(chunk), word)),
  };
}
