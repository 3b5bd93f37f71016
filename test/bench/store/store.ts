// Measures the embedded store end to end: taking in, size, memory, answers, pauses, crashes, and others beside it.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBenchCollector } from '../collector-process.ts';
import { compareElasticsearch, type Ours } from '../elasticsearch/compare.ts';
import { askAll } from './ask.ts';
import { createEnds, type Ends } from './ends.ts';
import { hostile } from './hostile.ts';
import { createKnownCorpus } from './known.ts';
import { live, openings, type Stored } from './live.ts';
import { feed, remember, weigh } from './load.ts';
import type { Part, StoreOptions } from './options.ts';
import { questionsOf } from './questions.ts';
import { reference } from './reference.ts';
import { createResults, type Results } from './results.ts';
import { startSender } from './sending.ts';

const INGEST = { floor: 140_000, aim: 300_000 };
const DISK = { floor: 40, aim: 25 };
const GROWN = 5_000_000;

/** The generator's set in one collector, from the first record to the openings after a crash. */
async function generator(options: StoreOptions, results: Results, ends: Ends): Promise<Ours> {
  const { records, without, liveSeconds } = options;
  const of = createKnownCorpus('generator', records);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  ends.add(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const sender = await startSender('generator', records);
  ends.add(() => sender.end());
  const collector = await startBenchCollector(dataDir);
  ends.add(() => collector.stop());
  const memoryFloor = records > GROWN ? 300 : 250;

  const half = Math.floor(records / 2);
  const speeds: number[] = [];
  for (const [clients, from, to] of [
    [1, 0, half],
    [8, half, records],
  ] as const) {
    const perSecond = await feed(collector, sender, { from, to, clients });
    speeds.push(perSecond);
    const work = `${(to - from).toLocaleString('en-US')} records, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
    const what = `TCP to searchable and on disk, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
    results.add({ what, value: perSecond, unit: 'records/s', better: 'higher', ...INGEST, work });
    remember(
      collector,
      `ingesting as fast as it goes, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
      memoryFloor,
      work,
      results,
    );
  }
  const bytes = await weigh(collector, of.corpus, DISK, results);
  const stored = `${records.toLocaleString('en-US')} records stored`;
  remember(collector, 'at rest', memoryFloor, stored, results);
  if (!without.has('questions')) {
    await askAll(collector.client, questionsOf(of), records, results);
    remember(collector, 'answering', memoryFloor, stored, results);
  }
  if (without.has('live')) await collector.stop();
  else {
    const here: Stored = { of, sender, results, ends };
    await live(collector, here, liveSeconds);
    await openings(dataDir, here);
  }
  await sender.end();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  // The slower of both: the claim has to hold for one client and for many.
  return { corpus: of.corpus, perSecond: Math.min(...speeds), bytes };
}

async function measure(options: StoreOptions, results: Results, ends: Ends): Promise<void> {
  const isWanted = (part: Part): boolean => !options.without.has(part);
  const ours = [await generator(options, results, ends)];
  if (isWanted('hostile')) ours.push(await hostile(options.hostileRecords, isWanted('questions'), results, ends));
  if (isWanted('reference')) await reference('generator', options.referenceRecords, results, ends);
  if (isWanted('elasticsearch')) await compareElasticsearch(ours, options.elasticsearchRecords, results, ends);
}

/** Resolves to whether every answer was right and everything ran; figures that fall short are printed as such. */
export async function store(options: StoreOptions): Promise<boolean> {
  const results = createResults();
  const ends = createEnds();
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => limit.reject(new Error(`not done within ${options.limitMinutes} minutes`)),
    options.limitMinutes * 60_000,
  );
  const interrupted = (): void => limit.reject(new Error('interrupted'));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    await Promise.race([measure(options, results, ends), limit.promise]);
  } catch (error) {
    results.fail(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
    process.removeListener('SIGINT', interrupted);
    process.removeListener('SIGTERM', interrupted);
    await ends.all();
  }
  return results.finish(options.json);
}
