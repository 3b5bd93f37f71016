// A desktop VS Code with Sightline in it, as a process of its own beside the user's windows.
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { root } from '../setup/paths.mjs';
import { onPath } from '../setup/on-path.mjs';
import { SetUpError } from '../setup/set-up-error.mjs';
import { writeSettings } from '../workbench/settings.ts';

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The `code` to run, or undefined where there is none. `named` is a path or a name on the PATH; relative to where npm was
 * called. A remote shell's `code` only talks to a window far away, so it does not count.
 */
export function findDesktop(named) {
  if (named === undefined) return process.env.VSCODE_IPC_HOOK_CLI === undefined ? onPath('code') : undefined;
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), named);
  const found = isProgram(file) ? file : onPath(named);
  if (found === undefined) throw new SetUpError(`--code ${named}: there is no such program.`);
  return found;
}

/** Opens `workspace` and resolves when its window is there to be used; `closed` resolves when the user closes it. */
export function openDesktop({ code, folder, workspace, extensions, always, env }) {
  const userData = path.join(folder, 'desktop');
  writeSettings(userData, { always });
  const args = [
    ...[
      '--new-window',
      '--wait',
      '--user-data-dir',
      userData,
      '--extensions-dir',
      path.join(folder, 'desktop-extensions'),
    ],
    ...extensions.map((extension) => `--extensionDevelopmentPath=${extension}`),
    workspace,
  ];
  const child = spawn(code, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  const closed = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  return {
    closed,
    /** Closes the window: `code` is only a messenger, VS Code's main process notes its number beside its data. */
    async stop() {
      try {
        process.kill(Number(readFileSync(path.join(userData, 'code.lock'), 'utf8')));
      } catch {
        // closed already
      }
      child.kill();
      await closed.catch(() => {});
    },
  };
}
