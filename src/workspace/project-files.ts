// The files of a project on this machine, read at once where a name leads into them.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { decodeText, isBinary } from './decode-text.ts';
import { MAX_FILE_BYTES } from './node-files.ts';

/** Files and folders as `calls` asks for them; what was seen of folders is kept until it is forgotten. */
export interface NodeProjectFiles {
  read(path: string): string | undefined;
  entries(folder: string): ReadonlyMap<string, 'file' | 'folder'>;
  /** Looks at all folders anew when next asked. */
  forget(): void;
}

const NOTHING: ReadonlyMap<string, 'file' | 'folder'> = new Map();

/** Creates NodeProjectFiles. `open` gives the text of what is open in an editor, which goes before what is saved. */
export function createProjectFiles(open: (path: string) => string | undefined = () => undefined): NodeProjectFiles {
  const folders = new Map<string, ReadonlyMap<string, 'file' | 'folder'>>();
  return {
    read: (path) => open(path) ?? readText(path),
    entries(folder) {
      // What the folder above does not hold need not be looked for: most guesses at a folder miss.
      const slash = folder.lastIndexOf('/');
      const above = folders.get(folder.slice(0, slash));
      const missing = above !== undefined && above.get(folder.slice(slash + 1)) !== 'folder';
      const known = folders.get(folder) ?? (missing ? NOTHING : list(folder));
      folders.set(folder, known);
      return known;
    },
    forget: () => folders.clear(),
  };
}

function readText(path: string): string | undefined {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) return undefined;
    const bytes = readFileSync(path);
    return isBinary(bytes) ? undefined : decodeText(bytes);
  } catch {
    // What can't be read is as good as missing: the name that leads here stays unknown.
    return undefined;
  }
}

function list(folder: string): ReadonlyMap<string, 'file' | 'folder'> {
  try {
    return new Map(
      readdirSync(folder === '' ? '/' : folder, { withFileTypes: true }).flatMap(
        (entry): [string, 'file' | 'folder'][] =>
          entry.isDirectory() ? [[entry.name, 'folder']] : entry.isFile() ? [[entry.name, 'file']] : [],
      ),
    );
  } catch {
    return new Map();
  }
}
