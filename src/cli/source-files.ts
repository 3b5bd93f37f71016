// The source files a command was asked to look at, named as the user named them.

import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { messageOf } from '../base/errors.ts';
import { languageOf } from '../calls/parser.ts';
import { createNodeFiles } from '../workspace/node-files.ts';
import { scanFiles, type ScannedFile, type ScanRequest } from '../workspace/scan-files.ts';
import { printableLine } from './plain-text.ts';
import { CommandError, type World } from './world.ts';

const portable = (file: string): string => file.split(path.sep).join('/');

/** Absolute, '/'-separated paths, each with the name to show for it. */
export type NamedFiles = ReadonlyMap<string, string>;

/** How a file below `given` is shown: relative where that was given so. */
function nameOf(given: string, root: string, file: string): string {
  return portable(path.join(given, path.relative(root, file)));
}

/**
 * The files at and below `paths` that `accept` lets through (files that are named themselves always), in order of
 * their names. Ignored folders are left out. Throws CommandError where a path does not exist.
 */
export async function findFiles(
  paths: readonly string[],
  cwd: string,
  accept: (file: string) => boolean,
): Promise<NamedFiles> {
  const files = createNodeFiles();
  const found = new Map<string, string>();
  for (const given of paths) {
    const root = path.resolve(cwd, given);
    const about = await stat(root).catch((error: unknown) => {
      throw new CommandError(existsSync(root) ? messageOf(error) : `there is no ${printableLine(given)}`);
    });
    const below = about.isDirectory() ? await files.list(root, accept) : [portable(root)];
    for (const file of below) if (!found.has(file)) found.set(file, nameOf(given, root, file));
  }
  return found;
}

/** Whether Sightline finds logger calls in files of this name. */
export function isSource(file: string): boolean {
  return languageOf(file) !== undefined;
}

/** One thread for so many files: a thread needs some 100 ms to begin. */
const FILES_A_WORKER = 60;
const MOST_WORKERS = 8;

/** How files are scanned, where it is not as usual. */
export type HowToScan = Partial<Pick<ScanRequest, 'workers' | 'overrides' | 'texts' | 'coverage' | 'leads' | 'calls'>>;

/** Scans files in worker threads and hands the results on in the order of `files`, each as soon as those before it are there. */
export async function scanInOrder(
  files: readonly string[],
  world: World,
  onFile: (file: ScannedFile) => void,
  how: HowToScan = {},
): Promise<void> {
  const place = new Map(files.map((file, index) => [file, index]));
  const waiting = new Map<number, ScannedFile>();
  let next = 0;
  await scanFiles({
    script: world.programs.scan,
    wasmFolders: world.programs.wasmFolders,
    files,
    workers: Math.min(Math.ceil(files.length / FILES_A_WORKER), availableParallelism(), MOST_WORKERS),
    ...how,
    onBatch(batch) {
      for (const file of batch) waiting.set(place.get(file.path)!, file);
      for (let file = waiting.get(next); file !== undefined; file = waiting.get(next)) {
        waiting.delete(next++);
        onFile(file);
      }
    },
    onRuleError: (rule, error) => void world.err.write(`sightline: the rule ${rule} failed: ${printableLine(error)}\n`),
  });
}

/** Says which files were not read, and why. */
export async function tellSkipped(
  skipped: readonly (readonly [name: string, reason: string])[],
  world: World,
): Promise<void> {
  const MOST = 20;
  for (const [name, reason] of skipped.slice(0, MOST))
    await world.err.write(`sightline: ${printableLine(name)} was not read: ${printableLine(reason)}\n`);
  if (skipped.length > MOST) await world.err.write(`sightline: … and ${skipped.length - MOST} more\n`);
}
