// What is counted of a line as it arrives, from its values, without making a record of it.

import { fieldValues } from '../../../../model/fields.ts';
import { DURATION_FIELD, OPERATION_FIELD, type LineFacts, type ReadLine } from '../../../../model/line.ts';
import type { IncomingRecord } from '../../../../model/record.ts';
import type { Leaf, Meaning } from './leaf.ts';
import { at, leafOf } from './meaning.ts';
import type { Scan } from './scan-json.ts';
import { makeOf, tokenValue, type Structure } from './structure.ts';

/** A fact: the same in every line of a structure, or from a value of the line. */
type Fact = { readonly leaf: Leaf } | { readonly value: unknown };

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
      const { slot, same, path } = fact.leaf;
      const token = bytes.toString('utf8', scan.from[slot], scan.to[slot]);
      return same ? tokenValue(structure.kinds[slot]!, token) : at(makeOf(read, structure, slot, token), path);
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
    return leaf === undefined ? { value } : { leaf: leaves[leaf]! };
  };
  return {
    service: fact(skeleton.service),
    level: fact(skeleton.level),
    format: fact(skeleton.format),
    duration: fact(fieldValues(skeleton, DURATION_FIELD)[0]),
    operation: fact(fieldValues(skeleton, OPERATION_FIELD)[0]),
  };
}
