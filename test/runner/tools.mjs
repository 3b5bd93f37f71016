// The checks of the source itself (ESLint, Prettier, TypeScript), each counted as one test.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

const CHECKS = [
  ['eslint', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']],
  ['prettier', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['tsc (Node)', 'typescript/bin/tsc', ['-p', '.']],
  ['tsc (pages)', 'typescript/bin/tsc', ['-p', 'webview']],
  ['tsc (tests of pages)', 'typescript/bin/tsc', ['-p', 'test/webview']],
  // Seen by everybody who opens the demo: no error of the editor's own may stand beside Sightline's findings.
  ['tsc (demo)', 'typescript/bin/tsc', ['-p', 'test/demo/gateway']],
];

/** Runs a Node script of the project and resolves with its exit code and all it printed. */
export function runScript(script, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Runs the checks, two at a time: each is single-threaded. */
export async function runChecks(tally) {
  const queue = [...CHECKS];
  const worker = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const [name, script, args] = check;
      const { code, output } = await runScript(path.join(root, 'node_modules', script), args);
      if (code === 0) tally.pass();
      else tally.fail(name, output);
    }
  };
  await Promise.all([worker(), worker()]);
}
