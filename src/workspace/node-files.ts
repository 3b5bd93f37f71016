// Files of this machine: reads source text in the encodings it comes in, lists a folder as its `.gitignore` files ask.

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from '../base/ports.ts';
import { decodeText, isBinary } from './decode-text.ts';
import { createIgnoring, type Ignoring } from './ignoring.ts';

/** Folders that hold no source of the project's own, wherever they are. */
const SKIPPED = new Set(
  'node_modules bower_components .git .hg .svn venv .venv dist __pycache__ .tox .nox .mypy_cache .pytest_cache .ruff_cache .eggs site-packages .next .nuxt .yarn .cache .vscode-test'.split(
    ' ',
  ),
);

/** Larger files are not read; no person wrote them. In bytes. */
export const MAX_FILE_BYTES = 2_000_000;

/** Why a file was not read, in half a sentence, or its text. */
export type SourceRead = { readonly text: string } | { readonly skipped: string };

/** Creates the Files of this machine. Symbolic links are not followed, so there are no loops; unreadable folders below the root are left out. */
export function createNodeFiles(): Files {
  return {
    async readText(file) {
      const read = await readSource(file);
      if ('skipped' in read) throw new Error(`${file} was not read: ${read.skipped}.`);
      return read.text;
    },
    async list(root, accept) {
      const files: string[] = [];
      const start = path.resolve(root);
      await walk(start, await createIgnoring(start), '', accept, files);
      return files.sort();
    },
  };
}

/** Reads a source file whatever its encoding; rejects with the platform's error where it can't be opened. */
export async function readSource(file: string): Promise<SourceRead> {
  const { size } = await stat(file);
  if (size > MAX_FILE_BYTES) return { skipped: 'it is larger than 2 MB' };
  const bytes = await readFile(file);
  return isBinary(bytes) ? { skipped: 'it is binary' } : { text: decodeText(bytes) };
}

async function walk(
  folder: string,
  ignoring: Ignoring,
  relative: string,
  accept: (relativePath: string) => boolean,
  files: string[],
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = new Set(entries.map(({ name }) => name));
  // A virtual environment may have any name.
  if (relative !== '' && names.has('pyvenv.cfg')) return;
  const here = names.has('.gitignore') ? await ignoring.enter(folder) : ignoring;
  const folders: string[] = [];
  for (const entry of entries) {
    const below = relative === '' ? entry.name : `${relative}/${entry.name}`;
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && !here.ignores(full, true)) folders.push(entry.name);
    } else if (entry.isFile() && accept(below) && !here.ignores(full, false))
      files.push(full.split(path.sep).join('/'));
  }
  await Promise.all(
    folders.map((name) =>
      walk(path.join(folder, name), here, relative === '' ? name : `${relative}/${name}`, accept, files).catch(
        () => undefined,
      ),
    ),
  );
}
