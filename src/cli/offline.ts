// How the commands reach the store's files: in this process where it can read them, else in one started for it.

import { spawn } from 'node:child_process';
import type { DataFolder } from '../collector/client/data-folder.ts';
import { findDataFolder } from '../collector/client/data-folder.ts';
import type { OfflineAccess, OfflineRecords } from '../collector/offline.ts';
import { nodeForCollector } from './node-for-collector.ts';
import { printableLine } from './plain-text.ts';
import { dataDirOf, type DataOption } from './reach.ts';
import { CommandError, EXIT, type World } from './world.ts';

/** Runs `use` here, or this whole command line where the files can be read. Resolves to its exit code. */
export function withAccess(world: World, use: (access: OfflineAccess) => Promise<number>): Promise<number> {
  return world.offline === undefined ? runElsewhere(world) : use(world.offline);
}

/** The records of a data folder for as long as `use` takes, as `withAccess`; nothing is started, and nothing is changed. */
export function withOffline(
  options: DataOption,
  world: World,
  use: (records: OfflineRecords) => Promise<number>,
): Promise<number> {
  return withAccess(world, async (access) => {
    const records = access.open(dataFolderOf(options, world));
    if (records === undefined) throw noRecords(options, world);
    try {
      return await use(records);
    } finally {
      await records.close();
    }
  });
}

/** The data folder of a command; throws CommandError where there is none. */
export function dataFolderOf(options: DataOption, world: World): DataFolder {
  const folder = findDataFolder(dataDirOf(options, world), world.platform);
  if (folder === undefined) throw noRecords(options, world);
  return folder;
}

/** What is said where nothing was ever kept. */
export function noRecords(options: DataOption, world: World): CommandError {
  return new CommandError(`no records are kept in ${printableLine(dataDirOf(options, world))}`);
}

/** The process at hand may be a Node that can't read the files, and `node:sqlite` warns of itself on the error output. */
async function runElsewhere(world: World): Promise<number> {
  const { programs, args, cwd, env } = world;
  const child = spawn(
    await nodeForCollector(world),
    ['--disable-warning=ExperimentalWarning', programs.offline, ...args],
    { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  // A terminal sends Ctrl+C to both of us; the second signal changes nothing.
  const interrupted = world.interrupted();
  interrupted.addEventListener('abort', () => child.kill('SIGTERM'));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  return code ?? (interrupted.aborted ? EXIT.interrupted : EXIT.failure);
}
