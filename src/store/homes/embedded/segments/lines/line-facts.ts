// What is counted of a line as it arrives, from its values, without making a record of it.

import { fieldValues } from '../../../../../model/fields.ts';
import { DURATION_FIELD, OPERATION_FIELD, type LineFacts, type ReadLine } from '../../../../../model/line.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import { decimalValue } from './decimal.ts';
import { hashBytes } from './hash.ts';
import type { Span } from '../layout.ts';
import type { Leaf, Meaning } from './leaf.ts';
import { leafOf } from './marks.ts';
import { at } from './meaning.ts';
import { DECIMAL, type Scan } from './scan-json.ts';
import { makeOf, tokenValue, type Structure } from './structure.ts';

/** A fact: the same in every line of a structure, or from a value of the line. */
interface Fact {
  readonly leaf: Leaf | undefined;
  /** Of every line, where there is no leaf. */
  readonly value: unknown;
  readonly seen: Map<number, Seen>;
  last: Seen | undefined;
}

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
  let lastMeaning: Meaning | undefined;
  let lastPlan: FactPlan | undefined;

  const plannedFor = (meaning: Meaning): FactPlan => {
    let plan = plans.get(meaning);
    if (plan === undefined) plans.set(meaning, (plan = planOf(meaning, meaning.skeleton!)));
    lastMeaning = meaning;
    return (lastPlan = plan);
  };

  const factOf = (fact: Fact, structure: Structure, bytes: Buffer, scan: Scan): unknown => {
    if (fact.leaf === undefined) return fact.value;
    const { slot, same, span, path } = fact.leaf;
    if (span !== undefined) return textOfSpan(structure, bytes, scan, span);
    const kind = structure.kinds[slot]!;
    if (same && kind === DECIMAL) return decimalValue(scan.main[slot]!, scan.side[slot]!);
    const from = scan.from[slot]!;
    const to = scan.to[slot]!;
    if (fact.last !== undefined && equals(fact.last.token, bytes, from, to)) return fact.last.value;
    const hash = hashBytes(bytes, from, to);
    let seen = fact.seen.get(hash);
    if (seen === undefined || !equals(seen.token, bytes, from, to)) {
      const token = bytes.toString('utf8', from, to);
      const value = same ? tokenValue(kind, token) : at(makeOf(read, structure, slot, token), path);
      seen = { token: Buffer.from(bytes.subarray(from, to)), value };
      if (fact.seen.size >= MAX_SEEN) fact.seen.clear();
      fact.seen.set(hash, seen);
    }
    fact.last = seen;
    return seen.value;
  };

  return (structure, meaning, bytes, scan) => {
    const plan = meaning === lastMeaning ? lastPlan! : plannedFor(meaning);
    const duration = factOf(plan.duration, structure, bytes, scan);
    const operation = factOf(plan.operation, structure, bytes, scan);
    return {
      service: factOf(plan.service, structure, bytes, scan) as string,
      level: factOf(plan.level, structure, bytes, scan) as LineFacts['level'],
      format: factOf(plan.format, structure, bytes, scan) as string,
      duration: typeof duration === 'number' ? duration : undefined,
      operation: typeof operation === 'string' ? operation : undefined,
    };
  };
}

function planOf({ leaves }: Meaning, skeleton: IncomingRecord): FactPlan {
  const fact = (value: unknown): Fact => {
    const leaf = leafOf(value);
    return { leaf: leaf === undefined ? undefined : leaves[leaf]!, value, seen: new Map(), last: undefined };
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
