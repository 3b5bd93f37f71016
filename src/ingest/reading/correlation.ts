// Finds the correlation ID of a record: which keys mean it, in which spelling, and where they stand.

import type { JsonObject, JsonValue } from '../../model/json.ts';

/** How well a key means correlation: smaller is better; undefined for not at all. */
export type CorrelationKeys = (key: string) => number | undefined;

/** Keys without their case and signs, best first. */
const DEFAULTS: readonly (readonly string[])[] = [
  ['correlationid', 'xcorrelationid', 'labelscorrelationid'],
  ['requestid', 'xrequestid', 'reqid', 'httprequestid', 'awsrequestid'],
  ['traceid', 'xtraceid', 'ddtraceid', 'oteltraceid', 'contexttraceid'],
];

/** Objects in which such a key counts as the record's own, one level down. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'context',
  'ctx',
  'attributes',
  'extra',
  'fields',
  'req',
  'request',
  'mdc',
  'contextMap',
  'properties',
  'Properties',
  'labels',
  'data',
  'meta',
  'metadata',
  'headers',
  'http',
  'otel',
  'dd',
]);
/** Objects whose `id` is meant: ECS nests `trace.id`, pino-http `req.id`. */
const IDENTIFIED: Readonly<Record<string, string>> = {
  trace: 'traceid',
  req: 'requestid',
  request: 'requestid',
  correlation: 'correlationid',
};

/** An `id` counts a little less than a key that says it all: pino-http numbers its requests and may have the caller's ID as well. */
const JUST_ID = 0.5;

function normalise(key: string): string {
  return key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** Creates the judge of keys; `more` come before the defaults, in their order. Spelling (case, `_`, `-`, `.`) does not matter. */
export function createCorrelationKeys(more: readonly string[]): CorrelationKeys {
  const ranks = new Map<string, number>();
  for (const [rank, names] of [...more.map((name) => [name]), ...DEFAULTS].entries()) {
    for (const name of names)
      if (normalise(name) !== '' && !ranks.has(normalise(name))) ranks.set(normalise(name), rank);
  }
  const known = new Map<string, number | undefined>();
  return (key) => {
    if (known.has(key)) return known.get(key);
    const rank = key.length > 100 ? undefined : ranks.get(normalise(key));
    if (known.size >= 4096) known.clear();
    known.set(key, rank);
    return rank;
  };
}

/** The ID of the best key of a JSON record, at the top, one level down in a container, or in a container's `headers`. */
export function findCorrelation(object: JsonObject, keys: CorrelationKeys): string | undefined {
  const best: { rank: number; id?: string } = { rank: Infinity };
  look(object, keys, 2, best);
  return best.id;
}

function look(object: JsonObject, keys: CorrelationKeys, levels: number, best: { rank: number; id?: string }): void {
  for (const key of Object.keys(object)) {
    const value = object[key] as JsonValue;
    if (typeof value === 'object') {
      if (value !== null && levels > 0 && !Array.isArray(value))
        lookInside(key, value as JsonObject, keys, levels, best);
      continue;
    }
    const rank = keys(key);
    if (rank !== undefined && rank < best.rank) consider(rank, value, best);
  }
}

function lookInside(
  key: string,
  value: JsonObject,
  keys: CorrelationKeys,
  levels: number,
  best: { rank: number; id?: string },
): void {
  const named = Object.hasOwn(IDENTIFIED, key) ? keys(IDENTIFIED[key]!) : undefined;
  const identified = named === undefined ? undefined : named + JUST_ID;
  if (identified !== undefined && identified < best.rank && Object.hasOwn(value, 'id'))
    consider(identified, value['id']!, best);
  if (CONTAINERS.has(key)) look(value, keys, levels - 1, best);
}

/** Zero and empty IDs stand for none (a span without a trace is "0000…"). */
function consider(rank: number, value: JsonValue, best: { rank: number; id?: string }): void {
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id !== 'string' || id.length > 1000 || /^(?:0x)?[0-]*$/.test(id)) return;
  best.rank = rank;
  best.id = id;
}

const PAIR = /(?<![\w.-])([\w.-]{0,40}id)="?([\w.:-]{4,200})/gi;

/** The ID that plain text names as `request_id=…`. */
export function findCorrelationInText(text: string, keys: CorrelationKeys): string | undefined {
  if (text.length > 20_000 || !/id=/i.test(text)) return undefined;
  const best: { rank: number; id?: string } = { rank: Infinity };
  for (const [, key, value] of text.matchAll(PAIR)) {
    const rank = keys(key!);
    if (rank !== undefined && rank < best.rank) consider(rank, value!, best);
  }
  return best.id;
}
