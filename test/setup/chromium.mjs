// Finds a Chromium for the browser workbench and the tests, and installs it on Debian and Ubuntu where it may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPath } from './on-path.mjs';
import { SetUpError } from './set-up-error.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const PLACES = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a Chromium, Chrome or Edge, or undefined. CHROMIUM in the environment wins. */
export function findChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM !== undefined && CHROMIUM !== '') {
    if (!existsSync(CHROMIUM)) throw new SetUpError(`CHROMIUM names ${CHROMIUM}, which does not exist.`);
    return CHROMIUM;
  }
  return NAMES.map(onPath).find((file) => file !== undefined) ?? PLACES.find((file) => existsSync(file));
}

const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';

function installOnDebian() {
  console.log('Installing Chromium (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const run = spawnSync('apt-get', args, { encoding: 'utf8', env, maxBuffer: 64 << 20 });
    if (run.status !== 0)
      throw new SetUpError(
        `Could not install Chromium: apt-get ${args[0]} failed: ${lastLine(run.stderr || run.stdout)}`,
      );
  }
}

/** The path of a Chromium, installed where it can be. Throws SetUpError that says what to install. */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && onPath('apt-get') !== undefined) {
    installOnDebian();
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new SetUpError(
    'No Chromium, Chrome or Edge was found. Install one (Debian, Ubuntu: `sudo apt-get install chromium`), or name it: CHROMIUM=/path/to/chrome',
  );
}
