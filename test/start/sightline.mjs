// Asks Sightline's own command line what it has: records from the collector, findings from the linter.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

export const cli = path.join(root, 'dist/cli.js');

/** What `sightline ARGS` prints; exit code 1 means findings. Undefined where it could not answer. */
function ask(args, env, signal) {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, ...args],
      { env: { ...process.env, ...env }, maxBuffer: 256 << 20, signal },
      (error, stdout) => {
        resolve(error === null || error.code === 1 ? stdout : undefined);
      },
    );
  });
}

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** { services, records } of the running collector; undefined where none runs. */
export async function collected(env, signal) {
  const status = parsed(await ask(['status', '--json'], env, signal));
  if (status === undefined) return undefined;
  const names = new Set(
    status.doors
      .flatMap(({ sources }) => sources)
      .filter(({ kept }) => kept > 0)
      .map(({ name }) => name),
  );
  return { services: names.size, records: status.store.records };
}

/** Number of findings in a folder's logger calls; undefined where it can't be told. */
export async function countFindings(folder, env, signal) {
  return parsed(await ask(['lint', folder, '--format', 'json'], env, signal))?.length;
}

/** Ends the collector of this environment; resolves when it has ended. */
export const stopCollector = (env) => ask(['stop'], env, AbortSignal.timeout(4_000));
