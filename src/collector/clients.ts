// The programs attached to a collector: each with its connection, none able to harm the others.

import type { Socket } from 'node:net';
import { coalesce } from '../base/coalesce.ts';
import { createEmitter, type Event } from '../base/event.ts';
import type { Log } from '../base/ports.ts';
import type { CollectorContract } from '../protocol/collector-contract.ts';
import { RpcError, serve, type Handlers, type Server } from '../protocol/rpc.ts';
import { socketConnection } from './client/wire.ts';

/** What is answered alike to every client. */
export type SharedHandlers = Omit<Handlers<CollectorContract>, 'hello'>;

export interface ClientsOptions {
  readonly version: string;
  readonly handlers: SharedHandlers;
  readonly log: Log;
}

export interface Clients {
  readonly accept: (socket: Socket) => void;
  /** Clients that have said hello. */
  readonly count: number;
  readonly onDidChangeCount: Event<number>;
  /** Nudges every client; coalesced, and only those that read get it. */
  changed(upTo: number): void;
  statusChanged(): void;
  stopping(replaced: boolean): void;
  /** Ends every connection once what is queued for it has gone out. */
  close(): Promise<void>;
}

interface OneClient {
  readonly server: Server<CollectorContract>;
  readonly socket: Socket;
  greeted: boolean;
  /** Nudges it missed because it did not read; sent as one when it does again. */
  missed: { upTo?: number; status?: boolean } | undefined;
}

/** What a client asks is small; what it is answered may be large, but must be read. */
const LIMITS = { maxMessageBytes: 4 * 1024 * 1024, maxQueuedBytes: 64 * 1024 * 1024 };
const MAX_REQUESTS_AT_ONCE = 1_000;
const HELLO_WITHIN_MS = 10_000;
const CHANGED_EVERY_MS = 100;
const STATUS_EVERY_MS = 1_000;

/** Creates an empty set of clients. */
export function createClients({ version, handlers, log }: ClientsOptions): Clients {
  const clients = new Set<OneClient>();
  const countChanged = createEmitter<number>((error) => log.error('counting clients failed', error));
  let newest = 0;
  const greeted = (): OneClient[] => [...clients].filter((client) => client.greeted);

  const nudge = (client: OneClient, what: { readonly upTo?: number; readonly status?: boolean }): void => {
    if (client.socket.writableNeedDrain) {
      client.missed = { ...client.missed, ...what };
      return;
    }
    if (what.upTo !== undefined) client.server.emit('changed', { upTo: what.upTo });
    if (what.status === true) client.server.emit('statusChanged', {});
  };
  const changed = coalesce(() => {
    for (const client of greeted()) nudge(client, { upTo: newest });
  }, CHANGED_EVERY_MS);
  const statusChanged = coalesce(() => {
    for (const client of greeted()) nudge(client, { status: true });
  }, STATUS_EVERY_MS);

  /** The handlers as one client meets them: hello first, and no flood. */
  const guard = (client: () => OneClient, socket: Socket): Handlers<CollectorContract> => {
    let running = 0;
    const guarded = Object.entries(handlers).map(([method, handler]) => {
      const answer = handler as (params: unknown, context: unknown) => unknown;
      return [
        method,
        async (params: unknown, context: unknown): Promise<unknown> => {
          if (!client().greeted) throw new RpcError('invalid', 'say hello first');
          if (running >= MAX_REQUESTS_AT_ONCE) {
            socket.destroy(new Error(`more than ${MAX_REQUESTS_AT_ONCE} requests at once`));
            throw new RpcError('closed', 'too many requests at once');
          }
          running++;
          try {
            return await answer(params, context);
          } finally {
            running--;
          }
        },
      ] as const;
    });
    return {
      ...(Object.fromEntries(guarded) as unknown as SharedHandlers),
      hello: ({ version: theirs, kind }) => {
        const first = !client().greeted;
        client().greeted = true;
        if (first) {
          if (kind === 'window') log.info(`a window of version ${theirs.slice(0, 40)} attached`);
          countChanged.fire(greeted().length);
        }
        return { version, pid: process.pid };
      },
    };
  };

  return {
    accept(socket) {
      let client: OneClient | undefined = undefined;
      const connection = socketConnection(socket, LIMITS);
      connection.onError(([error]) => log.warn(`a client was cut off or went away: ${error.message}`));
      const server = serve<CollectorContract>(
        connection,
        guard(() => client!, socket),
      );
      const added: OneClient = { server, socket, greeted: false, missed: undefined };
      client = added;
      clients.add(added);
      const unknown = setTimeout(() => {
        if (!added.greeted) socket.destroy();
      }, HELLO_WITHIN_MS);
      unknown.unref();
      socket.on('drain', () => {
        const { missed } = added;
        added.missed = undefined;
        if (missed !== undefined) nudge(added, missed);
      });
      socket.once('close', () => {
        clearTimeout(unknown);
        clients.delete(added);
        server.dispose();
        if (added.greeted) countChanged.fire(greeted().length);
      });
    },
    get count() {
      return greeted().length;
    },
    onDidChangeCount: countChanged.event,
    changed(upTo) {
      newest = Math.max(newest, upTo);
      changed.trigger();
    },
    statusChanged: () => statusChanged.trigger(),
    stopping(replaced) {
      for (const { server } of greeted()) server.emit('stopping', { replaced });
    },
    async close() {
      changed.dispose();
      statusChanged.dispose();
      const closing = [...clients].map(({ server, socket }) => {
        const closed = socket.destroyed
          ? Promise.resolve()
          : new Promise<void>((resolve) => socket.once('close', () => resolve()));
        server.dispose();
        return closed;
      });
      await Promise.all(closing);
    },
  };
}
