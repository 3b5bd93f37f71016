// The collector's own log: a file that is turned over when it gets long.

import { appendFileSync, renameSync, statSync } from 'node:fs';
import { messageOf } from '../base/errors.ts';
import type { Clock, Log } from '../base/ports.ts';

/** What a log file needs to know; `maxBytes` is where it is turned over, one old file (`NAME.old`) is kept. */
export interface LogFileOptions {
  readonly file: string;
  readonly maxBytes: number;
  readonly clock: Clock;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Lines are in the file when the call returns: the last words of a dying process are not lost. Never throws: a log that can't be written must not end what it tells of. */
export function createLogFile({ file, maxBytes, clock }: LogFileOptions): Log {
  let size = sizeOf(file);
  const write = (level: string, message: string): void => {
    const line = `${new Date(clock.now()).toISOString()} ${level.padEnd(5)} [${process.pid}] ${message}\n`;
    try {
      if (size > maxBytes) {
        renameSync(file, `${file}.old`);
        size = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    } catch {
      // Nowhere left to say it.
    }
  };
  return {
    debug: (message) => write('DEBUG', message),
    info: (message) => write('INFO', message),
    warn: (message) => write('WARN', message),
    error(message, error) {
      const thrown =
        error instanceof Error ? (error.stack ?? error.message) : error === undefined ? '' : messageOf(error);
      write('ERROR', thrown === '' ? message : `${message}: ${thrown}`);
    },
  };
}
