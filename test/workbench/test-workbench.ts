// A workbench for a test: fresh folders, a data folder and ports of its own, on a copy of the demo shop or of another folder.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../setup/paths.mjs';
import { startWorkbench, type Workbench } from './code-server.ts';
import { freePort } from './ports.ts';
import type { SettingValues } from './settings.ts';

export interface TestWorkbenchOptions {
  /** Folder copied as the workspace; default: the demo shop. */
  readonly workspace?: string;
  readonly settings?: SettingValues;
  readonly env?: NodeJS.ProcessEnv;
  /** The page loads Sightline as a development extension and runs its tests; else it is installed. */
  readonly development?: boolean;
}

export interface TestWorkbench extends Workbench {
  /** The copy; absolute. */
  readonly workspace: string;
  /** SIGHTLINE_DATA of this workbench. */
  readonly dataDir: string;
  /** Where its collector receives records, TCP and UDP. */
  readonly tcpPort: number;
  /** Runs `sightline ARGS` against this workbench's collector; resolves with what it printed. */
  cli(...args: readonly string[]): Promise<string>;
}

const run = promisify(execFile);

// A runner that loses patience ends us by a signal: what we started is ended on the way out.
process.once('SIGTERM', () => process.exit(143));

/** Starts it on free ports; `stop` ends server and collector and removes the folders. */
export async function startTestWorkbench({
  workspace = path.join(root, 'test/demo'),
  settings = {},
  env = {},
  development = false,
}: TestWorkbenchOptions = {}): Promise<TestWorkbench> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'sightline-'));
  const copy = path.join(temporary, path.basename(workspace));
  const home = path.join(temporary, 'home');
  const dataDir = path.join(temporary, 'data');
  cpSync(workspace, copy, { recursive: true });
  mkdirSync(home);
  // The shop's services find their libraries as they do where they come from.
  symlinkSync(path.join(root, 'node_modules'), path.join(temporary, 'node_modules'), 'dir');
  const tcpPort = await freePort();
  const own = { HOME: home, SIGHTLINE_DATA: dataDir, ...env };
  const workbench = await startWorkbench({
    folder: temporary,
    port: await freePort(),
    extensions: development ? [] : [root],
    user: {
      'workbench.colorTheme': 'Default Dark Modern',
      'files.simpleDialog.enable': true,
      // What fails in VS Code's own Git extension, as in a repository that a test removes, would fail the test.
      'git.enabled': false,
      ...settings,
    },
    always: { 'sightline.collector.tcpPort': tcpPort, 'sightline.collector.udpPort': tcpPort },
    env: own,
    development,
  });
  const cli: TestWorkbench['cli'] = async (...args) => {
    const { stdout } = await run(process.execPath, [path.join(root, 'dist/cli.js'), ...args], {
      env: { ...process.env, ...own },
      maxBuffer: 256 << 20,
    });
    return stdout;
  };
  return {
    ...workbench,
    workspace: copy,
    dataDir,
    tcpPort,
    cli,
    async stop() {
      await workbench.stop();
      await cli('stop').catch(() => {}); // it may never have been started
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
