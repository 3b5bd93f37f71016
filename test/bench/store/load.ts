// Measures taking records in: how fast until searchable and on disk, in how many bytes, with how much memory.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetPeak, memoryOf, untilStored, type BenchCollector } from '../collector-process.ts';
import type { Corpus } from './corpus.ts';
import type { Results } from './results.ts';
import type { Sender } from './sending.ts';

const SETTLED_AFTER_MS = 3000;
const SETTLE_WITHIN_MS = 60_000;

/** Bytes of all files below a folder, by the ending of their names. Files that go away meanwhile count nothing. */
export function folderBytes(folder: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const size = statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
    const ending = path.extname(entry.name) || entry.name;
    sums.set(ending, (sums.get(ending) ?? 0) + size);
  }
  return sums;
}

const total = (sums: ReadonlyMap<string, number>): number => [...sums.values()].reduce((sum, bytes) => sum + bytes, 0);

/** Until nothing is sealed or tidied up any more: the folder keeps its size for three seconds. */
async function untilSettled(folder: string): Promise<void> {
  const begin = performance.now();
  let size = -1;
  let since = begin;
  while (performance.now() - since < SETTLED_AFTER_MS && performance.now() - begin < SETTLE_WITHIN_MS) {
    const now = total(folderBytes(folder));
    if (now !== size) since = performance.now();
    size = now;
    await sleep(250);
  }
}

export interface Load {
  readonly from: number;
  readonly to: number;
  readonly clients: number;
}

/** Sends the records; resolves to how many a second, counted until the last can be searched. */
export async function feed(collector: BenchCollector, sender: Sender, { from, to, clients }: Load): Promise<number> {
  const { records } = (await collector.client.request('status', {})).store;
  const begin = performance.now();
  // Watched from the start, so that one who does not take the records in is not waited for.
  const [sent] = await Promise.all([
    sender.send({ from, to, clients, port: collector.tcpPort }),
    untilStored(collector.client, records + to - from),
  ]);
  return sent / ((performance.now() - begin) / 1000);
}

/** The floors of a data set. */
export interface DiskMarks {
  readonly floor: number;
  readonly aim: number;
}

/** The size of everything in the data folder once it has come to rest. */
export async function weigh(
  collector: BenchCollector,
  corpus: Corpus,
  { floor, aim }: DiskMarks,
  results: Results,
): Promise<number> {
  await untilSettled(collector.dataDir);
  const sums = folderBytes(collector.dataDir);
  const perRecord = total(sums) / corpus.records;
  const largest = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 4);
  const parts = largest.map(([ending, bytes]) => `${ending} ${(bytes / corpus.records).toFixed(1)}`).join(', ');
  results.add({
    what: `disk per record, ${corpus.set} set`,
    value: perRecord,
    unit: 'bytes',
    better: 'lower',
    floor,
    aim,
    work: `the whole data folder at ${corpus.records.toLocaleString('en-US')} records of ${Math.round(meanBytes(corpus))} bytes: ${parts}`,
  });
  return perRecord;
}

/** Memory at its peak since it was last forgotten, and now. */
export function remember(collector: BenchCollector, what: string, floor: number, work: string, results: Results): void {
  const memory = memoryOf(collector.pid);
  if (memory === undefined) return;
  results.add({
    what: `memory, ${what}, peak`,
    value: memory.peak,
    unit: 'MB',
    better: 'lower',
    floor,
    work: `${work}; ${Math.round(memory.now)} MB now`,
  });
  forgetPeak(collector.pid);
}

/** Mean length of a record with its line end. */
export function meanBytes(corpus: Corpus): number {
  const sample = Math.min(corpus.records, 20_000);
  let bytes = 0;
  for (const chunk of corpus.chunks(0, sample)) bytes += chunk.length;
  return bytes / sample;
}
