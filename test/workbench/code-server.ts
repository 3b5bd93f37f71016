// A VS Code workbench served to a browser (code-server), with its own user data and extensions.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureHost } from '../setup/host.mjs';
import { startGroup } from './process-group.ts';
import { writeSettings, type SettingValues } from './settings.ts';

export interface WorkbenchOptions {
  /** Holds user data, extensions and the server's log. */
  readonly folder: string;
  readonly port: number;
  /** Folders of unpacked extensions. */
  readonly extensions: readonly string[];
  readonly user?: SettingValues;
  /** Settings that win over those the user made. */
  readonly always?: SettingValues;
  /** Added to the environment of server and extensions. */
  readonly env?: NodeJS.ProcessEnv;
  /** Lets pages load a development extension and run its tests. */
  readonly development?: boolean;
}

export interface Workbench {
  /** "http://127.0.0.1:8931". */
  readonly url: string;
  readonly port: number;
  readonly logFile: string;
  /** Resolves when the server ends, asked or not. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;

/** Variables that would make code-server behave as if it ran inside VS Code or npm. */
const FOREIGN = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/i;

function environment(added: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  // No gallery: the page would ask one on the internet.
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...added };
}

/** The folder anew, with a link to each extension; only a server without a list of extensions takes them up. */
function linkExtensions(folder: string, extensions: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const extension of extensions) {
    const { publisher, name, version } = JSON.parse(
      readFileSync(path.join(extension, 'package.json'), 'utf8'),
    ) as Record<string, string>;
    symlinkSync(extension, path.join(folder, `${publisher}.${name}-${version}`), 'dir');
  }
}

/** Starts the server; resolves when it answers. Rejects with its log where it does not. */
export async function startWorkbench({
  folder,
  port,
  extensions,
  user,
  always,
  env = {},
  development = false,
}: WorkbenchOptions): Promise<Workbench> {
  const { node, codeServer } = ensureHost();
  const userData = path.join(folder, 'user-data');
  const extensionsDir = path.join(folder, 'extensions');
  const config = path.join(folder, 'config.yaml');
  const logFile = path.join(folder, 'server.log');
  // Unix sockets have short names only; the project may lie deep.
  const socket = path.join(os.tmpdir(), `sightline-${process.pid}-${port}.sock`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, 'auth: none\ncert: false\n'); // without it code-server writes one into the home folder
  writeSettings(userData, { user, always });
  linkExtensions(extensionsDir, extensions);
  const args = [
    codeServer,
    ...['--config', config, '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...['--user-data-dir', userData, '--extensions-dir', extensionsDir],
    ...['--session-socket', socket],
    ...[
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-workspace-trust',
      '--disable-getting-started-override',
      '--ignore-last-opened',
    ],
    ...(development ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  const out = openSync(logFile, 'w');
  const server = startGroup(node, args, { cwd: folder, env: environment(env), out });
  closeSync(out);
  const url = `http://127.0.0.1:${port}`;
  const runs = (): boolean => server.process.exitCode === null && server.process.signalCode === null;
  for (const limit = Date.now() + START_LIMIT_MS; !(await answers(url)); await sleep(50)) {
    if (runs() && Date.now() < limit) continue;
    await server.stop();
    throw new Error(`VS Code's server did not start. Its log:\n${readFileSync(logFile, 'utf8')}`);
  }
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(socket, { force: true });
  };
  return { url, port, logFile, ended: server.exited, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

export interface PageOptions {
  /** Folder or .code-workspace to open; absolute. */
  readonly folder: string;
  /** Folder of the development extension; only with `development`. */
  readonly extension?: string;
  /** Absolute path of the bundle with `run()`; only with `development`. */
  readonly tests?: string;
}

/** The address of the workbench on a folder. */
export function workbenchUrl({ url, port }: Workbench, { folder, extension, tests }: PageOptions): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`;
  const payload = [
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: folder });
  if (extension !== undefined) query.set('payload', JSON.stringify(payload));
  return `${url}/?${query.toString()}`;
}
