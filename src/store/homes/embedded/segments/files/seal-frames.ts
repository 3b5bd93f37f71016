// Writes the frames of a segment: the blocks of its rows and columns, dictionaries with their filters, counts by time.

import { zstdCompressSync } from 'node:zlib';
import type { Bytes, Ints } from '../filling/growing.ts';
import { packInts } from './ints.ts';
import { BLOCK_ROWS, CHUNK_VALUES, type ColumnKind } from '../layout.ts';
import type { FrameWriter } from './frame-writer.ts';
import type { SealInput } from './seal-input.ts';
import type { BlockEntry, ColumnEntry, TableContent } from './segment-table.ts';
import { createSummary, summaryUnit } from './summary.ts';
import { packHashes } from './value-hashes.ts';
import { addWords, filterOf } from '../lines/word-filter.ts';

/** Writes all frames; says where they are and what is known of them. */
export function writeFrames(input: SealInput, writer: FrameWriter): Omit<TableContent, 'frames'> {
  const rows = input.shapeIds.length;
  const blocks = Math.ceil(rows / BLOCK_ROWS);
  const rowFrames: TableContent['rowFrames'][number][] = [];
  for (let block = 0; block < blocks; block++) {
    const from = block * BLOCK_ROWS;
    const to = Math.min(rows, from + BLOCK_ROWS);
    const nanos = input.nanos.data.subarray(from, to);
    rowFrames.push({
      shapes: writer.ints(packInts(input.shapeIds.data.subarray(from, to))),
      timestamps: writer.ints(packInts(input.timestamps.data.subarray(from, to), true)),
      nanos: nanos.every((one) => one === 0) ? undefined : writer.ints(packInts(nanos)),
      observed: writer.ints(packInts(input.observed.data.subarray(from, to), true)),
      origins: writer.ints(packInts(input.originIds.data.subarray(from, to))),
    });
  }
  const summarise = createSummaries(input, writer);
  const columns = input.columns.map((column, index) => writeColumn(input, column, index, blocks, writer, summarise));
  return {
    columns,
    rowFrames,
    timeRanges: input.timeRanges,
    shapeBlocks: input.shapeBlocks,
    summary: summarise('rows', 1),
  };
}

/** A column of at most so many values is counted by time. */
const FEW_TO_COUNT = 64;

/** Counts the rows, or the values of a column that no row has two of, by time; writes the counts where they are not too many. */
function createSummaries(
  input: SealInput,
  writer: FrameWriter,
): (column: number | 'rows', values: number) => number | undefined {
  const min = Math.min(...input.timeRanges.map((range) => range.min));
  const max = Math.max(...input.timeRanges.map((range) => range.max));
  const unitMs = summaryUnit(min, max);
  const { shapes, structures, timestamps } = input;
  const structureOf = Int32Array.from(shapes, ({ structure }) => structure);
  const shapeIds = input.shapeIds.data;
  return (column, values) => {
    if (unitMs === undefined || values > FEW_TO_COUNT) return undefined;
    const times = Int32Array.from(shapes, ({ structure, slot, columns = [] }) => {
      if (column === 'rows') return 1;
      const own = structures[structure]!.columns;
      return timesIn(own, column) + timesIn(columns, column) - (slot !== undefined && own[slot] === column ? 1 : 0);
    });
    if (times.some((one) => one > 1)) return undefined;
    const summary = createSummary(unitMs, { min, max }, structures.length, values);
    if (summary === undefined) return undefined;
    const ids = column === 'rows' ? undefined : input.columns[column]!.ids.data;
    for (let row = 0, at = 0; row < input.shapeIds.length; row++) {
      const shape = shapeIds[row]!;
      if (times[shape] !== 0)
        summary.add(timestamps.data[row]!, structureOf[shape]!, ids === undefined ? 0 : ids[at++]!);
    }
    const packed = summary.pack();
    return packed && writer.frame(packed);
  };
}

function timesIn(columns: readonly number[], column: number): number {
  let times = 0;
  for (const one of columns) if (one === column) times++;
  return times;
}

function writeColumn(
  input: SealInput,
  column: SealInput['columns'][number],
  index: number,
  blocks: number,
  writer: FrameWriter,
  summarise: ReturnType<typeof createSummaries>,
): ColumnEntry {
  const { name, kind, ids, mains, sides, starts, dictionary } = column;
  const values = kind === 'dictionary' ? ids : mains;
  const refs: (BlockEntry | undefined)[] = [];
  for (let block = 0; block < blocks; block++) {
    const from = starts[block] ?? values.length;
    const to = starts[block + 1] ?? values.length;
    refs.push(
      from === to
        ? undefined
        : writeBlock(
            values.data.subarray(from, to),
            kind === 'dictionary' ? undefined : sides.data.subarray(from, to),
            kind,
            writer,
          ),
    );
  }
  if (dictionary === undefined) return { blocks: refs };
  const holds = name === '* line' ? 'line' : name.endsWith(' s') ? 'value' : name.endsWith(' w') ? 'word' : 'token';
  const summary = name.endsWith(' w') ? undefined : summarise(index, dictionary.ends.length);
  return {
    blocks: refs,
    ...writeDictionary(input, dictionary, holds, writer),
    ...(summary === undefined ? undefined : { summary }),
  };
}

function writeBlock(
  main: Int32Array | Float64Array,
  side: Int32Array | undefined,
  kind: ColumnKind,
  writer: FrameWriter,
): BlockEntry {
  let min = Infinity;
  let max = -Infinity;
  for (const value of main) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    main: writer.ints(packInts(main, kind === 'time')),
    count: main.length,
    min,
    max,
    side: side?.some((one) => one !== 0) === true ? writer.ints(packInts(side)) : undefined,
  };
}

/** What a dictionary has: whole lines, texts that are values of fields, words out of a message, or something else. */
type Holds = 'line' | 'value' | 'word' | 'token';

/** Fewer values than this are as quickly gone through as filtered. */
const FEW_VALUES = 64;

function writeDictionary(
  input: SealInput,
  { bytes, ends }: { readonly bytes: Bytes; readonly ends: Ints },
  holds: Holds,
  writer: FrameWriter,
): Pick<ColumnEntry, 'chunks' | 'filters' | 'hashes'> {
  const size = ends.length;
  const chunks: Uint8Array[] = [];
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
    chunks.push(zstdCompressSync(body));
    if (holds !== 'token' && size >= FEW_VALUES) filters.push(chunkFilter(input, bytes, ends, first, last, holds));
  }
  const first = chunks.map((chunk) => writer.frame(chunk))[0]!;
  if (filters.length === 0) return { chunks: first };
  const hashes =
    holds === 'value' ? packHashes(bytes.data, ends.data.subarray(0, size)).map((one) => writer.frame(one)) : [];
  const lengths = Buffer.alloc(filters.length * 4);
  filters.forEach((filter, chunk) => lengths.writeUInt32LE(filter.length, chunk * 4));
  return {
    chunks: first,
    filters: writer.frame(Buffer.concat([lengths, ...filters])),
    ...(hashes[0] !== undefined && { hashes: hashes[0] }),
  };
}

function chunkFilter(
  { lineWords, lineWordEnds }: SealInput,
  bytes: Bytes,
  ends: Ints,
  first: number,
  last: number,
  holds: Holds,
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
