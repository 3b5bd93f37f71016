// Sums up the numbers of a field among the rows of a result, on columns; on the whole and by the values of another field.

import { fieldText } from '../../../../../model/fields.ts';
import type { StatisticsAnswer, StatisticsRequest } from '../../../../../model/query.ts';
import type { AskOptions } from '../../../../log-store.ts';
import { summarise, type CountedNumbers } from '../../../../number-summary.ts';
import {
  codeField,
  decimalRows,
  NOT_ASKED,
  NUMBER,
  numberAt,
  SEVERAL,
  type BlockCodes,
  type FieldCodes,
} from './field-codes.ts';
import { BLOCK_ROWS } from '../layout.ts';
import type { Passing } from '../questions/leaf-plan.ts';
import {
  addDecimal,
  addDecimals,
  addNumber,
  allNumbers,
  createCountRoom,
  createNumberCounts,
  mergedNumbers,
  type DecimalRows,
  type NumberCounts,
} from './number-counts.ts';
import type { Asked } from '../questions/snapshot.ts';
import { blocksOf, walk } from './walk.ts';

const STEP_MS = 500;
/** Values of `by` that are told apart: a bound on memory. */
const MAX_GROUPS = 1000;
/** The one code of what is not split. */
const UNSPLIT = new Int32Array(BLOCK_ROWS);

/** The numbers of a field; rejects with an AbortError when given up. Newest segments first. */
export async function statistics(
  asked: Asked,
  request: StatisticsRequest,
  { signal, onStep }: AskOptions<StatisticsAnswer> = {},
): Promise<StatisticsAnswer> {
  const groups = new Map<string, NumberCounts>();
  const room = createCountRoom();
  let beyond = 0;
  /** Undefined where there are too many groups already. */
  const groupOf = (value: string): NumberCounts | undefined => {
    let group = groups.get(value);
    if (group === undefined && groups.size < MAX_GROUPS) groups.set(value, (group = createNumberCounts(room)));
    return group;
  };
  const tell = onStep && ((): void => onStep(answer()));
  await walk(asked, { signal, tell, everyMs: STEP_MS }, function* (segment, plan) {
    const numbers = codeField(request.field, asked.context(plan));
    const by = request.by === undefined ? undefined : codeField(request.by, asked.context(plan));
    const known = new Array<NumberCounts | undefined>(by?.size() ?? 1).fill(undefined);
    const groupAtCode = (code: number): NumberCounts | undefined => groupOf(by?.text(code) ?? '');
    for (const block of blocksOf(segment)) {
      const passing = plan.passing(block);
      const straight = straightRows(numbers, by, block, passing);
      const values = straight === undefined ? numbers.block(block, passing) : undefined;
      if (straight !== undefined) beyond += addDecimals(straight, known, groupAtCode);
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
    else if (code === NUMBER)
      addDecimal(group, values.mains[row]!, values.sides === undefined ? 0 : values.sides[row]!);
    else if (code >= 0) {
      const value = field.value(code);
      if (typeof value === 'number') addNumber(group, value, 1);
    } else if (code === SEVERAL) {
      for (const value of values.several.get(row)!) if (typeof value === 'number') addNumber(group, value, 1);
    }
  }

  function answer(partial?: string): StatisticsAnswer {
    const every: CountedNumbers[] = [];
    const found: StatisticsAnswer['groups'][number][] = [];
    for (const [value, group] of groups) {
      const counted = allNumbers(group);
      every.push(counted);
      const summary = request.by === undefined ? undefined : summarise(counted);
      if (summary !== undefined) found.push({ value, ...summary });
    }
    const all = summarise(mergedNumbers(every));
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

/** The numbers of a block and what they are split by, where every row has one of each. */
function straightRows(
  numbers: FieldCodes,
  by: FieldCodes | undefined,
  block: number,
  passing: Passing,
): DecimalRows | undefined {
  const values = passing === false ? undefined : numbers.straight(block);
  if (values?.numeric !== true) return undefined;
  if (by === undefined) return decimalRows(values, passing, UNSPLIT);
  const splits = by.straight(block);
  return splits?.numeric === false ? decimalRows(values, passing, splits.main as Int32Array) : undefined;
}
