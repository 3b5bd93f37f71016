// Attaches a test to the collector the extension under test has started, through its data folder.
import { homedir } from 'node:os';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { silentLog } from '../../src/base/ports.ts';
import { attachCollector, NoCollectorError, type AttachedCollector } from '../../src/collector/client/attach.ts';
import { defaultDataDir } from '../../src/collector/client/data-folder.ts';

/** Undefined while none runs. */
export async function attachToCollector(): Promise<AttachedCollector | undefined> {
  const dataDir = defaultDataDir({ env: process.env, platform: process.platform, home: homedir() });
  try {
    return await attachCollector({ dataDir, version: '0.0.0', kind: 'cli', log: silentLog });
  } catch (error) {
    if (error instanceof NoCollectorError) return undefined;
    throw error;
  }
}

/** Sends lines to the TCP door of a collector, as a service would. */
export async function sendLines({ client }: AttachedCollector, lines: readonly string[]): Promise<void> {
  const { doors } = await client.request('status', {});
  const port = doors.find(({ id }) => id === 'tcp')?.port;
  if (port === undefined) throw new Error('the TCP door is closed');
  const socket = createConnection({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  socket.end(lines.map((line) => `${line}\n`).join(''));
  await once(socket, 'close');
}
