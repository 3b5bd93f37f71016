// Message templates: the texts messages are made of, how often each was written, and when last.

import type { TemplatesAnswer, TemplatesRequest } from '../../../../../model/query.ts';
import { messageTemplate, VARYING } from '../../../../../query/template.ts';
import type { AskOptions } from '../../../../log-store.ts';
import { isOfWords, templateText } from '../questions/cut-test.ts';
import { codeField, type BlockCodes, type FieldCodes } from './field-codes.ts';
import { textId } from '../lines/hash.ts';
import type { Asked } from '../questions/snapshot.ts';
import type { SegmentPlan } from '../questions/segment-plan.ts';
import type { PlanContext } from '../questions/leaf-plan.ts';
import { leafOf } from '../lines/marks.ts';
import { isJson } from '../lines/structure.ts';
import { blocksOf, walk } from './walk.ts';

const STEP_MS = 200;
/** More different templates than these are not told apart: a bound on memory. */
const MAX_TEMPLATES = 50_000;

interface Counted {
  count: number;
  last: number;
}

/** The templates of a result; rejects with an AbortError when given up. Newest segments first. */
export async function templates(
  asked: Asked,
  request: TemplatesRequest,
  { signal, onStep }: AskOptions<TemplatesAnswer> = {},
): Promise<TemplatesAnswer> {
  const found = new Map<string, Counted>();
  let beyond = 0;
  const counterOf = (text: string): Counted | undefined => {
    let counted = found.get(text);
    if (counted === undefined && found.size < MAX_TEMPLATES) found.set(text, (counted = { count: 0, last: -Infinity }));
    return counted;
  };
  const add = (counted: Counted | undefined, ms: number): void => {
    if (counted === undefined) beyond++;
    else {
      counted.count++;
      if (ms > counted.last) counted.last = ms;
    }
  };
  const tell = onStep && ((): void => onStep(answer()));
  await walk(asked, { signal, tell, everyMs: STEP_MS }, function* (segment, plan) {
    const texts = cutTexts(asked.context(plan));
    const field = codeField('message', asked.context(plan));
    const byShape: (Counted | undefined)[] = [];
    const byCode: (Counted | undefined)[] = [];
    for (const block of blocksOf(segment)) {
      const passing = plan.passing(block);
      if (passing !== false) countBlock(plan, block, passing);
      yield;
    }

    function countBlock({ view }: SegmentPlan, block: number, passing: Uint8Array | true): void {
      const shapeIds = view.shapeIds(block);
      const timestamps = view.timestamps(block);
      const rows = passing === true ? shapeIds.length : passing.length;
      // Messages that are kept whole are looked at one by one.
      const whole = new Uint8Array(rows);
      let any = false;
      for (let row = 0; row < rows; row++) {
        if (passing !== true && passing[row] !== 1) continue;
        const shape = shapeIds[row]!;
        const text = texts[shape];
        if (text === undefined) whole[row] = 1;
        else add((byShape[shape] ??= counterOf(text)), timestamps[row]!);
        any ||= text === undefined;
      }
      const values = any ? field.block(block, whole) : undefined;
      for (let row = 0; values !== undefined && row < rows; row++)
        if (whole[row] === 1) add(counterAt(field, values, row, byCode), timestamps[row]!);
    }
  });
  return answer(asked.snapshot.partial());

  function counterAt(
    field: FieldCodes,
    values: BlockCodes,
    row: number,
    byCode: (Counted | undefined)[],
  ): Counted | undefined {
    const code = values.codes[row]!;
    return code < 0 ? counterOf('') : (byCode[code] ??= counterOf(messageTemplate(field.text(code) ?? '')));
  }

  function answer(partial?: string): TemplatesAnswer {
    const whole =
      beyond === 0
        ? partial
        : `Only the first ${MAX_TEMPLATES.toLocaleString('en')} templates were told apart; ${beyond.toLocaleString('en')} records have others.`;
    return {
      templates: [...found]
        .map(([text, { count, last }]) => ({ id: textId(text), text, count, last }))
        .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
        .slice(0, Math.max(1, Math.min(1000, request.limit))),
      distinct: found.size,
      ...(whole !== undefined && { partial: whole }),
    };
  }
}

/** Per shape its template; undefined where its message is kept whole. */
function cutTexts({ view, meaningOf }: PlanContext): (string | undefined)[] {
  return view.shapes.map((shape) => {
    const structure = view.structures[shape.structure]!;
    if (shape.cut !== undefined) return templateText(shape, shape.cut, structure.kinds[shape.cut.slot]!, VARYING);
    const { skeleton, leaves } = meaningOf(structure);
    if (skeleton === undefined || isJson(structure)) return undefined;
    const mark = leafOf(skeleton.message);
    if (mark === undefined) return messageTemplate(skeleton.message);
    const { span } = leaves[mark]!;
    return span && isOfWords(shape, span) ? messageTemplate(templateText(shape, span, 0, '0')) : undefined;
  });
}
