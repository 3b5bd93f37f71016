// `sightline store`: what is kept, as files: how much it is, whether it is whole, smaller, elsewhere.

import { Command } from 'commander';
import { compactCommand } from '../store/compact.ts';
import { exportCommand } from '../store/export.ts';
import { infoCommand } from '../store/info.ts';
import { verifyCommand } from '../store/verify.ts';
import type { World } from '../world.ts';

export function storeCommand(world: World): Command {
  return new Command('store')
    .description('Tell what is kept, check it, make it smaller, write it out. Reads the files; needs no collector.')
    .addCommand(infoCommand(world))
    .addCommand(verifyCommand(world))
    .addCommand(compactCommand(world))
    .addCommand(exportCommand(world))
    .addHelpText(
      'after',
      `
To back up, copy the data folder, also while a collector runs: its files are only ever added, deleted or replaced whole,
and what was being written at that moment is cut off when the copy is opened.

Exit code: 0 fine, 1 something is damaged or missing, 2 wrong usage or failure.

Examples:
  sightline store info
  sightline store info --format json | jq .bytes
  sightline store export 'service:orders' --from -1d --format raw > orders.log`,
    );
}
