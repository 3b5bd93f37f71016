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
/** Message texts of plain programs: the same templates again and again, with what varies in them. */
const said = fc
  .tuple(
    fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    fc.nat(3000),
    fc.constantFrom('200', 'req_1', '007', '0000', '1.5', 'a1b2', '9f1c2a7bdead', '12345678901234567', '0x00', '日1'),
    fc.uuid(),
  )
  .map(([which, n, word, uuid]) => {
    const texts = [
      `order ${n} timed out after ${word} ms`,
      `request_id=${word} finished in ${n} ms`,
      `request_id=${uuid} timed out`,
      `ERROR ${n} orders in ${word}`,
      'timed out',
      `${n}`,
      `orders.v${n} - payment ${word}`,
      `job ${uuid} of trace_id="${uuid}" done`,
      `x-${word}-id=${n} level=${word}`,
      `[http-${n}-exec-${word}] com.shop.Orders - timed out`,
      `200 ${n}-${word}_${n}.${word}: order`,
    ];
    return texts[which]!;
  });
const instant = fc.nat(120_000).map((ms) => new Date(BASE + ms).toISOString());
const program = fc.constantFrom('orders', 'gateway', 'orders.api', 'c.s.v2.Orders', 'su', 'kernel');
const severity = fc.constantFrom('INFO', 'ERROR', 'WARNING', 'DEBUG', 'WARN', 'orders');
const pythonLine = fc
  .tuple(instant, program, severity, said, fc.nat(4), fc.nat(300))
  .map(([at, name, lev, text, form, n]) => {
    const time = at.replace('T', ' ').replace('.', ',').slice(0, 23);
    const forms = [
      `${lev}:${name}:${text}`,
      `${time} - ${name} - ${lev} - ${text}`,
      `${time} ${lev} ${name}: ${text}`,
      `${time} ${lev} [${name}] [orders.py:${n}] - ${text}`,
      `[${time}: ${lev}/MainProcess] ${text}`,
    ];
    return forms[form]!;
  });
const goLine = fc
  .tuple(
    instant,
    fc.constantFrom('', 'inventory: '),
    fc.constantFrom('', ' main.go:12:', ' v2/main.go:7:'),
    said,
    fc.nat(2),
  )
  .map(([at, prefix, file, text, digits]) => {
    const time = at
      .slice(0, 19 + digits * 2 + (digits > 0 ? 1 : 0))
      .replaceAll('-', '/')
      .replace('T', ' ')
      .replace('Z', '');
    return `${prefix}${time}${file} ${text}`;
  });
const syslogLine = fc
  .tuple(instant, fc.constantFrom('<34>', '<165>', '<9>', ''), program, fc.nat(99_999), said, fc.nat(3))
  .map(([at, priority, name, pid, text, form]) => {
    const day = String(Number(at.slice(8, 10))).padStart(2);
    const forms = [
      `${priority}Jan ${day} ${at.slice(11, 19)} shop-1 ${name}[${pid}]: ${text}`,
      `${priority === '' ? '<13>' : priority}1 ${at} shop-1 ${name} ${pid} ID${pid % 3} - ${text}`,
      `<165>1 ${at} shop-1 ${name} - - [order@32473 id="${pid}" note="${name}"] ${text}`,
      `${at.slice(0, 19)}+0100 shop-1 ${name}[${pid}]: ${text}`,
    ];
    return forms[form]!;
  });
const bareWord = fc.constantFrom(
  'alice',
  'x_1',
  '18ms',
  '0',
  '0000',
  '-',
  'true',
  '1.50',
  '1e5',
  'a/b',
  '12345678901234568',
  '',
);
const logfmtLine = fc
  .tuple(instant, severity, said, bareWord, fc.uuid(), number, fc.nat(4))
  .map(([at, lev, text, word, uuid, n, form]) => {
    const forms = [
      `time=${at} level=${lev} msg=${quote(text)} user=${word} request_id=${uuid} duration_ms=${n}`,
      `ts="${at.replace('T', ' ')}" level=${lev} caller=main.go:${n} msg=${quote(text)} service=${word}`,
      `level=${lev} request_id=${word} path="${text.replaceAll('"', '')}" status=${n}`,
      `at=${lev} status=${n} ${word} user="${word}"`,
      `a=${word} b=${n} note="${text.replaceAll('"', '')}"`,
    ];
    return forms[form]!;
  });
const plainLine = fc
  .tuple(instant, severity, program, said, fc.nat(300), fc.nat(8))
  .map(([at, lev, name, text, n, form]) => {
    const time = at.replace('T', ' ').slice(0, 19);
    const forms = [
      `${at.slice(0, 23).replace('.', ',')} [http-nio-8080-exec-${n}] ${lev}  com.shop.v2.Orders - ${text}`,
      `${at}  ${lev} ${n} --- [inventory] [nio-8080-exec-${n % 7}] c.s.StockController : ${text}`,
      `${lev}:     127.0.0.1:${n} - "GET /orders/${n} HTTP/1.1" 200 OK`,
      `[${time} +0000] [${n}] [${lev}] ${text}`,
      `${time.replaceAll('-', '/')} [error] ${n}#5678: *1 ${text}`,
      `127.0.0.${n % 5} - ${name} [02/Jan/2026:${at.slice(11, 19)} +0000] "GET /orders?x=${n} HTTP/1.1" ${n} ${n * 7} "-" "curl/8.5.0"`,
      `${lev} ${text}`,
      text,
      `\u001b[32m${lev}\u001b[39m: ${text}`,
    ];
    return forms[form]!;
  });
const textLine = fc
  .tuple(iso, fc.constantFrom('INFO', 'ERROR', 'orders'), prose)
  .map(([at, word, message]) => `${at} ${word} ${message}`);
/** A record and the stack trace behind it. */
const traceLine = fc
  .tuple(fc.oneof(pythonLine, plainLine, syslogLine, logfmtLine), fc.nat(200), said, fc.nat(5))
  .map(([head, n, text, form]) => {
    const traces = [
      `${head}\nTraceback (most recent call last):\n  File "a.py", line ${n % 3}, in pay\nValueError: ${text}`,
      `${head}\njava.lang.IllegalStateException: ${text}\n\tat com.shop.Orders.pay(Orders.java:${n % 3})\nCaused by: java.sql.SQLException: deadlock ${n}\n\t... 12 more`,
      `${head}\nTypeError: order ${n}\n    at pay (/srv/app.mjs:12:9)`,
      `Traceback (most recent call last):\n  File "a.py", line 12, in pay\nValueError: order ${n} timed out`,
      `panic: ${text}\n\ngoroutine ${n} [running]:\nmain.main()\n\t/srv/main.go:8 +0x1d`,
      `ERROR request ${n} failed\nTraceback (most recent call last):\n  File "a.py", line ${n}, in pay\nValueError: timed out`,
    ];
    return traces[form]!;
  });

/** Lines of every format that is text, and records of several lines. */
export const textRecord: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: pythonLine },
    { weight: 2, arbitrary: goLine },
    { weight: 3, arbitrary: syslogLine },
    { weight: 3, arbitrary: logfmtLine },
    { weight: 3, arbitrary: plainLine },
    { weight: 3, arbitrary: traceLine },
    { weight: 1, arbitrary: textLine },
  )
  .map((line) => Buffer.from(line).toString());

/** Any line, as bytes that are valid UTF-8. */
export const logLine: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 8, arbitrary: schemaLine },
    { weight: 3, arbitrary: pinoLine },
    { weight: 2, arbitrary: epochLine },
    { weight: 3, arbitrary: textRecord },
    { weight: 1, arbitrary: oddLine },
  )
  .map((line) => Buffer.from(line).toString());
