// The benchmark's data: as large and as varied as it says, the same every time, with counts that are true.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import test from 'node:test';
import { messageTemplate } from '../../../src/query/template.ts';
import { createCorpus, DAY_MS } from './corpus.ts';
import { createKnownCorpus, FREQUENT_WORDS, SUBSTRINGS, THREE_TERMS } from './known.ts';
import { DAY, type DataSet } from './line-makers.ts';
import { meanBytes } from './load.ts';
import { readStoreOptions } from './options.ts';
import { startSender } from './sending.ts';
import { RARE_WORDS, SERVICES } from './vocabulary.ts';

interface Line {
  readonly timestamp: string;
  readonly level: string;
  readonly service: string;
  readonly message: string;
  readonly correlation_id: string;
  readonly context: { readonly order_id: number };
  readonly performance: { readonly duration_ms: number };
  readonly exc_info?: string;
}

const COUNT = 20_000;
const start = Date.parse(DAY);

function linesOf(set: DataSet, count = COUNT): string[] {
  const corpus = createCorpus(set, count);
  return Array.from({ length: count }, (_, index) => corpus.line(index));
}

for (const [set, bytes] of [
  ['generator', 330],
  ['hostile', 370],
] as const) {
  test(`${set}: about ${bytes} bytes a record, all of one day, 1 % late, 2 % errors with a stack trace`, () => {
    const records = linesOf(set).map((line) => JSON.parse(line) as Line);
    const mean = meanBytes(createCorpus(set, COUNT));
    assert.ok(Math.abs(mean - bytes) < 12, `${mean} bytes`);
    const times = records.map(({ timestamp }) => Date.parse(timestamp));
    assert.ok(times.every((time) => time >= start && time < start + DAY_MS));
    const late = times.filter((time, index) => time < start + Math.floor((index / COUNT) * DAY_MS)).length;
    assert.ok(late > COUNT * 0.005 && late < COUNT * 0.015, `${late} late`);
    const errors = records.filter(({ level }) => level === 'ERROR');
    assert.ok(errors.length > COUNT * 0.015 && errors.length < COUNT * 0.025, `${errors.length} errors`);
    assert.ok(errors.every(({ exc_info: stack }) => stack?.startsWith('Traceback') === true));
  });

  test(`${set}: chunks hold exactly the lines, whatever their size`, () => {
    const expected = linesOf(set).map((line) => `${line}\n`);
    const corpus = createCorpus(set, COUNT);
    for (const size of [2_000, 65_536]) {
      const text = Buffer.concat([...corpus.chunks(0, COUNT, size)]).toString();
      assert.ok(text === expected.join(''));
    }
    assert.equal(Buffer.concat([...corpus.chunks(7, 9)]).toString(), expected.slice(7, 9).join(''));
  });

  test(`${set}: known counts are those of a look at every line`, () => {
    const { corpus, known } = createKnownCorpus(set, COUNT);
    const lines = linesOf(set);
    const records = lines.map((line) => JSON.parse(line) as Line);
    for (const word of [...FREQUENT_WORDS, ...RARE_WORDS, 'zeppelin']) {
      // No key of the lines is one of these words.
      const asWord = new RegExp(`(?<![a-z0-9_])(?<!\\\\n)${word}(?![a-z0-9_"])|(?<![a-z0-9_])${word}"(?!:)`, 'i');
      assert.equal(known.word(word), lines.filter((line) => asWord.test(line)).length, word);
    }
    for (const service of SERVICES)
      assert.equal(known.service(service), records.filter((record) => record.service === service).length);
    for (const service of SERVICES) {
      const durations = records
        .filter((record) => record.service === service)
        .map(({ performance: { duration_ms: ms } }) => ms)
        .sort((a, b) => a - b);
      assert.equal(known.duration(service, 95), durations[Math.ceil(durations.length * 0.95) - 1]);
    }
    const templates = new Set(records.map(({ message }) => messageTemplate(message)));
    assert.equal(known.templates, set === 'generator' ? templates.size : 0);
    for (const piece of SUBSTRINGS)
      assert.equal(known.substring(piece), records.filter(({ message }) => message.includes(piece)).length);
    for (const { service, phrase } of THREE_TERMS) {
      const count = records.filter(
        (one) => one.level === 'ERROR' && one.service === service && one.message.includes(phrase),
      ).length;
      assert.equal(known.three({ service, phrase }), count);
    }
    assert.equal(known.orders, new Set(records.map(({ context }) => context.order_id)).size);
    for (const index of [0, 1, 4_000, 12_345, COUNT - 1]) {
      const id = corpus.correlationId(index);
      assert.equal(records[index]!.correlation_id, id);
      assert.equal(corpus.sharing(index), records.filter((one) => one.correlation_id === id).length);
    }
  });
}

test('about eight records share a correlation ID, hundreds of requests side by side', () => {
  const records = linesOf('generator').map((line) => JSON.parse(line) as Line);
  const ids = new Set(records.map(({ correlation_id: id }) => id));
  const mean = records.length / ids.size;
  assert.ok(mean > 6 && mean < 9, `${mean} records each`);
  assert.ok(new Set(records.slice(5_000, 6_000).map(({ correlation_id: id }) => id)).size > 350);
});

test('the hostile set has words of free text, most of them seldom, and more than a hundred shapes', () => {
  const { known } = createKnownCorpus('hostile', COUNT);
  assert.ok(known.freeWords.length > 5_000, `${known.freeWords.length} words`);
  assert.ok(known.freeWords[0]![1] > 500 && known.freeWords.at(-1)![1] < 5);
  const shapes = new Set(
    linesOf('hostile', 10_000).map((line) => Object.keys((JSON.parse(line) as Line).context).join()),
  );
  assert.ok(shapes.size > 100, `${shapes.size} shapes`);
});

test('records beyond the first day are of the next', () => {
  const corpus = createCorpus('generator', COUNT);
  const day = (index: number): string => (JSON.parse(corpus.line(index)) as Line).timestamp.slice(0, 10);
  assert.equal(day(COUNT - 1), DAY);
  assert.equal(day(COUNT), '2026-01-02');
});

test('the sender hands over every record once, over several connections', async () => {
  const received: Buffer[][] = [];
  const server = createServer((socket) => {
    const chunks: Buffer[] = [];
    received.push(chunks);
    socket.on('data', (chunk) => chunks.push(chunk));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = await startSender('generator', COUNT);
  try {
    const { port } = server.address() as AddressInfo;
    assert.equal(await sender.send({ from: 0, to: COUNT, port, clients: 3 }), COUNT);
    assert.equal(received.length, 3);
    const lines = received.flatMap((chunks) => Buffer.concat(chunks).toString().split('\n').filter(Boolean));
    assert.ok(lines.sort().join('\n') === linesOf('generator').sort().join('\n'));
  } finally {
    await sender.end();
    server.close();
  }
});

test('options: standards, limits, and a sentence for what is wrong', () => {
  assert.equal(readStoreOptions([]).records, 5_000_000);
  const small = readStoreOptions(['--records', '200_000', '--without', 'live', '--without', 'elasticsearch']);
  assert.deepEqual(
    [small.records, small.hostileRecords, [...small.without]],
    [200_000, 200_000, ['live', 'elasticsearch']],
  );
  assert.throws(() => readStoreOptions(['--records', 'many']), /--records must be a whole number of at least 100,000/);
  assert.throws(() => readStoreOptions(['--without', 'lunch']), /there is no part "lunch"/);
});
