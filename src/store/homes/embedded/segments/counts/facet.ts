// Counts the values of a field among the rows of a result, on columns.

import { fieldText } from '../../../../../model/fields.ts';
import type { FacetAnswer, FacetRequest } from '../../../../../model/query.ts';
import { fold } from '../../../../../query/fold.ts';
import type { CountedNumbers } from '../../../../number-summary.ts';
import type { AskOptions } from '../../../../log-store.ts';
import {
  codeField,
  countCodes,
  decimalRows,
  NO_VALUE,
  NUMBER,
  SEVERAL,
  type BlockCodes,
  type FieldCodes,
  type HashedCodes,
} from './field-codes.ts';
import { BLOCK_ROWS } from '../layout.ts';
import {
  addDecimal,
  addDecimals,
  addNumber,
  allNumbers,
  createCountRoom,
  createNumberCounts,
  type NumberCounts,
} from './number-counts.ts';
import type { Asked } from '../questions/snapshot.ts';
import { createTextCounts, leastOf, mostFrequentFirst, type TextCounts, type TextSource } from './text-counts.ts';
import { blocksOf, walk } from './walk.ts';

const STEP_MS = 100;
/** Codes that are added up in one step. */
const STEP_CODES = 4096;
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
      if (passing !== false) {
        const straight = field.straight(block);
        if (straight === undefined) {
          const values = field.block(block, passing);
          counts = withRoom(counts, field.size());
          if (values !== undefined) countRows(values, counts);
        } else if (straight.numeric) addDecimals(decimalRows(straight, passing, ALL_ONE), [numbers], () => numbers);
        else countCodes(straight.main as Int32Array, passing, counts);
      }
      yield;
    }
    const text = (code: number): string | undefined => field.text(code);
    for (const hashed of start === '' ? field.hashed() : []) {
      for (let from = hashed.from; from < hashed.to; from += STEP_CODES) {
        addHashed(hashed, from, counts, text);
        yield;
      }
    }
    for (let code = 0; code < counts.length; code++) {
      if (counts[code] === 0) continue;
      addCode(field, text, code, counts[code]!);
      if ((code & 1023) === 0) yield;
    }
  });
  return answer(texts, numbers, wanted, most, missing, asked.snapshot.partial());

  function countRows({ codes, mains, sides, several }: BlockCodes, counts: Uint32Array): void {
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (code >= 0) counts[code]!++;
      else if (code === NUMBER) addDecimal(numbers, mains[row]!, sides === undefined ? 0 : sides[row]!);
      else if (code === NO_VALUE) missing++;
      else if (code === SEVERAL) for (const text of new Set(several.get(row)!.map(fieldText))) addText(text, 1);
    }
  }

  /** Adds the counts of a step of codes by their hashes, and takes them away where it did. */
  function addHashed({ from, to, low, high }: HashedCodes, first: number, counts: Uint32Array, text: TextSource): void {
    const last = Math.min(to, first + STEP_CODES);
    for (let code = first; code < last; code++) {
      if (counts[code] === 0 || low[code - from] === 0) continue;
      texts.addHashed(low[code - from]!, high[code - from]!, counts[code]!, text, code);
      counts[code] = 0;
    }
  }

  function addCode(field: FieldCodes, source: TextSource, code: number, count: number): void {
    const bytes = start === '' ? field.ascii(code) : undefined;
    if (bytes !== undefined) return texts.addAscii(bytes, count, source, code);
    const value = field.value(code);
    // The number of a line that is kept whole is one of those of the columns.
    if (typeof value === 'number') addNumber(numbers, value, count);
    else addText(value === undefined ? undefined : fieldText(value), count);
  }
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
