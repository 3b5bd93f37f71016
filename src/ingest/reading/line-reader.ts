// Reads a line that a home keeps: the record it was when it arrived, and is whenever it is asked for.

import type { LineMeta, ReadLine } from '../../model/line.ts';
import { formats } from '../formats/index.ts';
import { parseObject } from '../framing/json-lines.ts';
import { scanLine } from '../redaction/suspects.ts';
import { createCorrelationKeys, type CorrelationKeys } from './correlation.ts';
import type { JsonFormat, TextFormat } from './format.ts';
import { readRecord } from './reader.ts';

/** What reading a line depends on besides the line. */
export interface ReadingHint {
  /** The service of a record that names none. */
  readonly service: string;
  /** Ids of the formats that are tried first, or ''. */
  readonly json: string;
  readonly text: string;
  /** Keys that mean correlation, beyond the defaults. */
  readonly correlationKeys: readonly string[];
}

/** A hint as a home keeps it. */
export function hintText({ service, json, text, correlationKeys }: ReadingHint): string {
  return JSON.stringify([service, json, text, ...correlationKeys]);
}

interface Readied {
  readonly service: string;
  readonly json: JsonFormat | undefined;
  readonly text: TextFormat | undefined;
  readonly correlationKeys: CorrelationKeys;
}

const MAX_HINTS = 1000;

/** Creates a reader of kept lines. A hint that is none of ours is read as an empty one. */
export function createLineReader(): ReadLine {
  const known = new Map<string, Readied>();
  const readied = (hint: string): Readied => {
    let ready = known.get(hint);
    if (ready === undefined) {
      if (known.size >= MAX_HINTS) known.clear();
      known.set(hint, (ready = readyOf(hint)));
    }
    return ready;
  };
  return (raw: string, { source, hint, masked, truncated, observedTimestamp }: LineMeta) => {
    const bytes = Buffer.from(raw);
    const entry = { text: raw, flags: scanLine(bytes, 0, bytes.length), truncated, json: parseObject(raw) };
    return readRecord(entry, { source, masked, ...readied(hint) }, observedTimestamp);
  };
}

function readyOf(hint: string): Readied {
  const [service = '', json = '', text = '', ...keys] = stringsOf(hint);
  const format = (id: string): JsonFormat | TextFormat | undefined => formats.find((one) => one.id === id);
  const ofJson = format(json);
  const ofText = format(text);
  return {
    service: service === '' ? 'unknown' : service,
    json: ofJson?.kind === 'json' ? ofJson : undefined,
    text: ofText?.kind === 'text' ? ofText : undefined,
    correlationKeys: createCorrelationKeys(keys),
  };
}

function stringsOf(hint: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(hint);
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
