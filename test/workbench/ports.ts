// Free ports of this machine.
import { createServer } from 'node:net';

/** Whether `port` can be listened on at 127.0.0.1; 0: resolves to any port that can. Resolves to the port, or undefined where it is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

export async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined;
}

/** `wanted` or the next higher one that is free; without `wanted`, any. */
export async function freePort(wanted = 0): Promise<number> {
  for (let port = wanted; port <= wanted + 100; port++) {
    const got = await tryPort(port);
    if (got !== undefined) return got;
  }
  throw new Error(`None of the ports ${wanted} to ${wanted + 100} is free.`);
}
