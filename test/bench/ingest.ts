// Measures TCP → parsed → redacted → stored and searchable, then the questions people ask of a million records.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  memoryOf,
  openDoor,
  sendAll,
  startBenchCollector,
  untilStored,
  type BenchCollector,
} from './collector-process.ts';
import { chunksOfLines } from './generate.ts';
import { printFigure, quantiles } from './report.ts';

const DAY_MS = 24 * 3_600_000;

function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

/** Sends `count` lines over `clients` connections; returns records per second until all are searchable. */
async function feed(collector: BenchCollector, count: number, clients: number, end: number): Promise<number> {
  const before = (await collector.client.request('status', {})).store.records;
  // Made beforehand, so that the sender costs next to nothing.
  const loads = Array.from({ length: clients }, (_, index) => [
    ...chunksOfLines(count / clients, DAY_MS, end, index + 1),
  ]);
  const sockets = await Promise.all(loads.map(() => openDoor(collector.tcpPort)));
  const start = performance.now();
  await Promise.all(sockets.map((socket, index) => sendAll(socket, loads[index]!)));
  await untilStored(collector.client, before + count);
  return count / ((performance.now() - start) / 1000);
}

async function timed(repeat: number, run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let turn = 0; turn < repeat; turn += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return quantiles(times).p50;
}

async function questions({ client }: BenchCollector, work: string, end: number): Promise<void> {
  const range = { from: end - DAY_MS, to: end };
  const sample = await client.request('search', { query: '', range, order: 'newest', limit: 500, skip: 1000 });
  const ids = [...new Set(sample.records.flatMap(({ correlationId }) => correlationId ?? []))];
  let turn = 0;
  const newest = (query: string) => () => client.request('search', { query, range, order: 'newest', limit: 200 });
  const figure = async (what: string, floor: number, run: () => Promise<unknown>): Promise<void> => {
    printFigure({ what, value: await timed(9, run), unit: 'ms', floor, better: 'lower', work });
  };
  await figure('correlation look-up', 10, () => newest(`correlation_id:${ids[turn++ % ids.length]!}`)());
  await figure('newest 200 with a frequent word', 100, newest('request'));
  await figure('newest 200 with a rare word', 100, newest('quorum'));
  await figure('newest 200 with an absent word', 100, newest('zeppelin'));
  await figure('newest 200, level, service and a phrase', 100, newest('level:ERROR service:orders "timed out"'));
  const histogram = (query: string) => () => client.request('histogram', { query, range, buckets: 60, by: 'level' });
  await figure('histogram of a day, 60 bars by level', 500, histogram(''));
  await figure('histogram of a day, filtered by level and service', 500, histogram('level:ERROR service:orders'));
  await figure('histogram of a day, filtered by a word', 500, histogram('timed'));
  const facet = (field: string) => () => client.request('facet', { query: '', range, field, limit: 20 });
  await figure('facet of service', 500, facet('service'));
  await figure('facet of context.region', 500, facet('context.region'));
  await figure('the middle of the result (scrolling to rank 500,000)', 500, () =>
    client.request('search', { query: '', range, order: 'newest', limit: 200, skip: 500_000 }),
  );
}

/** `records` in all; the questions are asked of that many. */
export async function ingest(records = 1_000_000): Promise<void> {
  const collector = await startBenchCollector();
  try {
    await measure(collector, records);
  } finally {
    await collector.stop();
  }
}

async function measure(collector: BenchCollector, records: number): Promise<void> {
  const end = Date.now();
  const size = [...chunksOfLines(1000, 1000, end)].reduce((sum, { length }) => sum + length, 0) / 1000;
  const work = (count: number, clients: number): string =>
    `${count.toLocaleString('en-US')} records of ${Math.round(size)} bytes, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
  const half = records / 2;
  printFigure({
    what: 'TCP to searchable, one client',
    value: await feed(collector, half, 1, end),
    unit: 'records/s',
    floor: 60_000,
    better: 'higher',
    work: work(half, 1),
  });
  const between = memoryOf(collector.pid);
  printFigure({
    what: 'TCP to searchable, eight clients',
    value: await feed(collector, half, 8, end),
    unit: 'records/s',
    floor: 60_000,
    better: 'higher',
    work: work(half, 8),
  });
  const after = memoryOf(collector.pid);
  const stored = `${records.toLocaleString('en-US')} records stored`;
  if (between !== undefined && after !== undefined) {
    printFigure({
      what: 'collector memory',
      value: after.now,
      unit: 'MB',
      floor: 250,
      better: 'lower',
      work: `${stored}; ${Math.round(between.now)} MB at half of them`,
    });
  }
  await collector.client.request('status', {});
  printFigure({
    what: 'disk per record',
    value: folderBytes(collector.dataDir) / records,
    unit: 'bytes',
    floor: 1200,
    better: 'lower',
    work: stored,
  });
  await questions(collector, stored, end);
  const asked = memoryOf(collector.pid);
  if (asked !== undefined)
    printFigure({
      what: 'collector memory after the questions, peak',
      value: asked.peak,
      unit: 'MB',
      floor: 250,
      better: 'lower',
      work: stored,
    });
}
