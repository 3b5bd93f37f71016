// Makes believable log lines for benchmarks: the same seed gives the same bytes.

/** Small fast generator of pseudo-random numbers in [0, 1) (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SERVICES = ['gateway', 'orders', 'inventory', 'payments', 'notifications'];
const OPERATIONS = ['http_request', 'db_query', 'cache_get', 'publish', 'render'];
const MESSAGES = [
  'request received',
  'request completed',
  'order accepted',
  'stock reserved',
  'payment authorized',
  'cache miss',
  'cache hit',
  'retrying upstream call',
  'message published',
  'template rendered',
  'session refreshed',
  'price calculated',
  'basket updated',
  'address verified',
  'shipment scheduled',
];
const PROBLEMS = [
  'upstream timed out',
  'payment declined',
  'stock exhausted',
  'connection reset by peer',
  'quorum lost',
];

export interface LineGenerator {
  /** The next line, without line end; about 300 bytes. `at` is its time in milliseconds since the epoch. */
  next(at: number): string;
}

/** Lines of this schema from five services; about eight share a correlation ID, 500 requests interleaved; 2 % are errors. */
export function createLines(seed = 1): LineGenerator {
  const random = createRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * random() * from.length)]!;
  const hex = (): string =>
    Math.floor(random() * 0x100000000)
      .toString(16)
      .padStart(8, '0');
  const requests = Array.from({ length: 500 }, () => ({ id: `req_${hex()}${hex()}`, left: 8 }));
  return {
    next(at) {
      const slot = Math.floor(random() * requests.length);
      const request = requests[slot]!;
      request.left -= 1;
      if (request.left <= 0) requests[slot] = { id: `req_${hex()}${hex()}`, left: 4 + Math.floor(random() * 8) };
      const bad = random() < 0.02;
      const level = bad ? 'ERROR' : random() < 0.05 ? 'WARNING' : random() < 0.2 ? 'DEBUG' : 'INFO';
      const message = bad ? pick(PROBLEMS) : pick(MESSAGES);
      return (
        `{"timestamp":"${new Date(at).toISOString()}","level":"${level}","service":"${pick(SERVICES)}","message":"${message}",` +
        `"correlation_id":"${request.id}","logger":"app.${pick(OPERATIONS)}","file":"app/${pick(OPERATIONS)}.py","line":${20 + Math.floor(random() * 200)},` +
        `"context":{"order_id":${Math.floor(random() * 250_000)},"user":"u${Math.floor(random() * 5000)}","region":"eu-${1 + Math.floor(random() * 3)}"},` +
        `"performance":{"duration_ms":${(random() * random() * 400).toFixed(2)},"operation":"${pick(OPERATIONS)}"}}`
      );
    },
  };
}

/** `count` lines spread evenly over `spanMs` before `end`, as one buffer per ~64 KiB, each line ended by a newline. */
export function* chunksOfLines(count: number, spanMs: number, end: number, seed = 1): Generator<Buffer> {
  const lines = createLines(seed);
  let chunk = '';
  for (let index = 0; index < count; index += 1) {
    chunk += `${lines.next(end - spanMs + Math.floor((index / count) * spanMs))}\n`;
    if (chunk.length >= 65_536) {
      yield Buffer.from(chunk);
      chunk = '';
    }
  }
  if (chunk !== '') yield Buffer.from(chunk);
}
