// The files around the one that is read, as far as names are followed into them.

/** Files of a project. Paths are absolute and '/'-separated. Neither function throws. */
export interface ProjectFiles {
  /** The text of a file as it is now; undefined where it can't be read. */
  read(path: string): string | undefined;
  /** What lies in a folder; empty where there is none. */
  entries(folder: string): ReadonlyMap<string, 'file' | 'folder'>;
}

/** The folder a path lies in; "" above the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Whether a file is there. */
export function isFile(files: ProjectFiles, path: string): boolean {
  return files.entries(folderOf(path)).get(path.slice(path.lastIndexOf('/') + 1)) === 'file';
}

/** Whether a folder is there. */
export function isFolder(files: ProjectFiles, path: string): boolean {
  return files.entries(folderOf(path)).get(path.slice(path.lastIndexOf('/') + 1)) === 'folder';
}

/** A relative path seen from a folder; undefined where it leads above the root. */
export function joined(folder: string, relative: string): string | undefined {
  const parts = folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length <= 1) return undefined;
    else parts.pop();
  }
  return parts.join('/');
}

/** What the top folder of a project has. */
const MARKS = ['.git', '.sightline', 'package.json', 'pyproject.toml', 'setup.py', 'setup.cfg'];
/** Folders of tests, which may have a package of their own. */
const TESTS = /\/(?:tests?|__tests__|spec)$/;

/** The path of a file inside its project; the whole path where it is in none. What lies above says nothing of the file. */
export function pathInProject(files: ProjectFiles, path: string): string {
  const folder = projectFolder(files, path);
  return folder === undefined ? path : path.slice(folder.length + 1);
}

/** The top folder of the project a file is in; undefined where it is in none. */
export function projectFolder(files: ProjectFiles, path: string): string | undefined {
  const top = foldersAbove(files, path).filter((folder) => isMarked(files, folder));
  return top.find((one) => !TESTS.test(one)) ?? top[0];
}

/** The folders above a file, nearest first, up to the outermost that is marked as a project's; its own where none is. */
export function projectFolders(files: ProjectFiles, path: string): string[] {
  const above = foldersAbove(files, path);
  return above.slice(
    0,
    Math.max(
      0,
      above.findLastIndex((folder) => isMarked(files, folder)),
    ) + 1,
  );
}

function isMarked(files: ProjectFiles, folder: string): boolean {
  return MARKS.some((mark) => files.entries(folder).has(mark));
}

/** Deeper than this no project lies in its repository. */
const MAX_LEVELS = 24;

/** The folders above a file, nearest first, up to the one that holds the repository. */
export function foldersAbove(files: ProjectFiles, path: string): string[] {
  const folders: string[] = [];
  for (let at = folderOf(path); at !== '' && folders.length < MAX_LEVELS; at = folderOf(at)) {
    folders.push(at);
    if (files.entries(at).has('.git')) break;
  }
  return folders;
}
