// Notes where names are given values, for following a name back to what it holds.

import type { Expression, Origin } from '../../model/call.ts';
import { assign, type Scope, type Surroundings } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { isValue, type Syntax } from '../parsing/syntax.ts';

/** Notes assignments; what was not read in full, or gives no plain value, is noted as unknown. */
export interface Assigner {
  /** The name `target` gets a value, written in `value`. */
  readonly give: (target: Syntax, value: Syntax, around: Surroundings, origin: Origin) => void;
  /** All names in `node` may have been given a value that can't be told. */
  readonly giveUnknown: (node: Syntax, around: Surroundings) => void;
  /** The names in `targets` get the parts of each member of `over`, which is `expression`. */
  readonly giveParts: (
    targets: Syntax,
    over: Syntax | undefined,
    around: Surroundings,
    expression: Expression | undefined,
  ) => void;
}

/** Creates an Assigner. `atoms` are nodes without parts; `homeOf` gives the scope a name belongs to that is assigned in `scope`. */
export function createAssigner(
  source: Source,
  atoms: ReadonlySet<string>,
  homeOf: (name: string, scope: Scope) => Scope,
): Assigner {
  const assigner: Assigner = {
    give({ start, end }, value, { scope, block }, origin) {
      const name = source.text.slice(start, end);
      const read = value.children.length > 0 || atoms.has(value.type);
      assign(homeOf(name, scope), name, {
        start,
        end: Math.max(end, value.end),
        block,
        scope,
        ...(read ? { origin } : {}),
      });
    },
    giveUnknown({ start, end }, { scope, block }) {
      for (const [name] of source.text.slice(start, end).matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*/g))
        assign(homeOf(name, scope), name, { start, end, block, scope });
    },
    giveParts(targets, over, around, expression) {
      const parts = /^(?:pattern_list|array_pattern)$/.test(targets.type) ? targets.children.filter(isValue) : [];
      if (over === undefined || expression === undefined || parts.length === 0)
        return assigner.giveUnknown(targets, around);
      for (const [index, target] of parts.entries()) {
        if (target.type === 'identifier') assigner.give(target, over, around, { by: 'part', index, expression });
        else assigner.giveUnknown(target, around);
      }
    },
  };
  return assigner;
}
