// Sums up the numbers of a field among the rows of a result, on columns; on the whole and by the values of another field.

import { fieldText } from '../../../../model/fields.ts';
import type { StatisticsAnswer, StatisticsRequest } from '../../../../model/query.ts';
import type { AskOptions } from '../../../log-store.ts';
import { summarise } from '../../../number-summary.ts';
import { codeField, NOT_ASKED, NUMBER, numberAt, SEVERAL, type BlockCodes, type FieldCodes } from './field-codes.ts';
import { createNumberCounts, type NumberCounts } from './number-counts.ts';
import type { Asked } from './snapshot.ts';
import { blocksOf, walk } from './walk.ts';

const STEP_MS = 200;
/** Values of `by` that are told apart, and those of them that are counted the quickest way: bounds on memory. */
const MAX_GROUPS = 1000;
const DIRECT_GROUPS = 8;

/** The numbers of a field; rejects with an AbortError when given up. Newest segments first. */
export async function statistics(
  asked: Asked,
  request: StatisticsRequest,
  { signal, onStep }: AskOptions<StatisticsAnswer> = {},
): Promise<StatisticsAnswer> {
  const groups = new Map<string, NumberCounts>();
  let beyond = 0;
  /** Undefined where there are too many groups already. */
  const groupOf = (value: string): NumberCounts | undefined => {
    let group = groups.get(value);
    if (group === undefined && groups.size < MAX_GROUPS)
      groups.set(value, (group = createNumberCounts(groups.size < DIRECT_GROUPS)));
    return group;
  };
  const tell = onStep && ((): void => onStep(answer()));
  await walk(asked, { signal, tell, everyMs: STEP_MS }, function* (segment, plan) {
    const numbers = codeField(request.field, asked.context(plan));
    const by = request.by === undefined ? undefined : codeField(request.by, asked.context(plan));
    const known: (NumberCounts | undefined)[] = [];
    for (const block of blocksOf(segment)) {
      const passing = plan.passing(block);
      const values = numbers.block(block, passing);
      if (values !== undefined) {
        const splits = by?.block(block, passing);
        for (let row = 0; row < values.codes.length; row++) {
          if (values.codes[row]! === NOT_ASKED) continue;
          const group = splits === undefined ? groupOf('') : groupAt(by!, splits, row, known);
          addRow(numbers, values, row, group);
        }
      }
      yield;
    }
  });
  return answer(asked.snapshot.partial());

  function groupAt(
    by: FieldCodes,
    splits: BlockCodes,
    row: number,
    known: (NumberCounts | undefined)[],
  ): NumberCounts | undefined {
    const code = splits.codes[row]!;
    if (code >= 0) return (known[code] ??= groupOf(by.text(code) ?? ''));
    if (code === NUMBER) return groupOf(String(numberAt(splits, row)));
    return groupOf(code === SEVERAL ? fieldText(splits.several.get(row)![0]!) : '');
  }

  function addRow(field: FieldCodes, values: BlockCodes, row: number, group: NumberCounts | undefined): void {
    const code = values.codes[row]!;
    if (group === undefined) beyond++;
    else if (code === NUMBER) group.add(values.mains[row]!, values.sides === undefined ? 0 : values.sides[row]!);
    else if (code >= 0) {
      const value = field.value(code);
      if (typeof value === 'number') group.addNumber(value, 1);
    } else if (code === SEVERAL) {
      for (const value of values.several.get(row)!) if (typeof value === 'number') group.addNumber(value, 1);
    }
  }

  function answer(partial?: string): StatisticsAnswer {
    const every = createNumberCounts(false);
    const found: StatisticsAnswer['groups'][number][] = [];
    for (const [value, group] of groups) {
      const counted = group.all();
      counted.numbers.forEach((number, at) => every.addNumber(number, counted.counts[at]!));
      const summary = request.by === undefined ? undefined : summarise(counted);
      if (summary !== undefined) found.push({ value, ...summary });
    }
    const all = summarise(every.all());
    const whole =
      beyond === 0
        ? partial
        : `Only the first ${MAX_GROUPS.toLocaleString('en')} values of ${request.by!} were told apart; ${beyond.toLocaleString('en')} records have others.`;
    return {
      ...(all && { all }),
      groups: found
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, Math.max(1, Math.min(1000, request.limit))),
      ...(whole !== undefined && { partial: whole }),
    };
  }
}
