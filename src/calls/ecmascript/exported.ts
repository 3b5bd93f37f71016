// What a file puts in `module.exports`: bound in the module under that name.

import { bind, type Binding, type Scope } from '../facts/facts.ts';
import { child, type Syntax } from '../parsing/syntax.ts';

/** Binds what is assigned to `module.exports` or a member of it; says whether it was one of them. */
export function bindExported(
  target: string,
  right: Syntax,
  module: Scope,
  valueOf: (node: Syntax) => Binding,
): boolean {
  const exported = /^(?:module\.)?exports(?:\.[\w$]+)?$/.exec(target)?.[0];
  if (exported === undefined) return false;
  // exports = module.exports = …
  let given = right;
  while (given.type === 'assignment_expression') given = child(given, 'right') ?? { ...given, type: 'ERROR' };
  bind(module, exported.replace(/^exports/, 'module.exports'), valueOf(given));
  return true;
}
