// Runs commands that take a while: Ctrl+C, or a reader of their output that has gone, ends them at once.

import { EXIT, type World } from './world.ts';

/**
 * Ends the process with what `run` resolves to; where it was interrupted before, with the shells' own number for that.
 * What it rejects with otherwise is passed on.
 */
export async function untilInterrupted(world: World, run: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const signal = AbortSignal.any([world.out.gone, world.interrupted()]);
  try {
    world.end(await run(signal));
  } catch (error) {
    if (!signal.aborted) throw error;
    if (world.interrupted().aborted) world.end(EXIT.interrupted);
  }
}
