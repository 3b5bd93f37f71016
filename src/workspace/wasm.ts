// Reads the WebAssembly files of the parser from a folder.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A loader for createCallParser: finds each file in the first of `folders` that has it. */
export function wasmFrom(...folders: readonly string[]): (name: string) => Promise<Uint8Array> {
  return async (name) => {
    for (const folder of folders) {
      try {
        return await readFile(path.join(folder, name));
      } catch {
        // The next folder may have it.
      }
    }
    throw new Error(`${name} is in none of ${folders.join(', ')}.`);
  };
}
