// Generated records and queries for the contract suite: small vocabularies, so that queries hit, and hostile text among them.

import fc from 'fast-check';
import { LEVELS } from '../../src/model/level.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import type {
  FacetRequest,
  HistogramRequest,
  LogQuery,
  RecordFilter,
  SearchRequest,
  StatisticsRequest,
  TemplatesRequest,
} from '../../src/model/query.ts';
import type { IncomingRecord } from '../../src/model/record.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { BASE } from './plain-record.ts';

const word = fc.constantFrom(
  'timeout',
  'timed',
  'out',
  'Order',
  'ORDERS',
  'time',
  'ÉTÉ',
  'été',
  'ΟΔΟΣ',
  'İstanbul',
  'K',
  'k',
  '日本語',
  'naïve',
  'x_1',
  '200',
  '1.0',
  'a.b',
  'null',
  '😀',
  'e\u0301',
);
const hostile = fc.constantFrom(
  '',
  ' ',
  '*',
  '"',
  '\\',
  '\n',
  'a\nb',
  '\u0000',
  '\ud800',
  "'; DROP TABLE body; --",
  '<b>&amp;</b>',
  '${x}',
  '\u202e',
  '%',
  '_',
  '\u0001',
);
const text = fc.oneof(
  { weight: 5, arbitrary: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')) },
  { weight: 2, arbitrary: fc.tuple(word, hostile, word).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 200, 404, 500, 1.5, 1e21, -0, 2 ** 53, 340),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const leaf: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: number },
  fc.boolean(),
  fc.constant(null),
);
const key = fc.constantFrom(
  'context',
  'performance',
  'a',
  'b',
  'a.b',
  'status',
  'items',
  'sku',
  'duration_ms',
  'service',
  'constructor',
  'toString',
  '',
  'ключ',
  'with space',
);

const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: leaf },
    { weight: 2, arbitrary: fc.dictionary(key, tie('value'), { maxKeys: 4 }) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
  ),
})).value;

const service = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('gateway', 'orders', 'Inventory') }, text);
const correlation = fc.constantFrom('req_1', 'req_2', 'REQ_1', 'a-b-c', 'x y', '');
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** Any record a door may hand over. */
export const incomingRecord: fc.Arbitrary<IncomingRecord> = fc
  .record({
    timestamp: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 120_000 }).map((ms) => BASE + ms) },
      { weight: 1, arbitrary: fc.constantFrom(0, -1, -86_400_000, Date.UTC(2100, 0, 1), 8.64e15, BASE) },
    ),
    nanos: fc.constantFrom(0, 0, 1, 500_000, 999_999),
    timestampSource: fc.constantFrom('record' as const, 'arrival' as const),
    observedTimestamp: fc.integer({ min: 0, max: 100_000 }).map((ms) => BASE + ms),
    level: optional(fc.constantFrom(...LEVELS)),
    severityText: optional(fc.constantFrom('notice', 'WARN')),
    service,
    message: text,
    correlationId: optional(correlation),
    logger: optional(fc.constantFrom('app', 'app.db', 'App')),
    function: optional(text),
    file: optional(fc.constantFrom('/srv/app/a.py', 'C:\\app\\b.js')),
    line: optional(fc.integer({ min: 1, max: 300 })),
    event: optional(text),
    environment: optional(fc.constantFrom('dev', 'prod')),
    version: optional(fc.constantFrom('1.0', '1.0.2')),
    exception: optional(
      fc
        .record({
          type: optional(fc.constantFrom('ValueError', 'TypeError')),
          message: optional(text),
          stack: optional(text),
        })
        .map(withoutUndefined),
    ),
    attributes: fc.dictionary(key, value, { maxKeys: 5 }).map((attributes) => attributes as JsonObject),
    format: fc.constantFrom('plain', 'pino'),
    source: fc.constantFrom('tcp', 'udp'),
    masked: fc.nat({ max: 3 }),
    raw: text,
    truncated: fc.boolean(),
  })
  .map((record) => withoutUndefined(record) as IncomingRecord);

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Pieces of words, of numbers, and of what lies between a message's words and its varying values. */
const piece = fc.constantFrom(
  ...[
    '0',
    '1',
    '7',
    '00',
    '12',
    '20',
    '.5',
    '1.',
    '-',
    '_',
    'k',
    'm',
    'ou',
    'RDER',
    'ime',
    '日',
    'É',
    'σ',
    '2026-01',
    't03',
  ],
  ...[
    'r 1',
    'er 12',
    '1 t',
    '2 timed out a',
    '1 timed out after 1',
    'd o',
    'r k',
    '5 ms',
    'x=',
    '-1',
    '1-',
    '1_',
    ': o',
    '\\n',
  ],
);
const star = fc.constantFrom('', '*');

const pattern = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 3, arbitrary: fc.tuple(star, piece, star).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.tuple(star, piece, piece, star).map(([a, b, c, d]) => `${a}${b}*${c}${d}`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '*',
      'time*',
      '*out',
      '*ime*',
      't*d',
      'o*s',
      'timed*out',
      'REQ_*',
      '*_1',
      '日*',
      'é*',
      '2*',
    ),
  },
);
const quoted = pattern.map((one) => `"${one.replace(/["\\]/g, '\\$&')}"`);
const field = fc.constantFrom(
  ...[
    'level',
    'service',
    'logger',
    'message',
    'correlation_id',
    'function',
    'file',
    'line',
    'event',
    'version',
    'exception.type',
    'exception.message',
    'format',
    'raw',
    'severity_text',
  ],
  ...[
    'context',
    'context.a',
    'context.status',
    'a.b',
    'a',
    'items[].sku',
    'items.sku',
    'performance.duration_ms',
    'constructor',
    'status',
    'with\\ space',
  ],
);
const comparison = fc
  .tuple(
    field,
    fc.constantFrom('<', '<=', '>', '>='),
    fc.constantFrom('200', '1.0', '0', 'm', 'orders', '1.0.1', '"2026-01-02"'),
  )
  .map((parts) => parts.join(''));
const time = fc.constantFrom(
  'timestamp>2026-01-02T03:04:30Z',
  'timestamp:[2026-01-02 TO 2026-01-02T03:05:00Z}',
  'timestamp:2026-01-02*',
  'level>=WARNING',
  'level<error',
  'level:warn',
  'level:e*',
);

const queryText: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3 },
    quoted,
    word.map((one) => one.replace(/[.]/g, '\\.')),
    fc.tuple(field, quoted).map(([name, one]) => `${name}:${one}`),
    fc
      .tuple(field, fc.constantFrom('200', '1.0', '1', 'orders', 'ORDERS', 'app', 'app.*', 'true', 'req_1', '*'))
      .map(([name, one]) => `${name}:${one}`),
    comparison,
    time,
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} AND ${b})`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} OR ${b})`),
    tie('query').map((a) => `NOT (${a})`),
  ),
})).query;

/** Any query, of those that are understood. */
export const logQuery: fc.Arbitrary<LogQuery> = fc
  .oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 8, arbitrary: queryText })
  .map((one) => parseQuery(one).query)
  .filter((query) => query !== undefined);

const range = fc.oneof(
  fc.constant({}),
  fc
    .tuple(fc.integer({ min: -1000, max: 120_000 }), fc.integer({ min: 0, max: 60_000 }))
    .map(([from, length]) => ({ from: BASE + from, to: BASE + from + length })),
  fc.integer({ min: 0, max: 120_000 }).map((from) => ({ from: BASE + from })),
  fc.integer({ min: 0, max: 120_000 }).map((to) => ({ to: BASE + to })),
);

/** Any filter over a store of up to `records` records. */
export function recordFilter(records: number): fc.Arbitrary<RecordFilter> {
  return fc
    .record({
      query: logQuery,
      range,
      upTo: optional(fc.nat({ max: records + 5 })),
      since: optional(fc.nat({ max: records })),
    })
    .map((filter) => withoutUndefined(filter));
}

/** Any search, without a cursor. */
export function searchRequest(records: number): fc.Arbitrary<SearchRequest> {
  return fc
    .record({
      filter: recordFilter(records),
      order: fc.constantFrom('newest' as const, 'oldest' as const),
      limit: fc.integer({ min: 1, max: 60 }),
      skip: optional(fc.nat({ max: records + 10 })),
    })
    .map(({ filter, ...rest }) => withoutUndefined({ ...filter, ...rest }));
}

/** Any histogram. */
export function histogramRequest(records: number): fc.Arbitrary<HistogramRequest> {
  return fc
    .record({
      filter: recordFilter(records),
      buckets: fc.integer({ min: 1, max: 80 }),
      by: fc.oneof(fc.constant('level'), field),
    })
    .map(({ filter, ...rest }) => ({ ...filter, ...rest, by: rest.by.replace('\\', '') }));
}

/** Any statistics; of fields that have numbers as often as not. */
export function statisticsRequest(records: number): fc.Arbitrary<StatisticsRequest> {
  return fc
    .record({
      filter: recordFilter(records),
      field: fc.oneof(fc.constantFrom('context.n', 'performance.duration_ms', 'context.status', 'line'), field),
      by: optional(fc.oneof(fc.constant('service'), field)),
      limit: fc.integer({ min: 1, max: 20 }),
    })
    .map(({ filter, ...rest }) =>
      withoutUndefined({ ...filter, ...rest, field: rest.field.replace('\\', ''), by: rest.by?.replace('\\', '') }),
    );
}

/** Any question for templates. */
export function templatesRequest(records: number): fc.Arbitrary<TemplatesRequest> {
  return fc
    .record({ filter: recordFilter(records), limit: fc.integer({ min: 1, max: 20 }) })
    .map(({ filter, limit }) => ({ ...filter, limit }));
}

/** Any facet. */
export function facetRequest(records: number): fc.Arbitrary<FacetRequest> {
  return fc
    .record({
      filter: recordFilter(records),
      field,
      limit: fc.integer({ min: 1, max: 20 }),
      prefix: optional(fc.constantFrom('o', 'OR', '1', '')),
    })
    .map(({ filter, ...rest }) => withoutUndefined({ ...filter, ...rest, field: rest.field.replace('\\', '') }));
}
