// Which file a JavaScript or TypeScript import means: relative, by tsconfig paths, by a package of the same monorepo.

import { folderOf, foldersAbove, isFile, isFolder, joined } from './files.ts';
import type { JsonFiles } from './json-files.ts';
import { asText, asTexts, memberOf } from './loose-json.ts';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts'];

/** The file of `module` as written in the file `from`; undefined where it lies outside the project. */
export function ecmascriptModule(files: JsonFiles, from: string, module: string): string | undefined {
  if (/^\.\.?(?:\/|$)/.test(module)) return below(files, folderOf(from), module);
  if (module.startsWith('node:') || module === '') return undefined;
  const above = foldersAbove(files, from);
  return byPaths(files, above, module) ?? byOwnImports(files, above, module) ?? byPackage(files, above, module);
}

/** A file or folder, with or without its extension; `.js` in an import of TypeScript means `.ts`. */
function below(files: JsonFiles, folder: string, relative: string): string | undefined {
  const path = joined(folder, relative);
  if (path === undefined) return undefined;
  if (!relative.endsWith('/') && isFile(files, path) && EXTENSIONS.some((one) => path.endsWith(one))) return path;
  const written = /\.([mc]?)jsx?$/.exec(path);
  const stem = written === null ? path : path.slice(0, written.index);
  const candidates = written === null ? EXTENSIONS : [`.${written[1]}ts`, '.ts', '.tsx', '.d.ts'];
  for (const extension of candidates) if (isFile(files, stem + extension)) return stem + extension;
  if (!isFolder(files, path)) return undefined;
  for (const extension of EXTENSIONS)
    if (isFile(files, `${path}/index${extension}`)) return `${path}/index${extension}`;
  const main = entryOf(files, path, '.');
  return main === undefined || main === path ? undefined : main;
}

interface Paths {
  readonly base: string;
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
  readonly open: boolean;
}

/** Configurations that extend one another in a circle end here. */
const MAX_EXTENDS = 8;

function byPaths(files: JsonFiles, above: readonly string[], module: string): string | undefined {
  for (const folder of above) {
    const name = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'].find((one) =>
      isFile(files, `${folder}/${one}`),
    );
    const config = name === undefined ? undefined : pathsOf(files, `${folder}/${name}`, MAX_EXTENDS);
    if (config === undefined) continue;
    const fitting = config.paths
      .flatMap(([pattern, targets]) => {
        const [head = '', tail] = pattern.split('*');
        const fits = tail === undefined ? module === pattern : module.startsWith(head) && module.endsWith(tail);
        return fits && module.length >= head.length + (tail?.length ?? 0)
          ? [{ head, star: tail === undefined ? '' : module.slice(head.length, module.length - tail.length), targets }]
          : [];
      })
      .sort((a, b) => b.head.length - a.head.length);
    for (const { star, targets } of fitting) {
      for (const target of targets) {
        const found = below(files, config.base, `./${target.replace('*', () => star)}`);
        if (found !== undefined) return found;
      }
    }
    const found = config.open ? below(files, config.base, `./${module}`) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function pathsOf(files: JsonFiles, file: string, left: number): Paths | undefined {
  if (left === 0) return undefined;
  const config = files.json(file);
  const options = memberOf(config, 'compilerOptions');
  const baseUrl = asText(memberOf(options, 'baseUrl'));
  const paths = memberOf(options, 'paths');
  const folder = folderOf(file);
  const own =
    typeof paths === 'object' && paths !== null
      ? Object.entries(paths).map(([pattern, targets]) => [pattern, asTexts(targets)] as const)
      : undefined;
  if (own !== undefined || baseUrl !== undefined)
    return { base: joined(folder, baseUrl ?? '.') ?? folder, paths: own ?? [], open: baseUrl !== undefined };
  const parents = memberOf(config, 'extends');
  for (const parent of asText(parents) === undefined ? asTexts(parents) : [asText(parents)!]) {
    if (!parent.startsWith('.')) continue;
    const path = joined(folder, parent.endsWith('.json') ? parent : `${parent}.json`);
    const found = path === undefined ? undefined : pathsOf(files, path, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `#log` by the `imports` of the nearest package.json. */
function byOwnImports(files: JsonFiles, above: readonly string[], module: string): string | undefined {
  if (!module.startsWith('#')) return undefined;
  const folder = above.find((one) => isFile(files, `${one}/package.json`));
  if (folder === undefined) return undefined;
  return target(files, folder, memberOf(files.json(`${folder}/package.json`), 'imports'), module);
}

/** A package of the same repository, by the workspaces its root names. */
function byPackage(files: JsonFiles, above: readonly string[], module: string): string | undefined {
  const [, name, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(module) ?? [];
  if (name === undefined) return undefined;
  for (const root of above) {
    const globs = workspacesOf(files, root);
    for (const glob of globs) {
      for (const folder of matching(files, root, glob)) {
        if (asText(memberOf(files.json(`${folder}/package.json`), 'name')) !== name) continue;
        return entryOf(files, folder, rest === '' ? '.' : `./${rest}`);
      }
    }
  }
  return undefined;
}

function workspacesOf(files: JsonFiles, root: string): string[] {
  const entries = files.entries(root);
  if (entries.has('pnpm-workspace.yaml')) {
    const text = files.read(`${root}/pnpm-workspace.yaml`) ?? '';
    return [...text.matchAll(/^\s*-\s*['"]?([^'"\n#!]+?)['"]?\s*$/gm)].map(([, glob = '']) => glob);
  }
  if (!entries.has('package.json')) return [];
  const listed = memberOf(files.json(`${root}/package.json`), 'workspaces');
  return Array.isArray(listed) ? asTexts(listed) : asTexts(memberOf(listed, 'packages'));
}

/** More packages than this are not looked through. */
const MAX_PACKAGES = 500;

function matching(files: JsonFiles, root: string, glob: string): string[] {
  let folders = [root];
  for (const part of glob.replace(/^\.\//, '').replace(/\/$/, '').split('/')) {
    folders = folders
      .flatMap((folder) =>
        part === '*' || part === '**'
          ? [...files.entries(folder)].flatMap(([name, kind]) =>
              kind === 'folder' && name !== 'node_modules' ? [`${folder}/${name}`] : [],
            )
          : [`${folder}/${part}`],
      )
      .slice(0, MAX_PACKAGES);
  }
  return folders;
}

/** What a package gives out under a path of its own ("." or "./log"). */
function entryOf(files: JsonFiles, folder: string, path: string): string | undefined {
  const about = files.json(`${folder}/package.json`);
  const exports = memberOf(about, 'exports');
  const given = typeof exports === 'string' || memberOf(exports, '.') === undefined ? { '.': exports } : exports;
  const found = target(files, folder, path === '.' ? given : exports, path);
  if (found !== undefined) return found;
  if (path !== '.') return below(files, folder, path) ?? below(files, `${folder}/src`, path);
  for (const key of ['source', 'types', 'module', 'main']) {
    const main = asText(memberOf(about, key));
    const file = main === undefined ? undefined : written(files, folder, main);
    if (file !== undefined) return file;
  }
  for (const main of ['src/index', 'index', 'lib/index'])
    for (const extension of EXTENSIONS)
      if (isFile(files, `${folder}/${main}${extension}`)) return `${folder}/${main}${extension}`;
  return undefined;
}

function target(files: JsonFiles, folder: string, table: unknown, path: string): string | undefined {
  if (typeof table !== 'object' || table === null) return undefined;
  for (const [pattern, value] of Object.entries(table)) {
    const [head = '', tail] = pattern.split('*');
    const fits = tail === undefined ? path === pattern : path.startsWith(head) && path.endsWith(tail);
    if (!fits) continue;
    const star = tail === undefined ? '' : path.slice(head.length, path.length - tail.length);
    for (const one of conditions(value, 6)) {
      const found = written(
        files,
        folder,
        one.replace('*', () => star),
      );
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function conditions(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  return depth === 0 || typeof value !== 'object' || value === null
    ? []
    : Object.values(value).flatMap((one) => conditions(one, depth - 1));
}

/** The source of what a package gives out: where it is built, the file it is built from. */
function written(files: JsonFiles, folder: string, path: string): string | undefined {
  const plain = path.replace(/^\.\//, '').replace(/\.d\.([mc]?ts)$/, '.$1');
  const source = plain.replace(/^(?:dist|lib|build|out|es|esm|cjs)\/(?:(?:esm|cjs|es|types)\/)?/, 'src/');
  const stem = (one: string): string => one.replace(/\.[mc]?[jt]sx?$/, '');
  for (const one of new Set([source, plain])) {
    for (const extension of EXTENSIONS)
      if (isFile(files, `${folder}/${stem(one)}${extension}`)) return `${folder}/${stem(one)}${extension}`;
  }
  return undefined;
}
