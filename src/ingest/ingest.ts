// Ingest: opens the doors and turns what arrives into lines that a home keeps.

import type { Disposable } from '../base/disposable.ts';
import type { Event } from '../base/event.ts';
import type { Clock, Log } from '../base/ports.ts';
import type { DoorStatus, MaskedCount } from '../model/door.ts';
import type { ArrivedLines } from './arrivals.ts';

export interface IngestSettings {
  readonly tcpPort: number;
  readonly udpPort: number;
  /** Mask secrets before anything is handed on. */
  readonly redaction: boolean;
  /** Keys that mean correlation, beyond the defaults. */
  readonly correlationKeys: readonly string[];
}

export interface Ingest extends Disposable {
  /** Opens every door. Never rejects: a door that can't open says so in its status. */
  open(): Promise<void>;
  /** Applies changed settings; doors whose port changed are reopened. */
  configure(settings: IngestSettings): Promise<void>;
  status(): readonly DoorStatus[];
  masked(): readonly MaskedCount[];
  /** A door opened, failed, or began to reject. Counts alone do not fire it. */
  readonly onDidChange: Event<void>;
  /** Stops accepting, hands on what has arrived, closes. */
  close(): Promise<void>;
}

export interface IngestPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Takes lines on; while its promise is pending the door they came from reads no further (backpressure). */
  readonly sink: (lines: readonly ArrivedLines[]) => Promise<unknown>;
}

export type CreateIngest = (settings: IngestSettings, ports: IngestPorts) => Ingest;
