// Runs a script of the project on a Node new enough for it, with the project's packages in place: `node with-node.mjs SCRIPT ARGS…`. Runs itself on Node 18 and newer.
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureNode24, isNewEnough } from './node24.mjs';
import { ensurePackages } from './packages.mjs';
import { root } from './paths.mjs';
import { failWith } from './set-up-error.mjs';

/** Runs the script under another Node, as if it were this process. */
function rerun({ node, bin }, script, args) {
  const child = spawn(node, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
  });
  // A terminal's Ctrl+C reaches the child by itself; a signal sent to us alone has to be passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', failWith);
  child.on('exit', (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]));
}

try {
  const [file, ...args] = process.argv.slice(2);
  const script = path.resolve(root, file);
  process.chdir(root);
  ensurePackages();
  if (isNewEnough(process.versions.node)) {
    process.argv.splice(1, 2, script);
    await import(pathToFileURL(script).href);
  } else {
    rerun(ensureNode24(), script, args);
  }
} catch (error) {
  failWith(error);
}
