// Writes lines to a TCP door, as a service would.
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends `lines` (JSON or text, without newlines) to 127.0.0.1:`port` and resolves when all are handed over; waits up to 10 s for the door to open. */
export async function sendLines(port: number, lines: readonly (string | object)[]): Promise<void> {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
  for (const limit = Date.now() + 10_000; ; await sleep(100)) {
    try {
      await new Promise<void>((resolve, reject) => {
        const socket = net.connect({ host: '127.0.0.1', port }, () => socket.end(text));
        socket.once('error', reject);
        socket.once('close', () => resolve());
        socket.resume();
      });
      return;
    } catch (error) {
      if (Date.now() > limit) throw error;
    }
  }
}
