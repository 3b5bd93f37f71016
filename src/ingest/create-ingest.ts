// Opens the doors of the shelf and puts redaction, formats and counts behind them.

import { createEmitter } from '../base/event.ts';
import { coalesce } from '../base/coalesce.ts';
import type { Door, DoorPorts } from './door.ts';
import { doors } from './doors/index.ts';
import type { CreateIngest, IngestSettings } from './ingest.ts';
import { createMaskedCounts } from './masked-counts.ts';

/** Status changes are told at most this often; ms. */
const NUDGE_INTERVAL = 100;

/** The port a door is asked to open on, by its id. */
function portOf(id: string, settings: IngestSettings): number {
  return id === 'udp' ? settings.udpPort : settings.tcpPort;
}

/** Creates the ingest; no door is open yet. */
export const createIngest: CreateIngest = (initial, { clock, log, sink }) => {
  let settings = initial;
  const masked = createMaskedCounts();
  const changes = createEmitter<void>((error) => log.error('A listener of the doors failed', error));
  const nudge = coalesce(() => changes.fire(), NUDGE_INTERVAL);
  const ports: DoorPorts = {
    clock,
    log,
    sink,
    masked,
    redaction: () => settings.redaction,
    correlationKeys: () => settings.correlationKeys,
    changed: () => nudge.trigger(),
  };
  const opened: readonly { readonly id: string; readonly door: Door }[] = doors.map((kind) => ({
    id: kind.id,
    door: kind.create(ports),
  }));
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = (action: () => Promise<unknown>): Promise<void> => {
    const done = work.then(action).then(() => {});
    work = done.catch(() => {});
    return done;
  };
  const closeAll = async (): Promise<void> => {
    await Promise.all(opened.map(({ door }) => door.close()));
  };

  return {
    open: () => inTurn(() => Promise.all(opened.map(({ id, door }) => door.open(portOf(id, settings))))),
    configure: (next) =>
      inTurn(async () => {
        const before = settings;
        settings = next;
        const moved = opened.filter(
          ({ id, door }) => portOf(id, before) !== portOf(id, next) && door.status().state !== 'closed',
        );
        await Promise.all(
          moved.map(async ({ id, door }) => {
            await door.close();
            await door.open(portOf(id, next));
          }),
        );
      }),
    status: () => opened.map(({ door }) => door.status()),
    masked: () => masked.list(),
    onDidChange: changes.event,
    close: () => inTurn(closeAll),
    dispose() {
      nudge.dispose();
      void inTurn(closeAll).catch((error: unknown) => log.error('The doors could not be closed', error));
    },
  };
};
