// Installs VS Code for the browser (code-server) into the tools folder, once: workbench and extension host for `npm start` and the tests.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureNode24 } from './node24.mjs';
import { installOnce } from './install-once.mjs';
import { npm } from './npm.mjs';
import { onPath } from './on-path.mjs';
import { root, toolsDir } from './paths.mjs';
import { SetUpError } from './set-up-error.mjs';

const recipe = path.join(root, 'test/setup/host');
const RECIPE_FILES = ['package.json', 'package-lock.json'];
const HINT = 'With a desktop VS Code on the PATH (or `npm start -- --code PATH`) it is not needed.';

/** Names what is installed: another recipe, another folder. Any Node 24 runs it, so the Node does not count. */
const fingerprint = () =>
  createHash('sha256')
    .update(RECIPE_FILES.map((file) => readFileSync(path.join(recipe, file), 'utf8')).join('\n'))
    .digest('hex')
    .slice(0, 16);

function checkBuildTools() {
  if (process.platform === 'win32')
    throw new SetUpError(
      `VS Code for the browser does not run on Windows. Install VS Code and put \`code\` on the PATH.`,
    );
  const missing = [['make'], ['g++', 'c++'], ['python3']].filter((names) => !names.some(onPath)).map(([name]) => name);
  if (missing.length === 0) return;
  const how = process.platform === 'darwin' ? 'xcode-select --install' : `apt-get install ${missing.join(' ')}`;
  throw new SetUpError(
    `VS Code for the browser has two native modules to build, and ${missing.join(', ')} is missing: ${how}\n${HINT}`,
  );
}

/** Installs into `folder`, which is there and empty. */
function install(folder, { node, bin, home }) {
  for (const file of RECIPE_FILES) cpSync(path.join(recipe, file), path.join(folder, file));
  const env = { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, npm_config_nodedir: home };
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  const run = (cwd, ...args) =>
    npm(args, { cwd, node, env, what: 'Could not install VS Code for the browser (code-server)', hint: HINT });
  run(folder, 'ci', '--ignore-scripts');
  // Its own shrinkwrap lacks an entry, so `npm ci` refuses it.
  run(vscode, 'install', '--omit=dev', '--ignore-scripts');
  run(path.join(vscode, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  // The only two native modules the server loads that come without a prebuilt binary.
  run(vscode, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog');
}

/** The installed host: `node` runs `codeServer` (its start script). Throws SetUpError. */
export function ensureHost() {
  const node24 = ensureNode24();
  const folder = path.join(toolsDir, 'host', fingerprint());
  installOnce(folder, (empty) => {
    checkBuildTools();
    console.log('Fetching VS Code for the browser (once, about a minute, 600 MB) …');
    install(empty, node24);
  });
  return { node: node24.node, codeServer: path.join(folder, 'node_modules/code-server/out/node/entry.js') };
}
