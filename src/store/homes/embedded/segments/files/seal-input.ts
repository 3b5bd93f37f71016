// What a seal is told of a filled segment: plain data and shared memory, so that a worker can do it.

import type { Bytes, Doubles, Ints } from '../filling/growing.ts';
import type { ColumnKind, Origin, Shape } from '../layout.ts';
import type { Meaning } from '../lines/leaf.ts';
import type { OpenSegment } from '../filling/open-segment.ts';
import type { ShapeRef, StructureRef } from './segment-format.ts';
import type { Structure } from '../lines/structure.ts';

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
      ...(structure.told !== undefined && { told: structure.told }),
      slow: meaningOf(structure).skeleton === undefined,
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
