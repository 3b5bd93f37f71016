// The names Python's import statements bind, and where they come from.

import { bind, type Scope } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { child, type Syntax } from '../parsing/syntax.ts';

/** Binds what an `import_statement` or `import_from_statement` node brings into `scope`. */
export function bindImport(node: Syntax, scope: Scope, source: Source): void {
  const slice = (one: Syntax): string => source.text.slice(one.start, one.end);
  /** `a.b as c`; taken from the text, for it may not have been read in full. */
  const aliased = (item: Syntax): [name: string, alias: string | undefined] => {
    const [name = '', alias] = slice(item).split(/\s+as\s+/);
    return [name, alias];
  };
  const items = node.children.filter(({ field }) => field === 'name');
  if (node.type === 'import_from_statement') {
    const moduleNode = child(node, 'module_name');
    const path = moduleNode === undefined ? '' : slice(moduleNode);
    for (const item of items) {
      const [name, alias = name] = aliased(item);
      bind(scope, alias, { kind: 'import', path: `${path}.${name}`, module: path, name });
    }
    return;
  }
  for (const item of items) {
    const [path, alias] = aliased(item);
    const bound = alias === undefined ? path.split('.')[0]! : path;
    bind(scope, alias ?? bound, { kind: 'import', path: bound, module: bound });
  }
}
