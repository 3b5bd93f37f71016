// The collector's own socket, for this user only.

import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { DataFolder } from './client/data-folder.ts';

export interface Listening {
  /** Stops accepting and takes the socket away; open connections stay. */
  close(): void;
}

/**
 * Listens for clients. Only the holder of the lock may call this: what lies at the socket's path is a left-over of a
 * collector that was killed, and is taken away. Rejects with what the platform says.
 */
export function listenForClients(
  { socket: path }: DataFolder,
  accept: (socket: Socket) => void,
  onError: (error: Error) => void,
): Promise<Listening> {
  if (process.platform !== 'win32') rmSync(path, { force: true });
  return new Promise((resolve, reject) => {
    const server = createServer(accept);
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      server.on('error', onError);
      if (process.platform !== 'win32') chmodSync(path, 0o600);
      resolve({ close: () => void server.close() });
    });
  });
}
