// Runs the command line from source, as a process of its own.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import type { TestContext } from 'node:test';

const CLI = path.resolve(import.meta.dirname, '../../src/cli.ts');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
}

/** Starts it without waiting; killed at the end of the test where it still runs. */
export function start(
  t: TestContext,
  args: readonly string[],
  { cwd, env }: RunOptions = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...args], {
    cwd,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

export interface Listening {
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves when what it has printed passes the test; rejects where it ends before. */
  readonly until: (test: (out: string) => boolean) => Promise<void>;
  /** Its exit code, once all it printed has been heard. */
  readonly exited: Promise<number | null>;
}

/** What a started one has printed so far, and a wait for more. */
export function listen(child: ChildProcessWithoutNullStreams): Listening {
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    out: () => out,
    err: () => err,
    until: (test) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!test(out)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        void exited.then(() => reject(new Error(`ended before: ${out}${err}`)));
        look();
      }),
    exited,
  };
}

/** Runs it to its end. */
export async function run(t: TestContext, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(t, args, options);
  const heard = listen(child);
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const code = await heard.exited;
  return { code, out: heard.out(), err: heard.err() };
}
