// Counts the values of a field among the rows of a result, on columns.

import { fieldText } from '../../../../model/fields.ts';
import type { FacetAnswer, FacetRequest } from '../../../../model/query.ts';
import { fold } from '../../../../query/fold.ts';
import type { CountedNumbers } from '../../../number-summary.ts';
import type { AskOptions } from '../../../log-store.ts';
import { codeField, decimalRows, NO_VALUE, NUMBER, SEVERAL, type FieldCodes } from './field-codes.ts';
import { BLOCK_ROWS } from './layout.ts';
import type { Passing } from './leaf-plan.ts';
import {
  addDecimal,
  addDecimals,
  addNumber,
  allNumbers,
  createCountRoom,
  createNumberCounts,
  type NumberCounts,
} from './number-counts.ts';
import type { Asked } from './snapshot.ts';
import { createTextCounts, leastOf, mostFrequentFirst, type TextCounts } from './text-counts.ts';
import { blocksOf, walk } from './walk.ts';

const STEP_MS = 100;
/** More different texts than these are not told apart: a bound on memory. */
const MAX_TEXTS = 1_000_000;

/** The one code of what is not split. */
const ALL_ONE = new Int32Array(BLOCK_ROWS);

const ANY = (): boolean => true;
const NO_NUMBERS: CountedNumbers = { numbers: new Float64Array(0), counts: new Float64Array(0) };

/** The values of a field; rejects with an AbortError when given up. Newest segments first. */
export async function facet(
  asked: Asked,
  request: FacetRequest,
  { signal, onStep }: AskOptions<FacetAnswer> = {},
): Promise<FacetAnswer> {
  const most = Math.max(1, Math.min(1000, request.limit));
  const start = fold(request.prefix ?? '');
  const wanted = start === '' ? ANY : (text: string): boolean => fold(text).startsWith(start);
  const texts = createTextCounts(MAX_TEXTS);
  const numbers = createNumberCounts(createCountRoom());
  let missing = 0;
  const addText = (text: string | undefined, count: number): void => {
    if (text === undefined) missing += count;
    else if (wanted(text)) texts.addText(text, count);
  };

  const tell = onStep && ((): void => onStep(answer(texts, undefined, wanted, most, missing)));
  await walk(asked, { signal, tell, everyMs: STEP_MS }, function* (segment, plan) {
    const field = codeField(request.field, asked.context(plan));
    if (plan.whole && field.summarised((_from, _to, text, rows) => addText(text, rows))) return;
    let counts = new Uint32Array(field.size() + 64);
    for (const block of blocksOf(segment)) {
      const passing = plan.passing(block);
      const straight = passing === false ? undefined : field.straight(block);
      const values = straight === undefined ? field.block(block, passing) : undefined;
      if (straight?.numeric === true) addDecimals(decimalRows(straight, passing, ALL_ONE), [numbers], () => numbers);
      else if (straight !== undefined) countCodes(straight.main as Int32Array, passing, counts);
      if (values !== undefined) {
        counts = withRoom(counts, field.size());
        const { codes, mains, sides, several } = values;
        for (let row = 0; row < codes.length; row++) {
          const code = codes[row]!;
          if (code >= 0) counts[code]!++;
          else if (code === NUMBER) addDecimal(numbers, mains[row]!, sides === undefined ? 0 : sides[row]!);
          else if (code === NO_VALUE) missing++;
          else if (code === SEVERAL) for (const text of new Set(several.get(row)!.map(fieldText))) addText(text, 1);
        }
      }
      yield;
    }
    const text = (code: number): string | undefined => field.text(code);
    for (let code = 0; code < counts.length; code++) {
      if (counts[code] === 0) continue;
      addCode(field, text, code, counts[code]!);
      if ((code & 1023) === 0) yield;
    }
  });
  return answer(texts, numbers, wanted, most, missing, asked.snapshot.partial());

  function addCode(field: FieldCodes, source: FieldCodes['text'], code: number, count: number): void {
    const bytes = start === '' ? field.ascii(code) : undefined;
    if (bytes !== undefined) return texts.addAscii(bytes, count, source, code);
    const value = field.value(code);
    // The number of a line that is kept whole is one of those of the columns.
    if (typeof value === 'number') addNumber(numbers, value, count);
    else addText(value === undefined ? undefined : fieldText(value), count);
  }
}

/** Counts the passing rows of a block by code. */
function countCodes(codes: Int32Array, passing: Passing, counts: Uint32Array): void {
  const rows = typeof passing === 'boolean' ? codes.length : passing.length;
  for (let row = 0; row < rows; row++) if (typeof passing === 'boolean' || passing[row] === 1) counts[codes[row]!]!++;
}

function withRoom(counts: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> {
  if (counts.length >= size) return counts;
  const grown = new Uint32Array(Math.max(size, counts.length * 2));
  grown.set(counts);
  return grown;
}

function answer(
  texts: TextCounts,
  numbers: NumberCounts | undefined,
  wanted: (text: string) => boolean,
  most: number,
  missing: number,
  partial?: string,
): FacetAnswer {
  const counted = numbers === undefined ? NO_NUMBERS : allNumbers(numbers);
  let values: FacetAnswer['values'];
  let { length: distinct } = counted.numbers;
  if (distinct > 0 && texts.distinct() === 0 && wanted === ANY) {
    values = topNumbers(counted, most);
  } else {
    counted.numbers.forEach((number, at) => {
      const text = String(number);
      if (wanted(text)) texts.addText(text, counted.counts[at]!);
    });
    values = texts.top(most);
    distinct = texts.distinct();
  }
  const whole =
    texts.beyond() === 0 ? partial : `Only the first ${MAX_TEXTS.toLocaleString('en')} different values were counted.`;
  return { values, distinct, missing, ...(whole === undefined ? undefined : { partial: whole }) };
}

/** The most frequent numbers, as texts. */
function topNumbers({ numbers, counts }: CountedNumbers, most: number): FacetAnswer['values'] {
  const least = leastOf(counts, most);
  let found: { value: string; count: number }[] = [];
  for (let at = 0; at < numbers.length; at++) {
    if (counts[at]! < least) continue;
    found.push({ value: String(numbers[at]!), count: counts[at]! });
    if (found.length > 4 * most + 1000) found = found.sort(mostFrequentFirst).slice(0, most);
  }
  return found.sort(mostFrequentFirst).slice(0, most);
}
