// Stretches of lines that a leaf of a query can only judge by reading them.

import type { Span } from '../layout.ts';
import type { Leaf } from './question.ts';
import { createBlockReader, textOf } from '../lines/render.ts';
import type { SegmentView } from '../view.ts';

/** A stretch of a shape's lines, and whether it is written with the escapes of JSON. */
export interface Stretch {
  readonly span: Span;
  readonly escaped: boolean;
}

/** Reads the stretches of the rows marked 2, the lines of those marked 3, and judges them. */
export function readStretches(
  leaf: Leaf,
  view: SegmentView,
  stretches: ReadonlyMap<number, readonly Stretch[]>,
  block: number,
  passing: Uint8Array,
): void {
  const reader = createBlockReader(view, block);
  const shapeIds = view.shapeIds(block);
  for (let row = 0; row < passing.length; row++) {
    if (passing[row] === 3) passing[row] = leaf.test(textOf(reader.line(row))) ? 1 : 0;
    if (passing[row] !== 2) continue;
    const passes = stretches.get(shapeIds[row]!)!.some(({ span, escaped }) => {
      const text = reader.span(row, span);
      return leaf.test(escaped ? (JSON.parse(`"${text}"`) as string) : text);
    });
    passing[row] = passes ? 1 : 0;
  }
}
