// Believable records of a small shop for tests of pages: requests through three services, slow, failing and retried ones.
import type { IncomingRecord } from '../../../src/model/record.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Level } from '../../../src/model/level.ts';

/** A repeatable source of numbers from 0 to 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const STACK = `Traceback (most recent call last):
  File "/app/orders/app.py", line 88, in pay
    receipt = gateway.charge(card, amount)
  File "/app/orders/payments.py", line 41, in charge
    raise PaymentDeclined(response.reason)
  File "/usr/lib/python3.12/contextlib.py", line 158, in __exit__
    self.gen.throw(value)
orders.payments.PaymentDeclined: insufficient funds`;

interface Line {
  readonly at: number;
  readonly service: string;
  readonly level: Level;
  readonly message: string;
  readonly logger?: string;
  readonly place?: readonly [file: string, line: number, name: string];
  readonly attributes?: JsonObject;
  readonly fails?: boolean;
}

/** A record as a door would hand it over; `over` replaces parts of it. */
export function record(
  timestamp: number,
  over: Partial<IncomingRecord> & { readonly message: string },
): IncomingRecord {
  const whole: IncomingRecord = {
    timestamp,
    nanos: 0,
    timestampSource: 'record',
    observedTimestamp: timestamp + 2,
    service: 'gateway',
    attributes: {},
    format: 'sightline',
    source: 'tcp',
    masked: 0,
    raw: '',
    truncated: false,
    ...over,
  };
  const raw = {
    timestamp: new Date(timestamp).toISOString(),
    level: whole.level,
    service: whole.service,
    message: whole.message,
    correlation_id: whole.correlationId,
    ...whole.attributes,
  };
  return whole.raw === '' ? { ...whole, raw: JSON.stringify(raw) } : whole;
}

function requestLines(random: () => number, number: number): readonly Line[] {
  const order = 8000 + number;
  const amount = Math.round(500 + random() * 9000) / 100;
  const slow = random() < 0.08;
  const declined = random() < 0.06;
  const retried = random() < 0.12;
  const work = slow ? 180 + random() * 400 : 4 + random() * 30;
  const context = { order_id: order, amount };
  const lines: Line[] = [
    {
      at: 0,
      service: 'gateway',
      level: 'INFO',
      message: 'POST /orders received',
      attributes: { req: { method: 'POST', url: '/orders' }, pid: 4121, hostname: 'laptop' },
    },
    {
      at: 4.1,
      service: 'orders',
      level: 'INFO',
      message: 'order received',
      logger: 'orders.app',
      place: ['/app/orders/app.py', 61, 'receive'],
      attributes: { context },
    },
    {
      at: 6.3,
      service: 'orders',
      level: 'DEBUG',
      message: 'cache miss',
      logger: 'orders.cache',
      place: ['/app/orders/cache.py', 17, 'get'],
      attributes: { context: { key: `order:${order}` } },
    },
    {
      at: 11.8,
      service: 'orders',
      level: 'INFO',
      message: 'reserving stock',
      logger: 'orders.app',
      place: ['/app/orders/app.py', 70, 'reserve'],
      attributes: { context },
    },
  ];
  if (retried)
    lines.push({
      at: 12 + work / 2,
      service: 'inventory',
      level: 'WARNING',
      message: 'retrying',
      attributes: { attempt: 2, sku: `SKU-${order % 17}` },
    });
  lines.push({
    at: 13 + work,
    service: 'inventory',
    level: 'INFO',
    message: 'stock reserved',
    attributes: {
      sku: `SKU-${order % 17}`,
      left: order % 40,
      performance: { duration_ms: Math.round(work * 10) / 10 },
    },
  });
  const end = 15 + work;
  if (declined)
    lines.push({
      at: end,
      service: 'orders',
      level: 'ERROR',
      message: 'payment declined',
      logger: 'orders.payments',
      place: ['/app/orders/app.py', 88, 'pay'],
      attributes: { context },
      fails: true,
    });
  const status = declined ? 502 : 201;
  lines.push({
    at: end + 4,
    service: 'gateway',
    level: declined ? 'ERROR' : slow ? 'WARNING' : 'INFO',
    message: declined ? 'POST /orders failed' : 'POST /orders',
    attributes: {
      status,
      performance: { duration_ms: Math.round(end + 4), operation: 'POST /orders' },
      pid: 4121,
      hostname: 'laptop',
    },
  });
  return lines;
}

/** `count` records, in order of time, the last at `end` (ms), about `everyMs` apart. Same arguments, same records. */
export function shopRecords(count: number, end: number, everyMs = 300, seed = 7): readonly IncomingRecord[] {
  const random = numbers(seed);
  const records: IncomingRecord[] = [];
  let start = 0;
  for (let number = 0; records.length < count; number += 1) {
    start += everyMs * 7 * (0.2 + 1.6 * random());
    const correlationId = `req_${1767312000 + number}_${Math.floor(random() * 0xffffffff)
      .toString(16)
      .padStart(8, '0')}`;
    for (const { at, service, level, message, logger, place, attributes = {}, fails } of requestLines(random, number)) {
      records.push(
        record(Math.floor(start + at), {
          nanos: Math.floor((at % 1) * 1e6),
          service,
          level,
          message,
          correlationId,
          attributes,
          format: service === 'gateway' ? 'pino' : 'sightline',
          ...(logger === undefined ? {} : { logger }),
          ...(place === undefined ? {} : { file: place[0], line: place[1], function: place[2] }),
          ...(fails === true
            ? { exception: { type: 'PaymentDeclined', message: 'insufficient funds', stack: STACK } }
            : {}),
        }),
      );
    }
  }
  const kept = records.toSorted((a, b) => a.timestamp - b.timestamp || a.nanos - b.nanos).slice(0, count);
  const shift = end - (kept.at(-1)?.timestamp ?? 0);
  return kept.map((one) => ({
    ...one,
    timestamp: one.timestamp + shift,
    observedTimestamp: one.timestamp + shift + 2,
  }));
}
