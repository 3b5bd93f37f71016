// The files of the workspace, found by the end of a path that another machine names.

import { baseName, commonSuffix, segmentCount, type NamedPath } from './named-path.ts';

/** Path prefixes of other machines → folders here: absolute, or relative to a workspace folder. `{"/app": "orders"}`. */
export type Roots = Readonly<Record<string, string>>;

/** A workspace file that may be the one a path names. */
export interface FileMatch {
  readonly path: string;
  /** `same`: the very path. `root`: by the setting for roots. `suffix`: by its end. */
  readonly by: 'same' | 'root' | 'suffix';
  /** Trailing segments both paths share. */
  readonly common: number;
  /** The whole named path is the end of this one. */
  readonly whole: boolean;
}

/** The files of a workspace. Paths are absolute and '/'-separated. */
export interface FileIndex {
  add(path: string): void;
  remove(path: string): void;
  has(path: string): boolean;
  readonly size: number;
  /** Best matches for a named path: all of equal rank; empty where none has even its base name. */
  find(named: NamedPath, roots?: Roots): readonly FileMatch[];
  /** The path as a person reads it: relative to its workspace folder, with the folder's name where there are several. */
  label(path: string): string;
}

/**
 * Creates an index of `paths` (50,000 are fine); kept up to date by `add` and `remove`. `folders` are the workspace
 * folders, absolute: they resolve relative roots and shorten labels.
 */
export function createFileIndex(paths: Iterable<string>, folders: readonly string[] = []): FileIndex {
  /** Key (see keyOf) → path. */
  const all = new Map<string, string>();
  /** Base name in lower case → keys. */
  const byBase = new Map<string, Set<string>>();

  const index: FileIndex = {
    add(path) {
      const key = keyOf(path);
      all.set(key, path);
      const base = baseName(path).toLowerCase();
      const keys = byBase.get(base);
      if (keys === undefined) byBase.set(base, new Set([key]));
      else keys.add(key);
    },
    remove(path) {
      const key = keyOf(path);
      all.delete(key);
      const base = baseName(path).toLowerCase();
      const keys = byBase.get(base);
      keys?.delete(key);
      if (keys?.size === 0) byBase.delete(base);
    },
    has: (path) => all.has(keyOf(path)),
    get size() {
      return all.size;
    },
    find(named, roots = {}) {
      const same = named.absolute ? all.get(keyOf(named.path)) : undefined;
      if (same !== undefined) return [{ path: same, by: 'same', common: segmentCount(same), whole: true }];
      const byRoot = mapped(named, roots).filter((path) => all.has(keyOf(path)));
      if (byRoot.length > 0)
        return byRoot.map((path) => ({
          path: all.get(keyOf(path))!,
          by: 'root',
          common: segmentCount(path),
          whole: true,
        }));
      if (named.library) return [];
      return bySuffix(named);
    },
    label(path) {
      const folder = folders.filter((one) => path.startsWith(withSlash(one))).sort((a, b) => b.length - a.length)[0];
      if (folder === undefined) return path;
      const relative = path.slice(withSlash(folder).length);
      return folders.length > 1 ? `${baseName(folder.replace(/\/$/, ''))}/${relative}` : relative;
    },
  };

  function bySuffix(named: NamedPath): FileMatch[] {
    let best = 0;
    let found: string[] = [];
    for (const key of byBase.get(baseName(named.path).toLowerCase()) ?? []) {
      const path = all.get(key)!;
      const common = commonSuffix(path, named.path);
      if (common === 0 || common < best) continue;
      if (common > best) found = [];
      best = common;
      found.push(path);
    }
    const whole = best === segmentCount(named.path);
    return found.sort(byLengthThenText).map((path) => ({ path, by: 'suffix', common: best, whole }));
  }

  function mapped(named: NamedPath, roots: Roots): string[] {
    const prefixes = Object.keys(roots).sort((a, b) => b.length - a.length);
    for (const prefix of prefixes) {
      const rest = behindPrefix(named.path, prefix);
      if (rest === undefined) continue;
      const folder = slashed(roots[prefix]!);
      if (/^(\/|[A-Za-z]:\/)/.test(folder)) return [withSlash(folder) + rest];
      const inside = folder.replace(/^\.\/?/, '');
      return folders.map((one) => withSlash(one) + (inside === '' ? '' : withSlash(inside)) + rest);
    }
    return [];
  }

  for (const path of paths) index.add(path);
  return index;
}

function byLengthThenText(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/** Windows' file systems look past letter case; a path with a drive letter is keyed in lower case. */
function keyOf(path: string): string {
  return /^[A-Za-z]:\//.test(path) ? path.toLowerCase() : path;
}

function slashed(path: string): string {
  return path.includes('/') ? path : path.replaceAll('\\', '/');
}

function withSlash(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

function behindPrefix(path: string, prefix: string): string | undefined {
  const folder = withSlash(slashed(prefix));
  return keyOf(path).startsWith(keyOf(folder)) ? path.slice(folder.length) : undefined;
}
