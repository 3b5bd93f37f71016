// What the collector is told (settings) and what it says of itself (status).

import type { DoorStatus, MaskedCount } from './door.ts';

/** Everything a client may set; the collector's defaults stand for what is absent. */
export interface CollectorSettings {
  readonly tcpPort?: number;
  readonly udpPort?: number;
  /** Mask secrets before storing. Default true. */
  readonly redaction?: boolean;
  /** Keys that mean correlation, beyond the defaults. */
  readonly correlationKeys?: readonly string[];
  /** Delete the oldest records above this many bytes on disk. */
  readonly retentionBytes?: number;
  /** Delete records older than this many days. */
  readonly retentionDays?: number;
}

export interface StoreStatus {
  /** "embedded", "elasticsearch". */
  readonly home: string;
  readonly records: number;
  readonly bytes: number;
  /** Highest arrival number given out. */
  readonly upTo: number;
  /** Timestamps (ms) of the oldest and newest record; absent when empty. */
  readonly earliest?: number;
  readonly latest?: number;
  /** Why records can't be kept at the moment (disk full, read-only), in one sentence with what to do. */
  readonly problem?: string;
  /** Records dropped because of `problem`. */
  readonly lost: number;
}

/** What merging small files of the store did. */
export interface Compaction {
  /** Files that were merged, and how many they have become. */
  readonly merged: number;
  readonly into: number;
  /** What the store has shrunk by, bytes; less than 0 where it has grown. */
  readonly freed: number;
}

export interface CollectorStatus {
  readonly version: string;
  readonly pid: number;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly dataDir: string;
  readonly logFile: string;
  readonly clients: number;
  readonly redaction: boolean;
  readonly doors: readonly DoorStatus[];
  readonly store: StoreStatus;
  readonly masked: readonly MaskedCount[];
  /** Records kept in the last 10 s, per second. */
  readonly rate: number;
}
