// The command line `sightline`: puts its world together and runs one command.

import { processWorld } from './cli/process-world.ts';
import { runCli } from './cli/run.ts';

await runCli(processWorld(import.meta.filename, undefined));
