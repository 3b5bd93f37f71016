// The names Python's import statements bind, and where they come from.

import { bind, type Scope } from '../facts.ts';
import type { Source } from '../source.ts';
import { child, type Syntax } from '../syntax.ts';

/** Binds what an `import_statement` or `import_from_statement` node brings into `scope` and notes the module's path. */
export function bindImport(node: Syntax, scope: Scope, source: Source, imports: string[]): void {
  const slice = (one: Syntax): string => source.text.slice(one.start, one.end);
  /** `a.b as c`; taken from the text, for it may not have been read in full. */
  const aliased = (item: Syntax): [name: string, alias: string | undefined] => {
    const [name = '', alias] = slice(item).split(/\s+as\s+/);
    return [name, alias];
  };
  // Not read in full: nothing in it is of interest but the module.
  if (node.children.length === 0) {
    const [, from, list = ''] = /^(?:from\s+(\S+)|import\s+([\w., \t]+))/.exec(slice(node)) ?? [];
    imports.push(...(from === undefined ? list.split(',').map((one) => one.trim().split(/\s/)[0]!) : [from]));
    return;
  }
  const items = node.children.filter(({ field }) => field === 'name');
  if (node.type === 'import_from_statement') {
    const moduleNode = child(node, 'module_name');
    const path = moduleNode === undefined ? '' : slice(moduleNode);
    imports.push(path);
    for (const item of items) {
      const [name, alias = name] = aliased(item);
      bind(scope, alias, { kind: 'import', path: `${path}.${name}`, module: path, name });
    }
    return;
  }
  for (const item of items) {
    const [path, alias] = aliased(item);
    imports.push(path);
    const bound = alias === undefined ? path.split('.')[0]! : path;
    bind(scope, alias ?? bound, { kind: 'import', path: bound, module: bound });
  }
}
