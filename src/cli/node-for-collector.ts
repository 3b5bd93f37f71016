// Finds a Node that can run the collector, where the one at hand is too old.

import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CommandError, type World } from './world.ts';

/** The first minor version with zstd in node:zlib; node:sqlite works without a flag from 22.13 on. */
const NEEDED: Readonly<Record<number, number>> = { 22: 15, 23: 8 };
/** What we tell people to install: the oldest line that gets fixes. */
const ADVISED = '22.15';

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 23 || minor >= (NEEDED[major] ?? Infinity);
}

/** The version a program says it is; undefined where it is no Node. */
function versionOf(program: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, ['--version'], { timeout: 5_000 }, (error, stdout) => {
      resolve(error === null && /^v\d+\.\d+\.\d+/.test(stdout) ? stdout.trim() : undefined);
    });
  });
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

/** The Node that the set-up of a checkout fetched. */
function fetched({ env, platform, programs }: World): string[] {
  const tools = env['SIGHTLINE_TOOLS'] ?? path.join(programs.installation, '.vscode-test');
  return foldersIn(path.join(tools, 'node'))
    .flatMap((version) => foldersIn(path.join(version, 'node_modules')))
    .map((home) => path.join(home, 'bin', platform === 'win32' ? 'node.exe' : 'node'))
    .filter((program) => existsSync(program));
}

/** Path or name of a Node for the collector; throws CommandError that says what to do where there is none. */
export async function nodeForCollector(world: World): Promise<string> {
  const named = world.env['SIGHTLINE_NODE'];
  if (named !== undefined && named !== '') {
    const version = await versionOf(named);
    if (version !== undefined && isNewEnough(version)) return named;
    throw new CommandError(
      `SIGHTLINE_NODE is ${named}, which is ${version === undefined ? 'no Node' : `Node ${version.slice(1)}`}: the collector needs Node ${ADVISED} or newer`,
    );
  }
  if (isNewEnough(process.versions.node)) return process.execPath;
  for (const candidate of [...fetched(world), 'node24', 'node22', 'node']) {
    const version = await versionOf(candidate);
    if (version !== undefined && isNewEnough(version)) return candidate;
  }
  throw new CommandError(
    `the collector needs Node ${ADVISED} or newer; found ${process.versions.node}: install one (https://nodejs.org) or set SIGHTLINE_NODE to its path`,
  );
}
