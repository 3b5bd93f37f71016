// What a door is to the ingest that opens it, and what it is given.

import type { Clock, Log } from '../base/ports.ts';
import type { DoorStatus } from '../model/door.ts';
import type { ArrivedLines } from './arrivals.ts';
import type { MaskedCounts } from './masked-counts.ts';

export interface DoorPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly sink: (lines: readonly ArrivedLines[]) => Promise<unknown>;
  readonly masked: MaskedCounts;
  /** Settings of the moment. */
  redaction(): boolean;
  correlationKeys(): readonly string[];
  /** Tells that the status changed in more than counts. */
  changed(): void;
}

export interface Door {
  /** Opens on a port, or the next free one. Never rejects: the status says how it went. */
  open(port: number): Promise<void>;
  /** Stops accepting, hands on what has arrived, closes. May be opened again. */
  close(): Promise<void>;
  status(): DoorStatus;
}

/** A kind of door: an entry of the shelf. */
export interface DoorKind {
  /** Name of its file. */
  readonly id: string;
  readonly title: string;
  create(ports: DoorPorts): Door;
}
