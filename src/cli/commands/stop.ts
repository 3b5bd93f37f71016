// `sightline stop`: ends the collector in good order.

import { Command } from 'commander';
import { dataOption } from '../options.ts';
import { dataDirOf, findCollector, type DataOption } from '../reach.ts';
import { printableLine } from '../plain-text.ts';
import type { World } from '../world.ts';

export function stopCommand(world: World): Command {
  return new Command('stop')
    .description('End the collector: everything received is kept, open windows are told.')
    .addOption(dataOption())
    .addHelpText(
      'after',
      '\nExit code: 0 none is running (any more), 2 failure.\n\nExamples:\n  sightline stop\n  sightline stop --data /tmp/second',
    )
    .action(async (options: DataOption) => {
      const found = await findCollector(options, world);
      if (found === undefined) {
        await world.out.write(`No collector was running for ${printableLine(dataDirOf(options, world))}.\n`);
        return;
      }
      await found.client.request('stop', {});
      await found.client.closed;
      await world.out.write(`Collector stopped (pid ${found.pid}).\n`);
    });
}
