// Starts a collector as a process of its own that outlives the one that started it.

import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { CollectorSettings } from '../../model/collector.ts';
import type { DataFolder } from './data-folder.ts';

/** How to start a collector where none runs. */
export interface CollectorProgram {
  /** Node 22.15 or newer, or VS Code's own executable (it is run as Node). */
  readonly execPath: string;
  /** The built (or source) `collector` root. */
  readonly script: string;
  /** Environment of the new process; NODE_OPTIONS and debugger settings are taken out. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Seconds it stays after the last client left; default 600. */
  readonly lingerSeconds?: number;
}

/** Debuggers and test runners of the parent must not take hold of the collector. */
const NOT_INHERITED = [
  'NODE_OPTIONS',
  'VSCODE_INSPECTOR_OPTIONS',
  'NODE_CHANNEL_FD',
  'NODE_TEST_CONTEXT',
  'NODE_V8_COVERAGE',
];

/** Records live briefly: a small nursery keeps the process a hundred megabytes smaller and costs no speed that can be seen. */
const NODE_FLAGS = ['--max-semi-space-size=8'];

/**
 * For the C library of Linux (mallopt(3)): memory that is free goes back to the system, also what other threads had.
 * Without them the process stays at twice its size.
 */
const MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' };

/** The environment a collector is run with. */
export function collectorEnvironment(env: CollectorProgram['env']): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !NOT_INHERITED.includes(name));
  return { ...MALLOC, ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}

/** Arguments of the collector root for these choices. */
export function collectorArguments(
  dataDir: string,
  settings: CollectorSettings | undefined,
  lingerSeconds: number | undefined,
): string[] {
  return [
    '--data',
    dataDir,
    ...(settings === undefined ? [] : ['--settings', JSON.stringify(settings)]),
    ...(lingerSeconds === undefined ? [] : ['--linger', String(lingerSeconds)]),
  ];
}

/** Starts it; what it prints before its own log is open (a crash of Node itself) goes to the end of its log file. */
export function startCollector(
  program: CollectorProgram,
  folder: DataFolder,
  settings: CollectorSettings | undefined,
): ChildProcess {
  const log = openSync(folder.logFile, 'a', 0o600);
  try {
    const child = spawn(
      program.execPath,
      [...NODE_FLAGS, program.script, ...collectorArguments(folder.dir, settings, program.lingerSeconds)],
      {
        cwd: folder.dir,
        detached: true,
        env: collectorEnvironment(program.env),
        stdio: ['ignore', log, log],
        windowsHide: true,
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** The last line of a collector's log, for a message about why it ended; empty where there is none. */
export function lastLogLine(folder: DataFolder): string {
  try {
    const last = readFileSync(folder.logFile, 'utf8').trimEnd().split('\n').at(-1)!;
    return last.replace(/^\S+ [A-Z]+ +\[\d+\] /, '').slice(0, 500);
  } catch {
    return '';
  }
}
