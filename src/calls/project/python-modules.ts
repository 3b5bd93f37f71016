// Which file a Python import means: relative, absolute from a root above, `src` layouts, packages and namespace packages.

import { folderOf, foldersAbove, isFile, isFolder, joined, type ProjectFiles } from './files.ts';

/**
 * The file of `module` as written in the file `from`; undefined where it lies outside the project. A package is its
 * `__init__.py`, whether that exists or not. It is never the file `but`: a script bears the name of what it imports.
 */
export function pythonModule(files: ProjectFiles, from: string, module: string, but?: string): string | undefined {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const names = rest === '' ? [] : rest.split('.');
  if (dots !== '') {
    const folder = joined(folderOf(from), '../'.repeat(dots.length - 1));
    const found = folder === undefined ? undefined : below(files, folder, names);
    return found === but ? undefined : found;
  }
  const [first] = names;
  for (const [index, folder] of foldersAbove(files, from).entries()) {
    // Imports are absolute: what lies beside a module in its package is not meant, but what lies beside a script is.
    if (files.entries(folder).has('__init__.py') && index > 0) continue;
    const here = files.entries(folder);
    for (const sub of MODULE_ROOTS) {
      if (sub !== '' && here.get(sub) !== 'folder') continue;
      const root = sub === '' ? folder : `${folder}/${sub}`;
      if (first !== undefined && !hasModule(files.entries(root), first)) continue;
      const found = below(files, root, names);
      if (found !== undefined && found !== but) return found;
    }
  }
  return undefined;
}

/** Where a project may have its packages, seen from its folder. */
export const MODULE_ROOTS = ['', 'src', 'lib', 'python'];

/** Whether a folder may hold a module of that name. */
function hasModule(entries: ReadonlyMap<string, unknown>, name: string): boolean {
  return entries.has(name) || entries.has(`${name}.py`) || entries.has(`${name}.pyi`);
}

/** A module in a package, given the package's `__init__.py`. */
export function pythonSubmodule(files: ProjectFiles, init: string, name: string): string | undefined {
  return init.endsWith('/__init__.py') ? below(files, folderOf(init), [name]) : undefined;
}

function below(files: ProjectFiles, root: string, names: readonly string[]): string | undefined {
  let folder = root;
  for (const [index, name] of names.entries()) {
    const next = `${folder}/${name}`;
    if (index === names.length - 1) {
      for (const path of [`${next}/__init__.py`, `${next}.py`, `${next}.pyi`]) if (isFile(files, path)) return path;
    }
    if (!isFolder(files, next)) return undefined;
    folder = next;
  }
  // A folder is a package of its own only where something of Python lies in it.
  const entries = files.entries(folder);
  return names.length === 0 || [...entries].some(([name, kind]) => kind === 'folder' || name.endsWith('.py'))
    ? `${folder}/__init__.py`
    : undefined;
}
