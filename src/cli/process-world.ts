// The world of a command line that is a process: its streams, its environment, where the built programs lie.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { OfflineAccess } from '../collector/offline.ts';
import { createOutput } from './output.ts';
import type { World } from './world.ts';

/** Creates the world of this process. `root` is the script it runs: in dist/ and in src/ what belongs together lies beside it. */
export function processWorld(root: string, offline: OfflineAccess | undefined): World {
  const here = path.dirname(root);
  const extension = path.extname(root);
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

  return {
    args: process.argv.slice(2),
    offline,
    env: process.env,
    platform: process.platform,
    cwd: process.cwd(),
    home: homedir(),
    version,
    programs: {
      collector: path.join(here, `collector${extension}`),
      offline: path.join(here, `offline${extension}`),
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
  };
}
