// Arguments that a library takes for something else, as a dialect tells of them.

import type { Misuse } from '../../model/misuse.ts';
import type { Argument } from '../facts/facts.ts';
import type { SiteView } from './reading.ts';

/** One argument, where there is one. */
export function misuseOf(kind: Misuse['kind'], argument: Argument | undefined, view: SiteView): Misuse[] {
  return misusesOf(kind, argument === undefined ? [] : [argument], view);
}

/** Several arguments that are wrong for one reason. */
export function misusesOf(kind: Misuse['kind'], args: readonly Argument[], view: SiteView): Misuse[] {
  const [first] = args;
  if (first === undefined) return [];
  const { source, arguments: all } = view;
  return [
    {
      kind,
      text: args.map(({ keyword, expression }) => keyword ?? expression.text).join(', '),
      range: source.range(first.start, first.keyword === undefined ? first.end : first.start + first.keyword.length),
      arguments: args.map((one) => all.indexOf(one)),
    },
  ];
}
