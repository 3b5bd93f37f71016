// Opens an address in the user's browser, where there is a screen to open it on.
import { spawn } from 'node:child_process';
import { onPath } from '../setup/on-path.mjs';

function opener() {
  if (process.env.CI) return undefined;
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env;
  const program = DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME ? (onPath('xdg-open') ?? onPath('wslview')) : undefined;
  return program === undefined ? undefined : [program];
}

/** Whether it was handed to a browser. */
export function openPage(url) {
  const command = opener();
  if (command === undefined) return false;
  const child = spawn(command[0], [...command.slice(1), process.platform === 'win32' ? url.replace(/&/g, '^&') : url], {
    stdio: 'ignore',
    detached: true,
  });
  child.on('error', () => {});
  child.unref();
  return true;
}
