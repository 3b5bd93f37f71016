// A lasting connection to the collector for a window: attaches, starts it where none runs, re-attaches when it ends.

import { setTimeout as sleep } from 'node:timers/promises';
import { createDisposableStore, toDisposable, type Disposable } from '../../base/disposable.ts';
import { messageOf } from '../../base/errors.ts';
import { createEmitter, type Event } from '../../base/event.ts';
import type { Log } from '../../base/ports.ts';
import type { CollectorSettings } from '../../model/collector.ts';
import type { CollectorContract } from '../../protocol/collector-contract.ts';
import type { HomeState } from '../../protocol/page-contract.ts';
import { RpcError, type Client } from '../../protocol/rpc.ts';
import { attachCollector, type AttachedCollector } from './attach.ts';
import type { CollectorProgram } from './program.ts';

export interface CollectorConnectionOptions {
  readonly dataDir: string;
  /** Version of the asking program; an older collector is replaced, a newer one is used as it is. */
  readonly version: string;
  readonly kind: 'window' | 'cli';
  readonly program: CollectorProgram;
  /** Asked at every start and attach; what it answers is applied. Absent: the collector's own settings stand. */
  readonly settings?: () => CollectorSettings;
  /** Where there is no `settings`: what a collector begins with that has to be started; one that runs is not told. */
  readonly startWith?: CollectorSettings;
  readonly log: Log;
}

/** The collector as a window sees it: there, or on its way. */
export interface CollectorConnection extends Disposable {
  /** `connecting` before the first start, too. `upTo` of `ready` is always the newest one told. */
  readonly state: HomeState;
  readonly onDidChangeState: Event<HomeState>;
  /** There is something up to this arrival number; at most 10 a second. */
  readonly onChanged: Event<number>;
  /** Ask `status` again; at most one a second. */
  readonly onStatusChanged: Event<void>;
  /**
   * Asks the collector. While it is being reached, waits up to 10 s for it; before the first `start`, starts. Rejects
   * with RpcError: `closed` where it was not reached, is stopped, or ended while answering; else as `Client.request`.
   */
  readonly request: Client<CollectorContract>['request'];
  /** Attaches or starts (again), also after `stop` or a failure; harmless while connected. Nothing happens before the first call. */
  start(): void;
  /** Ends the collector for every client; state `stopped` until `start`. Resolves when it has ended. */
  stop(): Promise<void>;
  /** Tells the collector the settings of now. Resolves when applied; rejects (`invalid`) where one is wrong, the others hold then. Does nothing while there is no connection. */
  configure(): Promise<void>;
}

const WAIT_FOR_READY_MS = 10_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;
/** A collector that lasted less than this counts as a failure: it is brought back slower and slower. */
const STEADY_MS = 5_000;
/** How long a window whose collector is being replaced waits for the new one before it starts its own. */
const REPLACEMENT_MS = 5_000;

/** Creates the connection, idle until `start` or the first request. */
export function createCollectorConnection(options: CollectorConnectionOptions): CollectorConnection {
  const { log } = options;
  const onError = (error: unknown): void => log.error('a listener of the collector connection failed', error);
  const stateChanged = createEmitter<HomeState>(onError);
  const changed = createEmitter<number>(onError);
  const statusChanged = createEmitter<void>(onError);

  let state: HomeState = { state: 'connecting' };
  let client: Client<CollectorContract> | undefined;
  /** Ends the running attempt to attach and stay attached; undefined while idle. */
  let running: AbortController | undefined;
  /** Ends a pause between two attempts early. */
  let hurry = new AbortController();

  const become = (next: HomeState): void => {
    const same = state.state === next.state && next.state !== 'unreachable';
    state = next;
    if (!same) stateChanged.fire(next);
  };

  const configure = async (): Promise<void> => {
    if (client !== undefined && options.settings !== undefined) await client.request('configure', options.settings());
  };

  /** Resolves when the collector has gone: how it went, and whether another follows. */
  const stayWith = async (attached: AttachedCollector): Promise<'lost' | 'stopped' | 'replaced'> => {
    let end: 'lost' | 'stopped' | 'replaced' = 'lost';
    attached.client.on('changed', ({ upTo }) => {
      if (state.state === 'ready') state = { state: 'ready', upTo };
      changed.fire(upTo);
    });
    attached.client.on('statusChanged', () => statusChanged.fire());
    attached.client.on('stopping', ({ replaced }) => {
      end = replaced ? 'replaced' : 'stopped';
    });
    client = attached.client;
    try {
      await configure().catch((error: unknown) => {
        // A wrong setting is no reason to show no records.
        if (!(error instanceof RpcError) || error.kind !== 'invalid') throw error;
        log.error(`the collector refused a setting: ${error.message}`);
      });
      const status = await client.request('status', {});
      become({ state: 'ready', upTo: status.store.upTo });
      await client.closed;
    } catch (error) {
      log.warn(`the collector (pid ${attached.pid}) did not take part: ${messageOf(error)}`);
    } finally {
      client = undefined;
      attached.client.dispose();
    }
    return end;
  };

  const keep = async (signal: AbortSignal): Promise<void> => {
    const isOver = (): boolean => signal.aborted;
    let retryMs = FIRST_RETRY_MS;
    let startAfterMs = 0;
    while (!isOver()) {
      try {
        const attached = await attachCollector({
          ...options,
          settings: options.settings?.() ?? options.startWith,
          startAfterMs,
          signal,
        });
        if (isOver()) {
          attached.client.dispose();
          return;
        }
        const since = Date.now();
        const end = await stayWith(attached);
        // Let go of while it was connected.
        if (isOver()) return;
        if (end === 'stopped') {
          running = undefined;
          become({ state: 'stopped' });
          return;
        }
        log.info(`the collector (pid ${attached.pid}) has gone: ${end}`);
        startAfterMs = end === 'replaced' ? REPLACEMENT_MS : 0;
        become({ state: 'connecting' });
        if (end === 'replaced' || Date.now() - since >= STEADY_MS) {
          retryMs = FIRST_RETRY_MS;
          continue;
        }
      } catch (error) {
        if (isOver()) return;
        log.warn(messageOf(error));
        become({ state: 'unreachable', message: messageOf(error) });
      }
      // The first pause is short: a killed collector is back before anybody misses it.
      await sleep(retryMs === FIRST_RETRY_MS ? 50 : retryMs, undefined, {
        signal: AbortSignal.any([signal, hurry.signal]),
      }).catch(() => undefined);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    }
  };

  const begin = (): void => {
    if (running !== undefined) return;
    running = new AbortController();
    become({ state: 'connecting' });
    void keep(running.signal);
  };

  const whenReady = async (signal: AbortSignal | undefined): Promise<Client<CollectorContract>> => {
    if (state.state === 'ready' && client !== undefined) return client;
    if (state.state === 'stopped') throw new RpcError('closed', 'the collector is stopped');
    if (state.state === 'unreachable') throw new RpcError('closed', state.message);
    begin();
    const held = createDisposableStore();
    const promise = new Promise<Client<CollectorContract>>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new RpcError('closed', 'the collector is still starting')),
        WAIT_FOR_READY_MS,
      );
      held.add(toDisposable(() => clearTimeout(timer)));
      const cancel = (): void => reject(new RpcError('cancelled', 'cancelled'));
      signal?.addEventListener('abort', cancel, { once: true });
      held.add(toDisposable(() => signal?.removeEventListener('abort', cancel)));
      held.add(
        stateChanged.event((next) => {
          if (next.state === 'ready' && client !== undefined) resolve(client);
          else if (next.state === 'unreachable') reject(new RpcError('closed', next.message));
          else if (next.state === 'stopped') reject(new RpcError('closed', 'the collector is stopped'));
        }),
      );
    });
    return promise.finally(() => held.dispose());
  };

  const letGo = (): void => {
    running?.abort();
    running = undefined;
    client?.dispose();
  };

  return {
    get state() {
      return state;
    },
    onDidChangeState: stateChanged.event,
    onChanged: changed.event,
    onStatusChanged: statusChanged.event,
    async request(method, params, asking) {
      return (await whenReady(asking?.signal)).request(method, params, asking);
    },
    start() {
      hurry.abort();
      hurry = new AbortController();
      begin();
    },
    async stop() {
      const current = client;
      if (current !== undefined) {
        await current.request('stop', {}).catch(() => undefined);
        await current.closed;
      }
      letGo();
      become({ state: 'stopped' });
    },
    configure,
    dispose: letGo,
  };
}
