// What the commands reach of the world outside, handed in by the root so that nothing here is global.

import type { Readable } from 'node:stream';
import type { OfflineAccess } from '../collector/offline.ts';
import type { Output } from './output.ts';

/** Where the built programs lie. */
export interface Programs {
  /** The collector root. */
  readonly collector: string;
  /** The command line in a process that reads the store's files itself. */
  readonly offline: string;
  /** The worker that scans files. */
  readonly scan: string;
  /** Folders of the WASM files; each file is taken from the first that has it. */
  readonly wasmFolders: readonly string[];
  /** The installation: a Node that its set-up fetched is looked for below it. */
  readonly installation: string;
}

export interface World {
  /** The command line, without node and script. */
  readonly args: readonly string[];
  /** Reads the store's files; undefined where this process does not, and another has to be started for it. */
  readonly offline: OfflineAccess | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly cwd: string;
  /** The user's home folder. */
  readonly home: string;
  readonly version: string;
  readonly programs: Programs;
  readonly stdin: Readable;
  readonly stdinIsTerminal: boolean;
  readonly out: Output;
  readonly err: Output;
  /** From the first call on, Ctrl+C and SIGTERM abort this signal instead of ending the process. */
  readonly interrupted: () => AbortSignal;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Says what the process is to end with; without it, EXIT.ok. */
  readonly end: (code: number) => void;
}

/** What a command's process ends with. */
export const EXIT = {
  ok: 0,
  /** Findings; or nothing found, where that is the answer. */
  findings: 1,
  /** Wrong usage, or something failed. */
  failure: 2,
  /** Ctrl+C before the whole answer was printed; the shells' own number for it. */
  interrupted: 130,
} as const;

/** A failure whose message is all the user needs; printed without a stack. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}
