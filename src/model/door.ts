// What a door (ingest endpoint) says of itself: state, counts, and why lines were rejected.

/** Counts of one peer or program that writes to a door. */
export interface DoorSource {
  /** "127.0.0.1", or the service's name once a record named it. */
  readonly name: string;
  readonly received: number;
  readonly kept: number;
  readonly truncated: number;
  readonly rejected: number;
  /** Ids of formats seen, most recent first. */
  readonly formats: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly lastAt: number;
  /** Start of the last line, masked, at most 200 characters. */
  readonly lastLine: string;
}

export interface DoorStatus {
  /** A file of ingest/doors: "tcp", "udp". */
  readonly id: string;
  /** "TCP", "UDP" as the user reads it. */
  readonly title: string;
  readonly state: 'listening' | 'failed' | 'closed';
  /** Addresses listened on, "127.0.0.1:5000". */
  readonly addresses: readonly string[];
  readonly port?: number;
  /** The port that was asked for, where it was taken and another is used. */
  readonly wantedPort?: number;
  /** Why it failed or moved, in one sentence with what to do. */
  readonly reason?: string;
  /** Lines: received = kept + rejected. */
  readonly received: number;
  readonly kept: number;
  readonly truncated: number;
  readonly rejected: number;
  /** Most recent rejections, newest first, at most 20. */
  readonly rejections: readonly { readonly at: number; readonly reason: string; readonly line: string }[];
  /** Most recently active first, at most 50. */
  readonly sources: readonly DoorSource[];
}

/** Secrets masked before storing, by kind and place. */
export interface MaskedCount {
  /** "jwt", "card-number", "field:password"… */
  readonly kind: string;
  /** Service it was found in. */
  readonly service: string;
  readonly count: number;
  readonly lastAt: number;
}
