// Generated log lines of the kinds that programs write, and of the kinds they should not.
import fc from 'fast-check';
import { BASE } from '../plain-record.ts';

const iso = fc
  .tuple(fc.integer({ min: 0, max: 120_000 }), fc.constantFrom('Z', '+00:00', '', '+02:00', '000Z', '123456Z'))
  .map(([ms, zone]) => `${new Date(BASE + ms).toISOString().slice(0, -1)}${zone}`);
const prose = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('order accepted', 'timed out', 'time out of ORDERS', 'naïve 日本語 text') },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(3000), fc.constantFrom('200', 'req_1', 'x_1', '007', '1.5', 'a1b2-c3', '日1'))
      .map(([n, word]) => `order ${n} timed out after ${word} ms`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      'say "200" twice',
      'a\nb 1',
      'K 200',
      'İstanbul 5',
      '\u001b[31mred 1\u001b[0m',
      'x\ud800y',
      '😀 1',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 10 }) },
);
const number = fc.oneof(
  fc.nat(400),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(
    '1.50',
    '1e3',
    '-0',
    '0.0000001',
    '12345678901234567890',
    '9007199254740993',
    '1767312000.5',
    '200',
    '1.0',
  ),
);
const service = fc.constantFrom('gateway', 'orders', 'Inventory', '');
const level = fc.constantFrom('INFO', 'info', 'WARNING', 'ERROR', 'error', 'notice', 'weird', '', '30');
const quote = (text: string): string => JSON.stringify(text);

const schemaLine = fc
  .tuple(iso, level, service, prose, fc.constantFrom('req_1', 'req_2', 'REQ_1', ''), number, fc.boolean())
  .map(
    ([at, lev, svc, message, id, n, flag]) =>
      `{"timestamp":"${at}","level":"${lev}","service":"${svc}","message":${quote(message)},"correlation_id":"${id}",` +
      `"context":{"status":${n},"a":"${svc}","ok":${flag},"items":[{"sku":"A1"},{"sku":"${id}"}]},"performance":{"duration_ms":${n}}}`,
  );
const pinoLine = fc
  .tuple(fc.constantFrom(10, 20, 30, 40, 50, 60), fc.nat(120_000), prose, fc.nat(500))
  .map(
    ([lev, ms, message, status]) =>
      `{"level":${lev},"time":${BASE + ms},"pid":7,"hostname":"h","name":"orders","status":${status},"msg":${quote(message)}}`,
  );
const epochLine = fc
  .tuple(fc.nat(120_000), prose, fc.constantFrom('null', '"x"', '[]', '{}', '[1,2]'))
  .map(
    ([ms, message, a]) => `{"ts":${(BASE + ms) / 1000},"severity":"warn","msg":${quote(message)},"a":${a},"a.b":"200"}`,
  );
const oddLine = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '{"a":1,"a":"two"}',
    '{"a":',
    '{"__proto__":{"a":"x"},"constructor":"200"}',
    '{}',
    '[]',
    '{"message":"timed out"} trailing',
  ),
  fc.nat(50).map((n) => `{"key_${n}":"timed out","message":"m ${n}"}`),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const textLine = fc
  .tuple(iso, fc.constantFrom('INFO', 'ERROR', 'orders'), prose)
  .map(([at, word, message]) => `${at} ${word} ${message}`);
const traceLine = fc
  .nat(200)
  .map(
    (n) =>
      `ERROR request ${n} failed\nTraceback (most recent call last):\n  File "a.py", line ${n}, in pay\nValueError: timed out`,
  );

/** Any line, as bytes that are valid UTF-8. */
export const logLine: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 8, arbitrary: schemaLine },
    { weight: 3, arbitrary: pinoLine },
    { weight: 2, arbitrary: epochLine },
    { weight: 2, arbitrary: textLine },
    { weight: 1, arbitrary: traceLine },
    { weight: 1, arbitrary: oddLine },
  )
  .map((line) => Buffer.from(line).toString());
