// The TCP door: lines of any number of clients, each read no faster than its records can be kept.

import { createServer, type Server, type Socket } from 'node:net';
import type { DoorKind, DoorPorts } from '../door.ts';
import { createDoorState, type DoorState } from '../door-state.ts';
import { isForeignFirstLine, REFUSAL } from '../foreign-protocols.ts';
import { isNoAddress, LOOPBACK } from '../ports.ts';
import { createPeerStream } from '../stream.ts';

export const tcp: DoorKind = {
  id: 'tcp',
  title: 'TCP',
  create(ports) {
    const state = createDoorState(tcp, ports);
    const clients = new Map<Socket, () => Promise<void>>();
    let servers: readonly Server[] = [];
    return {
      async open(port) {
        servers =
          (await state.open(port, (candidate) =>
            listenOnBoth(candidate, (socket) => serve(socket, ports, state, clients)),
          )) ?? [];
      },
      async close() {
        const closing = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
        servers = [];
        await Promise.all([...clients.values()].map((end) => end()));
        await Promise.all(closing);
        state.closed();
      },
      status: () => state.status(),
    };
  },
};

/** Lines that wait for a stack trace are handed on after this time of quiet; ms. */
const QUIET = 200;
/** A line without its end is handed on after this time of quiet: people type, and slow clients send byte by byte; ms. */
const UNFINISHED = 5_000;
/** A refused client gets this long to read why; ms. */
const LAST_WORDS = 1_000;

function serve(socket: Socket, ports: DoorPorts, state: DoorState, clients: Map<Socket, () => Promise<void>>): void {
  const peer = socket.remoteAddress ?? 'unknown';
  let handedOn: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let lastByteAt = 0;

  const stream = createPeerStream({
    ports,
    tally: state.tally,
    source: 'tcp',
    peer,
    refuse: isForeignFirstLine,
    onRefuse() {
      ports.changed();
      socket.end(REFUSAL);
      setTimeout(() => socket.destroy(), LAST_WORDS).unref();
    },
  });
  const handOn = (): Promise<unknown> => {
    const lines = stream.take();
    if (lines.length > 0) {
      handedOn = handedOn
        .then(() => ports.sink(lines))
        .catch((error: unknown) => ports.log.error('Records of the TCP door could not be handed on', error));
    }
    return handedOn;
  };
  const onQuiet = (): void => {
    timer = undefined;
    stream.settle();
    if (stream.pending() !== undefined) {
      const rest = lastByteAt + UNFINISHED - Date.now();
      if (rest <= 0) stream.finish();
      else timer = setTimeout(onQuiet, rest);
    }
    void handOn();
  };

  socket.on('data', (chunk: Buffer) => {
    lastByteAt = Date.now();
    stream.push(chunk);
    clearTimeout(timer);
    timer = stream.pending() === undefined ? undefined : setTimeout(onQuiet, QUIET);
    socket.pause();
    // In the next turn: a client that sends as fast as it can would otherwise be read dozens of times before anybody else.
    void handOn().then(() => setImmediate(() => socket.resume()));
  });
  socket.on('error', (error) => ports.log.debug(`${peer}: ${error.message}`));
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => {
      clearTimeout(timer);
      stream.finish();
      void handOn().then(() => {
        clients.delete(socket);
        resolve();
      });
    });
  });
  clients.set(socket, () => {
    socket.destroy();
    return ended;
  });
}

/** Listens on the same port of 127.0.0.1 and, where the machine has IPv6, ::1. Rejects with the system's error. */
async function listenOnBoth(
  port: number,
  onClient: (socket: Socket) => void,
): Promise<{ opened: readonly Server[]; port: number; hosts: readonly string[] }> {
  const first = await listen(LOOPBACK.ipv4, port, onClient);
  try {
    const second = await listen(LOOPBACK.ipv6, first.port, onClient);
    return { opened: [first.server, second.server], port: first.port, hosts: [LOOPBACK.ipv4, LOOPBACK.ipv6] };
  } catch (error) {
    if (isNoAddress(error)) return { opened: [first.server], port: first.port, hosts: [LOOPBACK.ipv4] };
    first.server.close();
    throw error;
  }
}

function listen(
  host: string,
  port: number,
  onClient: (socket: Socket) => void,
): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, onClient);
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: host === LOOPBACK.ipv6, backlog: 1024 }, () => {
      server.off('error', reject);
      server.on('error', () => {});
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : port });
    });
  });
}
