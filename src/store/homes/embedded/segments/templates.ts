// Message templates: the texts messages are made of, how often each was written, and when last.

import { textId } from './hash.ts';
import { BLOCK_ROWS } from './layout.ts';
import { templateText } from './cut-test.ts';
import { startPace } from './pace.ts';
import type { Asked } from './snapshot.ts';
import type { SegmentView } from './view.ts';

export interface Template {
  /** 64 bits of its text as 16 hexadecimal digits: the same in every segment and after a restart. */
  readonly id: string;
  /** The message with `<*>` in the place of every word that varies. */
  readonly text: string;
  readonly count: number;
  /** Timestamp of the newest record, milliseconds. */
  readonly last: number;
}

/** The templates of a result, most frequent first; messages that have none are not among them. */
export async function templates(asked: Asked, limit: number, signal?: AbortSignal): Promise<Template[]> {
  const found = new Map<string, { count: number; last: number }>();
  const pace = startPace(signal);
  for (const segment of asked.segments) {
    const plan = asked.plan(segment);
    if (plan === undefined) continue;
    const { view } = plan;
    const texts = textsOf(view);
    const counts = new Uint32Array(texts.length);
    const lasts = new Float64Array(texts.length).fill(-Infinity);
    for (let block = 0; block * BLOCK_ROWS < segment.rows; block++) {
      await pace.step();
      asked.attempt(segment, () => {
        const passing = plan.passing(block);
        if (passing === false) return;
        const shapeIds = view.shapeIds(block);
        const timestamps = view.timestamps(block);
        const rows = passing === true ? shapeIds.length : passing.length;
        for (let row = 0; row < rows; row++) {
          if (passing !== true && passing[row] !== 1) continue;
          const shape = shapeIds[row]!;
          counts[shape]!++;
          if (timestamps[row]! > lasts[shape]!) lasts[shape] = timestamps[row]!;
        }
      });
    }
    texts.forEach((text, shape) => {
      if (text === undefined || counts[shape] === 0) return;
      const there = found.get(text);
      if (there === undefined) found.set(text, { count: counts[shape]!, last: lasts[shape]! });
      else {
        there.count += counts[shape]!;
        there.last = Math.max(there.last, lasts[shape]!);
      }
    });
  }
  return [...found]
    .map(([text, { count, last }]) => ({ id: textId(text), text, count, last }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, limit);
}

/** Per shape its template; undefined where its message is kept whole. */
function textsOf(view: SegmentView): (string | undefined)[] {
  return view.shapes.map((shape) => {
    if (shape.cut === undefined) return undefined;
    const kind = view.structures[shape.structure]!.kinds[shape.cut.slot]!;
    return templateText(shape, kind, '<*>');
  });
}
