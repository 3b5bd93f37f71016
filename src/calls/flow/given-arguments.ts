// Which parameter of a function gets which argument of a call.

import type { Expression } from '../../model/call.ts';
import type { Parameter } from '../../model/file-reading.ts';

/** An argument as far as it says which parameter gets it. */
export interface Given {
  readonly expression: Expression;
  readonly keyword?: string | undefined;
  readonly spread?: 'list' | 'map' | undefined;
}

/**
 * What each parameter gets, by its name; one with stars or dots gets all that are left, as a list or object. Nothing
 * behind a spread is told. `self` and `cls` get none.
 */
export function argumentsByParameter(
  parameters: readonly Parameter[],
  given: readonly Given[],
): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  const plain = given.findIndex(({ spread }) => spread !== undefined);
  const known = plain < 0 ? given : given.slice(0, plain);
  const positional = known.filter(({ keyword }) => keyword === undefined);
  const named = known.filter(({ keyword }) => keyword !== undefined);
  const names = new Set(parameters.map(({ name }) => name));
  let next = 0;
  for (const { name } of parameters) {
    if (name === 'self' || name === 'cls') continue;
    const [, sign, bare = ''] = /^(\*{1,2}|\.\.\.)?([\w$]+)$/.exec(name) ?? [];
    if (bare === '') next++;
    else if (sign === '**') {
      const rest = named.filter(({ keyword }) => !names.has(keyword!));
      if (rest.length > 0) found.set(bare, gathered('object', bare, rest));
    } else if (sign !== undefined) {
      const rest = positional.slice(next);
      if (rest.length > 0) found.set(bare, gathered('list', bare, rest));
      next = positional.length;
    } else {
      const one = positional[next] ?? named.find(({ keyword }) => keyword === bare);
      if (one !== undefined) found.set(bare, one.expression);
      next++;
    }
  }
  return found;
}

function gathered(kind: 'list' | 'object', text: string, given: readonly Given[]): Expression {
  const { range } = given[0]!.expression;
  const children = given.map(({ expression, keyword }) =>
    keyword === undefined ? expression : { ...expression, key: keyword },
  );
  return { text, range, kind, names: [], children };
}
