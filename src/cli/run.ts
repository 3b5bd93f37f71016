// Runs the command line: picks the command, prints what went wrong, answers with the exit code.

import { Command, CommanderError } from 'commander';
import { messageOf } from '../base/errors.ts';
import { COMMANDS } from './commands/index.ts';
import { palette } from './color.ts';
import { printable } from './plain-text.ts';
import { CommandError, EXIT, type World } from './world.ts';

/** The one command that is asked for, or all of them: for help, and to tell of a mistake. */
async function createProgram(world: World): Promise<Command> {
  const program = new Command('sightline')
    .description('Receives what your services log, finds it again, and leads to the line that wrote it.')
    .version(world.version)
    .addHelpText('after', '\nExit codes: 0 fine, 1 findings (lint) or nothing found, 2 wrong usage or failure.');
  const [name = ''] = world.args;
  const load = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS);
  for (const create of await Promise.all(load.map((one) => one()))) program.addCommand(create(world));
  for (const command of withParts(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void world.out.write(text),
      writeErr: (text) => void world.err.write(text),
      getOutHelpWidth: () => world.out.columns ?? 100,
      getErrHelpWidth: () => world.err.columns ?? 100,
      getOutHasColors: () => world.out.color,
      getErrHasColors: () => world.err.color,
    });
  }
  return program;
}

/** A command and all commands below it. */
function withParts(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withParts)];
}

/** Runs the command the world's arguments name. Resolves when it has ended; never rejects. */
export async function runCli(world: World): Promise<void> {
  try {
    await (await createProgram(world)).parseAsync([...world.args], { from: 'user' });
  } catch (error) {
    // Help and version end the program by an error with code 0; usage mistakes have been printed already.
    if (error instanceof CommanderError) {
      world.end(error.exitCode === 0 ? EXIT.ok : EXIT.failure);
      return;
    }
    world.end(EXIT.failure);
    const shown =
      error instanceof CommandError || world.env['SIGHTLINE_DEBUG'] === undefined
        ? messageOf(error)
        : ((error as Error).stack ?? messageOf(error));
    await world.err.write(`${palette(world.err.color).error('error:')} ${printable(shown)}\n`);
  }
}
