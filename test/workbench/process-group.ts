// A child process together with all that it starts: they end together, in good order first, then for certain.
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessGroup {
  readonly process: ChildProcess;
  /** Resolves with the first process's exit code (null: a signal) or rejects where it could not be started. */
  readonly exited: Promise<number | null>;
  /** Ends all of them: SIGTERM to the first, then to the group, then SIGKILL. Resolves when none is left, at the latest after `withinMs` and a moment. */
  stop(withinMs?: number): Promise<void>;
}

/** Starts `command` in a process group of its own; `out` is a file descriptor for what it prints. */
export function startGroup(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly out: number },
): ProcessGroup {
  const { cwd, env, out } = options;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', out, out], detached: true });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  exited.catch(() => {}); // whoever waits for it hears of it

  // Once empty, the group's number may come to belong to others.
  let empty = child.pid === undefined;
  const signalGroup = (signal: NodeJS.Signals | 0): boolean => {
    try {
      return !empty && process.kill(-child.pid!, signal);
    } catch {
      empty = true;
      return false;
    }
  };
  child.once('exit', () => signalGroup(0));
  const goneWithin = async (ms: number): Promise<boolean> => {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(30)) if (!signalGroup(0)) return true;
    return !signalGroup(0);
  };
  const killAtExit = (): void => {
    signalGroup('SIGKILL');
  };
  process.once('exit', killAtExit);

  return {
    process: child,
    exited,
    async stop(withinMs = 3_000) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      if (!(await goneWithin(withinMs / 2))) {
        signalGroup('SIGTERM');
        if (!(await goneWithin(withinMs / 2))) {
          signalGroup('SIGKILL');
          await goneWithin(1_000);
        }
      }
      process.off('exit', killAtExit);
    },
  };
}
