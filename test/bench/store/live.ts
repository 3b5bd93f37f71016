// Measures a collector that takes in a steady stream and answers at the same time; then kills it and opens what it left.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetPeak, memoryOf, startBenchCollector, type BenchCollector } from '../collector-process.ts';
import { quantiles } from '../report.ts';
import type { Ends } from './ends.ts';
import type { KnownCorpus } from './known.ts';
import { questionsOf, THE_DAY } from './questions.ts';
import type { Results } from './results.ts';
import type { Sender } from './sending.ts';

const RATE = 60_000;
const BETWEEN_QUESTIONS_MS = 50;
const MEMORY_FLOOR_MB = 250;
const GROWN_MEMORY_FLOOR_MB = 300;
const OPENINGS = 3;
const INGEST_BEFORE_CRASH_MS = 3000;
const GROWN = 5_000_000;

/** The stored day, and who can send more. */
export interface Stored {
  readonly of: KnownCorpus;
  readonly sender: Sender;
  readonly results: Results;
  readonly ends: Ends;
}

/** Round trips in ms of requests that ask nothing, one each 10 ms until `until` resolves. */
async function pingWhile(dataDir: string, until: () => Promise<void>, ends: Ends): Promise<number[]> {
  const child = fork(path.join(import.meta.dirname, 'pings.ts'), [dataDir]);
  ends.add(() => void child.kill());
  await once(child, 'message');
  await until();
  const waits = once(child, 'message');
  child.send('end');
  const [answer] = (await waits) as [number[]];
  return answer;
}

/** `seconds` of 60,000 records a second with one question after the other; leaves the collector in the middle of it. */
export async function live(
  collector: BenchCollector,
  { of, sender, results, ends }: Stored,
  seconds: number,
): Promise<void> {
  const { corpus } = of;
  const work = `${RATE.toLocaleString('en-US')} records/s for ${seconds} s on top of ${corpus.records.toLocaleString('en-US')}, questions all the time`;
  forgetPeak(collector.pid);
  const before = (await collector.client.request('status', {})).store.records;
  const questions = questionsOf(of).filter(({ floor }) => floor <= 200);
  const from = corpus.records;
  const sending = sender.send({
    from,
    to: from + RATE * seconds * 2,
    port: collector.tcpPort,
    clients: 1,
    perSecond: RATE,
  });
  let asked = 0;
  const begin = performance.now();
  const waits = await pingWhile(
    collector.dataDir,
    async () => {
      for (; performance.now() - begin < seconds * 1000; asked += 1) {
        const question = questions[asked % questions.length]!;
        const { found, expected } = await question.ask({ client: collector.client, onStep() {} }, asked);
        if (expected !== undefined) results.check(`${question.what}, while records arrive`, found, expected);
        await sleep(BETWEEN_QUESTIONS_MS);
      }
    },
    ends,
  );
  const rate =
    ((await collector.client.request('status', {})).store.records - before) / ((performance.now() - begin) / 1000);
  const memory = memoryOf(collector.pid);
  const { p50, p99, max } = quantiles(waits);
  const figure = {
    unit: 'ms',
    better: 'lower',
    work: `${work}; ${waits.length} pings, median ${p50.toFixed(1)} ms`,
  } as const;
  results.add({ what: 'pause of the collector, 99th percentile', value: p99, floor: 50, aim: 20, ...figure });
  results.add({ what: 'pause of the collector, longest', value: max, ...figure });
  const taken = { unit: 'records/s', better: 'higher', work: `${work}; ${asked} questions` } as const;
  results.add({ what: 'taken in while answering', value: rate, floor: RATE * 0.97, ...taken });
  if (memory === undefined) results.note('memory is measured on Linux only');
  else {
    const floor = corpus.records > GROWN ? GROWN_MEMORY_FLOOR_MB : MEMORY_FLOOR_MB;
    results.add({
      what: 'memory, ingesting and answering, peak',
      value: memory.peak,
      unit: 'MB',
      better: 'lower',
      floor,
      work,
    });
  }
  await collector.kill();
  sender.stop();
  await sending.catch(() => undefined);
}

/** As many records at the same rate, then a crash in the middle of them. */
async function ingestAndKill(collector: BenchCollector, { of, sender }: Stored, from: number): Promise<void> {
  const to = from + of.corpus.records;
  const sending = sender.send({ from, to, port: collector.tcpPort, clients: 1, perSecond: RATE });
  await sleep(INGEST_BEFORE_CRASH_MS);
  await collector.kill();
  sender.stop();
  await sending.catch(() => undefined);
}

/**
 * From the start of the process to its first answer, on what `live` left behind and twice more on what a crash while
 * ingesting left: each with another part of a segment not yet sealed.
 */
export async function openings(dataDir: string, stored: Stored): Promise<void> {
  const { of, results, ends } = stored;
  const { corpus } = of;
  const times: number[] = [];
  for (let turn = 0; turn < OPENINGS; turn += 1) {
    const begin = performance.now();
    const collector = await startBenchCollector(dataDir);
    ends.add(() => collector.stop());
    const index = (turn + 1) * 1_000;
    const query = `correlation_id:${corpus.correlationId(index)}`;
    const { records } = await collector.client.request('search', {
      query,
      range: THE_DAY,
      order: 'newest',
      limit: 200,
    });
    times.push(performance.now() - begin);
    results.check('correlation look-up after a crash', records.length, corpus.sharing(index));
    const day = await collector.client.request('histogram', { query: '', range: THE_DAY, buckets: 60, by: 'level' });
    results.check('records of the day after a crash', day.total, corpus.records);
    await (turn + 1 < OPENINGS ? ingestAndKill(collector, stored, corpus.records) : collector.stop());
  }
  const { p50, max } = quantiles(times);
  results.add({
    what: 'opening after a crash, to the first answer',
    value: p50,
    unit: 'ms',
    better: 'lower',
    floor: corpus.records > GROWN ? 1500 : 600,
    work: `${corpus.records.toLocaleString('en-US')} records and more, killed while ingesting; start of the process included; median of ${OPENINGS}, the longest ${Math.round(max)} ms`,
  });
}
