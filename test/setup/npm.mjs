// Runs npm, and turns its failure into the one line that says why.
import { spawnSync } from 'node:child_process';
import { SetUpError } from './set-up-error.mjs';

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** npm as a command line, run by `node`: the one that started us, else the one on the PATH. */
function npmCommand(node) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return { command: node, args: [cli], shell: false };
  return process.platform === 'win32'
    ? { command: 'npm.cmd', args: [], shell: true }
    : { command: 'npm', args: [], shell: false };
}

/** The line of npm's output that names the cause, without its "npm error" prefix. */
function reasonIn(output) {
  const lines = output
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .filter((line) => line !== '' && !/^(code|errno|syscall|A complete log|path|cwd|command) ?/i.test(line));
  return lines[0] ?? output.trim().split('\n').at(-1) ?? '';
}

/**
 * Runs `npm ARGS` in `cwd` with little output, on `node` (path of the program); `env` is added to the environment.
 * Throws SetUpError: "WHAT: npm's own reason", followed by `hint`.
 */
export function npm(args, { cwd, what, hint, node = process.execPath, env = {} }) {
  const { command, args: first, shell } = npmCommand(node);
  const run = spawnSync(command, [...first, ...args, ...QUIET], {
    cwd,
    shell,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 << 20,
  });
  if (run.error) throw new SetUpError(`${what}: npm could not be started (${run.error.message}). ${hint}`);
  if (run.status !== 0) throw new SetUpError(`${what}: ${reasonIn(run.stderr + run.stdout)}\n${hint}`);
}
