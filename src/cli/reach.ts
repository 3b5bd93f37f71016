// How the commands reach the collector.

import { silentLog } from '../base/ports.ts';
import type { CollectorContract } from '../protocol/collector-contract.ts';
import { RpcError, type Client } from '../protocol/rpc.ts';
import type { CollectorSettings, CollectorStatus } from '../model/collector.ts';
import type { QueryError } from '../model/query.ts';
import { attachCollector, NoCollectorError, type AttachedCollector } from '../collector/client/attach.ts';
import { createCollectorConnection, type CollectorConnection } from '../collector/client/connection.ts';
import { defaultDataDir } from '../collector/client/data-folder.ts';
import type { CollectorProgram } from '../collector/client/program.ts';
import { compareVersions } from '../collector/client/version.ts';
import { nodeForCollector } from './node-for-collector.ts';
import { CommandError, type World } from './world.ts';

/** The option every command that talks to a collector has. */
export interface DataOption {
  readonly data?: string;
}

export function dataDirOf({ data }: DataOption, world: World): string {
  return defaultDataDir(data === undefined ? world : { ...world, env: { SIGHTLINE_DATA: data } });
}

async function programOf(world: World): Promise<CollectorProgram> {
  return { execPath: await nodeForCollector(world), script: world.programs.collector, env: world.env };
}

/** A collector that runs already; undefined where none does. */
export async function findCollector(options: DataOption, world: World): Promise<AttachedCollector | undefined> {
  try {
    return await attachCollector({
      dataDir: dataDirOf(options, world),
      version: world.version,
      kind: 'cli',
      log: silentLog,
    });
  } catch (error) {
    if (error instanceof NoCollectorError) return undefined;
    throw error;
  }
}

/** The collector that runs, else one started now. A Node that can run it is looked for only when it has to be started. */
export async function reachCollector(options: DataOption, world: World): Promise<AttachedCollector> {
  const found = await findCollector(options, world);
  if (found !== undefined && compareVersions(found.version, world.version) >= 0) return found;
  const program = await programOf(world).catch((error: unknown) => {
    if (found === undefined) throw error;
  });
  // An older collector is better than none.
  if (found !== undefined && program === undefined) return found;
  found?.client.dispose();
  return attachCollector({
    dataDir: dataDirOf(options, world),
    version: world.version,
    kind: 'cli',
    program: program ?? undefined,
    log: silentLog,
  });
}

/** Uses the collector for as long as `use` takes. */
export async function withCollector<T>(
  options: DataOption,
  world: World,
  use: (client: Client<CollectorContract>) => Promise<T>,
): Promise<T> {
  const { client } = await reachCollector(options, world);
  try {
    return await use(client);
  } finally {
    client.dispose();
  }
}

/** A connection that comes back when the collector is replaced or killed. */
export async function keepCollector(options: DataOption, world: World): Promise<CollectorConnection> {
  // One that runs is used whatever Node we are on; only to bring one back is a new enough one needed.
  const running = await findCollector(options, world);
  const startWith = running === undefined ? undefined : portsOf(await running.client.request('status', {}));
  running?.client.dispose();
  const execPath =
    running === undefined ? await nodeForCollector(world) : await nodeForCollector(world).catch(() => process.execPath);
  return createCollectorConnection({
    dataDir: dataDirOf(options, world),
    version: world.version,
    kind: 'cli',
    program: { execPath, script: world.programs.collector, env: world.env },
    startWith,
    log: silentLog,
  });
}

/** What services write to now, so that a collector brought back after a crash hears them again. */
function portsOf({ doors }: CollectorStatus): CollectorSettings {
  const port = (wanted: string): number | undefined => doors.find(({ id }) => id === wanted)?.port;
  return { tcpPort: port('tcp'), udpPort: port('udp') };
}

function isQueryError(details: unknown): details is QueryError {
  return typeof details === 'object' && details !== null && 'from' in details && 'to' in details;
}

/** An error of a request as the user should read it: a mistake in the query is shown where it is. */
export function explain(error: unknown, query: string): unknown {
  if (!(error instanceof RpcError) || error.kind !== 'invalid' || !isQueryError(error.details)) return error;
  const { from, to, message } = error.details;
  const pointer = `${' '.repeat(from)}${'^'.repeat(Math.max(1, Math.min(to, query.length) - from))}`;
  return new CommandError(`${message}\n  ${query.replace(/\s/g, ' ')}\n  ${pointer}`);
}
