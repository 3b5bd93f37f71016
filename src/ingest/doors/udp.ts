// The UDP door: one datagram holds one or several lines.

import { createSocket, type Socket } from 'node:dgram';
import type { DoorKind } from '../door.ts';
import { createDoorState } from '../door-state.ts';
import { isNoAddress, LOOPBACK } from '../ports.ts';
import { createPeerStream, type PeerStream } from '../stream.ts';

/** The most that fits into a datagram over IPv4; one of this size was probably cut, bytes. */
const FULL_DATAGRAM = 65_507;
/** What may wait while records are being kept, bytes; UDP has no way to slow the sender down. */
const MAX_WAITING = 16 << 20;
const MAX_PEERS = 256;

interface Datagram {
  readonly bytes: Buffer;
  readonly host: string;
  readonly port: number;
}

export const udp: DoorKind = {
  id: 'udp',
  title: 'UDP',
  create(ports) {
    const state = createDoorState(udp, ports);
    const peers = new Map<string, PeerStream>();
    let sockets: readonly Socket[] = [];
    let waiting: Datagram[] = [];
    let waitingBytes = 0;
    let draining: Promise<void> | undefined;

    const streamOf = ({ host, port }: Datagram): PeerStream => {
      const name = `${host} ${port}`;
      let stream = peers.get(name);
      if (stream === undefined) {
        if (peers.size >= MAX_PEERS) peers.delete(peers.keys().next().value!);
        stream = createPeerStream({ ports, tally: state.tally, source: 'udp', peer: host });
        peers.set(name, stream);
      }
      return stream;
    };
    const drain = async (): Promise<void> => {
      while (waiting.length > 0) {
        const datagrams = waiting;
        waiting = [];
        waitingBytes = 0;
        const lines = datagrams.flatMap((datagram) => {
          const stream = streamOf(datagram);
          stream.push(datagram.bytes);
          stream.finish(datagram.bytes.length >= FULL_DATAGRAM);
          return stream.take();
        });
        if (lines.length > 0)
          await ports
            .sink(lines)
            .catch((error: unknown) => ports.log.error('Records of the UDP door could not be handed on', error));
      }
      draining = undefined;
    };
    const onMessage = (bytes: Buffer, peer: { readonly address: string; readonly port: number }): void => {
      if (waitingBytes + bytes.length > MAX_WAITING) {
        state.tally.reject(
          'It came faster than records can be kept; TCP would have waited.',
          '',
          peer.address,
          ports.clock.now(),
        );
        return;
      }
      waiting.push({ bytes, host: peer.address, port: peer.port });
      waitingBytes += bytes.length;
      draining ??= Promise.resolve().then(drain);
    };

    return {
      async open(port) {
        sockets = (await state.open(port, (candidate) => bindBoth(candidate, onMessage))) ?? [];
      },
      async close() {
        await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))));
        sockets = [];
        await draining;
        state.closed();
      },
      status: () => state.status(),
    };
  },
};

type OnMessage = (bytes: Buffer, peer: { readonly address: string; readonly port: number }) => void;

/** Binds the same port of 127.0.0.1 and, where the machine has IPv6, ::1. Rejects with the system's error. */
async function bindBoth(
  port: number,
  onMessage: OnMessage,
): Promise<{ opened: readonly Socket[]; port: number; hosts: readonly string[] }> {
  const first = await bind('udp4', port, onMessage);
  const bound = first.address().port;
  try {
    return {
      opened: [first, await bind('udp6', bound, onMessage)],
      port: bound,
      hosts: [LOOPBACK.ipv4, LOOPBACK.ipv6],
    };
  } catch (error) {
    if (isNoAddress(error)) return { opened: [first], port: bound, hosts: [LOOPBACK.ipv4] };
    first.close();
    throw error;
  }
}

function bind(type: 'udp4' | 'udp6', port: number, onMessage: OnMessage): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type, recvBufferSize: 4 << 20, ipv6Only: type === 'udp6' });
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ port, address: type === 'udp4' ? LOOPBACK.ipv4 : LOOPBACK.ipv6, exclusive: true }, () => {
      socket.removeAllListeners('error');
      socket.on('error', () => {});
      socket.on('message', onMessage);
      resolve(socket);
    });
  });
}
