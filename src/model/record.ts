// LogRecord: one log entry, normalised, close to OpenTelemetry's log data model.

import type { JsonObject } from './json.ts';
import type { Level } from './level.ts';

/** An error a record carries: its type, its message and its stack trace as text, each where known. */
export interface LogException {
  readonly type?: string;
  readonly message?: string;
  readonly stack?: string;
}

/** A record as a door hands it to a store: normalised, already redacted, not yet numbered. */
export interface IncomingRecord {
  /** When it happened: whole milliseconds since the Unix epoch (may be negative)… */
  readonly timestamp: number;
  /** …and the nanoseconds within that millisecond, 0 to 999,999. */
  readonly nanos: number;
  /** Whether `timestamp` was in the record or is the time of arrival because the record named none. */
  readonly timestampSource: 'record' | 'arrival';
  /** When it arrived here, milliseconds since the Unix epoch (OpenTelemetry: observed timestamp). */
  readonly observedTimestamp: number;
  /** Normalised level; absent where the record names none. */
  readonly level?: Level;
  /** The level as the program wrote it, where it differs from `level`. */
  readonly severityText?: string;
  /** Name of the service that wrote it; "unknown" where nothing tells. */
  readonly service: string;
  /** The message; for plain text the line without the recognised prefix. */
  readonly message: string;
  readonly correlationId?: string;
  readonly logger?: string;
  readonly function?: string;
  /** Source file as the program names it (may be a path of a container or another machine). */
  readonly file?: string;
  /** 1-based line in `file`. */
  readonly line?: number;
  readonly event?: string;
  readonly environment?: string;
  readonly version?: string;
  readonly exception?: LogException;
  /** Everything else the record said, nested as it came: `{context: {order_id: 1}, performance: {duration_ms: 3}}`. */
  readonly attributes: JsonObject;
  /** Id of the format that understood it (a file of ingest/formats). */
  readonly format: string;
  /** Where it came in: door id and, where known, the peer ("tcp", "udp", "file:/var/log/x"). */
  readonly source: string;
  /** How many secrets were masked in it before it was stored. */
  readonly masked: number;
  /** What came in, after masking: byte for byte where it was valid UTF-8. */
  readonly raw: string;
  /** True where `raw` was cut at the door's cap. */
  readonly truncated: boolean;
}

/** A record as a store answers it. */
export interface LogRecord extends IncomingRecord {
  /** Unique within its home. */
  readonly id: string;
  /** Position in order of arrival within its home, from 1, without reuse. */
  readonly arrival: number;
}
