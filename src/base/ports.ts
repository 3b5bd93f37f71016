// The ports through which the pure rooms reach the world: files, a log, a clock.

/** Files by absolute path, '/'-separated. Every call rejects with the platform's error (`code` such as ENOENT). */
export interface Files {
  /** The whole file as UTF-8 text. */
  readText(path: string): Promise<string>;
  /** Absolute paths of the regular files below `root` that `accept` (given the path relative to `root`) lets through. */
  list(root: string, accept: (relativePath: string) => boolean): Promise<readonly string[]>;
}

/** Where a process tells what happens inside it; never the place for the user's own log records. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  /** `error` may be anything thrown; its stack is written where there is one. */
  error(message: string, error?: unknown): void;
}

/** Wall-clock time. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A Log that writes nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
