// A record in the making: what a format has understood so far.

import type { JsonValue } from '../../model/json.ts';
import type { Level } from '../../model/level.ts';
import type { Instant } from './instant.ts';

/** Everything a format can find out. What stays undefined was not said. `attributes` takes the rest. */
export interface Draft {
  time?: Instant;
  level?: Level;
  /** The level as the program wrote it. */
  severityText?: string;
  service?: string;
  message?: string;
  correlationId?: string;
  logger?: string;
  function?: string;
  file?: string;
  line?: number;
  event?: string;
  environment?: string;
  version?: string;
  exceptionType?: string;
  exceptionMessage?: string;
  exceptionStack?: string;
  attributes: Record<string, JsonValue>;
}

/** An empty draft. */
export function createDraft(): Draft {
  return { attributes: {} };
}

/** Puts a value under a key, whatever the key is called. */
export function putAttribute(attributes: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__')
    Object.defineProperty(attributes, key, { value, enumerable: true, configurable: true, writable: true });
  else attributes[key] = value;
}
