// Installs VS Code for the browser (code-server) into the tools folder, once: workbench and extension host for `npm start` and the tests.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureNode24 } from './node24.mjs';
import { npm } from './npm.mjs';
import { onPath } from './on-path.mjs';
import { root, toolsDir } from './paths.mjs';
import { SetUpError } from './set-up-error.mjs';

const recipe = path.join(root, 'test/setup/host');
const target = path.join(toolsDir, 'host');
const HINT = 'With a desktop VS Code on the PATH (or `npm start -- --code PATH`) it is not needed.';

const fingerprint = (node) =>
  createHash('sha256')
    .update(
      ['package.json', 'package-lock.json'].map((file) => readFileSync(path.join(recipe, file), 'utf8')).join('\n') +
        node,
    )
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

/** The installed host: `node` runs `codeServer` (its start script). Throws SetUpError. */
export function ensureHost() {
  const { node, bin, home } = ensureNode24();
  const codeServer = path.join(target, 'node_modules/code-server/out/node/entry.js');
  const done = path.join(target, `.done-${fingerprint(node)}`);
  if (existsSync(done)) return { node, codeServer };
  checkBuildTools();
  console.log('Fetching VS Code for the browser (once, under a minute, 600 MB) …');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(path.join(recipe, file), path.join(target, file));
  const env = { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, npm_config_nodedir: home };
  const vscode = path.join(target, 'node_modules/code-server/lib/vscode');
  const run = (cwd, ...args) =>
    npm(args, { cwd, node, env, what: 'Could not install VS Code for the browser (code-server)', hint: HINT });
  run(target, 'ci', '--ignore-scripts');
  // Its own shrinkwrap lacks an entry, so `npm ci` refuses it.
  run(vscode, 'install', '--omit=dev', '--ignore-scripts');
  run(path.join(vscode, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  // The only two native modules the server loads that come without a prebuilt binary.
  run(vscode, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog');
  writeFileSync(done, '');
  return { node, codeServer };
}
