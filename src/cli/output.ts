// Where a command prints: waits for slow readers, falls silent when the reader has gone, knows whether colour is wanted.

import type { Writable } from 'node:stream';

export interface Output {
  /** Resolves when more may be written. Does nothing once the reader has gone. */
  write(text: string): Promise<void>;
  /** Aborted when the reader has gone (`| head`). */
  readonly gone: AbortSignal;
  readonly isTerminal: boolean;
  readonly color: boolean;
  /** Width of the terminal in columns; undefined in a pipe. */
  readonly columns: number | undefined;
}

/** NO_COLOR and FORCE_COLOR (no-color.org, force-color.org) before what the stream is. */
function wantsColor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return isTerminal && env['TERM'] !== 'dumb';
}

/** Prints to `stream`; a reader that goes away is no error. */
export function createOutput(
  stream: Writable & { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): Output {
  const gone = new AbortController();
  const isTerminal = stream.isTTY === true;
  stream.on('error', () => gone.abort());
  return {
    write(text) {
      if (gone.signal.aborted || stream.write(text)) return Promise.resolve();
      return new Promise((resolve) => {
        const go = (): void => {
          stream.off('drain', go);
          gone.signal.removeEventListener('abort', go);
          resolve();
        };
        stream.on('drain', go);
        gone.signal.addEventListener('abort', go, { once: true });
      });
    },
    gone: gone.signal,
    isTerminal,
    color: wantsColor(isTerminal, env),
    get columns() {
      return isTerminal ? stream.columns : undefined;
    },
  };
}
