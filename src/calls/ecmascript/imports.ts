// The names an ES import statement binds, and where they come from.

import { bind, type Scope } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { child, childOfType, type Syntax } from '../parsing/syntax.ts';

/** Binds what an `import_statement` node brings into `scope`. A default import is the module itself. */
export function bindImport(node: Syntax, scope: Scope, source: Source): void {
  const slice = (one: Syntax): string => source.text.slice(one.start, one.end);
  const required = childOfType(node, 'import_require_clause');
  const from = child(node, 'source') ?? (required === undefined ? undefined : child(required, 'source'));
  if (from === undefined) return;
  const path = slice(from).slice(1, -1);
  const whole = (name: Syntax | undefined, member?: string): void => {
    if (name !== undefined)
      bind(scope, slice(name), {
        kind: 'import',
        path,
        module: path,
        ...(member === undefined ? {} : { name: member }),
      });
  };
  if (required !== undefined) whole(childOfType(required, 'identifier'));
  const clause = childOfType(node, 'import_clause');
  // Of a library that is known, imported under names that are not.
  if (clause?.children.length === 0) return byText(slice(clause), path, scope);
  for (const item of clause?.children ?? []) {
    if (item.type === 'identifier') whole(item, 'default');
    // A star or list that was not read in full holds no word of interest.
    else if (item.type === 'namespace_import') whole(childOfType(item, 'identifier'));
    else if (item.type === 'named_imports') {
      for (const specifier of item.children) {
        if (specifier.type !== 'import_specifier') continue;
        // `type Logger as Log`; taken from the text, for it may not have been read in full.
        const [name = '', alias = name] = slice(specifier)
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/);
        bind(scope, alias, { kind: 'import', path: `${path}.${name}`, module: path, name });
      }
    }
  }
}

const WHOLE = /^(?:type\s+)?([\w$]+)\s*(?:,|$)|\*\s*as\s+([\w$]+)/g;

/** Binds the names of an import clause that was not read in full. */
function byText(clause: string, path: string, scope: Scope): void {
  const listed = /\{([^{}]*)\}/.exec(clause)?.[1] ?? '';
  for (const item of listed.split(',')) {
    const [, name, alias = name] = /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(item) ?? [];
    if (name !== undefined && alias !== undefined)
      bind(scope, alias, { kind: 'import', path: `${path}.${name}`, module: path, name });
  }
  for (const [, given, star] of clause
    .replace(/\{[^{}]*\}/, '')
    .trim()
    .matchAll(WHOLE)) {
    const name = given ?? star;
    if (name === undefined) continue;
    bind(scope, name, { kind: 'import', path, module: path, ...(given === undefined ? {} : { name: 'default' }) });
  }
}
