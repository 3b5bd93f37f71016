// `sightline store compact`: merges small files of the store, through the collector where one runs.

import { Command } from 'commander';
import type { Compaction } from '../../model/collector.ts';
import { plural, size } from '../figures.ts';
import { dataFolderOf, withAccess } from '../offline.ts';
import { dataOption } from '../options.ts';
import { findCollector, type DataOption } from '../reach.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { CommandError, EXIT, type World } from '../world.ts';

/** Undefined where no collector runs. */
async function throughCollector(
  options: DataOption,
  world: World,
  signal: AbortSignal,
): Promise<Compaction | undefined> {
  const found = await findCollector(options, world);
  try {
    return await found?.client.request('compact', {}, { signal });
  } finally {
    found?.client.dispose();
  }
}

async function run(options: DataOption, world: World, signal: AbortSignal): Promise<number> {
  const folder = dataFolderOf(options, world);
  const done = await throughCollector(options, world, signal);
  if (done !== undefined) return tell(done, world);
  return withAccess(world, async (access) => {
    // One that has started since has to be asked after all.
    const here = (await access.compact(folder, signal)) ?? (await throughCollector(options, world, signal));
    if (here === undefined) throw new CommandError('another program writes to the data folder and does not answer');
    return tell(here, world);
  });
}

async function tell({ merged, into, freed }: Compaction, { out }: World): Promise<number> {
  await out.write(
    merged === 0
      ? 'Nothing to merge: there are no small files beside each other.\n'
      : `Merged ${plural(merged, 'segment', 'segments')} into ${into}; ${freed >= 0 ? `${size(freed)} freed` : `${size(-freed)} more`}.\n`,
  );
  return EXIT.ok;
}

export function compactCommand(world: World): Command {
  return new Command('compact')
    .description('Merge small files into large ones. A collector does that by itself when there are many.')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Nothing is lost or shown twice, whenever it is interrupted.

Exit code: 0 done, or nothing to do; 2 nothing is kept there, or failure.

Examples:
  sightline store compact
  sightline store compact --data ./backup`,
    )
    .action(async (options: DataOption) => {
      await untilInterrupted(world, (signal) => run(options, world, signal));
    });
}
