// The commands of `sightline`, in the order of its help.

import type { Command } from 'commander';
import type { World } from '../world.ts';
import { callsCommand } from './calls.ts';
import { collectCommand } from './collect.ts';
import { lintCommand } from './lint.ts';
import { locateCommand } from './locate.ts';
import { queryCommand } from './query.ts';
import { statusCommand } from './status.ts';
import { stopCommand } from './stop.ts';
import { tailCommand } from './tail.ts';

export const COMMANDS: readonly ((world: World) => Command)[] = [
  collectCommand,
  tailCommand,
  queryCommand,
  locateCommand,
  lintCommand,
  callsCommand,
  statusCommand,
  stopCommand,
];
