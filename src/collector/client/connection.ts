// A lasting connection to the collector for a window: attaches, starts it where none runs, re-attaches when it ends.

import type { Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/event.ts';
import type { Log } from '../../base/ports.ts';
import type { CollectorSettings } from '../../model/collector.ts';
import type { CollectorContract } from '../../protocol/collector-contract.ts';
import type { HomeState } from '../../protocol/page-contract.ts';
import type { Client } from '../../protocol/rpc.ts';

/** How to start a collector where none runs. */
export interface CollectorProgram {
  /** A Node 22.15 or newer, or VS Code's own executable (it is run as Node). */
  readonly execPath: string;
  /** The built (or source) `collector` root. */
  readonly script: string;
  /** Environment of the new process; NODE_OPTIONS and debugger settings are taken out. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Seconds it stays after the last client left; default 600. */
  readonly lingerSeconds?: number;
}

export interface CollectorConnectionOptions {
  readonly dataDir: string;
  /** Version of the asking program; an older collector is replaced, a newer one is used as it is. */
  readonly version: string;
  readonly kind: 'window' | 'cli';
  readonly program: CollectorProgram;
  /** Asked at every start and attach; what it answers is applied. Absent: the collector's own settings stand. */
  readonly settings?: () => CollectorSettings;
  readonly log: Log;
}

/** The collector as a window sees it: there, or on its way. */
export interface CollectorConnection extends Disposable {
  /** `upTo` of `ready` is always the newest one told. */
  readonly state: HomeState;
  readonly onDidChangeState: Event<HomeState>;
  /** There is something up to this arrival number; at most 10 a second. */
  readonly onChanged: Event<number>;
  /** Ask `status` again; at most one a second. */
  readonly onStatusChanged: Event<void>;
  /**
   * Asks the collector; while it is being reached, waits up to 10 s for it. Rejects with RpcError: `closed` where it
   * was not reached or ended while answering, else as `Client.request`.
   */
  readonly request: Client<CollectorContract>['request'];
  /** Attaches or starts (again), also after `stop` or a failure; harmless while connected. Nothing happens before the first call. */
  start(): void;
  /** Ends the collector for every client; state `stopped` until `start`. Resolves when it has ended. */
  stop(): Promise<void>;
  /** Tells the collector the settings of now. Resolves when applied; does nothing while there is no connection. */
  configure(): Promise<void>;
}
