// Files of a project whose JSON is kept once it is read: each import asks for the same few.

import type { ProjectFiles } from './files.ts';
import { parseLooseJson } from './loose-json.ts';

/** Files, and the values of those that are JSON. */
export interface JsonFiles extends ProjectFiles {
  /** The value of a file; undefined where it can't be read or is no JSON. */
  json(path: string): unknown;
  /** Reads all anew when next asked. */
  forget(): void;
}

/** Creates JsonFiles. */
export function createJsonFiles(files: ProjectFiles): JsonFiles {
  const kept = new Map<string, unknown>();
  return {
    read: (path) => files.read(path),
    entries: (folder) => files.entries(folder),
    json(path) {
      if (!kept.has(path)) {
        const text = files.read(path);
        kept.set(path, text === undefined ? undefined : parseLooseJson(text));
      }
      return kept.get(path);
    },
    forget: () => kept.clear(),
  };
}
