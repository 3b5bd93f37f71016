// Writes a filled segment into its file. Runs in a worker: takes nothing but plain data and shared memory.

import { closeSync, fdatasyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { crc32, zstdCompressSync } from 'node:zlib';
import type { Bytes, Doubles, Ints } from './growing.ts';
import { packInts } from './ints.ts';
import { BLOCK_ROWS, CHUNK_VALUES, type ColumnKind, type Origin, type Shape } from './layout.ts';
import type { OpenSegment } from './open-segment.ts';
import {
  SEGMENT_MAGIC,
  type BlockRef,
  type ColumnRef,
  type DictionaryRef,
  type Footer,
  type FrameRef,
  type ShapeRef,
  type StructureRef,
} from './segment-format.ts';
import type { Meaning } from './leaf.ts';
import { LINE } from './scan-json.ts';
import type { Structure } from './structure.ts';
import { addWords, filterOf } from './word-filter.ts';

/** A filled segment as a message to a worker. */
export interface SealInput {
  readonly firstArrival: number;
  readonly shapeIds: Ints;
  readonly timestamps: Doubles;
  readonly nanos: Ints;
  readonly observed: Doubles;
  readonly originIds: Ints;
  readonly columns: readonly {
    readonly name: string;
    readonly kind: ColumnKind;
    readonly ids: Ints;
    readonly mains: Doubles;
    readonly sides: Ints;
    readonly starts: readonly number[];
    readonly dictionary: { readonly bytes: Bytes; readonly ends: Ints } | undefined;
  }[];
  readonly structures: readonly StructureRef[];
  readonly shapes: readonly ShapeRef[];
  readonly origins: readonly Origin[];
  readonly shapeBlocks: readonly number[];
  readonly timeRanges: readonly { readonly min: number; readonly max: number }[];
  readonly lineWords: Ints;
  readonly lineWordEnds: Ints;
  readonly wholeFields: readonly (readonly [string, number, number])[];
}

const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** What is sealed of an open segment; shares its memory. */
export function sealInput(
  { firstArrival, parts }: OpenSegment,
  meaningOf: (structure: Structure) => Meaning,
): SealInput {
  const columnsOf = new Map<number, readonly number[]>();
  for (const shape of parts.shapes) {
    if (shape.cut === undefined || !columnsOf.has(shape.structure)) columnsOf.set(shape.structure, uncutColumns(shape));
  }
  return {
    firstArrival,
    shapeIds: parts.shapeIds,
    timestamps: parts.timestamps,
    nanos: parts.nanos,
    observed: parts.observed,
    originIds: parts.originIds,
    columns: parts.columns.map(({ name, kind, ids, mains, sides, starts, dictionary }) => ({
      name,
      kind,
      ids,
      mains,
      sides,
      starts,
      dictionary: dictionary && { bytes: dictionary.bytes, ends: dictionary.ends },
    })),
    structures: parts.structures.map((structure, index) => ({
      source: structure.source,
      hint: structure.hint,
      pieces: structure.pieces.map(latin),
      kinds: structure.kinds,
      example: structure.example,
      paths: structure.paths,
      columns: columnsOf.get(index) ?? [],
      slow: structure.kinds[0] === LINE || meaningOf(structure).skeleton === undefined,
    })),
    shapes: parts.shapes.map((shape) => shapeRef(shape)),
    origins: parts.origins,
    shapeBlocks: parts.shapeBlocks,
    timeRanges: parts.timeRanges,
    lineWords: parts.lineWords,
    lineWordEnds: parts.lineWordEnds,
    wholeFields: [...parts.wholeFields].map(([name, { types, count }]) => [name, types, count] as const),
  };
}

/** The columns of a shape's structure; -1 in the place of its message where that is cut. */
function uncutColumns({ columns, cut }: Shape): readonly number[] {
  return cut === undefined ? columns : [...columns.slice(0, cut.slot), -1, ...columns.slice(cut.slot + cut.values)];
}

function shapeRef({ structure, pieces, columns, kinds, cut }: Shape): ShapeRef {
  if (cut === undefined) return { structure };
  const { slot, values, start, end } = cut;
  const inner = pieces
    .slice(slot, slot + values + 1)
    .map((piece, index) => latin(piece.subarray(index === 0 ? start : 0, index === values ? end : piece.length)));
  return {
    structure,
    slot,
    inner,
    columns: columns.slice(slot, slot + values),
    kinds: kinds.slice(slot, slot + values),
  };
}

/** Writes the file, makes it durable and gives it its name. Returns its size in bytes. Throws what the file system throws. */
export function seal(input: SealInput, file: string): number {
  const draft = `${file}.draft`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    const writer = createFrameWriter(descriptor);
    writer.raw(Buffer.from(SEGMENT_MAGIC, 'latin1'));
    const footer = zstdCompressSync(Buffer.from(JSON.stringify(writeFrames(input, writer))));
    writer.raw(footer);
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(footer.length, 0);
    trailer.writeUInt32LE(crc32(footer), 4);
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

interface FrameWriter {
  frame(bytes: Uint8Array): FrameRef;
  raw(bytes: Uint8Array): void;
  flush(): void;
  size(): number;
}

const WRITE_BYTES = 1 << 20;

function createFrameWriter(descriptor: number): FrameWriter {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let size = 0;
  const flush = (): void => {
    const bytes = Buffer.concat(waiting);
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at, bytes.length - at);
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
      const ref: FrameRef = [size, bytes.length, crc32(bytes)];
      raw(bytes);
      return ref;
    },
  };
}

function writeFrames(input: SealInput, writer: FrameWriter): Footer {
  const rows = input.shapeIds.length;
  const blocks = Math.ceil(rows / BLOCK_ROWS);
  const rowFrames: Footer['rowFrames'][number][] = [];
  for (let block = 0; block < blocks; block++) {
    const from = block * BLOCK_ROWS;
    const to = Math.min(rows, from + BLOCK_ROWS);
    const nanos = input.nanos.data.subarray(from, to);
    rowFrames.push({
      shapes: writer.frame(packInts(input.shapeIds.data.subarray(from, to))),
      timestamps: writer.frame(packInts(input.timestamps.data.subarray(from, to), true)),
      nanos: nanos.every((one) => one === 0) ? null : writer.frame(packInts(nanos)),
      observed: writer.frame(packInts(input.observed.data.subarray(from, to), true)),
      origins: writer.frame(packInts(input.originIds.data.subarray(from, to))),
    });
  }
  const columns = input.columns.map((column) => writeColumn(input, column, blocks, writer));
  return {
    firstArrival: input.firstArrival,
    rows,
    origins: input.origins,
    structures: input.structures,
    shapes: input.shapes,
    shapeBlocks: input.shapeBlocks,
    timeRanges: input.timeRanges,
    columns,
    rowFrames,
    wholeFields: input.wholeFields,
  };
}

function writeColumn(
  input: SealInput,
  column: SealInput['columns'][number],
  blocks: number,
  writer: FrameWriter,
): ColumnRef {
  const { name, kind, ids, mains, sides, starts, dictionary } = column;
  const values = kind === 'dictionary' ? ids : mains;
  const refs: (BlockRef | null)[] = [];
  for (let block = 0; block < blocks; block++) {
    const from = starts[block] ?? values.length;
    const to = starts[block + 1] ?? values.length;
    if (from === to) refs.push(null);
    else
      refs.push(
        writeBlock(
          values.data.subarray(from, to),
          kind === 'dictionary' ? undefined : sides.data.subarray(from, to),
          kind,
          writer,
        ),
      );
  }
  const isLine = name === '* line';
  return {
    name,
    kind,
    blocks: refs,
    ...(dictionary && {
      dictionary: writeDictionary(
        input,
        dictionary,
        isLine ? 'line' : name.endsWith(' s') || name.endsWith(' w') ? 'text' : 'token',
        writer,
      ),
    }),
  };
}

function writeBlock(
  main: Int32Array | Float64Array,
  side: Int32Array | undefined,
  kind: ColumnKind,
  writer: FrameWriter,
): BlockRef {
  let min = Infinity;
  let max = -Infinity;
  for (const value of main) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    main: writer.frame(packInts(main, kind === 'time')),
    count: main.length,
    min,
    max,
    ...(side?.some((one) => one !== 0) === true ? { side: writer.frame(packInts(side)) } : undefined),
  };
}

/** Fewer values than this are as quickly gone through as filtered. */
const FEW_VALUES = 64;

function writeDictionary(
  input: SealInput,
  { bytes, ends }: { readonly bytes: Bytes; readonly ends: Ints },
  holds: 'line' | 'text' | 'token',
  writer: FrameWriter,
): DictionaryRef {
  const size = ends.length;
  const chunks: FrameRef[] = [];
  const filters: Uint8Array[] = [];
  for (let first = 0; first < size; first += CHUNK_VALUES) {
    const last = Math.min(size, first + CHUNK_VALUES);
    const from = first === 0 ? 0 : ends.data[first - 1]!;
    const to = ends.data[last - 1]!;
    const body = Buffer.alloc((last - first) * 4 + to - from);
    for (let number = first, start = from; number < last; number++) {
      const end = ends.data[number]!;
      body.writeUInt32LE(end - start, (number - first) * 4);
      start = end;
    }
    body.set(bytes.data.subarray(from, to), (last - first) * 4);
    chunks.push(writer.frame(zstdCompressSync(body)));
    if (holds !== 'token' && size >= FEW_VALUES) filters.push(chunkFilter(input, bytes, ends, first, last, holds));
  }
  if (filters.length === 0) return { size, chunks };
  const frame = writer.frame(Buffer.concat(filters));
  return { size, chunks, filters: { frame, lengths: filters.map((filter) => filter.length) } };
}

function chunkFilter(
  { lineWords, lineWordEnds }: SealInput,
  bytes: Bytes,
  ends: Ints,
  first: number,
  last: number,
  holds: 'line' | 'text',
): Uint8Array {
  const words = new Set<number>();
  if (holds === 'line') {
    const from = first === 0 ? 0 : lineWordEnds.data[first - 1]!;
    for (let at = from; at < lineWordEnds.data[last - 1]!; at++) words.add(lineWords.data[at]!);
  } else {
    for (let number = first; number < last; number++)
      addWords(words, bytes.data, number === 0 ? 0 : ends.data[number - 1]!, ends.data[number]!);
  }
  return filterOf(words);
}
