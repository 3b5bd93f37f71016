// Names the folder a collector keeps its data in, and what lies where inside it.

import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** What the choice of a data folder depends on. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
}

/** A collector's places. One folder, one collector. */
export interface DataFolder {
  /** Absolute, links resolved. */
  readonly dir: string;
  /** Held by the operating system's own file lock while a collector runs; never read it, never delete it. */
  readonly lock: string;
  /** Process id of the collector that holds the lock, for people. */
  readonly pid: string;
  /** Unix socket or named pipe. */
  readonly socket: string;
  readonly logFile: string;
  readonly store: string;
}

/** SIGHTLINE_DATA where set, else the platform's folder for a program's own data of this user. */
export function defaultDataDir({ env, platform, home }: Machine): string {
  const named = env['SIGHTLINE_DATA'];
  if (named !== undefined && named !== '') return path.resolve(named);
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Sightline');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Sightline');
  const data = env['XDG_DATA_HOME'];
  // The XDG specification has relative paths ignored.
  const base = data !== undefined && path.isAbsolute(data) ? data : path.join(home, '.local', 'share');
  return path.join(base, 'sightline');
}

/** `sun_path` holds 104 bytes on macOS, 108 on Linux, with its final NUL. */
const MAX_SOCKET_PATH = 103;

function socketPath(dir: string, platform: NodeJS.Platform): string {
  const digest = createHash('sha256').update(dir).digest('hex').slice(0, 24);
  if (platform === 'win32') return `\\\\.\\pipe\\sightline-${digest}`;
  const inside = path.join(dir, 'socket');
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside;
  // Not os.tmpdir() and not XDG_RUNTIME_DIR: two programs of one user may have different ones, and must meet here.
  return path.join(privateShortFolder(), digest);
}

/** A folder with a short path that is this user's alone. Throws where another user got there first. */
function privateShortFolder(): string {
  const user = process.getuid?.() ?? 0;
  const folder = `/tmp/sightline-${user}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== user || (found.mode & 0o077) !== 0) {
    throw new Error(
      `${folder} is not a private folder of this user; remove it, or choose a data folder with a shorter path`,
    );
  }
  return folder;
}

/** Makes the folder where it does not exist yet (for this user only) and names what lies in it. Throws what the file system throws. */
export function openDataFolder(dataDir: string): DataFolder {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return findDataFolder(dataDir)!;
}

/** What lies in a data folder; undefined where there is none. Throws what the file system throws. */
export function findDataFolder(dataDir: string, platform: NodeJS.Platform = process.platform): DataFolder | undefined {
  if (!existsSync(dataDir)) return undefined;
  const dir = realpathSync(dataDir);
  return {
    dir,
    lock: path.join(dir, 'lock'),
    pid: path.join(dir, 'pid'),
    socket: socketPath(dir, platform),
    logFile: logFileOf(dir),
    store: path.join(dir, 'store'),
  };
}

/** Where the collector of `dataDir` writes its own log; the file may not exist yet. */
export function logFileOf(dataDir: string): string {
  return path.join(dataDir, 'collector.log');
}
