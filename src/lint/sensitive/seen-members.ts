// What stands under a key of an object, as far as the file shows how the object was made and what was written into it.

import type { Expression } from '../../model/call.ts';
import { isSafe } from './made-safe.ts';

/** How many members of a literal are looked through for one name. */
const MAX_MEMBERS = 200;

/** The value under a key or index of an object; undefined where that is not seen. */
export function memberOf(object: Expression | undefined, key: string): Expression | undefined {
  if (object === undefined) return undefined;
  const written = object.held?.findLast(
    (one) => one.by === 'member' && one.key === key && one.expression !== undefined,
  );
  if (written?.expression !== undefined) return written.expression;
  const literal = madeAs(object);
  if (literal?.kind === 'list') return /^\d+$/.test(key) ? literal.children[Number(key)] : undefined;
  if (literal?.kind !== 'object') return undefined;
  return literal.children.slice(0, MAX_MEMBERS).findLast((one) => one.key === key);
}

/** The literal that an object was made as. */
function madeAs(object: Expression): Expression | undefined {
  if (object.kind === 'name') return object.origin?.by === 'assignment' ? object.origin.expression : undefined;
  if (object.kind === 'attribute' || object.kind === 'subscript')
    return memberOf(object.children[0], object.names.at(-1) ?? '');
  return object;
}

/** The keys of what a name holds whose values are gone, or were replaced by something safe. */
export function keysMadeSafe({ held = [] }: Expression): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { by, key, expression } of held)
    if (by === 'member' && key !== undefined)
      if (expression === undefined || isSafe(expression)) keys.add(key);
      else keys.delete(key);
  return keys;
}
