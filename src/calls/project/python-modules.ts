// Which file a Python import means: relative, absolute from a root above, `src` layouts, packages and namespace packages.

import { folderOf, foldersAbove, isFile, isFolder, joined, type ProjectFiles } from './files.ts';

/**
 * The file of `module` as written in the file `from`; undefined where it lies outside the project. A package is its
 * `__init__.py`, whether that exists or not.
 */
export function pythonModule(files: ProjectFiles, from: string, module: string): string | undefined {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const names = rest === '' ? [] : rest.split('.');
  if (dots !== '') {
    const folder = joined(folderOf(from), '../'.repeat(dots.length - 1));
    return folder === undefined ? undefined : below(files, folder, names);
  }
  for (const [index, folder] of foldersAbove(files, from).entries()) {
    // Imports are absolute: what lies beside a module in its package is not meant, but what lies beside a script is.
    if (files.entries(folder).has('__init__.py') && index > 0) continue;
    for (const root of [folder, `${folder}/src`, `${folder}/lib`, `${folder}/python`]) {
      const found = below(files, root, names);
      if (found !== undefined && found !== from) return found;
    }
  }
  return undefined;
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
