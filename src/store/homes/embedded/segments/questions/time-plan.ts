// A test of the time of rows against one segment.

import { BLOCK_ROWS } from '../layout.ts';
import type { MomentTest } from './question.ts';
import type { SegmentView } from '../view.ts';

/** Which rows are of a time that passes, as LeafPlan says it. */
export function planTimestamp(
  view: SegmentView,
  test: MomentTest,
): { blocks(): number; passing(block: number): Uint8Array } {
  return {
    blocks: () => -1,
    passing(block) {
      const timestamps = view.timestamps(block);
      const nanos = view.nanos(block);
      const passing = new Uint8Array(Math.min(timestamps.length, BLOCK_ROWS));
      for (let row = 0; row < passing.length; row++) {
        if (test(timestamps[row]!, nanos === undefined ? 0 : nanos[row]!)) passing[row] = 1;
      }
      return passing;
    },
  };
}
