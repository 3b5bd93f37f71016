// Where the judge keeps what it downloads and what other tools said: a folder for temporary files, filled once.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Kept between runs; may be deleted at any time. */
export const CACHE = path.join(os.tmpdir(), 'sightline-judge');

/** Makes a folder of the cache once; one that could not be finished is made again. */
export function folderOnce(name: string, make: (folder: string) => void): string {
  const folder = path.join(CACHE, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  make(unfinished);
  renameSync(unfinished, folder);
  return folder;
}

/** Makes the text of a file of the cache once. */
export function textOnce(name: string, make: () => string): string {
  const file = path.join(CACHE, name);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const text = make();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.unfinished`, text);
  renameSync(`${file}.unfinished`, file);
  return text;
}

/** What a program writes; throws with its complaint where it ends with another code than `fine` lets pass. */
export function outputOf(
  program: string,
  args: readonly string[],
  { cwd = CACHE, fine = [0] }: { readonly cwd?: string; readonly fine?: readonly number[] } = {},
): string {
  const ended = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 1_200_000,
    maxBuffer: 2 ** 30,
  });
  if (ended.error !== undefined) throw ended.error;
  if (ended.status === null || !fine.includes(ended.status))
    throw new Error(`${program} ${args.slice(0, 3).join(' ')} ended with ${ended.status}: ${ended.stderr.slice(-500)}`);
  return ended.stdout;
}
