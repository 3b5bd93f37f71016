// The command line `sightline`: puts its world together and runs one command.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { createOutput } from './cli/output.ts';
import { runCli } from './cli/run.ts';

// From source and from dist/ alike, what belongs together lies beside this file, and package.json one folder up.
const here = import.meta.dirname;
const extension = path.extname(import.meta.filename);
const installation = path.dirname(here);
const { version } = JSON.parse(readFileSync(path.join(installation, 'package.json'), 'utf8')) as { version: string };

let interruption: AbortController | undefined;
function interrupted(): AbortSignal {
  if (interruption === undefined) {
    const controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort());
    interruption = controller;
  }
  return interruption.signal;
}

await runCli(process.argv.slice(2), {
  env: process.env,
  platform: process.platform,
  cwd: process.cwd(),
  home: homedir(),
  version,
  programs: {
    collector: path.join(here, `collector${extension}`),
    scan: path.join(here, `scan${extension}`),
    // Built, all of them lie in one folder; from source they lie in their packages.
    wasmFolders: [
      path.join(here, 'wasm'),
      path.join(installation, 'node_modules', 'web-tree-sitter'),
      path.join(installation, 'node_modules', '@vscode', 'tree-sitter-wasm', 'wasm'),
    ],
    installation,
  },
  stdin: process.stdin,
  stdinIsTerminal: process.stdin.isTTY,
  out: createOutput(process.stdout, process.env),
  err: createOutput(process.stderr, process.env),
  interrupted,
  now: () => Date.now(),
  end(code) {
    process.exitCode = code;
  },
});
