// The segment that is being filled: lines become shapes and values in columns, in memory, and answer questions at once.

import { cutList, cutPieces, innerPieces, sameTemplate } from './cut-shape.ts';
import { readDecimal, type ReadDecimal } from '../lines/decimal.ts';
import { numberOf } from './dictionary.ts';
import { createDoubles, createInts, pushDouble, pushInt, type Doubles, type Ints } from './growing.ts';
import { hashOn, scatter } from '../lines/hash.ts';
import { BLOCK_ROWS, MAX_SHAPES, type ColumnKind, type Origin, type Shape } from '../layout.ts';
import { columnKind, countOf, createColumn, viewOf, type OpenColumn } from './open-column.ts';
import { DECIMAL, WORD, type Scan } from '../lines/scan-json.ts';
import type { WordScan } from '../lines/scan-words.ts';
import { EMPTY_SIZE, type SegmentSize } from './segment-size.ts';
import { kindLetter, type Structure } from '../lines/structure.ts';
import type { ColumnView, FieldCount, SegmentView } from '../view.ts';

/** What a structure has become in this segment. */
interface Placed {
  readonly index: number;
  readonly columns: readonly number[];
  readonly open: readonly OpenColumn[];
  /** Its shape with the message left whole; -1 until one is needed. */
  whole: number;
  /** Its shapes by the hash of their template. */
  readonly cut: Map<number, number>;
}

export interface OpenSegment extends SegmentView {
  originId(origin: Origin): number;
  /** Whether there is room for rows of a structure. */
  takes(structure: Structure): boolean;
  /**
   * Adds a row; `words`, where given, is its message cut, `told` the tokens of what was told of it. The caller says when
   * it happened.
   */
  addStructured(
    structure: Structure,
    bytes: Uint8Array,
    scan: Scan,
    message: { readonly slot: number; readonly words: WordScan } | undefined,
    row: RowMeta,
    told?: readonly string[],
  ): void;
  /** Adds a row whose line is kept whole beside what was told of it. */
  addTold(
    structure: Structure,
    bytes: Uint8Array,
    from: number,
    to: number,
    told: readonly string[],
    row: RowMeta,
  ): void;
  /** Adds a row whose line is kept whole; `words` are the hashes of the words its record can be found by. */
  addWhole(
    structure: Structure,
    bytes: Uint8Array,
    from: number,
    to: number,
    words: Iterable<number>,
    row: RowMeta,
  ): void;
  /** What a seal needs of it; shares memory with this. */
  readonly parts: OpenParts;
}

export interface RowMeta {
  timestamp: number;
  nanos: number;
  observed: number;
  origin: number;
}

/** Everything in an open segment, as plain data. */
export interface OpenParts {
  readonly shapeIds: Ints;
  readonly timestamps: Doubles;
  readonly nanos: Ints;
  readonly observed: Doubles;
  readonly originIds: Ints;
  readonly columns: OpenColumn[];
  readonly shapes: Shape[];
  readonly structures: Structure[];
  readonly origins: Origin[];
  readonly shapeBlocks: number[];
  readonly timeRanges: { min: number; max: number }[];
  /** Words of the values of the column of whole lines: all hashes, and where those of each value end. */
  readonly lineWords: Ints;
  readonly lineWordEnds: Ints;
  readonly wholeFields: Map<string, FieldCount>;
}

/** Shapes beyond this many share columns for what their messages vary in. */
const OWN_WORD_COLUMNS = 256;
/** Structures with told values beyond these are kept whole: each may bring columns of its own. */
const MAX_TOLD = 512;
const NOTHING_TOLD: readonly string[] = [];
/** Shapes that are templates of structures, at most: there is room left for structures. */
const MAX_CUT_SHAPES = 2048;
/** Templates that are not shapes yet are remembered by a hash each; a power of two. */
const SEEN = 1 << 15;
/** The first shapes are templates that were met twice; with every 256 shapes it must be twice as often. */
const SHAPES_PER_DOUBLING = 8;
const MAX_SIGHTINGS = 128;

/** Creates a segment without rows; `like` is the size it will have, about. */
export function createOpenSegment(firstArrival: number, like: SegmentSize = EMPTY_SIZE): OpenSegment {
  const parts: OpenParts = {
    shapeIds: createInts(like.rows),
    timestamps: createDoubles(like.rows),
    nanos: createInts(like.rows),
    observed: createDoubles(like.rows),
    originIds: createInts(like.rows),
    columns: [],
    shapes: [],
    structures: [],
    origins: [],
    shapeBlocks: [],
    timeRanges: [],
    lineWords: createInts(),
    lineWordEnds: createInts(),
    wholeFields: new Map(),
  };
  const { columns, shapes } = parts;
  const byName = new Map<string, number>();
  const placed = new Map<Structure, Placed>();
  const seenTemplates = new Int32Array(SEEN);
  const sightings = new Uint8Array(SEEN);
  const views: ColumnView[] = [];
  let anyNanos = false;
  let toldStructures = 0;
  let cutShapes = 0;

  const columnFor = (name: string, kind: ColumnKind): number => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const block = Math.floor(parts.shapeIds.length / BLOCK_ROWS);
    const column = createColumn(name, kind, block + 1, like.columns.get(name));
    columns.push(column);
    views.push(viewOf(column));
    byName.set(name, columns.length - 1);
    return columns.length - 1;
  };

  const columnsFor = ({ paths, kinds }: Structure): number[] =>
    paths.map((path, slot) => {
      const kind = kinds[slot]!;
      return columnFor(path === '' ? `${ownGroup()}.${slot} ${kindLetter(kind)}` : path, columnKind(kind));
    });

  /** What columns of a shape of its own are called by. */
  const ownGroup = (): string => (shapes.length < OWN_WORD_COLUMNS ? `#${shapes.length}` : '#');

  const place = (structure: Structure): Placed => {
    if (structure === lastStructure) return lastHome!;
    let known = placed.get(structure);
    if (known === undefined) {
      const own = columnsFor(structure);
      known = {
        index: parts.structures.length,
        columns: own,
        open: own.map((column) => columns[column]!),
        whole: -1,
        cut: new Map(),
      };
      parts.structures.push(structure);
      placed.set(structure, known);
      if (structure.told !== undefined) toldStructures++;
    }
    lastStructure = structure;
    return (lastHome = known);
  };

  const addShape = (shape: Shape): number => {
    shapes.push(shape);
    parts.shapeBlocks.push(0);
    return shapes.length - 1;
  };

  const wholeShape = (structure: Structure, home: Placed): number => {
    if (home.whole < 0) {
      home.whole = addShape({
        structure: home.index,
        pieces: structure.pieces,
        columns: home.columns,
        kinds: structure.kinds,
      });
    }
    return home.whole;
  };

  /** The shape with the message cut like this, -1 where the message is better left whole. */
  const cutShape = (
    structure: Structure,
    home: Placed,
    bytes: Uint8Array,
    scan: Scan,
    slot: number,
    words: WordScan,
  ): number => {
    const known = home.cut.get(words.hash);
    if (known !== undefined && sameTemplate(shapes[known]!, bytes, scan, slot, words)) return known;
    if (known !== undefined || cutShapes >= MAX_CUT_SHAPES || !isFrequent(home, words.hash)) return -1;
    const { pieces, cut } = cutPieces(structure.pieces, slot, innerPieces(bytes, scan, slot, words));
    const group = ownGroup();
    const wordKinds: number[] = [];
    const wordColumns: number[] = [];
    for (let word = 0; word < words.count; word++) {
      const numeric = words.numbers[word]! >= 0;
      wordKinds.push(numeric ? DECIMAL : WORD);
      wordColumns.push(columnFor(`${group}.${word} ${numeric ? 'n' : 'w'}`, numeric ? 'decimal' : 'dictionary'));
    }
    const shape = addShape({
      structure: home.index,
      pieces,
      columns: cutList(home.columns, slot, wordColumns),
      kinds: cutList(structure.kinds, slot, wordKinds),
      cut,
    });
    home.cut.set(words.hash, shape);
    cutShapes++;
    return shape;
  };

  /** Whether a template of a structure was met so often that it is worth a shape; the more there are, the oftener. */
  const isFrequent = ({ index }: Placed, template: number): boolean => {
    const hash = scatter(hashOn(template, index));
    const place = hash & (SEEN - 1);
    if (seenTemplates[place] !== hash) {
      seenTemplates[place] = hash;
      sightings[place] = 0;
    }
    return ++sightings[place]! >= Math.min(MAX_SIGHTINGS, 2 << (cutShapes >>> SHAPES_PER_DOUBLING));
  };

  const addRow = (shape: number, { timestamp, nanos, observed, origin }: RowMeta): void => {
    const row = parts.shapeIds.length;
    const block = Math.floor(row / BLOCK_ROWS);
    if (row % BLOCK_ROWS === 0) {
      parts.timeRanges.push({ min: timestamp, max: timestamp });
      // A column that came with this very row knows of its block already.
      for (const column of columns) if (column.starts.length === block) column.starts.push(countOf(column));
    }
    const range = parts.timeRanges[block]!;
    if (timestamp < range.min) range.min = timestamp;
    if (timestamp > range.max) range.max = timestamp;
    if (nanos !== 0) anyNanos = true;
    pushInt(parts.shapeIds, shape);
    pushDouble(parts.timestamps, timestamp);
    pushInt(parts.nanos, nanos);
    pushDouble(parts.observed, observed);
    pushInt(parts.originIds, origin);
    parts.shapeBlocks[shape] = parts.shapeBlocks[shape]! | (1 << block);
  };

  const addValue = (column: OpenColumn, bytes: Uint8Array, scan: Scan, index: number): void => {
    if (column.kind === 'dictionary') {
      pushInt(column.ids, numberOf(column.dictionary!, bytes, scan.from[index]!, scan.to[index]!));
    } else {
      pushDouble(column.mains, scan.main[index]!);
      pushInt(column.sides, scan.side[index]!);
    }
  };

  const blockSlice = (list: Ints, block: number): Int32Array =>
    list.data.subarray(block * BLOCK_ROWS, Math.min(list.length, (block + 1) * BLOCK_ROWS));
  const blockDoubles = (list: Doubles, block: number): Float64Array =>
    list.data.subarray(block * BLOCK_ROWS, Math.min(list.length, (block + 1) * BLOCK_ROWS));

  const decimal: ReadDecimal = { mantissa: 0, scale: 0 };
  let lastStructure: Structure | undefined;
  let lastHome: Placed | undefined;
  let lastOrigin: Origin | undefined;
  let lastOriginId = 0;

  return {
    firstArrival,
    get rows() {
      return parts.shapeIds.length;
    },
    structures: parts.structures,
    shapes,
    columns: views,
    origins: parts.origins,
    parts,
    wholeFields: parts.wholeFields,
    shapeBlocks: (shape) => parts.shapeBlocks[shape]!,
    timeRange: (block) => parts.timeRanges[block]!,
    shapeIds: (block) => blockSlice(parts.shapeIds, block),
    timestamps: (block) => blockDoubles(parts.timestamps, block),
    nanos: (block) => (anyNanos ? blockSlice(parts.nanos, block) : undefined),
    observed: (block) => (row) => parts.observed.data[block * BLOCK_ROWS + row]!,
    originIds: (block) => (row) => parts.originIds.data[block * BLOCK_ROWS + row]!,
    summary: () => undefined,
    originId(origin) {
      if (origin === lastOrigin) return lastOriginId;
      lastOrigin = origin;
      return (lastOriginId = originIdOf(origin));
    },
    takes: (structure) =>
      structure === lastStructure ||
      placed.has(structure) ||
      (shapes.length < MAX_SHAPES && (structure.told === undefined || toldStructures < MAX_TOLD)),
    addStructured(structure, bytes, scan, message, row, told = NOTHING_TOLD) {
      const home = place(structure);
      let shape = -1;
      if (message !== undefined) shape = cutShape(structure, home, bytes, scan, message.slot, message.words);
      if (shape < 0) {
        shape = wholeShape(structure, home);
        addRow(shape, row);
        for (let slot = 0; slot < scan.count; slot++) addValue(home.open[slot]!, bytes, scan, slot);
      } else {
        addRow(shape, row);
        const { slot: messageSlot, words } = message!;
        for (let slot = 0; slot < scan.count; slot++) {
          if (slot === messageSlot) addCut(shapes[shape]!, slot, bytes, words);
          else addValue(home.open[slot]!, bytes, scan, slot);
        }
      }
      addTold(structure, home, scan.count, told);
    },
    addTold(structure, bytes, from, to, told, row) {
      const home = place(structure);
      addRow(wholeShape(structure, home), row);
      const column = home.open[0]!;
      pushInt(column.ids, numberOf(column.dictionary!, bytes, from, to));
      addTold(structure, home, 1, told);
    },
    addWhole(structure, bytes, from, to, words, row) {
      const home = place(structure);
      addRow(wholeShape(structure, home), row);
      const column = home.open[0]!;
      const dictionary = column.dictionary!;
      const before = dictionary.ends.length;
      pushInt(column.ids, numberOf(dictionary, bytes, from, to));
      if (dictionary.ends.length === before) return;
      for (const word of words) pushInt(parts.lineWords, word);
      pushInt(parts.lineWordEnds, parts.lineWords.length);
    },
  };

  function originIdOf(origin: Origin): number {
    const known = parts.origins.findIndex(
      (one) =>
        one.source === origin.source &&
        one.hint === origin.hint &&
        one.masked === origin.masked &&
        one.truncated === origin.truncated,
    );
    if (known >= 0) return known;
    const { source, hint, masked, truncated } = origin;
    return parts.origins.push({ source, hint, masked, truncated }) - 1;
  }

  function addTold({ kinds }: Structure, home: Placed, first: number, told: readonly string[]): void {
    for (let index = 0; index < told.length; index++) {
      const column = home.open[first + index]!;
      const bytes = Buffer.from(told[index]!);
      if (kinds[first + index] === DECIMAL) {
        readDecimal(bytes, 0, bytes.length, decimal);
        pushDouble(column.mains, decimal.mantissa);
        pushInt(column.sides, decimal.scale);
      } else {
        pushInt(column.ids, numberOf(column.dictionary!, bytes, 0, bytes.length));
      }
    }
  }

  function addCut(shape: Shape, slot: number, bytes: Uint8Array, words: WordScan): void {
    for (let word = 0; word < words.count; word++) {
      const column = columns[shape.columns[slot + word]!]!;
      const from = words.from[word]!;
      const to = words.to[word]!;
      if (column.kind === 'dictionary') {
        pushInt(column.ids, numberOf(column.dictionary!, bytes, from, to));
      } else {
        pushDouble(column.mains, words.numbers[word]!);
        pushInt(column.sides, 0);
      }
    }
  }
}
