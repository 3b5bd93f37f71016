// One leaf of a query against one segment: which shapes can match, and which columns have to be looked at for it.

import type { JsonValue } from '../../../../../model/json.ts';
import { columnTest } from './column-test.ts';
import { judgeTemplate, READ } from './cut-test.ts';
import type { Meaning } from '../lines/leaf.ts';
import { BLOCK_ROWS, SEGMENT_BLOCKS, type Shape, type Span } from '../layout.ts';
import { leafOf } from '../lines/marks.ts';
import { at } from '../lines/meaning.ts';
import { hashesOf, type Leaf } from './question.ts';
import { ESCAPED } from '../lines/scan-json.ts';
import { isOneValue } from '../lines/spans.ts';
import { makeOf, type ReadLine, type Structure } from '../lines/structure.ts';
import { planTimestamp } from './time-plan.ts';
import { readStretches, type Stretch } from './stretches.ts';
import { testedColumn, type ValueTest } from './tested-column.ts';
import type { ColumnTest } from './value-test.ts';
import type { SegmentView } from '../view.ts';

/** Rows of a block that pass: one byte a row, or all alike. */
export type Passing = Uint8Array | boolean;

/** A leaf made ready for one segment. */
export interface LeafPlan {
  /** One bit a block that may have rows that pass. */
  blocks(): number;
  /** Where `among` is given, only these rows are asked for, and what is said of others means nothing. */
  passing(block: number, among?: Int32Array): Passing;
}

/** What the whole of a question shares while it is answered on one segment. */
export interface PlanContext {
  readonly view: SegmentView;
  readonly read: ReadLine;
  readonly meaningOf: (structure: Structure) => Meaning;
}

/** What a structure's values of a leaf are: constants that pass, or leaves of the skeleton. */
interface Looked {
  readonly passes: boolean;
  readonly leaves: readonly number[];
  /** They are values of the line which all shapes of the structure have in the same columns: none is its message, or a stretch. */
  readonly alike: boolean;
}

export function planLeaf(leaf: Leaf, context: PlanContext): LeafPlan {
  const { view } = context;
  const { rowTest } = leaf;
  if (rowTest?.kind === 'timestamp') return planTimestamp(view, rowTest.test);
  const words = hashesOf(leaf.words);
  let looked = lookedInto.get(leaf);
  if (looked === undefined) lookedInto.set(leaf, (looked = new WeakMap<Meaning, Looked>()));
  const seen = looked;
  const tests = new Map<string, ColumnTest>();
  /** Per shape: 1 passes; 2, 3 its message, its line has to be read where nothing else passes. */
  const verdict = new Uint8Array(view.shapes.length);
  const byColumn = new Map<number, Map<number, ValueTest[]>>();
  /** Per shape: stretches of its lines that have to be read. */
  const stretches = new Map<number, Stretch[]>();
  let mask = 0;
  /** Structures of which no shape can pass. */
  const fruitless = new Set<number>();

  const lookAt = (index: number): Looked | undefined => {
    const meaning = context.meaningOf(view.structures[index]!);
    if (meaning.skeleton === undefined) return undefined;
    let found = seen.get(meaning);
    if (found === undefined) seen.set(meaning, (found = lookInto(leaf, meaning, leaf.values(meaning.skeleton))));
    return found;
  };

  const testOf = (name: string, make: () => ColumnTest): ColumnTest => {
    let test = tests.get(name);
    if (test === undefined) tests.set(name, (test = make()));
    return test;
  };

  /** What the reader makes of values is mostly the same in all structures: then their test is one. */
  const shared = (column: number, test: ColumnTest): ColumnTest =>
    test.table === undefined || test.table.length > FEW_VALUES
      ? test
      : testOf(`${column} table ${test.table.join('')}`, () => test);

  const addTest = (shape: number, value: number, test: ColumnTest, hint: boolean): boolean => {
    if (test.none) return false;
    const { columns } = view.shapes[shape]!;
    const column = columns[value]!;
    let offset = 0;
    for (let earlier = 0; earlier < value; earlier++) if (columns[earlier] === column) offset++;
    let byShape = byColumn.get(column);
    if (byShape === undefined) byColumn.set(column, (byShape = new Map<number, ValueTest[]>()));
    const there = byShape.get(shape);
    const one: ValueTest = { column, offset, test, hint };
    if (there === undefined) byShape.set(shape, [one]);
    else there.push(one);
    return true;
  };

  /**
   * A stretch of the line: judged by its template, else by what must be among its values, else to be read. `kind` is that
   * of the value it was cut from.
   */
  const addSpan = (index: number, shape: Shape, span: Span, kind: number): boolean => {
    const judged = leaf.prose === undefined ? READ : judgeTemplate(leaf.prose, shape, span, kind);
    if (judged.kind === 'no') return false;
    if (judged.kind === 'yes') {
      verdict[index] = 1;
      return true;
    }
    const { values, certain } = judged;
    let found = values === undefined;
    if (values === undefined) verdict[index] = 2;
    else {
      for (const { value, name, test } of values) {
        const column = shape.columns[value]!;
        const one = testOf(`${name} ${column}`, () => test(view.columns[column]!));
        if (addTest(index, value, one, !certain)) found = true;
      }
    }
    if (!found || certain) return found;
    const there = stretches.get(index);
    const stretch = { span, escaped: kind === ESCAPED };
    if (there === undefined) stretches.set(index, [stretch]);
    else there.push(stretch);
    return true;
  };

  const addShape = (index: number): void => {
    const shape = view.shapes[index]!;
    const structure = view.structures[shape.structure]!;
    if (rowTest !== undefined && context.meaningOf(structure).rawIsLine) {
      verdict[index] = 3;
      mask |= view.shapeBlocks(index);
      return;
    }
    const at = lookAt(shape.structure);
    // Rows that only the reader understands are dealt with for the whole question at once.
    if (at === undefined) return;
    if (fruitless.has(shape.structure)) return;
    let hit = at.passes;
    if (hit) verdict[index] = 1;
    else {
      const { leaves } = context.meaningOf(structure);
      for (const number of at.leaves) {
        const { slot, same, span } = leaves[number]!;
        const oneValue = span !== undefined && isOneValue(structure.pieces, span);
        const stretch = shape.cut?.slot === slot ? shape.cut : oneValue ? undefined : span;
        if (stretch !== undefined) {
          if (addSpan(index, shape, stretch, span === undefined ? structure.kinds[slot]! : 0)) hit = true;
          if (verdict[index] === 1) break;
          continue;
        }
        const value = shape.cut === undefined || slot < shape.cut.slot ? slot : slot + shape.cut.values - 1;
        const column = shape.columns[value]!;
        const kind = shape.kinds[value]!;
        const name = same
          ? `${column} ${kind}`
          : oneValue
            ? `${column} ${kind} text`
            : `${column} ${kind} ${shape.structure} ${number}`;
        const test = testOf(name, () => {
          const make = same ? undefined : oneValue ? asText : makerOf(context.read, structure, leaves[number]!);
          return shared(column, columnTest(leaf, view.columns[column]!, kind, words, make));
        });
        if (addTest(index, value, test, false)) hit = true;
      }
    }
    if (hit) mask |= view.shapeBlocks(index);
    else if (at.alike) fruitless.add(shape.structure);
  };
  for (let index = 0; index < view.shapes.length; index++) addShape(index);

  /** Blocks with rows whose shape alone says something. */
  let judged = 0;
  for (let index = 0; index < verdict.length; index++) if (verdict[index] !== 0) judged |= view.shapeBlocks(index);
  const tested = [...byColumn].map(([column, byShape]) => testedColumn(view, column, byShape));

  return {
    blocks() {
      // To look into values beforehand would be to answer the whole question at once.
      if (!tested.every(({ settled }) => settled)) return mask;
      let reached = judged;
      for (const one of tested) {
        for (let block = 0; reached !== mask && block < SEGMENT_BLOCKS; block++) {
          if ((((mask & ~reached) >>> block) & 1) === 0) continue;
          const range = view.columns[one.column]!.range(block);
          if (range !== undefined && one.mayPass(range.min, range.max)) reached |= 1 << block;
        }
      }
      return reached;
    },
    passing(block, among) {
      if (((mask >>> block) & 1) === 0) return false;
      const rows = Math.min(BLOCK_ROWS, view.rows - block * BLOCK_ROWS);
      const passing = new Uint8Array(rows);
      let ids: Int32Array | undefined;
      const shapeIds = (): Int32Array => (ids ??= view.shapeIds(block));
      let any = false;
      let toRead = false;
      const judge = (row: number): void => {
        const one = verdict[ids![row]!]!;
        passing[row] = one;
        if (one > 0) any = true;
        if (one > 1) toRead = true;
      };
      if (((judged >>> block) & 1) === 1) {
        shapeIds();
        if (among !== undefined) among.forEach(judge);
        else for (let row = 0; row < rows; row++) judge(row);
      }
      for (const one of tested) {
        const range = view.columns[one.column]!.range(block);
        if (range === undefined || !one.mayPass(range.min, range.max)) continue;
        any = true;
        if (one.mark(block, shapeIds, passing, among)) toRead = true;
      }
      if (toRead) readStretches(leaf, view, stretches, block, passing);
      return any && passing;
    },
  };
}

/** Tests of dictionaries of up to so many values are compared with one another. */
const FEW_VALUES = 64;

const asText = (token: string): string => token;

/** What a leaf looks at in structures, by what these mean: the same in every segment. */
const lookedInto = new WeakMap<Leaf, WeakMap<Meaning, Looked>>();

function lookInto(leaf: Leaf, meaning: Meaning, values: readonly JsonValue[]): Looked {
  const leaves: number[] = [];
  let alike = true;
  for (const value of values) {
    const mark = leafOf(value);
    if (mark !== undefined) {
      const { slot, span } = meaning.leaves[mark]!;
      if (span !== undefined || slot === meaning.message) alike = false;
      leaves.push(mark);
    } else if (leaf.test(value)) return { passes: true, leaves, alike: false };
  }
  return { passes: false, leaves, alike };
}

function makerOf(
  read: ReadLine,
  structure: Structure,
  { slot, path }: Meaning['leaves'][number],
): (token: string) => JsonValue | undefined {
  return (token) => at(makeOf(read, structure, slot, token), path) as JsonValue | undefined;
}
