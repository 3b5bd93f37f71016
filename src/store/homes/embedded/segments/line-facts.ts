// What is counted of a line as it arrives, from its values, without making a record of it.

import { fieldValues } from '../../../../model/fields.ts';
import { DURATION_FIELD, OPERATION_FIELD, type LineFacts, type ReadLine } from '../../../../model/line.ts';
import type { IncomingRecord } from '../../../../model/record.ts';
import { decimalValue } from './decimal.ts';
import { hashBytes } from './hash.ts';
import type { Span } from './layout.ts';
import type { Leaf, Meaning } from './leaf.ts';
import { leafOf } from './marks.ts';
import { at } from './meaning.ts';
import { DECIMAL, type Scan } from './scan-json.ts';
import { makeOf, tokenValue, type Structure } from './structure.ts';

/** A fact: the same in every line of a structure, or from a value of the line. */
type Fact = { readonly value: unknown } | { readonly leaf: Leaf; readonly seen: Map<number, Seen> };

/** A value that was seen, by the hash of its bytes: the same few services and levels come again and again. */
interface Seen {
  readonly token: Buffer;
  readonly value: unknown;
}

const MAX_SEEN = 256;

interface FactPlan {
  readonly service: Fact;
  readonly level: Fact;
  readonly format: Fact;
  readonly duration: Fact;
  readonly operation: Fact;
}

/** Gives the facts of a line whose structure and scan are given. The meaning must be known. */
export type FactsOfLine = (structure: Structure, meaning: Meaning, bytes: Buffer, scan: Scan) => LineFacts;

/** Creates what tells facts of lines; it remembers, per structure, where they stand. */
export function createFactsOfLine(read: ReadLine): FactsOfLine {
  const plans = new WeakMap<Meaning, FactPlan>();
  return (structure, meaning, bytes, scan) => {
    let plan = plans.get(meaning);
    if (plan === undefined) plans.set(meaning, (plan = planOf(meaning, meaning.skeleton!)));
    const factOf = (fact: Fact): unknown => {
      if ('value' in fact) return fact.value;
      const { slot, same, span, path } = fact.leaf;
      if (span !== undefined) return textOfSpan(structure, bytes, scan, span);
      const kind = structure.kinds[slot]!;
      if (same && kind === DECIMAL) return decimalValue(scan.main[slot]!, scan.side[slot]!);
      const from = scan.from[slot]!;
      const to = scan.to[slot]!;
      const hash = hashBytes(bytes, from, to);
      const known = fact.seen.get(hash);
      if (known !== undefined && equals(known.token, bytes, from, to)) return known.value;
      const token = bytes.toString('utf8', from, to);
      const value = same ? tokenValue(kind, token) : at(makeOf(read, structure, slot, token), path);
      if (fact.seen.size >= MAX_SEEN) fact.seen.clear();
      fact.seen.set(hash, { token: Buffer.from(bytes.subarray(from, to)), value });
      return value;
    };
    const duration = factOf(plan.duration);
    const operation = factOf(plan.operation);
    return {
      service: factOf(plan.service) as string,
      level: factOf(plan.level) as LineFacts['level'],
      format: factOf(plan.format) as string,
      duration: typeof duration === 'number' ? duration : undefined,
      operation: typeof operation === 'string' ? operation : undefined,
    };
  };
}

function planOf({ leaves }: Meaning, skeleton: IncomingRecord): FactPlan {
  const fact = (value: unknown): Fact => {
    const leaf = leafOf(value);
    return leaf === undefined ? { value } : { leaf: leaves[leaf]!, seen: new Map() };
  };
  return {
    service: fact(skeleton.service),
    level: fact(skeleton.level),
    format: fact(skeleton.format),
    duration: fact(fieldValues(skeleton, DURATION_FIELD)[0]),
    operation: fact(fieldValues(skeleton, OPERATION_FIELD)[0]),
  };
}

function equals(token: Buffer, bytes: Buffer, from: number, to: number): boolean {
  if (token.length !== to - from) return false;
  for (let at = 0; at < token.length; at++) if (token[at] !== bytes[from + at]) return false;
  return true;
}

/** A stretch of a scanned line: from its first value, with the text before it, to its last, with the text behind it. */
function textOfSpan({ pieces }: Structure, bytes: Buffer, scan: Scan, { slot, values, start, end }: Span): string {
  const from = scan.from[slot]! - pieces[slot]!.length + start;
  return bytes.toString('utf8', from, scan.to[slot + values - 1]! + end);
}
