// The command line where it reads the store's files itself: `sightline` starts it with a Node that can.

import { processWorld } from './cli/process-world.ts';
import { runCli } from './cli/run.ts';
import { offlineAccess } from './collector/offline.ts';

await runCli(processWorld(import.meta.filename, offlineAccess));
