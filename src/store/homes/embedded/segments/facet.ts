// Counts the values of a field among the rows of a result, on columns.

import type { FacetAnswer, FacetRequest } from '../../../../model/query.ts';
import type { AskOptions } from '../../../log-store.ts';
import { createValueCounter } from '../../../value-counts.ts';
import { planField, type FieldVisitor, type ValueKey } from './field-plan.ts';
import { BLOCK_ROWS } from './layout.ts';
import { startPace } from './pace.ts';
import type { Asked } from './snapshot.ts';

const STEP_MS = 100;

/** The values of a field; rejects with an AbortError when given up. Newest segments first. */
export async function facet(
  asked: Asked,
  request: FacetRequest,
  { signal, onStep }: AskOptions<FacetAnswer> = {},
): Promise<FacetAnswer> {
  const counter = createValueCounter(request);
  /** Numbers of all segments: made texts only at the end. */
  const numbers = new Map<number, number>();
  const pace = startPace(signal);
  let told = performance.now();
  for (const segment of asked.segments.toReversed()) {
    const plan = asked.plan(segment);
    if (plan === undefined) continue;
    const field = planField(request.field, asked.context(plan));
    const numbered = new Map<ValueKey, Uint32Array>();
    const texts = new Map<string | undefined, number>();
    const addText = (text: string | undefined): void => void texts.set(text, (texts.get(text) ?? 0) + 1);
    for (let block = Math.ceil(segment.rows / BLOCK_ROWS) - 1; block >= 0; block--) {
      const rest = pace.step();
      if (rest !== undefined) {
        await rest;
        if (onStep !== undefined && performance.now() - told > STEP_MS) {
          onStep(counter.answer());
          told = performance.now();
        }
      }
      const visitor: FieldVisitor = {
        value(_row, key, main, side) {
          if (key.number !== undefined) {
            const number = key.number(main, side);
            return void numbers.set(number, (numbers.get(number) ?? 0) + 1);
          }
          if (key.size < 0) return addText(key.text(main, side));
          let counts = numbered.get(key);
          if (counts === undefined) numbered.set(key, (counts = new Uint32Array(key.size)));
          counts[main]!++;
        },
        text: (_row, text) => addText(text),
        several: (_row, values) => values.forEach((text) => counter.add(text, 1)),
      };
      asked.attempt(segment, () => field.walk(block, plan.passing(block), visitor));
      if (asked.plan(segment) === undefined) break;
    }
    for (const [key, counts] of numbered) {
      for (let number = 0; number < counts.length; number++) {
        if (counts[number]! === 0) continue;
        asked.attempt(segment, () => counter.add(key.text(number, 0), counts[number]!));
        const rest = (number & 1023) === 0 ? pace.step() : undefined;
        if (rest !== undefined) await rest;
      }
    }
    for (const [text, count] of texts) counter.add(text, count);
  }
  for (const [number, count] of numbers) counter.add(String(number), count);
  return counter.answer(asked.snapshot.partial());
}
