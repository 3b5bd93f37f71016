// A column that a leaf of a query looks at in one segment: marks the rows of a block whose values pass.

import { timesOf } from '../lines/render.ts';
import type { ColumnTest } from './value-test.ts';
import type { SegmentView } from '../view.ts';

/** A test of one value of a shape: which column, which of the row's values in it, and whether a pass is only a hint. */
export interface ValueTest {
  readonly column: number;
  readonly offset: number;
  readonly test: ColumnTest;
  readonly hint: boolean;
}

/** A column that is looked at. */
export interface TestedColumn {
  readonly column: number;
  /** Whether a block whose values are from `min` to `max` can have one that passes. */
  mayPass(min: number, max: number): boolean;
  /** Asking that looks at no values. */
  readonly settled: boolean;
  /**
   * Marks rows of a block: 1 where a value passes, 2 where that is only a hint. Says whether there are hints. With `among`
   * only these rows, in their order.
   */
  mark(block: number, shapeIds: () => Int32Array, passing: Uint8Array, among: Int32Array | undefined): boolean;
}

/** Makes a column ready; `byShape`: its tests by shape. */
export function testedColumn(
  view: SegmentView,
  column: number,
  byShape: ReadonlyMap<number, readonly ValueTest[]>,
): TestedColumn {
  const times = timesOf(view, column);
  /** Blocks in which every row has just one value in the column, and all are tested. */
  let aligned = -1;
  const testsOf: (readonly ValueTest[] | undefined)[] = [];
  for (let shape = 0; shape < times.length; shape++) {
    testsOf.push(byShape.get(shape));
    if (times[shape] !== 1 || !byShape.has(shape)) aligned &= ~view.shapeBlocks(shape);
  }
  const tests = new Set([...byShape.values()].flat().map(({ test }) => test));
  const only = onlyTest(byShape, times);
  const looked = Uint8Array.from(times, (_, shape) => (byShape.has(shape) ? 1 : 0));

  /** Every row has its value at its own place. */
  const markAligned = (block: number, { table, passes }: ColumnTest, passing: Uint8Array): void => {
    const { main, side } = view.columns[column]!.block(block);
    const rows = Math.min(passing.length, main.length);
    if (table !== undefined) for (let row = 0; row < rows; row++) passing[row] = passing[row]! | table[main[row]!]!;
    else
      for (let row = 0; row < rows; row++)
        if (passes(main[row]!, side === undefined ? 0 : side[row]!)) passing[row] = 1;
  };

  const markOnly = (block: number, { table, passes }: ColumnTest, ids: Int32Array, passing: Uint8Array): void => {
    const { main, side, count } = view.columns[column]!.block(block);
    for (let row = 0, at = 0; row < passing.length && at < count; row++) {
      const shape = ids[row]!;
      if (times[shape] === 0) continue;
      if (looked[shape] === 1) {
        const passed =
          table === undefined ? passes(main[at]!, side === undefined ? 0 : side[at]!) : table[main[at]!] === 1;
        if (passed) passing[row] = 1;
      }
      at++;
    }
  };

  /** Marks a row by the tests of its shape, its first value in the column being number `at` of the block. */
  const markRow = (
    row: number,
    shape: number,
    value: (offset: number) => number,
    scale: (offset: number) => number,
    passing: Uint8Array,
  ): boolean => {
    const own = testsOf[shape];
    if (own === undefined || passing[row] === 1) return false;
    for (const { offset, test, hint } of own) {
      if (!test.passes(value(offset), scale(offset))) continue;
      passing[row] = hint ? 2 : 1;
      if (!hint) return false;
    }
    return passing[row] === 2;
  };

  const markAll = (block: number, ids: Int32Array, passing: Uint8Array): boolean => {
    const { main, side, count } = view.columns[column]!.block(block);
    let at = 0;
    const value = (offset: number): number => main[at + offset]!;
    const scale = (offset: number): number => (side === undefined ? 0 : side[at + offset]!);
    let hints = false;
    for (let row = 0; row < passing.length && at < count; row++) {
      const shape = ids[row]!;
      if (times[shape] === 0) continue;
      if (testsOf[shape] !== undefined && markRow(row, shape, value, scale, passing)) hints = true;
      at += times[shape]!;
    }
    return hints;
  };

  const markFew = (block: number, ids: Int32Array, passing: Uint8Array, among: Int32Array): boolean => {
    if (!among.some((row) => passing[row] !== 1 && testsOf[ids[row]!] !== undefined)) return false;
    const cells = view.columns[column]!.cells(block);
    let at = 0;
    const value = (offset: number): number => cells.main(at + offset);
    const scale = (offset: number): number => cells.side(at + offset);
    let hints = false;
    let counted = 0;
    for (const row of among) {
      for (; counted < row; counted++) at += times[ids[counted]!]!;
      if (testsOf[ids[row]!] !== undefined && markRow(row, ids[row]!, value, scale, passing)) hints = true;
    }
    return hints;
  };

  return {
    column,
    settled: [...tests].every(({ settled }) => settled === true),
    mayPass(min, max) {
      let may = false;
      for (const { reaches } of tests) if (reaches === undefined || reaches(min, max)) may = true;
      return may;
    },
    mark(block, shapeIds, passing, among) {
      const isAligned = only !== undefined && ((aligned >>> block) & 1) === 1;
      if (among !== undefined) {
        if (!isAligned) return markFew(block, shapeIds(), passing, among);
        const cells = view.columns[column]!.cells(block);
        for (const row of among) if (only.passes(cells.main(row), cells.side(row))) passing[row] = 1;
      } else if (isAligned) markAligned(block, only, passing);
      else if (only !== undefined) markOnly(block, only, shapeIds(), passing);
      else return markAll(block, shapeIds(), passing);
      return false;
    },
  };
}

/** The one test that all shapes share, where each has at most one value in the column. */
function onlyTest(byShape: ReadonlyMap<number, readonly ValueTest[]>, times: Uint16Array): ColumnTest | undefined {
  let only: ColumnTest | undefined;
  for (const [first, ...more] of byShape.values()) {
    if (first === undefined || more.length > 0 || first.hint) return undefined;
    if (only !== undefined && only !== first.test) return undefined;
    only = first.test;
  }
  return times.some((one) => one > 1) ? undefined : only;
}
