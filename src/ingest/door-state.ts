// The state of a door between opening and closing, and its status made of it.

import type { DoorStatus } from '../model/door.ts';
import { messageOf } from '../base/errors.ts';
import type { DoorKind, DoorPorts } from './door.ts';
import { openOnFreePort } from './ports.ts';
import { createTally, type Tally } from './tally.ts';

export interface DoorState {
  readonly tally: Tally;
  /** Opens on `wanted` or the next free port; undefined when nothing can be opened, which the status then says. */
  open<T>(
    wanted: number,
    tryOpen: (
      port: number,
    ) => Promise<{ readonly opened: T; readonly port: number; readonly hosts: readonly string[] }>,
  ): Promise<T | undefined>;
  closed(): void;
  status(): DoorStatus;
}

/** Creates the state of a door that is still closed. */
export function createDoorState({ id, title }: Pick<DoorKind, 'id' | 'title'>, ports: DoorPorts): DoorState {
  const tally = createTally();
  const closed = { state: 'closed', addresses: [] } as const;
  let at: Pick<DoorStatus, 'state' | 'addresses' | 'port' | 'wantedPort' | 'reason'> = closed;
  return {
    tally,
    async open(wanted, tryOpen) {
      try {
        let hosts: readonly string[] = [];
        const { opened, port, reason } = await openOnFreePort(wanted, async (candidate) => {
          const tried = await tryOpen(candidate);
          hosts = tried.hosts;
          return tried;
        });
        const addresses = hosts.map((host) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`));
        at = { state: 'listening', addresses, port, ...(reason !== undefined && { wantedPort: wanted, reason }) };
        return opened;
      } catch (error) {
        ports.log.error(`${title} could not be opened on port ${wanted}`, error);
        at = {
          state: 'failed',
          addresses: [],
          wantedPort: wanted,
          reason: `No ${title} port can be opened: ${messageOf(error)}. Choose another one in the settings.`,
        };
        return undefined;
      } finally {
        ports.changed();
      }
    },
    closed() {
      at = closed;
      ports.changed();
    },
    status: () => ({ id, title, ...at, ...tally.counts() }),
  };
}
